/** Working days, in UTC: which days count is a matter of the installation, not of the machine it runs on. */
import type { BusinessCalendar } from '../ports.ts'
import { addDays, countDays, formatDay, isoWeekday, startOfDay } from './utc-days.ts'

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
