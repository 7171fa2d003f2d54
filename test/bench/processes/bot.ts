import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SlackCloud } from '../../clouds/slack.ts'
import { run, type Serving, serve } from './run.ts'

/** What people start. */
const entry = fileURLToPath(new URL('../../../bin/bot.mjs', import.meta.url))

/** Nothing that is measured here asks the Usage API. */
const usageApi = { TABNINE_URL: 'http://127.0.0.1:9', TABNINE_TOKEN: 'not-asked-for' }

export type Way = 'HTTP' | 'Socket Mode'

/** Our bot in a workspace, ready. Its data is in a folder that is removed with it, unless `memory` names another place. */
export async function serveBot(
  { apiUrl, botToken, signingSecret, appToken }: SlackCloud,
  way: Way,
  memory: Readonly<Record<string, string>> = {},
  program = entry,
): Promise<Serving> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const serving = await serve(program, [], {
    ...usageApi,
    SLACK_API_URL: apiUrl,
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    ...(way === 'Socket Mode' ? { SLACK_APP_TOKEN: appToken } : {}),
    PORT: '0',
    METRICS_PORT: '0',
    DATA_DIR: folder,
    ...memory,
  })
  return {
    ...serving,
    async close() {
      await serving.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** The demo, serving its page at `ready.url`. */
export function serveDemo(): Promise<Serving> {
  return serve(entry, ['demo'], { PORT: '0' }, line => {
    const [url] = /http:\S+\//.exec(line) ?? []
    return url === undefined ? null : { url }
  })
}

/** One run of the program, to its end. */
export function runBot(...argv: string[]): Promise<string> {
  return run(entry, argv, usageApi)
}
