/**
 * Arithmetic on whole UTC days, independent of the zone this process runs in. All days are midnights UTC. date-fns computes
 * in local time, even with UTC days: in some zones it then loses a day a year, so only its functions without a zone are used.
 */
import { max } from 'date-fns/max'
import { min } from 'date-fns/min'
import type { BusinessCalendar } from '../ports.ts'

export function startOfDay(date: Date): Date {
  return addDays(date, 0)
}

/** The day so many days after the day of `date`. */
export function addDays(date: Date, days: number): Date {
  return utcDay(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + days)
}

/** `month` counts from 0; it and `day` may lie outside their range: they carry over into the year or month. */
export function utcDay(year: number, month: number, day: number): Date {
  return new Date(Date.UTC(year, month, day))
}

/** Whole days from one day to another, whatever the hours. */
export function countDays(from: Date, to: Date): number {
  return (startOfDay(to).getTime() - startOfDay(from).getTime()) / 86_400_000
}

export function earlier(a: Date, b: Date): Date {
  return min([a, b])
}

export function later(a: Date, b: Date): Date {
  return max([a, b])
}

/** 1 for Monday to 7 for Sunday. */
export function isoWeekday(day: Date): number {
  return day.getUTCDay() || 7
}

/** The Monday of a day's week. */
export function startOfWeek(day: Date): Date {
  return addDays(day, 1 - isoWeekday(day))
}

type Days = { readonly from: Date; readonly to: Date }

export function isSamePeriod(one: Days, other: Days): boolean {
  return one.from.getTime() === other.from.getTime() && one.to.getTime() === other.to.getTime()
}

/** `2026-11-23`: a day as it is written in the configuration and kept in the store. */
export function formatDay(day: Date): string {
  return day.toISOString().slice(0, 10)
}

/** Working days, in UTC: which days count is a matter of the installation, not of the machine it runs on. */
export const plainCalendar: BusinessCalendar = { weekend: [6, 7], holidays: [] }

export function isBusinessDay(day: Date, { weekend, holidays }: BusinessCalendar): boolean {
  return !weekend.includes(isoWeekday(day)) && !holidays.includes(formatDay(day))
}

/** Working days in `[from, to)`, whatever the hours of both; 0 where `to` is not later. */
export function countBusinessDays(from: Date, to: Date, { weekend, holidays }: BusinessCalendar): number {
  const length = Math.max(0, countDays(from, to))
  const first = isoWeekday(from)
  const working = [1, 2, 3, 4, 5, 6, 7].filter(weekday => !weekend.includes(weekday))
  const days = working.reduce((sum, weekday) => sum + Math.ceil((length - ((weekday - first + 7) % 7)) / 7), 0)
  if (length === 0) return 0
  const [start, end] = [formatDay(from), formatDay(to)]
  const lost = new Set(
    holidays.filter(day => day >= start && day < end && !weekend.includes(isoWeekday(new Date(day)))),
  )
  return days - lost.size
}

/** The first working day on or after a day. @internal */
export function nextBusinessDay(day: Date, calendar: BusinessCalendar): Date {
  // If every day is a holiday, nothing is ever due: the search ends after a year.
  for (let ahead = 0; ahead < 366; ahead++) {
    const candidate = addDays(day, ahead)
    if (isBusinessDay(candidate, calendar)) return candidate
  }
  return startOfDay(day)
}
