import { LRUCache } from 'lru-cache'
import { AppError } from '../errors.ts'
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
import { addDays, earlier, later, startOfDay } from '../time/utc-days.ts'
import { type AskOrganization, type Coverage, type CoveragePart, detectCoverage, splitPeriod } from './coverage.ts'
import type { Endpoints } from './endpoints.ts'
import { keptFor } from './kept-for.ts'
import type { AskAsOrganization } from './organization-id.ts'
import { placeRows } from './place-buckets.ts'
import type { Rows } from './rows.ts'
import type { UsageRow } from './schema.ts'
import { hasUse } from './to-metrics.ts'

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
