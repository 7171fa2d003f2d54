import { createHash, randomBytes } from 'node:crypto'
import { Agent, request as begin } from 'node:http'
import { type SlackCloud, startSlackCloud } from '../clouds/slack.ts'
import { type Figure, percentile, report } from './figures.ts'
import { serveBot } from './processes/bot.ts'

const rounds = 5
const questionsEach = 400
const questionsInFlight = 4
/** The total number of unsigned requests. */
const junkCount = 10_000
const junkInFlight = 20
/** Before that many questions the engine still makes code faster. */
const warmUp = 2_000

/** Connections that send the head of a request and one byte of its body, and then nothing. */
const slowBodies = 20

/**
 * What people notice while someone who does not have the signing secret sends the bot everything they can think of: the
 * acknowledgement of `/tabnine help`, in alternating rounds with and without them.
 */
export async function measureJunk(): Promise<Figure[]> {
  const cloud = await startSlackCloud()
  const bot = await serveBot(cloud, 'HTTP')
  const address = `http://127.0.0.1:${bot.ready.port}`
  const quiet: number[][] = []
  const noisy: number[][] = []
  const statuses = new Map<number, number>()
  try {
    await ask(cloud, address, warmUp)
    for (let round = 0; round < rounds; round++) {
      quiet.push(await ask(cloud, address, questionsEach))
      const junk = sendJunk(address, junkCount / rounds, statuses)
      noisy.push(await ask(cloud, address, questionsEach, junk.isRunning))
      await junk.ended
    }
  } finally {
    await bot.close()
    await cloud.close()
  }
  const accepted = [...statuses].filter(([status]) => status < 400)
  if (accepted.length > 0) throw new Error(`unsigned requests were answered with ${JSON.stringify(accepted)}`)
  const p99 = (waits: readonly number[]) => percentile(waits, 99)
  console.log(`unsigned requests by status: ${JSON.stringify(Object.fromEntries(statuses))}`)
  return [
    {
      what: '`/tabnine help` acknowledged, 99th percentile',
      unit: 'ms',
      values: quiet.map(p99),
      value: p99(quiet.flat()),
    },
    {
      what: 'the same while 10,000 unsigned requests come',
      unit: 'ms',
      values: noisy.map(p99),
      value: p99(noisy.flat()),
    },
    {
      what: 'the second against the first',
      unit: '×',
      values: noisy.map((waits, at) => p99(waits) / p99(quiet[at] ?? waits)),
      value: p99(noisy.flat()) / p99(quiet.flat()),
      bound: { is: '≤', than: 2 },
    },
  ]
}

/** Milliseconds to each acknowledgement. Asks at least this many questions, and as long as something else runs. */
async function ask(
  cloud: SlackCloud,
  address: string,
  count: number,
  isRunning: () => boolean = () => false,
): Promise<number[]> {
  const users = Object.values(cloud.users).filter(({ deleted }) => !deleted)
  const waits: number[] = []
  let asked = 0
  const askOn = async () => {
    while (asked < count || isRunning()) {
      const user = users[asked++ % users.length]?.id ?? ''
      const question = { kind: 'command', text: 'help', user, channel: cloud.channels.general.id } as const
      const { status, ms, responseUrl = '' } = await cloud.send(address, question)
      await cloud.responseTo(responseUrl, 1, 30_000)
      if (status !== 200) throw new Error(`a signed question was answered with ${status}`)
      waits.push(ms)
    }
  }
  await Promise.all(Array.from({ length: questionsInFlight }, askOn))
  cloud.forget()
  return waits
}

function sendJunk(address: string, count: number, statuses: Map<number, number>) {
  const agent = new Agent({ keepAlive: true, maxSockets: junkInFlight })
  let sent = 0
  let isRunning = true
  const sendOn = async () => {
    while (sent < count) {
      const status = await send(address, kinds[sent++ % kinds.length] ?? kinds[0], agent)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
  }
  const hanging = Array.from({ length: slowBodies }, () => {
    const request = begin(`${address}/slack/events`, { method: 'POST', headers: { 'content-length': 1_000 } })
    request.on('error', () => {})
    request.write('a')
    return request
  })
  const ended = Promise.all(Array.from({ length: junkInFlight }, sendOn)).finally(() => {
    isRunning = false
    agent.destroy()
    for (const request of hanging) request.destroy()
  })
  return { isRunning: () => isRunning, ended }
}

type Junk = { readonly path: string; readonly headers: () => Record<string, string>; readonly body: () => string }

const now = () => String(Math.floor(Date.now() / 1_000))
const form = () => `command=%2Ftabnine&text=${randomBytes(200).toString('hex')}&user_id=U0UNKNOWN`
const signature = (body: string) => `v0=${createHash('sha256').update(body).digest('hex')}`

const kinds: readonly [Junk, ...Junk[]] = [
  {
    path: '/slack/events',
    headers: () => ({ 'x-slack-request-timestamp': now(), 'x-slack-signature': signature(now()) }),
    body: form,
  },
  {
    path: '/slack/events',
    headers: () => ({ 'x-slack-request-timestamp': '1', 'x-slack-signature': signature('') }),
    body: form,
  },
  { path: '/slack/events', headers: () => ({}), body: () => '' },
  { path: '/api/messages', headers: () => ({ 'content-type': 'application/json' }), body: () => '{"type":"message"}' },
  { path: '/.env', headers: () => ({}), body: () => '' },
  { path: '/slack/events', headers: () => ({}), body: () => 'a'.repeat(200_000) },
]

/** The status of the answer; 499 where the bot closed the connection instead. */
function send(address: string, { path, headers, body }: Junk, agent: Agent): Promise<number> {
  return new Promise(resolve => {
    const content = body()
    const length = { 'content-length': String(Buffer.byteLength(content)) }
    const request = begin(`${address}${path}`, { method: 'POST', agent, headers: { ...headers(), ...length } })
    request.on('response', response => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? 499))
      response.on('error', () => resolve(499))
    })
    request.on('error', () => resolve(499))
    request.end(content)
  })
}

if (import.meta.main) await report(measureJunk)
