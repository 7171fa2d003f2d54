import { createPrivateKey, X509Certificate } from 'node:crypto'

/** With what an app proves who it is, instead of with a secret. */
export type Certificate = {
  /** SHA-1 of the certificate in hex, as Microsoft names it. */
  readonly thumbprint: string
  /** PKCS #8 in PEM. */
  readonly privateKey: string
  readonly validUntil: Date
}

/** A certificate and its private key, both in one PEM text; null where either is missing or they do not belong together. */
export function readCertificate(pem: string): Certificate | null {
  try {
    const certificate = new X509Certificate(pem)
    const key = createPrivateKey(pem)
    if (key.asymmetricKeyType !== 'rsa' || !certificate.checkPrivateKey(key)) return null
    return {
      thumbprint: certificate.fingerprint.replaceAll(':', ''),
      privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
      validUntil: new Date(certificate.validTo),
    }
  } catch {
    // Not PEM, or encrypted with a passphrase: the sentence about the setting says what is needed.
    return null
  }
}
