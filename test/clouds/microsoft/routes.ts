import type { JWK } from 'jose'
import { answerConnector, type ConnectorParts } from './connector.ts'
import type { Drive } from './drive.ts'
import type { Reply } from './faults.ts'
import type { Incoming } from './listener.ts'
import type { Login } from './login.ts'

const keysPath = '/v1/.well-known/keys'
export const metadataPath = '/v1/.well-known/openidconfiguration'
export const emulatorMetadataPath = '/common/v2.0/.well-known/openid-configuration'
/** Teams serves each bot from one of its regions, and may move it to another. */
export const regions = ['emea', 'amer'] as const

type Parts = {
  login: Login
  keys: JWK[]
  keyServer: string
  issuer: string
  connector: ConnectorParts
  drive: Drive
}

/** Which part of Microsoft a request is for goes by its path, so that one address can be all of them. */
export function createRoutes({ login, keys, keyServer, issuer, connector, drive }: Parts) {
  const { faults } = connector
  const metadata = {
    issuer,
    authorization_endpoint: 'https://invalid.botframework.com',
    jwks_uri: `${keyServer}${keysPath}`,
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
  }

  return async (incoming: Incoming): Promise<Reply> => {
    const { method, url, authorization, body } = incoming
    const path = url.pathname
    const stored = drive.answer(incoming)
    if (stored) return stored
    const tenant = /^\/([^/]+)\/oauth2\/v2\.0\/token$/.exec(path)?.[1]
    if (tenant !== undefined && method === 'POST')
      return faults.meet('token', undefined, () => login.giveToken(tenant, body))
    if (method === 'GET' && [metadataPath, emulatorMetadataPath].includes(path))
      return faults.meet('metadata', undefined, () => ({ status: 200, body: metadata }))
    if (method === 'GET' && path === keysPath)
      return faults.meet('keys', undefined, () => ({ status: 200, body: { keys } }))

    const notFound = { status: 404, body: { message: `Nothing at ${method} ${path}` } }
    const below = regions.map(region => path.split(`/${region}/v3/`)[1]).find(rest => rest !== undefined)
    if (below === undefined) return notFound
    const call = { method, path: below, query: url.searchParams, authorization, body }
    return (await answerConnector(connector, call)) ?? notFound
  }
}
