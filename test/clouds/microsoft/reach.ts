import { randomUUID } from 'node:crypto'
import { setGlobalProxyFromEnv } from 'node:http'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { driveHost } from './drive.ts'
import { emulatorMetadataPath, metadataPath } from './routes.ts'

const loginHost = 'login.microsoftonline.com'
export const issuer = 'https://api.botframework.com'
export const hosts = [loginHost, 'login.botframework.com', 'api.botframework.com', 'smba.trafficmanager.net', driveHost]

/**
 * Bot Framework's settings that move everything but the login host, which its client library fixes, to this address.
 * The library keeps signing keys per process and metadata address for a day. The id makes that address unique: a later
 * cloud in the same process may listen on the same port with other keys.
 */
export function writeAddresses(url: string, tenantId: string): Record<string, string> {
  const id = randomUUID()
  return {
    ValidateAuthority: 'true',
    ToChannelFromBotLoginUrl: `https://${loginHost}/${tenantId}`,
    ToChannelFromBotOAuthScope: issuer,
    ToBotFromChannelTokenIssuer: issuer,
    OAuthUrl: url,
    ToBotFromChannelOpenIdMetadataUrl: `${url}${metadataPath}?id=${id}`,
    ToBotFromEmulatorOpenIdMetadataUrl: `${url}${emulatorMetadataPath}?id=${id}`,
  }
}

/**
 * Sends this process' https through the proxy and trusts the certificate; gives the function that undoes both.
 * `HTTPS_PROXY` is set only for a service on https: the connector's library keeps agents of its own, reads the
 * variable instead, and would send plain http through the proxy too.
 */
export function routeProcess(proxy: string, certificate: string, serviceUrl: string): () => void {
  const trusted = getCACertificates('default')
  const { HTTPS_PROXY } = process.env
  setDefaultCACertificates([...trusted, certificate])
  const undo = setGlobalProxyFromEnv({ https_proxy: proxy })
  if (serviceUrl.startsWith('https:')) process.env.HTTPS_PROXY = proxy
  return () => {
    undo()
    setDefaultCACertificates(trusted)
    if (HTTPS_PROXY === undefined) delete process.env.HTTPS_PROXY
    else process.env.HTTPS_PROXY = HTTPS_PROXY
  }
}
