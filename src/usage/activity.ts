import type { Words } from '../message/words.ts'
import { valueOr } from '../partial.ts'
import type {
  BusinessCalendar,
  Count,
  Freshness,
  Membership,
  Period,
  Usage,
  UsageSubject,
  UsageVersion,
} from '../ports.ts'
import type { Hidden } from '../privacy/min-group-size.ts'
import type { Sources } from '../report/report.ts'
import { createPartReader, type Unread, type UnreadPart } from '../report/unread.ts'
import type { AskedPeriod } from '../time/period.ts'
import { addDays, countBusinessDays, countDays, earlier, later, startOfDay } from '../time/utc-days.ts'
import { exactActive, hasUse, type Total, totalOf } from './metrics.ts'

/** Why no change is shown: the periods are not counted alike, or one is not over, too small a group, or unreadable. */
type Incomparable = 'running' | 'counting-changed' | 'lagging' | 'no-data-before' | 'group-too-small' | 'unread'

export type PeriodBefore = { readonly period: Period; readonly total: Total }

/** What a person, a team or the organization did in a period, with how far the numbers carry. */
export type Activity = {
  readonly asked: AskedPeriod
  readonly total: Total | null
  /**
   * `active`: someone was. `quiet`: this subject was not, others were. `unknown`: others were, and of this subject the
   * server does not say. `no-data`: it reports no activity in the whole organization, which says more about the data
   * than about the people.
   */
  readonly state: 'active' | 'quiet' | 'unknown' | 'no-data'
  /** What it is compared with, or why it is not; `null` where no comparison was asked for, or there is nothing to compare. */
  readonly before: PeriodBefore | { readonly withheld: Incomparable } | null
  readonly origin: Origin
  /** Which of the active people have left since; missing if not known. */
  readonly membership?: Membership
  readonly unread?: Unread
  /** Set where others read along: no number below it is shown, but zero. */
  readonly minGroupSize?: number
  /** What of it is not shown there. */
  readonly hidden?: Extract<Hidden, 'group' | 'tools'>
}

/** Where the numbers come from and how fresh they are. */
type Origin = {
  readonly host: string
  readonly versions: readonly UsageVersion[]
  readonly askedAt: Date
  /** Newest day on which anyone in the organization was active, within the look-back; missing if not known. */
  readonly lastActiveDay?: Date | null
  /** Days of the period without a report. */
  readonly uncovered: readonly Period[]
}

/**
 * Sends all requests in parallel: the subject now and before, the organization as a check, and the server's freshness. Only
 * a subject without any use before costs one more request: whether the organization had any then.
 * @param options.compare `false`: no comparison is made, and none is reported as missing
 */
export async function collectActivity(
  { usageApi, history, calendar, signal }: Sources,
  subject: UsageSubject,
  asked: AskedPeriod,
  now: Date,
  { compare: isCompared = true }: { readonly compare?: boolean } = {},
): Promise<Activity> {
  const all = { kind: 'organization' } as const
  const isOfAll = subject.kind === 'organization'
  const previous = isCompared ? asked.previous : null
  const reading = createPartReader(signal)
  const optional = async <T>(part: UnreadPart, answer: Promise<T>) =>
    valueOr(await reading.part(part, answer), 'unread')
  const [usage, before, organization, freshness, membership] = await Promise.all([
    usageApi.usage(subject, asked.period, 'all', signal),
    previous ? optional('before', usageApi.usage(subject, previous, 'all', signal)) : null,
    isOfAll ? null : optional('organization', usageApi.usage(all, asked.period, 'all', signal)),
    optional('freshness', usageApi.freshness(signal)),
    history ? optional('history', history.membership(subject, asked.period, now)) : null,
  ])
  const isQuietBefore = before !== null && before !== 'unread' && previous !== null && showsNoActivity(before)
  const organizationBefore =
    isQuietBefore && !isOfAll ? await optional('organization', usageApi.usage(all, previous, 'all', signal)) : null
  reading.countUsage(usage, before === 'unread' ? null : before)
  return {
    ...assembleActivity({
      asked: { ...asked, previous },
      isCompared,
      usage,
      before,
      organization: organization ?? usage,
      organizationBefore,
      freshness,
      membership: membership === 'unread' ? null : membership,
      host: usageApi.host,
      now,
      calendar,
    }),
    ...reading.found(),
  }
}

/** The placeholder for an unreadable activity, if the rest of an answer can be shown without it. */
export function unreadActivity(asked: AskedPeriod, host: string, now: Date): Activity {
  return {
    asked,
    total: null,
    state: 'unknown',
    before: null,
    origin: { host, versions: [], askedAt: now, uncovered: [] },
  }
}

/** @internal */
export function assembleActivity(input: {
  asked: AskedPeriod
  /** `false`: no comparison is made. */
  isCompared?: boolean
  usage: Usage
  before: Usage | 'unread' | null
  organization: Usage | 'unread'
  /** Of the period before; only needed if no one of the subject was active then. */
  organizationBefore?: Usage | 'unread' | null
  freshness: Freshness | 'unread'
  membership?: Membership | null
  host: string
  now: Date
  calendar: BusinessCalendar
}): Activity {
  const { asked, usage, freshness, membership } = input
  const total = totalOf(usage)
  return {
    asked,
    total,
    state: stateOf(usage, total, input.organization),
    before: compare(input, total),
    origin: {
      host: input.host,
      versions: [...new Set(usage.segments.map(segment => segment.version))],
      askedAt: input.now,
      ...(freshness === 'unread' ? {} : { lastActiveDay: freshness.lastActiveDay }),
      uncovered: usage.segments
        .filter(({ buckets, skipped = 0 }) => buckets.length === 0 && skipped === 0)
        .map(segment => segment.period),
    },
    ...(membership ? { membership } : {}),
  }
}

