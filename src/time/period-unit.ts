import type { Period } from '../ports.ts'
import { countDays, isoWeekday } from './utc-days.ts'

/** What people call a span of days: a calendar unit, or so many days. */
export type PeriodUnit = 'day' | 'week' | 'month' | 'quarter' | 'year' | number

export function unitOf({ from, to }: Period): PeriodUnit {
  const days = countDays(from, to)
  if (days === 1) return 'day'
  if (days === 7 && isoWeekday(from) === 1) return 'week'
  if (from.getUTCDate() !== 1 || to.getUTCDate() !== 1) return days
  const months = 12 * (to.getUTCFullYear() - from.getUTCFullYear()) + to.getUTCMonth() - from.getUTCMonth()
  if (months === 1) return 'month'
  if (months === 3 && from.getUTCMonth() % 3 === 0) return 'quarter'
  return months === 12 && from.getUTCMonth() === 0 ? 'year' : days
}
