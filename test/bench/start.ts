import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type SlackCloud, startSlackCloud } from '../clouds/slack.ts'
import { startPostgres } from '../helpers/postgres.ts'
import { type Figure, report, time } from './figures.ts'
import { runBot, serveBot } from './processes/bot.ts'

const rounds = 5
/** Milliseconds after which a start no longer shows in what a process takes. */
const settling = 5000

type Home = { readonly name: string; settings(): Readonly<Record<string, string>> }
type Started = { readonly milliseconds: number; readonly peak: number; readonly settled: number }

/** How long people wait for the first sign of life, and how much memory the idle bot uses, per kind of database. */
export async function measureStart(): Promise<Figure[]> {
  const [cloud, server] = await Promise.all([startSlackCloud(), startPostgres()])
  const DATA_DIR = mkdtempSync(join(tmpdir(), 'bench-'))
  const DATABASE_URL = await server.createDatabase()
  const homes: Home[] = [
    { name: 'embedded, no database yet', settings: () => ({}) },
    { name: 'embedded', settings: () => ({ DATA_DIR }) },
    { name: 'PostgreSQL', settings: () => ({ DATABASE_URL }) },
  ]
  const starts = new Map<Home, Started[]>(homes.map(home => [home, []]))
  const help: number[] = []
  const demo: number[] = []
  try {
    // The last two are there already when they count.
    for (const home of homes.slice(1)) await startOnce(cloud, home)
    for (let round = 0; round < rounds; round++) {
      for (const home of homes) starts.get(home)?.push(await startOnce(cloud, home))
      help.push(await time(() => runBot('ask', 'help')))
      demo.push(await time(() => runBot('demo', '--once')))
    }
  } finally {
    rmSync(DATA_DIR, { recursive: true })
    await Promise.all([cloud.close(), server.remove()])
  }
  return [
    ...[...starts].flatMap(([home, started]) => describeStarts(home, started)),
    { what: '`npm run ask -- help`, without npm', unit: 'ms', values: help },
    { what: '`npm run demo -- --once`, without npm', unit: 'ms', values: demo },
  ]
}

function describeStarts({ name }: Home, started: readonly Started[]): Figure[] {
  return [
    { what: `bot, ${name}: from start to ready`, unit: 'ms', values: started.map(({ milliseconds }) => milliseconds) },
    { what: `bot, ${name}: memory at most, until ready`, unit: 'MB', values: started.map(({ peak }) => peak) },
    { what: `bot, ${name}: memory when idle`, unit: 'MB', values: started.map(({ settled }) => settled) },
  ]
}

async function startOnce(cloud: SlackCloud, home: Home): Promise<Started> {
  const started = performance.now()
  const bot = await serveBot(cloud, 'HTTP', home.settings())
  try {
    const { status } = await fetch(`http://127.0.0.1:${bot.ready.port}/health/ready`)
    const milliseconds = performance.now() - started
    if (status !== 200) throw new Error(`the bot says that it is ready, and answers ${status} when it is asked`)
    const peak = readMemory(bot.pid, 'VmHWM')
    await wait(settling)
    return { milliseconds, peak, settled: readMemory(bot.pid, 'VmRSS') }
  } finally {
    await bot.close()
  }
}

/** Megabytes, as Linux counts them. */
function readMemory(pid: number | undefined, field: 'VmHWM' | 'VmRSS'): number {
  const [, kilobytes] =
    new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1024
}

if (import.meta.main) await report(measureStart)
