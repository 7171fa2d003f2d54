import { fileURLToPath } from 'node:url'
import type { SlackCloud } from '../../clouds/slack.ts'
import { run, type Serving, serve } from './run.ts'

/** What people start. */
const entry = fileURLToPath(new URL('../../../bin/bot.mjs', import.meta.url))

/** Nothing that is measured here asks the Usage API. */
const usageApi = { TABNINE_URL: 'http://127.0.0.1:9', TABNINE_TOKEN: 'not asked for' }

export type Way = 'HTTP' | 'Socket Mode'

/** Our bot in a workspace, ready. */
export function serveBot({ apiUrl, botToken, signingSecret, appToken }: SlackCloud, way: Way): Promise<Serving> {
  return serve(entry, [], {
    ...usageApi,
    SLACK_API_URL: apiUrl,
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    ...(way === 'Socket Mode' ? { SLACK_APP_TOKEN: appToken } : {}),
    PORT: '0',
  })
}

/** One run of the program, to its end. */
export function runBot(...argv: string[]): Promise<string> {
  return run(entry, argv, usageApi)
}
