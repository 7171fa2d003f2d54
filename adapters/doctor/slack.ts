import { createHmac, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { pathInPackage } from '../package-files.ts'
import { type Check, type CheckFinding, fail, ok, skip, warn } from './check.ts'
import type { DoctorContext } from './context.ts'
import { slackUrl, textIn } from './slack-api.ts'
import { explainUnreachable } from './unreachable.ts'

const notConfigured = skip('Slack is not configured.')
const slackStatus = 'see https://slack-status.com'

/** What each permission is for; a missing one is named with what does not work without it. */
const purposes: Readonly<Record<string, string>> = {
  'app_mentions:read': 'mentions are not answered',
  'channels:history': 'an unconfirmed digest in a channel cannot be looked up',
  'chat:write': 'nothing can be posted',
  commands: '/tabnine does not work',
  'files:write': 'exports and pictures cannot be sent',
  'groups:history': 'an unconfirmed digest in a private channel cannot be looked up',
  'im:history': 'direct messages are not answered',
  'metadata.message:read': 'an unconfirmed digest cannot be looked up',
  'usergroups:read': 'the Slack user groups in the roles have no members',
  'users:read': 'people cannot be recognized',
  'users:read.email': '"me" cannot find the Tabnine account of a person',
}

const scopeList = z.array(z.string())
const Manifest = z.object({
  oauth_config: z.object({ scopes: z.object({ bot: scopeList, bot_optional: scopeList }) }),
})

export const slackChecks: readonly Check[] = [
  { id: 'slack.reach', group: 'slack', run: reach },
  { id: 'slack.token', group: 'slack', needs: 'slack.reach', run: checkToken },
  { id: 'slack.workspace', group: 'slack', needs: 'slack.token', run: describeWorkspace },
  { id: 'slack.scopes', group: 'slack', needs: 'slack.token', run: checkScopes },
  { id: 'slack.socket', group: 'slack', needs: 'slack.reach', run: checkSocket },
  { id: 'slack.endpoint', group: 'slack', run: checkEndpoint },
]

async function reach({ config, slackIdentity }: DoctorContext): Promise<CheckFinding> {
  if (!config.slack) return notConfigured
  const url = config.slack.apiUrl ?? slackUrl
  const service = { name: 'Slack', url, setting: config.slack.apiUrl === undefined ? null : 'SLACK_API_URL' }
  try {
    const { status, error } = await slackIdentity()
    if (status === 429) return fail('Slack accepts no more requests for now (429): try again in a minute.')
    if (status >= 500) return fail(`Slack has an error of its own (HTTP ${status}): ${slackStatus}.`)
    if (error === 'internal_error' || error === 'fatal_error' || error === 'service_unavailable')
      return fail(`Slack has an error of its own (${error}): ${slackStatus}.`)
    if (error === 'unreadable')
      return fail(
        `${new URL(url).host} answers, but not as Slack does (HTTP ${status}): check SLACK_API_URL and HTTPS_PROXY.`,
      )
    return ok(`Slack answers at ${new URL(url).host}.`)
  } catch (error) {
    return fail(explainUnreachable(error, service))
  }
}

async function checkToken({ slackIdentity }: DoctorContext): Promise<CheckFinding> {
  const { error } = await slackIdentity()
  switch (error) {
    case null:
      return ok('Slack accepts SLACK_BOT_TOKEN.')
    case 'account_inactive':
      return fail('SLACK_BOT_TOKEN is of a bot that was removed (account_inactive): install the app again.')
    case 'token_revoked':
      return fail('SLACK_BOT_TOKEN was revoked (token_revoked): install the app again, and copy the new token.')
    case 'token_expired':
      return fail(
        'SLACK_BOT_TOKEN has expired (token_expired): turn token rotation off in the app, and install it again.',
      )
    case 'invalid_auth':
    case 'not_authed':
      return fail('Slack does not know SLACK_BOT_TOKEN (invalid_auth): copy it again from OAuth & Permissions.')
    case 'org_login_required':
    case 'team_access_not_granted':
    case 'enterprise_is_restricted':
      return fail(`Slack refuses SLACK_BOT_TOKEN (${error}): an organization admin must approve the app.`)
    default:
      return fail(`Slack refuses SLACK_BOT_TOKEN (${error}): install the app again, and copy the new token.`)
  }
}

async function describeWorkspace({ slackIdentity }: DoctorContext): Promise<CheckFinding> {
  const { body } = await slackIdentity()
  const [team, id, user] = [textIn(body, 'team'), textIn(body, 'team_id'), textIn(body, 'user')]
  const enterprise = textIn(body, 'enterprise_id')
  const bot = user === null ? 'The bot' : `The bot @${user}`
  if (body.is_enterprise_install === true)
    return ok(`${bot} is installed in the whole organization ${enterprise ?? team ?? id ?? ''}.`)
  const grid = enterprise === null ? '' : `, of the organization ${enterprise}`
  return ok(`${bot} is in the workspace ${team ?? 'without a name'} (${id ?? 'no id'})${grid}.`)
}

async function checkScopes({ slackIdentity, config }: DoctorContext): Promise<CheckFinding> {
  const { scopes } = await slackIdentity()
  if (scopes === null) return skip('Slack does not list the permissions of this token.')
  const { admin, subscriber, viewer } = config.file.roles
  const hasGroups = [...admin, ...(subscriber ?? []), ...(viewer ?? [])].some(entry => /^S[A-Z0-9]{5,}$/.test(entry))
  const { bot, bot_optional: optional } = readManifestScopes()
  // The settings make this one needed, or unused.
  const asked = bot.filter(scope => scope !== 'usergroups:read' || hasGroups)
  const missing = asked.filter(scope => !scopes.includes(scope))
  if (missing.length === 0) return ok(`SLACK_BOT_TOKEN has all ${asked.length} permissions that the bot uses.`)
  const lost = missing.map(scope => `${scope} (${purposes[scope] ?? 'part of the bot does not work'})`).join(', ')
  const isChoice = missing.every(scope => optional.includes(scope) && scope !== 'usergroups:read')
  return isChoice
    ? warn(`SLACK_BOT_TOKEN lacks optional permissions: ${lost}. To allow them, install the app again.`)
    : fail(`SLACK_BOT_TOKEN lacks ${lost}: update the app with "npm run manifest -- slack", and install it again.`)
}

async function checkSocket({ config, callSlack, requestMs }: DoctorContext): Promise<CheckFinding> {
  const appToken = config.slack?.appToken
  if (appToken === undefined) return skip('Socket Mode is off: SLACK_APP_TOKEN is not set.')
  const { error, body } = await callSlack('apps.connections.open', appToken)
  const url = textIn(body, 'url')
  if (error === 'missing_scope')
    return fail('SLACK_APP_TOKEN lacks connections:write: create an app-level token that has it.')
  if (error === 'not_allowed_token_type' || error === 'invalid_auth' || error === 'not_authed')
    return fail(`Slack refuses SLACK_APP_TOKEN (${error}): copy it from Basic Information > App-Level Tokens.`)
  if (error !== null || url === null)
    return fail(`Slack opens no Socket Mode connection (${error ?? 'no address'}): switch Socket Mode on in the app.`)
  return (await isGreeted(url, requestMs))
    ? ok('Socket Mode opens.')
    : fail(`The Socket Mode connection to ${new URL(url).host} does not open: let the proxy pass WebSockets to it.`)
}

/** Whether Slack greets on a new connection. It closes at once, because Slack may send someone’s command to an open one. */
async function isGreeted(url: string, timeoutMs: number): Promise<boolean> {
  const socket = new WebSocket(url)
  const greeted = Promise.withResolvers<boolean>()
  socket.addEventListener('message', () => greeted.resolve(true), { once: true })
  for (const end of ['error', 'close']) socket.addEventListener(end, () => greeted.resolve(false), { once: true })
  const timer = setTimeout(() => greeted.resolve(false), timeoutMs)
  try {
    return await greeted.promise
  } finally {
    clearTimeout(timer)
    socket.close()
  }
}

/** What Slack itself does when a Request URL is entered: the running bot has to answer a signed challenge. */
async function checkEndpoint({ config, now, requestMs }: DoctorContext): Promise<CheckFinding> {
  if (!config.slack) return notConfigured
  const { signingSecret, appToken } = config.slack
  if (appToken !== undefined) return skip('Slack reaches the bot over Socket Mode, without an address.')
  if (!config.publicUrl) return skip('PUBLIC_URL is not set, so the Request URL is not checked.')
  const url = `${config.publicUrl.replace(/\/+$/, '')}/slack/events`
  const challenge = randomUUID()
  const body = JSON.stringify({ type: 'url_verification', challenge })
  const seconds = Math.floor(now().getTime() / 1_000)
  const hash = createHmac('sha256', signingSecret ?? '')
    .update(`v0:${seconds}:${body}`)
    .digest('hex')
  const headers = {
    'content-type': 'application/json',
    'x-slack-request-timestamp': String(seconds),
    'x-slack-signature': `v0=${hash}`,
  }
  try {
    const signal = AbortSignal.timeout(requestMs)
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal })
    const text = await response.text()
    if (response.status === 200 && text.includes(challenge))
      return ok('The Request URL answers a signed challenge. In the app, verify it under Event Subscriptions.')
    if (response.status === 503) return warn(`${url} answers that the bot is starting: try again in a minute.`)
    if (response.status === 401)
      return fail(
        `${url} refuses the signature: the running bot has another SLACK_SIGNING_SECRET, or one of the clocks is wrong.`,
      )
    return fail(
      `${url} answers HTTP ${response.status} and not as the bot does: correct PUBLIC_URL, or the proxy in front of the bot.`,
    )
  } catch (error) {
    const reason = explainUnreachable(error, { name: 'The Request URL', url, setting: 'PUBLIC_URL' })
    return warn(`${reason} If the bot is not running, start it first.`)
  }
}

function readManifestScopes() {
  const text = readFileSync(pathInPackage('manifest/slack.json'), 'utf8')
  return Manifest.parse(JSON.parse(text)).oauth_config.scopes
}
