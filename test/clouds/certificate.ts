import { generate } from 'selfsigned'

/** A certificate authority for one test run; `cert` is its own certificate, all in PEM. */
export type CertificateAuthority = {
  readonly cert: string
  /** A server's key and certificate for these host names. */
  issue(hosts: readonly string[]): Promise<{ key: string; cert: string }>
}

const algorithm = { keyType: 'ec', algorithm: 'sha256' } as const

/** Makes an authority. Clients distinguish authorities by name alone, so each needs its own. */
export async function createCertificateAuthority(name: string): Promise<CertificateAuthority> {
  const authority = await generate([{ name: 'commonName', value: name }], {
    ...algorithm,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  })
  return {
    cert: authority.cert,
    async issue(hosts) {
      const altNames = hosts.map(value => ({ type: 2 as const, value }))
      const { private: key, cert } = await generate([{ name: 'commonName', value: hosts[0] ?? name }], {
        ...algorithm,
        ca: { key: authority.private, cert: authority.cert },
        extensions: [{ name: 'subjectAltName', altNames }],
      })
      return { key, cert }
    },
  }
}