function stateOf(usage: Usage, total: Total | null, organization: Usage | 'unread'): Activity['state'] {
  if (isActive(total)) return 'active'
  if (organization === 'unread') return 'unknown'
  if (!isActive(totalOf(organization))) return 'no-data'
  return showsNoActivity(usage) ? 'quiet' : 'unknown'
}

/** Whether the server reports no activity for all of the days: silence about some of them is no such report. */
function showsNoActivity(usage: Usage): boolean {
  const total = totalOf(usage)
  const isWhole = usage.segments.every(({ buckets }) => buckets.length > 0)
  return isWhole && total !== null && !hasUse(total.metrics) && total.metrics.activeUsers === 0
}

function compare(input: Parameters<typeof assembleActivity>[0], total: Total | null): Activity['before'] {
  const { asked, isCompared = true, usage, before, organizationBefore = null, freshness, now, calendar } = input
  if (!isCompared) return null
  if (!asked.isOver) return { withheld: 'running' }
  if (!before || !asked.previous || !total) return null
  if (before === 'unread' || freshness === 'unread' || organizationBefore === 'unread') return { withheld: 'unread' }
  if (isLagging(freshness, asked.period, now, calendar)) return { withheld: 'lagging' }
  const versions = new Set([...usage.segments, ...before.segments].map(segment => segment.version))
  if (versions.size > 1) return { withheld: 'counting-changed' }
  const totalBefore = totalOf(before)
  if (!totalBefore) return { withheld: 'no-data-before' }
  // A reported 0 is a number to compare with, unless the whole organization was silent: then data are missing.
  const isReported =
    isActive(totalBefore) || (showsNoActivity(before) && isActive(organizationBefore && totalOf(organizationBefore)))
  if (!isReported) return { withheld: 'no-data-before' }
  return { period: asked.previous, total: totalBefore }
}

/**
 * Whether the server's newest day leaves out a working day of the period: then its end may still be counted. Weekends and
 * holidays are no sign. A server silent for the whole look-back lags too.
 * @internal
 */
export function isLagging(
  { lastActiveDay, lookback }: Freshness,
  period: Period,
  now: Date,
  calendar: BusinessCalendar,
): boolean {
  if (lastActiveDay === null) return true
  if (period.to <= lookback.from) return false
  const silentFrom = later(period.from, addDays(lastActiveDay, 1))
  return countBusinessDays(silentFrom, earlier(period.to, startOfDay(now)), calendar) > 0
}

/** Whether any count says that something happened. */
function isActive(total: Total | null): total is Total {
  return total !== null && hasUse(total.metrics)
}

/** The period before, where there is something to compare with it. */
export function comparable({ before, state }: Activity): PeriodBefore | null {
  return before === null || 'withheld' in before || state === 'no-data' ? null : before
}

/** Active people as a number or, where only the least is known, in words. */
export function renderActivePeople(activity: Activity, t: Words): Count | string {
  const { state, total } = activity
  const active = activePeople(activity)
  const least = state === 'no-data' ? null : (total?.metrics.activeUsers ?? null)
  return active === null && least !== null ? t.trend.atLeast(least) : active
}

/** The days of a period and of the one that it is compared with, where they are not as many. */
export function unequalDays(activity: Activity): { readonly now: number; readonly before: number } | null {
  const before = comparable(activity)
  if (!before) return null
  const [now, then] = [activity.asked.period, before.period].map(({ from, to }) => countDays(from, to))
  return now === undefined || then === undefined || now === then ? null : { now, before: then }
}

/** Active people, where the server reports them and their number is exact. */
export function activePeople({ state, total }: Activity): Count {
  return state === 'no-data' || total === null ? null : exactActive(total)
}

/** The active people of a period: today's members among them, and the people who have left since. */
export type ActiveSplit = { readonly members: number; readonly active: number; readonly left: number }

/** The server reports only today's members: after so many days they say nothing about a period. */
const maxAgeDays = 45

/**
 * @param members of today, as the server counts them
 * @returns `null` if the active people cannot be split into members and people who have left: then there is neither a
 * share of members nor a number of inactive ones
 */
export function splitActive(activity: Activity, members: Count): ActiveSplit | null {
  const { membership } = activity
  const active = activePeople(activity)
  if (active === null || members === null || isLongAgo(activity)) return null
  if (active === 0) return { members, active: 0, left: 0 }
  // Fewer members than at the check: someone has left since, and it is not known who.
  if (!membership || members < membership.members) return null
  const left = membership.activeLeavers
  return left > active || active - left > members ? null : { members, active: active - left, left }
}

/** Members of today who were not active in the period; `null`: not known, or not shown where others read along. */
export function inactiveMembers(activity: Activity, members: Count): Count {
  const split = splitActive(activity, members)
  const inactive = split && split.members - split.active
  return inactive !== null && inactive > 0 && inactive < (activity.minGroupSize ?? 0) ? null : inactive
}

export function isLongAgo({ asked, origin }: Activity): boolean {
  return countDays(asked.period.to, origin.askedAt) > maxAgeDays
}
