import { expect, test } from 'vitest'
import { explainUnreachable } from '../../../../adapters/doctor/unreachable.ts'

const tabnine = { name: 'Tabnine', url: 'https://tabnine.example.com/path', setting: 'TABNINE_URL' }
const withCode = (code: string, message = 'it failed') => Object.assign(new Error(message), { code })
const fetchFailed = (cause: Error) => new TypeError('fetch failed', { cause })

test.each([
  ['ENOTFOUND', 'there is no host called tabnine.example.com; correct TABNINE_URL, or check DNS.'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'the certificate of tabnine.example.com is not trusted; set NODE_EXTRA_CA_CERTS to'],
  ['CERT_HAS_EXPIRED', 'the certificate of tabnine.example.com is not valid today; renew it, or correct the clock'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tabnine.example.com shows a certificate for another name; correct TABNINE_URL'],
  ['ECONNREFUSED', 'cannot be reached at tabnine.example.com (ECONNREFUSED): check TABNINE_URL, the firewall and'],
])('%s', (code, sentence) => {
  expect(explainUnreachable(fetchFailed(withCode(code)), tabnine)).toContain(sentence)
})

test('a server that is silent, and a proxy that refuses', () => {
  const late = new DOMException('The operation was aborted due to timeout', 'TimeoutError')
  expect(explainUnreachable(late, tabnine)).toBe(
    'Tabnine does not answer in time at tabnine.example.com: check the firewall and HTTPS_PROXY.',
  )
  const refused = withCode('UND_ERR_ABORTED', 'Proxy response (403) !== 200 when HTTP Tunneling')
  expect(explainUnreachable(fetchFailed(refused), tabnine)).toContain('the proxy refuses the connection')
})

test('every address of a host failed', () => {
  const several = new AggregateError([withCode('ECONNREFUSED'), withCode('ENETUNREACH')], '')
  expect(explainUnreachable(fetchFailed(several), { ...tabnine, setting: null })).toBe(
    'Tabnine cannot be reached at tabnine.example.com (ECONNREFUSED): check the network, the firewall and HTTPS_PROXY.',
  )
})
