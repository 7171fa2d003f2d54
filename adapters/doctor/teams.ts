import { z } from 'zod'
import type { Config } from '../../src/config.ts'
import { type Check, type CheckFinding, fail, ok, skip, warn } from './check.ts'
import type { DoctorContext } from './context.ts'
import { explainUnreachable } from './unreachable.ts'

const notConfigured = skip('Teams is not configured.')
const withoutCredentials = skip('TEAMS_DEV=1 runs Teams without credentials.')

/** The keys of Microsoft's public cloud that sign requests from Teams. */
const keysUrl = 'https://login.botframework.com/v1/.well-known/openidconfiguration'
const defaultScope = 'https://api.botframework.com'

/** What Entra's error codes mean here; the others are named with a page that explains them. */
const meanings: Readonly<Record<string, string>> = {
  '7000215': 'MICROSOFT_APP_PASSWORD is wrong: copy the value of the client secret, and not its ID.',
  '700027':
    'Microsoft does not know MICROSOFT_APP_CERTIFICATE, or it has expired: upload the certificate to the app registration.',
  '7000222': 'MICROSOFT_APP_PASSWORD has expired: create a new client secret in the app registration.',
  '700016': 'MICROSOFT_APP_ID is not in the tenant MICROSOFT_APP_TENANT_ID: correct either of them.',
  '90002': 'There is no tenant MICROSOFT_APP_TENANT_ID: copy the Directory (tenant) ID from the app registration.',
  '900023': 'MICROSOFT_APP_TENANT_ID is no tenant: copy the Directory (tenant) ID from the app registration.',
  '7000229':
    'The app has no service principal in the tenant: create it with "az ad sp create --id <MICROSOFT_APP_ID>".',
  '70011': 'Microsoft does not know ToChannelFromBotOAuthScope: remove it, or set that of your cloud.',
  '7000112': 'The app is disabled in the tenant: enable it under Enterprise applications.',
  '53003': 'A Conditional Access policy blocks the app: exclude it from that policy.',
}

const Refusal = z.object({ error_description: z.string().optional(), error: z.string().optional() })
const Token = z.object({ access_token: z.string() })

export const teamsChecks: readonly Check[] = [
  { id: 'teams.ids', group: 'teams', run: describeIds },
  {
    id: 'teams.credentials',
    group: 'teams',
    needs: 'teams.ids',
    async run(context) {
      const answer = await requestToken(context)
      if (!('token' in answer)) return answer
      const { certificate = null } = context.config.teams ?? {}
      return certificate === null
        ? ok('Microsoft accepts the client credentials.')
        : checkAge(certificate, context.now())
    },
  },
  { id: 'teams.keys', group: 'teams', needs: 'teams.ids', run: checkKeys },
  { id: 'teams.endpoint', group: 'teams', needs: 'teams.ids', run: checkEndpoint },
]

function describeIds({ config: { teams } }: DoctorContext): CheckFinding {
  if (!teams) return notConfigured
  if (teams.isDev) return withoutCredentials
  const sentence = `Teams uses the app ${teams.appId} in the tenant ${teams.tenantId}`
  return teams.type === 'MultiTenant'
    ? warn(`${sentence} as MultiTenant, which Azure refuses for new bots: prefer SingleTenant.`)
    : ok(`${sentence}.`)
}

/** Days before the end of a certificate on which a new one should be made. */
const renewWithinDays = 30

function checkAge({ validUntil }: { readonly validUntil: Date }, now: Date): CheckFinding {
  const until = validUntil.toISOString().slice(0, 10)
  return validUntil.getTime() - now.getTime() < renewWithinDays * 86_400_000
    ? warn(`MICROSOFT_APP_CERTIFICATE is valid only until ${until}: upload a new one to the app registration.`)
    : ok(`Microsoft accepts the certificate, which is valid until ${until}.`)
}

