import { readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Sandbox, startSandbox } from '../../demo/sandbox/server.ts'
import { type OpenStorage, openStorage } from '../../src/storage/store.ts'
import { startPostgres } from '../helpers/postgres.ts'
import { recordLog } from '../helpers/recording-log.ts'
import { type Figure, report } from './figures.ts'
import { serveBot } from './processes/bot.ts'
import { openSlack, openTeams, type Platform } from './scale/places.ts'
import { type Rates, shortest, slackRates, teamsRates } from './scale/rate.ts'
import { subscribeAll } from './scale/subscribe.ts'

const teams = 200
const minute = 60_000
/** Milliseconds after which the start and the day's snapshots no longer affect the figures. */
const settling = 20_000

export type Sizes = { readonly slack: number; readonly teams: number }

type Run = {
  readonly dueAt: number
  readonly slack: Platform
  readonly msTeams: Platform
  readonly requests: ReadonlyMap<string, number>
  readonly idle: number
  readonly peak: number
}

/** Digests for a thousand channels, all due in the same minute, on PostgreSQL. */
export async function measureScale({ slack, teams }: Sizes = { slack: 500, teams: 500 }): Promise<Figure[]> {
  const run = await runOnce({ slack, teams })
  const all = `${slack + teams} digests in one minute`
  return [
    { what: `${all}: different Usage API calls`, unit: 'calls', values: [run.requests.size] },
    {
      what: `${all}: times that the most frequent of them was made`,
      unit: 'calls',
      values: [Math.max(...run.requests.values())],
      bound: { is: '=', than: 1 },
    },
    ...describePlatform('Slack', run.slack, run.dueAt, slackRates),
    ...describePlatform('Teams', run.msTeams, run.dueAt, teamsRates),
    {
      what: `${all}: time against what the rates alone allow`,
      unit: '×',
      values: [
        (lastOf(run.slack, run.msTeams) - run.dueAt) /
          Math.max(shortest(slack, slackRates), shortest(teams, teamsRates)),
      ],
      bound: { is: '≤', than: 1.2 },
    },
    { what: `${all}: memory before`, unit: 'MB', values: [run.idle] },
    {
      what: `${all}: peak memory above that`,
      unit: 'MB',
      values: [run.peak - run.idle],
      bound: { is: '≤', than: 100 },
    },
  ]
}

function describePlatform(name: string, { gate, spots }: Platform, dueAt: number, rates: Rates): Figure[] {
  if (spots.length === 0) return []
  const took = Math.max(...gate.posted.map(({ at }) => at)) - dueAt
  const what = `${spots.length} of them in ${name}`
  const often = new Map<string, number>()
  for (const { conversation } of gate.posted) often.set(conversation, (often.get(conversation) ?? 0) + 1)
  const once = spots.filter(({ id }) => often.get(id) === 1).length
  return [
    { what: `${what}: posted once`, unit: 'posts', values: [once], bound: { is: '=', than: spots.length } },
    { what: `${what}: until the last was posted`, unit: 'ms', values: [took] },
    { what: `${what}: against what its rates alone allow`, unit: '×', values: [took / shortest(spots.length, rates)] },
    { what: `${what}: refused as too fast`, unit: 'posts', values: [gate.refused.length] },
    {
      what: `${what}: refused as too fast after the first minute`,
      unit: 'posts',
      values: [gate.refused.filter(at => at > dueAt + minute).length],
      bound: { is: '=', than: 0 },
    },
  ]
}

async function runOnce(sizes: Sizes): Promise<Run> {
  const server = await startPostgres()
  const [slack, msTeams] = await Promise.all([openSlack(sizes.slack), openTeams(sizes.teams)])
  const sandbox = await startSandbox({ today: () => new Date(), teams, people: 20 * teams })
  const databaseUrl = await server.createDatabase()
  const settings = {
    ...msTeams.settings,
    ...slack.settings,
    DATABASE_URL: databaseUrl,
    TABNINE_URL: sandbox.url,
    TABNINE_TOKEN: sandbox.token,
  }
  const bot = await serveBot(slack.cloud, 'HTTP', settings)
  const memory = await openStorage({ databaseUrl, dataDir: '', log: recordLog() })
  try {
    await wait(settling)
    const dueAt = Math.ceil((Date.now() + 5_000) / minute) * minute
    // The two platforms alternate, as in production.
    const spots = interleave(slack.spots, msTeams.spots)
    await subscribeAll(memory.store, { spots, company: sandbox.company, dueAt: new Date(dueAt) })
    await wait(dueAt - 1_000 - Date.now())
    const idle = readMemory(bot.pid, 'VmRSS')
    // From here on a new peak is measured.
    writeFileSync(`/proc/${bot.pid}/clear_refs`, '5')
    const requests = await untilPosted(memory, sandbox, dueAt + 3 * lengthOf(sizes) + 2 * minute)
    return { dueAt, slack, msTeams, requests, idle, peak: readMemory(bot.pid, 'VmHWM') }
  } finally {
    await bot.close()
    await memory.close()
    await Promise.all([slack.close(), msTeams.close(), sandbox.close()])
    await server.remove()
  }
}

/** How often each call was made until everything was posted. */
async function untilPosted(
  { store }: OpenStorage,
  sandbox: Sandbox,
  latest: number,
): Promise<ReadonlyMap<string, number>> {
  const often = new Map<string, number>()
  sandbox.clearRequests()
  for (;;) {
    await wait(250)
    // The sandbox keeps the last thousand.
    for (const { path, query } of sandbox.requests) {
      const call = `${path} ${JSON.stringify(query)}`
      often.set(call, (often.get(call) ?? 0) + 1)
    }
    sandbox.clearRequests()
    const { rows } = await store.execute(
      `select state, count(*)::int as count from deliveries where kind = 'digest' group by state`,
    )
    const isOver = rows.length > 0 && rows.every(({ state }) => state !== 'pending' && state !== 'sending')
    const { rows: due } = await store.execute('select 1 from subscriptions where next_run_at <= now() limit 1')
    if (isOver && due.length === 0) return often
    if (Date.now() > latest) throw new Error(`not everything was posted in time: ${JSON.stringify(rows)}`)
  }
}

function lengthOf(sizes: Sizes): number {
  return Math.max(shortest(sizes.slack, slackRates), shortest(sizes.teams, teamsRates))
}

function lastOf(...platforms: readonly Platform[]): number {
  return Math.max(...platforms.flatMap(({ gate }) => gate.posted.map(({ at }) => at)))
}

function interleave<T>(a: readonly T[], b: readonly T[]): T[] {
  const longer = Math.max(a.length, b.length)
  return Array.from({ length: longer }, (_, at) => [a[at], b[at]].filter(one => one !== undefined)).flat()
}

/** Megabytes, as Linux counts them. */
function readMemory(pid: number | undefined, field: 'VmHWM' | 'VmRSS'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const [, kilobytes] = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status) ?? []
  return Number(kilobytes) / 1024
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { slack: { type: 'string' }, teams: { type: 'string' } } })
  await report(() => measureScale({ slack: Number(values.slack ?? 500), teams: Number(values.teams ?? 500) }))
}
