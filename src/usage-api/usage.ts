import { LRUCache } from 'lru-cache'
import { AppError, hasCode } from '../errors.ts'
import { attempt, requireSome } from '../partial.ts'
import type {
  Clock,
  Freshness,
  Granularity,
  Period,
  Usage,
  UsageBucket,
  UsageSegment,
  UsageSubject,
  UsageVersion,
} from '../ports.ts'
import { addDays, earlier, later, startOfDay, utcDay } from '../time/utc-days.ts'
import { hasUse, placeRows } from './buckets.ts'
import { type AskAsOrganization, type Endpoints, keptFor } from './endpoints.ts'
import type { UsageRow } from './schema.ts'
import type { Rows } from './shapes.ts'

/**
 * Which usage version answers for which days. From server 6.2 on, v1 is frozen without saying so and only v2 counts
 * what happens now; v2 may know nothing of the days before. `v2Since` is the first day v2 answers for: `null` where
 * the server has no v2 (all days are v1's).
 */
type Coverage = { readonly v2Since: Date | null }

/** How far back the change from v1 to v2 is searched. Before that only v1 can have data. */
const lookbackMonths = 24

/** Rows from midnight UTC to midnight UTC, in time order. */
export type AskOrganization = (
  version: UsageVersion,
  period: Period,
  granularity: Exclude<Granularity, 'all'>,
) => Promise<readonly UsageRow[]>

/** Finds the day from which on v2 answers, with two or three questions about the whole organization. */
export async function detectCoverage(ask: AskOrganization, now: Date): Promise<Coverage> {
  const lookback = { from: utcDay(now.getUTCFullYear(), now.getUTCMonth() - lookbackMonths, 1), to: addDays(now, 1) }
  const months = await orNone(ask('v2', lookback, 'monthly'))
  if (months === null) return { v2Since: null }
  const firstMonth = activeRows(months)[0]
  if (firstMonth) {
    const days = await ask('v2', daysOf(firstMonth, lookback), 'daily')
    return { v2Since: startOfDay((activeRows(days)[0] ?? firstMonth).from) }
  }
  // v2 is there and empty: a server changed over just now, or an organization that never started. It is not
  // known that v1 goes on counting, so v1 answers up to its last active day and v2 from the day after.
  const lastMonth = activeRows((await orNone(ask('v1', lookback, 'monthly'))) ?? []).at(-1)
  if (!lastMonth) return { v2Since: lookback.from }
  const month = daysOf(lastMonth, lookback)
  const lastDay = activeRows(await ask('v1', month, 'daily')).at(-1)
  return { v2Since: lastDay ? addDays(lastDay.from, 1) : month.to }
}

/** `null`: the server does not have this version, or keeps it from this organization, as where its licence does not hold it. */
async function orNone(rows: Promise<readonly UsageRow[]>): Promise<readonly UsageRow[] | null> {
  try {
    return await rows
  } catch (error) {
    if (hasCode(error, 'not-found', 'forbidden')) return null
    throw error
  }
}

type CoveragePart = { readonly version: UsageVersion; readonly period: Period }

/** Splits a period so that each day is asked of exactly one version. @internal */
export function splitPeriod(period: Period, coverage: Coverage): readonly CoveragePart[] {
  const { v2Since } = coverage
  if (v2Since === null || period.to <= v2Since) return [{ version: 'v1', period }]
  if (period.from >= v2Since) return [{ version: 'v2', period }]
  return [
    { version: 'v1', period: { from: period.from, to: v2Since } },
    { version: 'v2', period: { from: v2Since, to: period.to } },
  ]
}

function activeRows(rows: readonly UsageRow[]): UsageRow[] {
  return rows.filter(row => hasUse(row.metrics)).sort((a, b) => a.from.getTime() - b.from.getTime())
}

/** All days of a month's bucket, wherever in a month the server lets it begin; some extra days do no harm. */
function daysOf(month: UsageRow, lookback: Period): Period {
  const from = startOfDay(month.from)
  return { from: later(from, lookback.from), to: earlier(addDays(from, 32), lookback.to) }
}

export type UsageSettings = {
  readonly version: 'auto' | 'v1' | 'v2'
  /** Used where the server has no organization endpoint, or where the token sees another organization first. */
  readonly organizationId?: string | undefined
}

const lookbackDays = 28

