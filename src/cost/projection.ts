import type { AgentUsage, Period } from '../ports.ts'
import { addDays, countDays, earlier, startOfDay, utcDay } from '../time/utc-days.ts'

/** What one week cost. `people`: at least so many were active in it; `null`: not known. */
type WeekCost = { readonly from: Date; readonly cost: number; readonly people: number | null }

export type Projection = {
  /** The first day of the next month. */
  readonly end: Date
  /** At the pace of the cheapest and of the dearest week; never less than was spent. */
  readonly low: number
  readonly high: number
  /** The whole weeks that end yesterday, newest first. */
  readonly weeks: readonly WeekCost[]
}

/** Weeks whose pace is looked at: a month has busy and quiet ones. */
const maxWeeks = 4

/** The days to ask for, so that a month that is running can be projected; `null`: the period is no such month. */
export function projectionDays({ from }: Period, now: Date): Period | null {
  const today = startOfDay(now)
  const isThisMonth = from.getTime() === utcDay(today.getUTCFullYear(), today.getUTCMonth(), 1).getTime()
  return isThisMonth ? { from: earlier(from, addDays(today, -7 * maxWeeks)), to: addDays(today, 1) } : null
}

/**
 * The cost of the whole month, if its remaining days cost as those of past weeks did: the days that are over, plus a
 * week's cost ÷ 7 for each day left, today among them. @returns `null` without a whole week, or where a day is not known
 */
export function projectMonth(usage: AgentUsage, spent: number, now: Date): Projection | null {
  const today = startOfDay(now)
  const monthStart = utcDay(today.getUTCFullYear(), today.getUTCMonth(), 1)
  const end = utcDay(today.getUTCFullYear(), today.getUTCMonth() + 1, 1)
  const days = usage.buckets.filter(({ period }) => period.from < today)
  const [first] = days
  if (!first || usage.skipped > 0 || days.some(({ cost }) => cost === null)) return null
  const sum = (from: Date, to: Date) =>
    days.reduce((total, { period, cost }) => (period.from >= from && period.from < to ? total + (cost ?? 0) : total), 0)
  const weeks = Array.from({ length: maxWeeks }, (_, nth) => addDays(today, -7 * (nth + 1)))
    .filter(from => from >= first.period.from)
    .map(from => ({ from, cost: sum(from, addDays(from, 7)), people: leastPeople(usage, from) }))
  if (weeks.length === 0) return null
  const over = sum(monthStart, today)
  const daysLeft = countDays(today, end)
  const totals = weeks.map(({ cost }) => over + (cost / 7) * daysLeft)
  return { end, low: Math.max(spent, Math.min(...totals)), high: Math.max(spent, ...totals), weeks }
}

/** As many people as the busiest day of a week had were active in it. */
function leastPeople({ buckets }: AgentUsage, from: Date): number | null {
  const people = buckets
    .filter(({ period }) => period.from >= from && period.from < addDays(from, 7))
    .map(({ activeUsers }) => activeUsers)
  const known = people.filter(count => count !== null)
  return known.length < people.length ? null : Math.max(0, ...known)
}
