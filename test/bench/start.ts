import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type SlackCloud, startSlackCloud } from '../clouds/slack.ts'
import { startPostgres } from '../helpers/postgres.ts'
import { type Figure, report, time } from './figures.ts'
import { runBot, serveBot } from './processes/bot.ts'
import { buildBot } from './processes/built.ts'

const rounds = 5
/** Milliseconds after which a start no longer shows in what a process takes. */
const settling = 5000
/** Milliseconds until the first beat is over, whose code is compiled only then. */
const firstBeat = 90_000
/** Milliseconds over which the processor time of an idle bot is counted: one beat is in it. */
const idling = 60_000

type Bounds = { readonly milliseconds: number; readonly peak?: number; readonly settled: number }
type Home = { readonly name: string; readonly bounds: Bounds; settings(): Readonly<Record<string, string>> }
type Started = { readonly milliseconds: number; readonly peak: number; readonly settled: number }
type Starting = { readonly cloud: SlackCloud; readonly home: Home; readonly program: string }

/**
 * How long people wait for the first sign of life, and what the bot takes while it is idle, for each home of its database.
 * The bot is built first, as the package has it.
 */
export async function measureStart(): Promise<Figure[]> {
  const [cloud, server, built] = await Promise.all([startSlackCloud(), startPostgres(), buildBot()])
  const DATA_DIR = mkdtempSync(join(tmpdir(), 'bench-'))
  const DATABASE_URL = await server.createDatabase()
  const homes: readonly Home[] = [
    { name: 'embedded, first start', bounds: { milliseconds: 3000, peak: 400, settled: 220 }, settings: () => ({}) },
    { name: 'embedded', bounds: { milliseconds: 1200, settled: 220 }, settings: () => ({ DATA_DIR }) },
    { name: 'PostgreSQL', bounds: { milliseconds: 800, settled: 150 }, settings: () => ({ DATABASE_URL }) },
  ]
  const starts = new Map<Home, Started[]>(homes.map(home => [home, []]))
  const idle = new Map<Home, number>()
  const help: number[] = []
  const demo: number[] = []
  const program = built.entry
  try {
    for (const home of homes.slice(1)) idle.set(home, await measureIdle({ cloud, home, program }))
    for (let round = 0; round < rounds; round++) {
      for (const home of homes) starts.get(home)?.push(await startOnce({ cloud, home, program }))
      help.push(await time(() => runBot('ask', 'help')))
      demo.push(await time(() => runBot('demo', '--once')))
    }
  } finally {
    rmSync(DATA_DIR, { recursive: true })
    built.remove()
    await Promise.all([cloud.close(), server.remove()])
  }
  return [
    ...[...starts].flatMap(([home, started]) => describeStarts(home, started)),
    ...[...idle].map(([{ name }, percent]): Figure => {
      const what = `bot, ${name}: share of a core when idle`
      return { what, unit: '%', values: [percent], bound: { is: '≤', than: 0.5 } }
    }),
    { what: '`npm run ask -- help` in a checkout, without npm', unit: 'ms', values: help },
    { what: '`npm run demo -- --once` in a checkout, without npm', unit: 'ms', values: demo },
  ]
}

/** Others may use the machine, so the best start counts for the time; memory is of all of them. */
function describeStarts({ name, bounds }: Home, started: readonly Started[]): Figure[] {
  const milliseconds = started.map(start => start.milliseconds)
  const least = Math.min(...milliseconds)
  const peaks = started.map(({ peak }) => peak)
  const settled = started.map(start => start.settled)
  const title = (what: string) => `bot, ${name}: ${what}`
  const atMost = (than: number) => ({ bound: { is: '≤' as const, than } })
  return [
    {
      what: title('from start to ready, best'),
      unit: 'ms',
      values: milliseconds,
      value: least,
      ...atMost(bounds.milliseconds),
    },
    {
      what: title('memory at most, until ready'),
      unit: 'MB',
      values: peaks,
      ...(bounds.peak ? atMost(bounds.peak) : {}),
    },
    { what: title('memory when idle'), unit: 'MB', values: settled, ...atMost(bounds.settled) },
  ]
}

async function startOnce({ cloud, home, program }: Starting): Promise<Started> {
  const started = performance.now()
  const bot = await serveBot(cloud, 'HTTP', home.settings(), program)
  try {
    const { status } = await fetch(`http://127.0.0.1:${bot.ready.port}/health/ready`)
    const milliseconds = performance.now() - started
    if (status !== 200) throw new Error(`the bot logs that it is ready, and answers ${status} when it is asked`)
    const peak = readMemory(bot.pid, 'VmHWM')
    await wait(settling)
    return { milliseconds, peak, settled: readMemory(bot.pid, 'VmRSS') }
  } finally {
    await bot.close()
  }
}

/** Percent of a core. */
async function measureIdle({ cloud, home, program }: Starting): Promise<number> {
  const bot = await serveBot(cloud, 'HTTP', home.settings(), program)
  try {
    await wait(firstBeat)
    const before = readProcessorTime(bot.pid)
    await wait(idling)
    return ((readProcessorTime(bot.pid) - before) / idling) * 100
  } finally {
    await bot.close()
  }
}

/** Milliseconds of user and system together; Linux counts them in hundredths of a second. */
function readProcessorTime(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/** Megabytes, as Linux counts them. */
function readMemory(pid: number | undefined, field: 'VmHWM' | 'VmRSS'): number {
  const [, kilobytes] =
    new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1024
}

if (import.meta.main) await report(measureStart)
