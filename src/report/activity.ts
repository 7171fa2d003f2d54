import type { Freshness, Metrics, Period, Usage, UsageSubject, UsageVersion } from '../ports.ts'
import { addDays, earlier, startOfDay } from '../utc-days.ts'
import { type Total, totalOf } from './metrics.ts'
import type { AskedPeriod } from './period.ts'
import type { Sources } from './report.ts'
import type { LeftOut } from './withheld.ts'

/** Why no change is told: the periods are not counted alike, one is not whole, or one is of few people. */
type Incomparable = 'running' | 'counting-changed' | 'lagging' | 'no-data-before' | 'few'

export type Before = { readonly period: Period; readonly total: Total }

/** What a person, a team or the organization did in a period, with how far the numbers carry. */
export type Activity = LeftOut & {
  readonly asked: AskedPeriod
  readonly total: Total | null
  /**
   * `active`: somebody was. `quiet`: this subject was not, others were. `unknown`: others were, and of this subject the
   * server does not say. `no-data`: it reports nothing of anybody in the whole organization, which says more about the
   * data than about the people.
   */
  readonly state: 'active' | 'quiet' | 'unknown' | 'no-data'
  /** What it is compared with, or why it is not; `null` where no comparison was asked for, or there is nothing to compare. */
  readonly before: Before | { readonly withheld: Incomparable } | null
  readonly origin: Origin
}

/** Where the numbers come from and how fresh they are. */
type Origin = {
  readonly host: string
  readonly versions: readonly UsageVersion[]
  readonly askedAt: Date
  /** Newest day on which anybody in the organization was active, within the days looked at. */
  readonly lastActiveDay: Date | null
  /** Days of the period of which nothing was reported. */
  readonly uncovered: readonly Period[]
}

/** Asks all at once: the subject now and before, the organization as a check, and how fresh the server is. */
export async function collectActivity(
  { usageApi, signal }: Sources,
  subject: UsageSubject,
  asked: AskedPeriod,
  now: Date,
): Promise<Activity> {
  const [usage, before, organization, freshness] = await Promise.all([
    usageApi.usage(subject, asked.period, 'all', signal),
    asked.previous ? usageApi.usage(subject, asked.previous, 'all', signal) : null,
    subject.kind === 'organization' ? null : usageApi.usage({ kind: 'organization' }, asked.period, 'all', signal),
    usageApi.freshness(signal),
  ])
  return assembleActivity({
    asked,
    usage,
    before,
    organization: organization ?? usage,
    freshness,
    host: usageApi.host,
    now,
  })
}

export function assembleActivity(input: {
  asked: AskedPeriod
  usage: Usage
  before: Usage | null
  organization: Usage
  freshness: Freshness
  host: string
  now: Date
}): Activity {
  const { asked, usage, before, freshness } = input
  const total = totalOf(usage)
  return {
    asked,
    total,
    state: stateOf(usage, total, input.organization),
    before: compare(input, total, before),
    origin: {
      host: input.host,
      versions: [...new Set(usage.segments.map(segment => segment.version))],
      askedAt: input.now,
      lastActiveDay: freshness.lastActiveDay,
      uncovered: usage.segments.filter(segment => segment.buckets.length === 0).map(segment => segment.period),
    },
  }
}

function stateOf(usage: Usage, total: Total | null, organization: Usage): Activity['state'] {
  // Silence about some of the days is not the word that nobody was active in them.
  const isWhole = usage.segments.every(({ buckets }) => buckets.length > 0)
  const isNobody = isWhole && total?.metrics.activeUsers === 0
  if (isActive(total)) return 'active'
  if (!isActive(totalOf(organization))) return 'no-data'
  return isNobody ? 'quiet' : 'unknown'
}

function compare(
  { asked, usage, freshness, now }: { asked: AskedPeriod; usage: Usage; freshness: Freshness; now: Date },
  total: Total | null,
  before: Usage | null,
): Activity['before'] {
  if (!asked.isOver) return { withheld: 'running' }
  if (!before || !asked.previous || !total) return null
  if (isLagging(freshness, asked.period, now)) return { withheld: 'lagging' }
  const versions = new Set([...usage.segments, ...before.segments].map(segment => segment.version))
  if (versions.size > 1) return { withheld: 'counting-changed' }
  const totalBefore = totalOf(before)
  if (!isActive(totalBefore)) return { withheld: 'no-data-before' }
  return { period: asked.previous, total: totalBefore }
}

/**
 * Whether the server's newest day leaves out a working day of the period: then its end may still be counted. Weekends
 * are no sign. A server silent for the whole look-back is behind, and nobody knows since when.
 */
export function isLagging({ lastActiveDay, lookback }: Freshness, period: Period, now: Date): boolean {
  if (lastActiveDay === null) return true
  if (period.to <= lookback.from) return false
  const end = earlier(period.to, startOfDay(now))
  for (let day = addDays(lastActiveDay, 1); day < end; day = addDays(day, 1)) {
    const weekday = day.getUTCDay()
    if (day >= period.from && weekday !== 0 && weekday !== 6) return true
  }
  return false
}

/** Whether any count says that something happened. */
function isActive(total: Total | null): total is Total {
  return total !== null && countsOf(total.metrics).some(count => count !== null && count > 0)
}

function countsOf({ activeUsers, completions, chat, agent }: Metrics): (number | null)[] {
  return [activeUsers, completions.accepted, chat.interactions, agent.interactions]
}

/** The period before, where there is something to compare with it. */
export function comparable({ before, state }: Activity): Before | null {
  return before === null || 'withheld' in before || state === 'no-data' ? null : before
}
