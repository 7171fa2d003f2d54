/** Why a service cannot be reached, in one sentence that names the setting to check. */
import { untrusted } from '../../src/storage/explain.ts'

const unknownHost = ['ENOTFOUND', 'EAI_AGAIN']
const tooLate = ['TimeoutError', 'ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT']
const notValidToday = ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']

export type Service = {
  /** As it begins a sentence, such as `Slack`. */
  readonly name: string
  readonly url: string
  /** The setting that holds its address; `null` where the address is fixed. */
  readonly setting: string | null
}

/** @param error what was thrown in place of an answer */
export function explainUnreachable(error: unknown, { name, url, setting }: Service): string {
  const { host, hostname } = new URL(url)
  const codes = codesOf(error)
  const has = (wanted: readonly string[]) => codes.some(code => wanted.includes(code))
  const correct = setting === null ? 'check DNS and HTTPS_PROXY' : `correct ${setting}, or check DNS`
  if (has(unknownHost)) return `${name} cannot be reached: there is no host called ${hostname}; ${correct}.`
  if (has(['ERR_PROXY_TUNNEL', 'UND_ERR_PRX_TLS']) || codes.some(code => /proxy/i.test(code)))
    return `${name} cannot be reached: the proxy refuses the connection to ${host}; check HTTPS_PROXY and what the proxy allows.`
  if (codes.some(code => untrusted.has(code)))
    return `${name} cannot be reached: the certificate of ${host} is not trusted; set NODE_EXTRA_CA_CERTS to a PEM file with its certificate authority.`
  if (has(notValidToday))
    return `${name} cannot be reached: the certificate of ${host} is not valid today; renew it, or correct the clock of this machine.`
  if (has(['ERR_TLS_CERT_ALTNAME_INVALID']))
    return `${name} cannot be reached: ${host} shows a certificate for another name; ${correct}.`
  if (has(tooLate)) return `${name} does not answer in time at ${host}: check the firewall and HTTPS_PROXY.`
  const code = codes.find(each => /^[A-Z][A-Z0-9_]+$/.test(each)) ?? 'no answer'
  return `${name} cannot be reached at ${host} (${code}): check ${setting ?? 'the network'}, the firewall and HTTPS_PROXY.`
}

/** The codes and names along the chain of causes; a failure of several addresses holds one for each. */
function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return []
  const code = 'code' in error && typeof error.code === 'string' ? [error.code] : []
  const several = error instanceof AggregateError ? error.errors.flatMap(codesOf) : []
  return [...code, error.name, ...(/proxy/i.test(error.message) ? ['proxy'] : []), ...several, ...codesOf(error.cause)]
}