/** A token of the bot, as each post needs one; or what is wrong. Only the caller sees the token. */
export async function requestToken({
  config,
  requestMs,
}: DoctorContext): Promise<{ readonly token: string } | CheckFinding> {
  const { teams } = config
  if (!teams) return notConfigured
  if (teams.password === '') return requestTokenWithoutSecret(teams)
  const own: Readonly<Record<string, string | undefined>> = teams.botFramework
  const tenant = teams.type === 'MultiTenant' ? 'botframework.com' : teams.tenantId
  const login = own.ToChannelFromBotLoginUrl ?? `https://login.microsoftonline.com/${tenant}`
  const url = `${login.replace(/\/+$/, '')}/oauth2/v2.0/token`
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: teams.appId,
    client_secret: teams.password,
    scope: `${own.ToChannelFromBotOAuthScope ?? defaultScope}/.default`,
  })
  try {
    const response = await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(requestMs) })
    const answer = readJson(await response.text())
    const token = Token.safeParse(answer)
    if (response.ok && token.success) return { token: token.data.access_token }
    return fail(explainRefusal(answer, response.status))
  } catch (error) {
    const setting = own.ToChannelFromBotLoginUrl === undefined ? null : 'ToChannelFromBotLoginUrl'
    return fail(explainUnreachable(error, { name: 'Microsoft’s sign-in', url, setting }))
  }
}

/** By certificate or managed identity, as the bot itself signs in. */
async function requestTokenWithoutSecret(
  teams: NonNullable<Config['teams']>,
): Promise<{ readonly token: string } | CheckFinding> {
  const own: Readonly<Record<string, string | undefined>> = teams.botFramework
  // The Teams library takes 50 MB, and a bot on Slack alone also runs some of these checks.
  const { requestAppToken } = await import('../teams/credentials.ts')
  try {
    return { token: await requestAppToken(teams, own.ToChannelFromBotOAuthScope ?? defaultScope) }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return fail(
      teams.certificate === null
        ? 'Azure gives no token for the managed identity MICROSOFT_APP_ID: assign it to the machine that runs the bot.'
        : explainRefusal({ error_description: error.message }, 0),
    )
  }
}

function explainRefusal(answer: unknown, status: number): string {
  const { error_description = '', error } = Refusal.safeParse(answer).data ?? {}
  const code = /AADSTS(\d+)/.exec(error_description)?.[1]
  if (code === undefined)
    return `Microsoft refuses the client credentials (${error ?? `HTTP ${status}`}): check MICROSOFT_APP_ID and MICROSOFT_APP_PASSWORD.`
  const meaning =
    meanings[code] ??
    `Microsoft refuses the client credentials: https://login.microsoftonline.com/error?code=${code} explains why.`
  return `AADSTS${code}: ${meaning}`
}

async function checkKeys({ config, requestMs }: DoctorContext): Promise<CheckFinding> {
  const own: Readonly<Record<string, string | undefined>> = config.teams?.botFramework ?? {}
  const url = own.ToBotFromChannelOpenIdMetadataUrl ?? keysUrl
  const setting = own.ToBotFromChannelOpenIdMetadataUrl === undefined ? null : 'ToBotFromChannelOpenIdMetadataUrl'
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(requestMs) })
    if (response.ok && typeof readJson(await response.text()) === 'object')
      return ok('The keys of Teams can be read, by which its requests are checked.')
    return fail(`${new URL(url).host} shows no keys (HTTP ${response.status}), so nothing from Teams is answered.`)
  } catch (error) {
    return fail(explainUnreachable(error, { name: 'The keys of Teams', url, setting }))
  }
}

/** Without a token everyone must be refused; only the running bot answers so. */
async function checkEndpoint({ config, requestMs }: DoctorContext): Promise<CheckFinding> {
  if (!config.publicUrl) return skip('PUBLIC_URL is not set, so the messaging endpoint is not checked.')
  const url = `${config.publicUrl.replace(/\/+$/, '')}/api/messages`
  const body = JSON.stringify({ type: 'message', text: 'help' })
  const headers = { 'content-type': 'application/json' }
  try {
    const signal = AbortSignal.timeout(requestMs)
    const { status } = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal })
    if (status === 401) return ok('The messaging endpoint is reached and refuses requests without a token.')
    if (status < 300) return fail(`${url} accepts requests without a token: something else than the bot answers there.`)
    return fail(
      `${url} answers HTTP ${status} and not as the bot does: correct PUBLIC_URL, or the proxy before the bot.`,
    )
  } catch (error) {
    const reason = explainUnreachable(error, { name: 'The messaging endpoint', url, setting: 'PUBLIC_URL' })
    return warn(`${reason} If the bot is not running, start it first.`)
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // A proxy or a sign-in page answers in Microsoft's place.
    return null
  }
}
