/** How the bot signs in at Microsoft: with a secret, a certificate, or the managed identity of its machine. */
import { ConfigurationServiceClientCredentialFactory } from 'botbuilder'
import type { Config } from '../../src/config.ts'

type Settings = NonNullable<Config['teams']>

/** The library's own names for them. */
export function toCredentialOptions({ isDev, appId, password, tenantId, type, certificate }: Settings) {
  return {
    MicrosoftAppId: appId,
    MicrosoftAppPassword: password,
    MicrosoftAppTenantId: tenantId,
    // The only type that the library takes without an app id.
    MicrosoftAppType: isDev ? 'MultiTenant' : type,
    ...(certificate && {
      CertificateThumbprint: certificate.thumbprint,
      CertificatePrivateKey: certificate.privateKey,
    }),
  }
}

/** A token of the bot for this scope. @throws with Microsoft's reason in the message */
export async function requestAppToken(settings: Settings, scope: string): Promise<string> {
  const factory = new ConfigurationServiceClientCredentialFactory(toCredentialOptions(settings))
  const credentials = await factory.createCredentials(settings.appId, scope, '', true)
  if (!hasToken(credentials)) throw new Error('the Teams library no longer signs in as this version expects')
  return credentials.getToken()
}

/** The library's types keep it to themselves. */
function hasToken(credentials: object): credentials is { getToken(): Promise<string> } {
  return 'getToken' in credentials && typeof credentials.getToken === 'function'
}
