/** Settings that are missing or contradict each other. */
import { type Platform, platforms } from '../platform.ts'
import { findActionGaps } from './acting.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/**
 * What a way of running needs: `bot` a chat platform and the Usage API, `look-ups` the Usage API alone, `nothing`
 * neither (sandbox, demo, manifests).
 */
export type ConfigNeeds = 'bot' | 'look-ups' | 'nothing'

/** Without any of these no one has begun to configure the bot. */
const neededSettings = ['TABNINE_TOKEN', 'SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'MICROSOFT_APP_ID', 'TEAMS_DEV'] as const

export const isEmpty = (settings: Environment) => neededSettings.every(name => !settings[name])

/** Settings that are missing or contradict each other. A platform without any setting is not used. */
export function findGaps(settings: Environment, needs: ConfigNeeds): string[] {
  if (needs === 'nothing') return []
  const problems: string[] = []
  if (!settings.TABNINE_TOKEN)
    problems.push('TABNINE_TOKEN is missing. Create one in Tabnine: Settings > Access Tokens (admin).')
  if (needs === 'look-ups') return problems
  problems.push(...findActionGaps(settings))
  const isDev = settings.TEAMS_DEV === '1'
  const slack = [settings.SLACK_BOT_TOKEN, settings.SLACK_SIGNING_SECRET, settings.SLACK_APP_TOKEN].some(Boolean)
  const teams = [
    settings.MICROSOFT_APP_ID,
    settings.MICROSOFT_APP_PASSWORD,
    settings.MICROSOFT_APP_CERTIFICATE,
    settings.MICROSOFT_APP_TENANT_ID,
  ].some(Boolean)
  if (slack && !settings.SLACK_BOT_TOKEN) problems.push('SLACK_BOT_TOKEN is missing: Slack is only partly configured.')
  if (slack && !settings.SLACK_APP_TOKEN && !settings.SLACK_SIGNING_SECRET) {
    problems.push(
      'SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) is missing: Slack is only partly configured.',
    )
  }
  if (isDev && settings.MICROSOFT_APP_ID)
    problems.push('TEAMS_DEV=1 cannot be combined with MICROSOFT_APP_ID: it turns authentication off.')
  if (isDev && settings.NODE_ENV === 'production')
    problems.push('TEAMS_DEV=1 is refused with NODE_ENV=production: it turns authentication off.')
  if (teams && !isDev) {
    if (!settings.MICROSOFT_APP_ID) problems.push('MICROSOFT_APP_ID is missing: Teams is only partly configured.')
    problems.push(...findCredentialProblems(settings))
    // Also for a multi-tenant registration: people outside the company's own tenant get no answer.
    if (!settings.MICROSOFT_APP_TENANT_ID) {
      problems.push('MICROSOFT_APP_TENANT_ID is missing: Teams is only partly configured.')
    }
  }
  if (settings.ENCRYPTION_KEY_OLD && !settings.ENCRYPTION_KEY)
    problems.push('ENCRYPTION_KEY_OLD needs ENCRYPTION_KEY as well: it is the key before that one.')
  const { PORT = '3000', METRICS_PORT } = settings
  if (METRICS_PORT === PORT && PORT !== '0') problems.push('METRICS_PORT must differ from PORT.')
  const [operationsOn] = settings.OPERATIONS_CHANNEL?.split(':') ?? []
  const isConfigured: Readonly<Record<Platform, boolean>> = { slack, teams: teams || isDev }
  if (platforms.some(platform => platform === operationsOn && !isConfigured[platform]))
    problems.push('OPERATIONS_CHANNEL names a chat app that is not configured.')
  if (!slack && !teams && !isDev) {
    problems.push(
      'No chat app configured. Set SLACK_BOT_TOKEN and SLACK_APP_TOKEN, or MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD and MICROSOFT_APP_TENANT_ID.',
    )
  }
  return problems
}

/** Where the Teams library signs in with a certificate, whatever is set: government clouds have another address. */
const publicLogin = 'https://login.microsoftonline.com/'

function findCredentialProblems(settings: Environment): string[] {
  const {
    MICROSOFT_APP_PASSWORD: password,
    MICROSOFT_APP_CERTIFICATE: certificate,
    MICROSOFT_APP_TYPE: type,
  } = settings
  if (type === 'UserAssignedMSI') {
    const isEither = password !== undefined || certificate !== undefined
    return isEither
      ? [
          'MICROSOFT_APP_TYPE=UserAssignedMSI needs neither MICROSOFT_APP_PASSWORD nor MICROSOFT_APP_CERTIFICATE: remove it.',
        ]
      : []
  }
  if (password !== undefined && certificate !== undefined)
    return ['MICROSOFT_APP_PASSWORD and MICROSOFT_APP_CERTIFICATE are both set: remove one of them.']
  if (password === undefined && certificate === undefined)
    return ['MICROSOFT_APP_PASSWORD is missing: Teams is only partly configured.']
  const { ToChannelFromBotLoginUrl: login = publicLogin } = settings
  if (certificate !== undefined && !login.startsWith(publicLogin))
    return ['MICROSOFT_APP_CERTIFICATE cannot be combined with ToChannelFromBotLoginUrl: use MICROSOFT_APP_PASSWORD.']
  return []
}
