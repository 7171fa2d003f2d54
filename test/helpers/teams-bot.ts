import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Writable } from 'node:stream'
import { text as readAll } from 'node:stream/consumers'
import type { RunAfter } from '../../adapters/answer.ts'
import { createCore } from '../../adapters/core.ts'
import { createWeb } from '../../adapters/http.ts'
import { createLog } from '../../adapters/log.ts'
import { createMetrics } from '../../adapters/metrics.ts'
import { applyNetworkSettings } from '../../adapters/network.ts'
import { alwaysReady } from '../../adapters/readiness.ts'
import { createTeamsBot } from '../../adapters/teams/bot.ts'
import { listTruth } from '../../demo/sandbox/company/truth.ts'
import { type Sandbox, startSandbox } from '../../demo/sandbox/server.ts'
import { readConfig } from '../../src/config.ts'
import { nativeCharts } from '../../src/message/chart.ts'
import { createWords } from '../../src/message/words.ts'
import { type CloudOptions, type MicrosoftCloud, startMicrosoftCloud } from '../clouds/microsoft/cloud.ts'
import type { People } from '../clouds/microsoft/people.ts'

/** The bot of `adapters/main.ts` in this process: Teams before it, the Usage API of a made-up company behind it. */
export type TeamsBot = {
  /** Of `/api/messages`. */
  url: string
  cloud: MicrosoftCloud
  sandbox: Sandbox
  /** Sends what happens in Teams, waits until the bot has handled it; gives what it posted meanwhile. */
  ask: (...sent: Parameters<Send>) => Promise<Answered>
  /** The same, changed on its way: what Teams signs is not the body. */
  askAltered: (alter: (activity: Activity) => unknown, ...sent: Parameters<Send>) => Promise<Answered>
  /** Resolves when everything received so far is answered. */
  settled: () => Promise<void>
  /** What was logged so far, as lines and as one text. */
  logged: () => LogLine[]
  loggedText: () => string
  close: () => Promise<void>
}

type Activity = Record<string, unknown>
type Send = (...inbound: Parameters<MicrosoftCloud['send']> extends [string, ...infer Rest] ? Rest : never) => void
type SentMessages = ReturnType<MicrosoftCloud['sent']>
type Answered = Awaited<ReturnType<MicrosoftCloud['send']>> & { messages: SentMessages }
type LogLine = { level: number; msg: string; way?: string; err?: { message: string; statusCode?: number } }

export type TeamsBotOptions = {
  cloud?: CloudOptions
  /** Of the bot, besides what the cloud and the sandbox need; `people` are the cloud's. */
  environment?: (people: People, cloud: MicrosoftCloud) => Record<string, string | undefined>
  /** Instead of the cloud's own settings of the bot. */
  credentials?: Record<string, string>
  after?: RunAfter
}

/** In the middle of a day, and of a week whose days before it have data. */
const now = new Date('2026-09-24T12:00:00Z')

export async function startTeamsBot(options: TeamsBotOptions = {}): Promise<TeamsBot> {
  const sandbox = await startSandbox({ today: now })
  const [plain, admin, newcomer] = listTruth(sandbox.company, now).filter(
    ({ state, service }) => state === 'active' && !service,
  )
  const { people, ...cloudOptions } = options.cloud ?? {}
  const cloud = await startMicrosoftCloud({
    people: { plain: pick(plain), admin: pick(admin), newcomer: pick(newcomer), ...people },
    ...cloudOptions,
  })
  const undoRoute = cloud.route()
  // The cloud's proxy is set for this whole process by `route`.
  const { HTTPS_PROXY: _, ...credentials } = cloud.environment
  const config = readConfig(
    {
      ...(options.credentials ?? credentials),
      TABNINE_URL: sandbox.url,
      TABNINE_TOKEN: sandbox.token,
      ...options.environment?.(cloud.people, cloud),
    },
    'bot',
  )
  if (!config.teams) throw new Error('Teams is not set')

  const lines: string[] = []
  const out = new Writable({
    decodeStrings: false,
    write(line, _encoding, done) {
      lines.push(line)
      done()
    },
  })
  const log = createLog('debug', config.secrets, out)
  const metrics = createMetrics()
  const app = createCore(config, log, { metrics, clock: { now: () => now } })
  const web = createWeb(log, alwaysReady)
  const teams = createTeamsBot({
    settings: config.teams,
    app,
    words: createWords(config.language),
    charts: nativeCharts,
    log,
    network: applyNetworkSettings({}),
    web: web.application,
    readJson: web.readJson,
    after: options.after,
  })
  const { port } = await web.listen(0, config.listen.host)
  const url = `http://127.0.0.1:${port}/api/messages`
  const relay = await startRelay(url)

  async function send(to: string, ...sent: Parameters<Send>): Promise<Answered> {
    const before = cloud.sent().length
    const delivered = await cloud.send(to, ...sent)
    await teams.stop()
    return { ...delivered, messages: cloud.sent().slice(before) }
  }

  return {
    url,
    cloud,
    sandbox,
    ask: (...sent) => send(url, ...sent),
    askAltered: (alter, ...sent) => {
      relay.alter = alter
      return send(relay.url, ...sent)
    },
    settled: () => teams.stop(),
    logged: () => lines.map(line => JSON.parse(line)),
    loggedText: () => lines.join(''),
    async close() {
      undoRoute()
      await Promise.all([web.close(), app.stop(), teams.stop(), relay.close()])
      await Promise.all([cloud.close(), sandbox.close()])
    },
  }
}

function pick(person: { email: string } | undefined): { email: string } {
  if (!person) throw new Error('The made-up company has not enough people')
  return { email: person.email }
}

/** Passes requests on to the bot with another body; what they are signed with stays. */
async function startRelay(url: string) {
  const relay = { url: '', alter: (activity: Activity): unknown => activity, close: () => Promise.resolve() }
  const server = createServer(async (request, response) => {
    const { authorization = '' } = request.headers
    const body = JSON.stringify(relay.alter(JSON.parse(await readAll(request))))
    const headers = { authorization, 'content-type': 'application/json' }
    const answer = await fetch(url, { method: 'POST', headers, body })
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  relay.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  relay.close = async () => {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }
  return relay
}
