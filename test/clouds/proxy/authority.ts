import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A certificate authority of our own: `certificate` is the path of its PEM file. */
export type Authority = { certificate: string; issue(hosts: string[]): { key: string; cert: string } }

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']

/** Makes one with the openssl command, in a folder that must exist. */
export function makeAuthority(folder: string, name: string): Authority {
  const file = (ending: string) => join(folder, `${name}${ending}`)
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' })
  const certificate = file('.pem')
  openssl(
    'req',
    '-x509',
    ...NEW_KEY,
    '-keyout',
    file('.key'),
    '-out',
    certificate,
    '-days',
    '2',
    '-subj',
    `/CN=${name}`,
  )
  return {
    certificate,
    issue(hosts) {
      writeFileSync(file('-hosts.cnf'), `subjectAltName=${hosts.map(host => `DNS:${host}`).join()}\n`)
      openssl('req', ...NEW_KEY, '-keyout', file('-server.key'), '-out', file('-server.csr'), '-subj', '/CN=server')
      openssl(
        ...['x509', '-req', '-in', file('-server.csr'), '-CA', certificate, '-CAkey', file('.key'), '-CAcreateserial'],
        ...['-out', file('-server.pem'), '-days', '2', '-extfile', file('-hosts.cnf')],
      )
      return { key: readFileSync(file('-server.key'), 'utf8'), cert: readFileSync(file('-server.pem'), 'utf8') }
    },
  }
}
