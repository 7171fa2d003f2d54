import { randomBytes } from 'node:crypto'
import type { Answer } from './refusals.ts'

/** What the login host knows of the one app it serves. */
export type Registration = { appId: string; appPassword: string; tenantId: string; scope: string }

export type Login = {
  /** `POST /<tenant>/oauth2/v2.0/token` with client credentials. */
  giveToken(tenant: string, body: unknown): Answer
  /** Whether an Authorization header carries a token given here that has not run out. */
  accepts(authorization: string | undefined): boolean
}

const lifetimeSeconds = 3599

/** Microsoft's login for one single-tenant app; refusals in Entra's shape, with its AADSTS numbers. */
export function createLogin({ appId, appPassword, tenantId, scope }: Registration): Login {
  const given = new Map<string, number>()
  return {
    giveToken(tenant, body) {
      const form = body instanceof URLSearchParams ? body : new URLSearchParams()
      if (tenant !== tenantId) return deny(400, 'invalid_request', 90002, `Tenant '${tenant}' not found.`)
      if (form.get('grant_type') !== 'client_credentials')
        return deny(400, 'unsupported_grant_type', 70003, 'The app requested an unsupported grant type.')
      if (form.get('client_id') !== appId)
        return deny(400, 'unauthorized_client', 700016, 'Application was not found in the directory.')
      if (form.get('client_secret') !== appPassword)
        return deny(401, 'invalid_client', 7000215, 'Invalid client secret provided.')
      // The client asks for OpenID scopes as well, as any does; the one that counts is the resource.
      if (!form.get('scope')?.split(' ').includes(`${scope}/.default`))
        return deny(400, 'invalid_scope', 70011, 'The provided value for the input parameter scope is not valid.')
      const token = randomBytes(32).toString('base64url')
      given.set(token, Date.now() + lifetimeSeconds * 1000)
      const times = { expires_in: lifetimeSeconds, ext_expires_in: lifetimeSeconds }
      return { status: 200, body: { token_type: 'Bearer', ...times, access_token: token } }
    },
    accepts(authorization = '') {
      const until = given.get(authorization.replace(/^Bearer /, ''))
      return authorization.startsWith('Bearer ') && until !== undefined && until > Date.now()
    },
  }
}

function deny(status: number, error: string, code: number, text: string): Answer {
  return { status, body: { error, error_description: `AADSTS${code}: ${text}`, error_codes: [code] } }
}
