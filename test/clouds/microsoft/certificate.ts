import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** A certificate with its key, both PEM: what `tls.createServer` takes. */
type Certificate = { cert: string; key: string }

export type CertificateAuthority = {
  /** PEM of the authority itself: what a client has to trust. */
  cert: string
  /** A certificate for these host names, signed by the authority. */
  issue(hosts: string[]): Certificate
}

const oid = {
  ecdsaWithSha256: '06082a8648ce3d040302',
  commonName: '0603550403',
  subjectAltName: '0603551d11',
  basicConstraints: '0603551d13',
  keyUsage: '0603551d0f',
}

/**
 * A certificate authority for one test run, valid from an hour ago for a day.
 * Node can sign but not write X.509, and a fresh machine has no openssl, so the few DER fields are written here.
 */
export function createCertificateAuthority(now = new Date()): CertificateAuthority {
  // Authorities are told apart by name alone, so each needs its own.
  const name = `Test authority ${randomBytes(6).toString('hex')}`
  const authority = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const limits = [
    extension(oid.basicConstraints, sequence(tlv(0x01, Buffer.from([0xff]))), true),
    extension(oid.keyUsage, tlv(0x03, Buffer.from([0x01, 0x06])), true),
  ]
  const write = (subject: string, publicKey: KeyObject, extensions: Buffer[]) =>
    writeCertificate({ subject, issuer: name, publicKey, extensions, now, signWith: authority.privateKey })

  return {
    cert: write(name, authority.publicKey, limits),
    issue(hosts) {
      const own = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const names = sequence(...hosts.map(host => tlv(0x82, Buffer.from(host, 'ascii'))))
      return {
        cert: write(hosts[0] ?? 'localhost', own.publicKey, [extension(oid.subjectAltName, names)]),
        key: own.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      }
    },
  }
}

type Writing = {
  subject: string
  issuer: string
  publicKey: KeyObject
  extensions: Buffer[]
  now: Date
  signWith: KeyObject
}

function writeCertificate({ subject, issuer, publicKey, extensions, now, signWith }: Writing): string {
  const algorithm = sequence(Buffer.from(oid.ecdsaWithSha256, 'hex'))
  const hour = 3_600_000
  const body = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    // The leading 1 keeps the serial number positive and free of needless zeros.
    tlv(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    distinguishedName(issuer),
    sequence(utcTime(now.getTime() - hour), utcTime(now.getTime() + 24 * hour)),
    distinguishedName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(...extensions)),
  )
  const signature = tlv(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, signWith)]))
  const base64 = sequence(body, algorithm, signature).toString('base64')
  return `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}/g, '$&\n').trimEnd()}\n-----END CERTIFICATE-----\n`
}

function distinguishedName(commonName: string): Buffer {
  return sequence(tlv(0x31, sequence(Buffer.from(oid.commonName, 'hex'), tlv(0x0c, Buffer.from(commonName)))))
}

function extension(id: string, value: Buffer, critical = false): Buffer {
  const flag = critical ? tlv(0x01, Buffer.from([0xff])) : Buffer.alloc(0)
  return sequence(Buffer.from(id, 'hex'), flag, tlv(0x04, value))
}

function utcTime(at: number): Buffer {
  const digits = new Date(at).toISOString().replace(/\D/g, '').slice(2, 14)
  return tlv(0x17, Buffer.from(`${digits}Z`))
}

function sequence(...parts: Buffer[]): Buffer {
  return tlv(0x30, Buffer.concat(parts))
}

/** One DER value: tag, length, content. */
function tlv(tag: number, content: Buffer): Buffer {
  const bytes: number[] = []
  for (let rest = content.length; rest > 0; rest >>= 8) bytes.unshift(rest & 0xff)
  const length = content.length < 0x80 ? [content.length] : [0x80 | bytes.length, ...bytes]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}
