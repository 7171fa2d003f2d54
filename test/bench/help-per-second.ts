import { fileURLToPath } from 'node:url'
import { type SlackCloud, startSlackCloud } from '../clouds/slack.ts'
import { type Figure, median, percentile, report } from './figures.ts'
import type { BareSettings } from './processes/bare-bolt.ts'
import { serveBot, type Way } from './processes/bot.ts'
import { type Serving, serve } from './processes/run.ts'

/** Many short alternating rounds, so that other load on the machine affects both alike. */
const rounds = 12
const requests = 1_000
/** Before that many the engine still makes code faster. */
const warmUp = 5_000
const inFlight = 50

const bareBolt = fileURLToPath(new URL('processes/bare-bolt.ts', import.meta.url))

/** A bot in a process of its own, and the workspace it is in. */
type Station = { readonly cloud: SlackCloud; readonly bot: Serving; readonly address: string; readonly says: string }

type Round = {
  readonly perSecond: number
  /** Milliseconds to each acknowledgement. */
  readonly waits: readonly number[]
}

/** Questions per second that our bot answers, alternating with a bare Bolt app. Fails if one is not answered. */
export async function measureHelp(): Promise<Figure[]> {
  return [...(await compare('HTTP')), ...(await compare('Socket Mode'))]
}

async function compare(way: Way): Promise<Figure[]> {
  const ours = await startStation(way, serveBot, 'Ask me about Tabnine')
  const bare = await startStation(way, serveBare, 'hi')
  const measured: { ours: Round[]; bare: Round[] } = { ours: [], bare: [] }
  try {
    for (const station of [ours, bare]) await ask(station, warmUp)
    for (let round = 0; round < rounds; round++) {
      measured.ours.push(await ask(ours, requests))
      measured.bare.push(await ask(bare, requests))
    }
  } finally {
    for (const station of [ours, bare]) await stopStation(station)
  }
  return describeRounds(way, measured.ours, measured.bare)
}

function describeRounds(way: Way, ours: readonly Round[], bare: readonly Round[]): Figure[] {
  const rateOf = ({ perSecond }: Round) => perSecond
  const all = ours.flatMap(({ waits }) => waits)
  return [
    { what: `\`/tabnine help\` over ${way}`, unit: 'a second', values: ours.map(rateOf) },
    { what: `bare Bolt saying "hi" over ${way}`, unit: 'a second', values: bare.map(rateOf) },
    {
      what: `\`/tabnine help\` against bare Bolt over ${way}`,
      unit: '×',
      values: ours.map((round, index) => rateOf(round) / rateOf(bare[index] ?? round)),
      value: median(ours.map(rateOf)) / median(bare.map(rateOf)),
      bound: { is: '≥', than: 0.8 },
    },
    {
      what: `acknowledgement of \`/tabnine help\` over ${way}, 99th percentile`,
      unit: 'ms',
      values: ours.map(({ waits }) => percentile(waits, 99)),
      value: percentile(all, 99),
      bound: { is: '<', than: 100 },
    },
  ]
}

async function startStation(way: Way, start: typeof serveBot, says: string): Promise<Station> {
  const cloud = await startSlackCloud()
  const serving = await start(cloud, way)
  if (way === 'Socket Mode') await cloud.sockets.connected()
  const address = way === 'Socket Mode' ? 'socket' : `http://127.0.0.1:${serving.ready.port}`
  return { cloud, bot: serving, address, says }
}

async function stopStation({ cloud, bot }: Station): Promise<void> {
  await bot.close()
  await cloud.close()
}

function serveBare({ apiUrl, botToken, signingSecret, appToken }: SlackCloud, way: Way): Promise<Serving> {
  const settings: BareSettings = { apiUrl, botToken, signingSecret, ...(way === 'Socket Mode' ? { appToken } : {}) }
  return serve(bareBolt, [JSON.stringify(settings)])
}

/** Asks this many questions, several at once: the next one as soon as one is acknowledged and answered. */
async function ask({ cloud, address, says }: Station, count: number): Promise<Round> {
  const users = Object.values(cloud.users).filter(({ deleted }) => !deleted)
  const waits: number[] = []
  let asked = 0
  const started = performance.now()
  const askOn = async () => {
    while (asked < count) {
      const user = users[asked++ % users.length]?.id ?? ''
      const question = { kind: 'command', text: 'help', user, channel: cloud.channels.general.id } as const
      const { status, ms, responseUrl = '' } = await cloud.send(address, question)
      const { text } = await cloud.responseTo(responseUrl, 1, 30_000)
      if (status !== 200 || !text.includes(says)) throw new Error(`asked for help, the answer was ${status} "${text}"`)
      waits.push(ms)
    }
  }
  await Promise.all(Array.from({ length: inFlight }, askOn))
  const seconds = (performance.now() - started) / 1000
  if (cloud.responses.length !== count) throw new Error(`${count} asked, ${cloud.responses.length} answers came`)
  cloud.forget()
  return { perSecond: count / seconds, waits }
}

if (import.meta.main) await report(measureHelp)
