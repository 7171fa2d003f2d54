import { renderSlack } from '../../adapters/slack/blocks.ts'
import { renderTeams } from '../../adapters/teams/card.ts'
import type { Sandbox } from '../../demo/sandbox/server.ts'
import { type Answer, type App, type AppSettings, createApp } from '../../src/app.ts'
import type { Message } from '../../src/message/message.ts'
import { renderText } from '../../src/message/text.ts'
import { createWords } from '../../src/message/words.ts'
import type { Caller } from '../../src/privacy/policy.ts'
import type { UsageApiSettings } from '../../src/usage-api/client.ts'
import { caller } from './callers.ts'
import { type LogRecord, recordLog } from './recording-log.ts'
import { connect } from './usage-api-client.ts'

const words = createWords('en')

/** An answer, and all that a reader sees of it in each place: every text in it, however deep. */
export type Shown = Answer & {
  readonly text: string
  readonly places: Readonly<Record<'terminal' | 'slack' | 'teams', string>>
}

export type AppOnSandbox = {
  readonly app: App
  readonly records: readonly LogRecord[]
  ask(line: string, caller?: Caller): Promise<Shown>
}

/** The whole bot without a platform, on the real client, towards a sandbox. It knows nothing yet and is impatient. */
export function openApp(
  sandbox: Sandbox,
  now: Date,
  settings: Partial<UsageApiSettings & AppSettings> = {},
): AppOnSandbox {
  const log = recordLog()
  const clock = { now: () => now }
  const usageApi = connect(sandbox, { log, clock, ...settings })
  let references = 0
  const newReference = () => `REF${++references}`
  const app = createApp(
    { usageApi, persistence: null, clock, log, newReference },
    { admins: [], zone: 'UTC', language: 'en', ...settings },
  )
  return {
    app,
    records: log.records,
    ask: async (line, caller = admin()) => {
      const answer = await app.answer(line, caller)
      return { ...answer, text: renderText(answer.message, words), places: renderPlaces(answer.message) }
    },
  }
}

/** A person at the bot's own terminal. */
export function admin(known: Parameters<typeof caller>[0] = {}): Caller {
  return caller({ platform: 'terminal', id: 'terminal', isAdmin: true, prefix: '', ...known })
}

function renderPlaces(message: Message): Shown['places'] {
  return {
    terminal: renderText(message, words),
    slack: textsOf(renderSlack(message, words)).join('\n'),
    teams: textsOf(renderTeams(message, words)).join('\n'),
  }
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, part]) => (name === '$schema' ? [] : textsOf(part)))
}
