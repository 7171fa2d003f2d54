import { fileURLToPath } from 'node:url'
import { addDays } from '../../src/time/utc-days.ts'
import { startPostgres } from '../helpers/postgres.ts'
import { type Figure, median, report, time } from './figures.ts'
import type { Check, Checked } from './processes/check-seats.ts'
import { run, serve } from './processes/run.ts'

const people = 20_000
const invited = 1_000
const atOnce = 4
/** Days on which a check runs; more show how the cost falls. */
const days = Number(process.env.DAYS ?? 2)
const firstDay = new Date('2026-09-07T06:00:00Z')
const server = fileURLToPath(new URL('processes/seat-server.ts', import.meta.url))
const child = fileURLToPath(new URL('processes/check-seats.ts', import.meta.url))

type Counts = Record<
  'pages' | 'invitations' | 'teamUsage' | 'usage' | 'info' | 'mostAtOnce' | 'asked' | 'twice',
  number
>

/** What the daily check of 20,000 people costs on PostgreSQL: requests, most at once, time and memory. */
export async function measureSeatChecks(): Promise<Figure[]> {
  const postgres = await startPostgres()
  const serving = await serve(server, [String(people), String(invited)])
  try {
    const url = `http://127.0.0.1:${serving.ready.port}`
    const databaseUrl = await postgres.createDatabase()
    const check = async (now?: Date): Promise<Checked> => {
      const argument: Check = { url, databaseUrl, ...(now ? { now: now.toISOString() } : {}) }
      return JSON.parse(await run(child, [JSON.stringify(argument)]))
    }
    const idle = [await check(), await check(), await check()].map(({ peakBytes }) => peakBytes)
    const peaks: number[] = []
    const times: number[] = []
    const daily: Counts[] = []
    await fetch(`${url}/counts`)
    for (let day = 0; day < days; day++) {
      const now = new Date(addDays(firstDay, day).getTime() + 6 * 3_600_000)
      times.push(await time(async () => peaks.push((await check(now)).peakBytes)))
      daily.push((await (await fetch(`${url}/counts`)).json()) as Counts)
    }
    const [first] = daily
    if (!first) throw new Error('there is a first day')
    const infos = daily.reduce((sum, counts) => sum + counts.info, 0)
    return [
      { what: 'first check: user usage', unit: 'requests', values: [first.usage], bound: { is: '≤', than: people } },
      { what: 'first check: user info', unit: 'requests', values: [first.info], bound: { is: '≤', than: people } },
      { what: 'first check: pages of users', unit: 'requests', values: [first.pages] },
      { what: 'first check: pages of invitations', unit: 'requests', values: [first.invitations] },
      { what: 'user info on all days', unit: 'requests', values: [infos], bound: { is: '≤', than: people } },
      ...describeLaterChecks(daily.slice(1)),
      {
        what: 'questions asked twice on a day',
        unit: 'requests',
        values: [Math.max(...daily.map(counts => counts.twice))],
        bound: { is: '=', than: 0 },
      },
      {
        what: 'most requests at once',
        unit: 'requests',
        values: [Math.max(...daily.map(counts => counts.mostAtOnce))],
        bound: { is: '≤', than: atOnce },
      },
      { what: 'first check, without its pace', unit: 'ms', values: times.slice(0, 1) },
      { what: 'idle process: peak memory', unit: 'MB', values: idle.map(inMegabytes) },
      {
        what: 'check: peak memory above the idle process, dearest day',
        unit: 'MB',
        values: [inMegabytes(Math.max(...peaks) - median(idle))],
        bound: { is: '≤', than: 100 },
      },
    ]
  } finally {
    await serving.close()
    await postgres.remove()
  }
}

/** None where a single day was asked for. */
function describeLaterChecks(daily: readonly Counts[]): Figure[] {
  if (daily.length === 0) return []
  const usage = daily.map(counts => counts.usage)
  return [
    {
      what: 'dearest later check: user usage',
      unit: 'requests',
      values: [Math.max(...usage)],
      bound: { is: '≤', than: people },
    },
    { what: 'later checks: user usage', unit: 'requests', values: usage },
    { what: 'later checks: team usage', unit: 'requests', values: daily.map(counts => counts.teamUsage) },
  ]
}

function inMegabytes(bytes: number): number {
  return bytes / 2 ** 20
}

if (import.meta.main) await report(measureSeatChecks)
