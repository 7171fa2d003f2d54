import { createHash, createVerify, randomBytes, X509Certificate } from 'node:crypto'
import type { Answer } from './refusals.ts'

/** What the login host knows of the one app it serves. */
export type Registration = {
  appId: string
  appPassword: string
  tenantId: string
  scope: string
  /** PEM of the certificate that was uploaded to the app registration. */
  appCertificate?: string | undefined
}

export type Login = {
  /** `POST /<tenant>/oauth2/v2.0/token` with client credentials. */
  giveToken(tenant: string, body: unknown): Answer
  /** A token as Azure gives it to the app's managed identity. */
  drawToken(): string
  /** Whether an Authorization header carries a token given here that has not run out. */
  accepts(authorization: string | undefined): boolean
}

const lifetimeSeconds = 3599

/** Microsoft's login for one single-tenant app; refusals in Entra's shape, with its AADSTS numbers. */
export function createLogin({ appId, appPassword, tenantId, scope, appCertificate }: Registration): Login {
  const given = new Map<string, number>()
  function drawToken(): string {
    const token = randomBytes(32).toString('base64url')
    given.set(token, Date.now() + lifetimeSeconds * 1000)
    return token
  }
  return {
    drawToken,
    giveToken(tenant, body) {
      const form = body instanceof URLSearchParams ? body : new URLSearchParams()
      if (tenant !== tenantId) return deny(400, 'invalid_request', 90002, `Tenant '${tenant}' not found.`)
      if (form.get('grant_type') !== 'client_credentials')
        return deny(400, 'unsupported_grant_type', 70003, 'The app requested an unsupported grant type.')
      if (form.get('client_id') !== appId)
        return deny(400, 'unauthorized_client', 700016, 'Application was not found in the directory.')
      const assertion = form.get('client_assertion')
      if (assertion !== null) {
        if (form.get('client_assertion_type') !== 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer')
          return deny(401, 'invalid_client', 70002, 'The client assertion has another type.')
        if (appCertificate === undefined || !isSignedBy(assertion, appCertificate, appId))
          return deny(
            401,
            'invalid_client',
            700027,
            'The certificate with identifier used to sign the client assertion is not registered on application.',
          )
      } else if (form.get('client_secret') !== appPassword)
        return deny(401, 'invalid_client', 7000215, 'Invalid client secret provided.')
      // The client asks for OpenID scopes as well, as any does; the one that counts is the resource.
      if (!form.get('scope')?.split(' ').includes(`${scope}/.default`))
        return deny(400, 'invalid_scope', 70011, 'The provided value for the input parameter scope is not valid.')
      const times = { expires_in: lifetimeSeconds, ext_expires_in: lifetimeSeconds }
      return { status: 200, body: { token_type: 'Bearer', ...times, access_token: drawToken() } }
    },
    accepts(authorization = '') {
      const until = given.get(authorization.replace(/^Bearer /, ''))
      return authorization.startsWith('Bearer ') && until !== undefined && until > Date.now()
    },
  }
}

/** Whether a client's assertion names this certificate, is signed by its key, and is of this app and of now. */
function isSignedBy(assertion: string, pem: string, appId: string): boolean {
  const [head = '', body = '', signature = ''] = assertion.split('.')
  const read = (part: string): Record<string, unknown> => JSON.parse(Buffer.from(part, 'base64url').toString())
  const { alg, x5t } = read(head)
  const { iss, sub, exp, nbf, jti } = read(body)
  const certificate = new X509Certificate(pem)
  const thumbprint = createHash('sha1').update(certificate.raw).digest('base64url')
  const now = Date.now() / 1000
  return (
    alg === 'RS256' &&
    String(x5t).replace(/=+$/, '') === thumbprint &&
    createVerify('RSA-SHA256').update(`${head}.${body}`).verify(certificate.publicKey, signature, 'base64url') &&
    iss === appId &&
    sub === appId &&
    typeof jti === 'string' &&
    Number(nbf) <= now + 300 &&
    Number(exp) > now &&
    Date.parse(certificate.validTo) > Date.now()
  )
}

function deny(status: number, error: string, code: number, text: string): Answer {
  return { status, body: { error, error_description: `AADSTS${code}: ${text}`, error_codes: [code] } }
}