/** Usage of any person, team or organization over any period, whatever versions the server speaks. */
export function createUsage(
  endpoints: Endpoints,
  settings: UsageSettings,
  clock: Clock,
  askAsOrganization: AskAsOrganization,
) {
  // One entry: the server's state. It changes once in an installation's life, and an hour of not knowing is harmless.
  const coverages = new LRUCache<'coverage', Coverage>({
    max: 1,
    ...keptFor(60 * 60_000, clock),
    fetchMethod: () => detectCoverage(askOrganization, clock.now()),
  })
  const freshnesses = new LRUCache<'freshness', Freshness>({
    max: 1,
    ...keptFor(5 * 60_000, clock),
    fetchMethod: measureFreshness,
  })

  async function ask(
    version: UsageVersion,
    subject: UsageSubject,
    period: Period,
    granularity: Granularity,
    signal?: AbortSignal,
  ): Promise<Rows<UsageRow>> {
    return askAsOrganization(organizationId =>
      endpoints.usage({ version, subject, organizationId, period, granularity }, signal),
    )
  }

  const askOrganization: AskOrganization = async (version, period, granularity) =>
    placeRows((await ask(version, { kind: 'organization' }, period, granularity)).rows, granularity).rows

  async function coverage(): Promise<Coverage> {
    if (settings.version === 'v1') return { v2Since: null }
    if (settings.version === 'v2') return { v2Since: new Date(0) }
    return coverages.forceFetch('coverage')
  }

  async function usage(
    subject: UsageSubject,
    period: Period,
    granularity: Granularity,
    signal?: AbortSignal,
  ): Promise<Usage> {
    const parts = splitPeriod(period, await coverage())
    const answers = await Promise.all(
      parts.map(async part => ({
        part,
        answer: await attempt(ask(part.version, subject, part.period, granularity, signal), signal),
      })),
    )
    requireSome(answers.map(({ answer }) => answer))
    // If one version fails for its days, the other's answer for the rest still counts.
    const segments = answers.map(({ part, answer }) =>
      'value' in answer ? toSegment(part, answer.value, granularity) : { ...part, buckets: [], skipped: 1 },
    )
    return { period, segments }
  }

  async function measureFreshness(): Promise<Freshness> {
    const tomorrow = addDays(clock.now(), 1)
    const lookback = { from: addDays(tomorrow, -lookbackDays), to: tomorrow }
    const { segments } = await usage({ kind: 'organization' }, lookback, 'daily')
    // Of what cannot be placed on a day, the last day that it may be: a server is not behind for dating oddly.
    const days = segments
      .flatMap(({ buckets, undated = [] }) => [...buckets, ...undated])
      .filter(({ metrics }) => hasUse(metrics))
      .map(({ period }) => addDays(period.to, -1).getTime())
    return { lastActiveDay: days.length > 0 ? new Date(Math.max(...days)) : null, lookback }
  }

  return { usage, freshness: () => freshnesses.forceFetch('freshness') }
}

/** What one version answered for its days. Of `all` only the counts are used: its dates are not to be trusted. */
function toSegment(part: CoveragePart, found: Rows<UsageRow>, granularity: Granularity): UsageSegment {
  const { period } = part
  const skipped = found.skipped > 0 ? { skipped: found.skipped } : {}
  if (granularity === 'all') {
    const { rows } = found
    if (rows.length > 1) {
      throw new AppError('contract', {}, { log: { reason: `granularity all came with ${rows.length} buckets` } })
    }
    return { ...part, buckets: rows.map(row => ({ period, metrics: row.metrics })), ...skipped }
  }
  const { rows, undated } = placeRows(found.rows, granularity)
  const buckets = rows
    .filter(row => row.from < period.to && row.to > period.from)
    .map(row => ({ period: { from: row.from, to: row.to }, metrics: row.metrics }))
  const left = undated.flatMap(row => clip(row, period))
  return { ...part, buckets, ...(left.length > 0 ? { undated: left } : {}), ...skipped }
}

/** The whole days within the period that a bucket may be about. */
function clip({ from, to, metrics }: UsageRow, period: Period): UsageBucket[] {
  const first = later(startOfDay(from), period.from)
  const end = earlier(later(addDays(first, 1), startOfDay(new Date(to.getTime() + 86_399_999))), period.to)
  return first < end ? [{ period: { from: first, to: end }, metrics }] : []
}
