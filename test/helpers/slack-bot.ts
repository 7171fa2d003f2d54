import type { RunAfter } from '../../adapters/answer.ts'
import { createBot } from '../../adapters/main.ts'
import type { Stopped } from '../../adapters/stop.ts'
import { listTruth } from '../../demo/sandbox/company/truth.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../demo/sandbox/server.ts'
import { readConfig } from '../../src/config.ts'
import { type SlackCloud, type SlackCloudOptions, startSlackCloud } from '../clouds/slack.ts'
import { type LogRecord, recordLog } from './recording-log.ts'

/** A Monday, in the middle of the day in Europe. */
const now = new Date('2026-09-28T12:00:00Z')

export const ways = ['HTTP', 'Socket Mode'] as const
type Way = (typeof ways)[number]

/** The bot of `adapters/main.ts` in this process: Slack before it, the Usage API of a made-up company behind it. */
export type SlackBot = {
  cloud: SlackCloud
  sandbox: Sandbox
  /** Where it is reached: an address, or `socket`. */
  place: string
  /** Where its health is asked for. */
  url: string
  /** People do something in Slack; resolves when it is acknowledged. */
  send(...sent: Sent): ReturnType<SlackCloud['send']>
  /** What was posted so far, in order. */
  messages(): SentMessage[]
  logged(level?: LogRecord['level']): LogRecord[]
  /** Stops the bot; resolves when everything received is answered. Then `messages` is complete. */
  stop(): Promise<Stopped>
  [Symbol.asyncDispose](): Promise<void>
}

type Sent = Parameters<SlackCloud['send']> extends [string, ...infer Rest] ? Rest : never

type SentMessage = {
  how: 'message' | 'ephemeral' | 'response'
  channel: string
  /** Who alone sees it. */
  to?: string
  thread?: string
  text: string
  blocks: unknown[] | undefined
}

export type SlackBotOptions = {
  way?: Way
  cloud?: SlackCloudOptions
  sandbox?: Partial<SandboxOptions>
  /** Besides what cloud and sandbox need. */
  environment?: (cloud: SlackCloud) => Record<string, string>
  now?: Date
  /** See `Surroundings` of the bot. */
  patience?: number
  after?: RunAfter
}

/** @throws what the start of the bot throws; cloud and sandbox are closed then */
export async function startSlackBot(options: SlackBotOptions = {}): Promise<SlackBot> {
  const clock = { now: () => options.now ?? now }
  const sandbox = await startSandbox({ today: clock.now, ...options.sandbox })
  const emails = { ada: findAccount(sandbox, clock.now()) }
  const cloud = await startSlackCloud({ burst: Number.POSITIVE_INFINITY, emails, ...options.cloud })
  const closeWorld = () => Promise.all([cloud.close(), sandbox.close()])
  const isSocket = options.way === 'Socket Mode'
  const environment = {
    TABNINE_URL: sandbox.url,
    TABNINE_TOKEN: sandbox.token,
    SLACK_BOT_TOKEN: cloud.botToken,
    ...(isSocket ? { SLACK_APP_TOKEN: cloud.appToken } : { SLACK_SIGNING_SECRET: cloud.signingSecret }),
    SLACK_API_URL: cloud.apiUrl,
    PORT: '0',
    METRICS_PORT: '0',
    ...options.environment?.(cloud),
  }
  const log = recordLog()
  const { patience, after } = options
  const surroundings = { log, clock, ...(patience === undefined ? {} : { patience }), ...(after ? { after } : {}) }
  const bot = await createBot(readConfig(environment, 'bot'), surroundings)
  const port = await bot.start().catch(async error => {
    await closeWorld()
    throw error
  })
  const url = `http://127.0.0.1:${port}`
  const place = isSocket ? 'socket' : url

  let stopped: ReturnType<typeof bot.stop> | undefined
  const stop = () => {
    stopped ??= bot.stop()
    return stopped
  }
  return {
    cloud,
    sandbox,
    place,
    url,
    send: (...sent) => cloud.send(place, ...sent),
    messages: () => listMessages(cloud),
    logged: level => log.records.filter(record => level === undefined || record.level === level),
    stop,
    async [Symbol.asyncDispose]() {
      await stop()
      await closeWorld()
    },
  }
}

/** One e-mail in both worlds, as in life: of the people in Slack only Ada has a Tabnine account. */
function findAccount(sandbox: Sandbox, at: Date): string {
  const active = listTruth(sandbox.company, at).find(({ state, service }) => state === 'active' && !service)
  if (!active) throw new Error('The made-up company has no active person')
  return active.email
}

function listMessages({ events }: SlackCloud): SentMessage[] {
  return events.flatMap(({ kind, what }): SentMessage[] => {
    if (kind !== 'message' && kind !== 'ephemeral' && kind !== 'response') return []
    if (kind === 'response' && what.error) return []
    const { channel, text, blocks, threadTs } = what
    const to = kind === 'message' ? {} : { to: what.user }
    return [{ how: kind, channel, ...to, ...(threadTs ? { thread: threadTs } : {}), text, blocks }]
  })
}
