import { createEmulator } from 'emulate'
import { APP_TOKEN, BOT, BOT_TOKEN, OTHER_BOT, type Person, TEAM, type UserKey } from './people.ts'

/** A Web API answer. */
export type SlackBody = { ok: boolean; error?: string; [field: string]: unknown }
export type Args = Record<string, unknown>

/** What changes on the way to emulate and back; `address` replaces the one that emulate names. */
export type Translation = { args(args: Args): Args; json(text: string): string; address(): string }

/** `emulate`, which keeps the workspace: users, channels, messages, files, views. */
export interface Emulator {
  /** One Web API call. Throws when emulate does not answer as Slack would. */
  call(method: string, args: Args, token: string): Promise<SlackBody>
  /** Anything else it serves: file uploads and downloads. */
  pass(path: string, init: RequestInit): Promise<Response>
  close(): Promise<void>
}

/** May do everything as the bot; for our own questions, never for the bot's. */
export const INSPECTOR_TOKEN = 'xoxb-inspector'
/** May do everything as the workspace's first user, who made the channels. */
export const FOUNDER_TOKEN = 'xoxp-founder'
const FOUNDER_ID = 'U000000001'

export async function startEmulator(
  botScopes: string[],
  people: readonly [UserKey, Person][],
  translation: Translation,
): Promise<Emulator> {
  const running = await createEmulator({ service: 'slack', port: 0, seed: { slack: createSeed(botScopes, people) } })
  const address = `http://127.0.0.1:${new URL(running.url).port}`
  return {
    async call(method, args, token) {
      const text = await post(`${address}/api/${method}`, translation.args(args), token)
      return JSON.parse(translation.json(text).replaceAll(running.url, translation.address())) as SlackBody
    },
    pass: (path, init) => fetch(address + path, init),
    close: () => running.close(),
  }
}

async function post(url: string, args: Args, token: string): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(args) })
  if (response.status === 404) return '{"ok":false,"error":"unknown_method"}'
  if (response.status === 403) throw new Error('emulate serves 5,000 calls an hour and token: start a new cloud')
  return response.text()
}

function createSeed(botScopes: string[], people: readonly [UserKey, Person][]): Record<string, unknown> {
  const users = people.map(([name, person]) => ({
    name,
    email: person.email,
    is_admin: person.admin === true,
    profile: { real_name: person.realName, display_name: person.displayName },
  }))
  return {
    team: { name: TEAM.name, domain: TEAM.domain },
    strict_scopes: true,
    users,
    channels: [{ name: 'leads', is_private: true }, { name: 'board', is_private: true }, { name: 'attic' }],
    oauth_apps: [BOT, OTHER_BOT].map(seedApp),
    tokens: [
      { token: BOT_TOKEN, type: 'bot', scopes: botScopes, ...ownToken(BOT) },
      { token: APP_TOKEN, type: 'app', scopes: ['connections:write'], ...ownToken(BOT) },
      { token: INSPECTOR_TOKEN, type: 'bot', ...ownToken(BOT) },
      { token: FOUNDER_TOKEN, type: 'user', user_id: FOUNDER_ID },
    ],
  }
}

function seedApp(bot: typeof BOT): Record<string, unknown> {
  return {
    app_id: bot.appId,
    client_id: `client-${bot.name}`,
    client_secret: 'unused',
    name: bot.name,
    redirect_uris: [],
    bot_id: bot.botId,
    bot_user_id: bot.userId,
    bot_name: bot.name,
  }
}

function ownToken(bot: typeof BOT): Record<string, unknown> {
  return { app_id: bot.appId, bot_id: bot.botId, bot_user_id: bot.userId, user_id: bot.userId }
}
