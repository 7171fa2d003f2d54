/** Arithmetic on whole UTC days, independent of the zone this process runs in. All days are midnights UTC. */
import { tz } from '@date-fns/tz'
import * as dates from 'date-fns'

const utc = { in: tz('UTC') }

export function startOfDay(date: Date): Date {
  return new Date(+dates.startOfDay(date, utc))
}

/** The day so many days after the day of `date`. */
export function addDays(date: Date, days: number): Date {
  return startOfDay(dates.addDays(date, days, utc))
}

export function startOfMonth(date: Date): Date {
  return new Date(+dates.startOfMonth(date, utc))
}

/** `month` counts from 0; it and `day` may lie outside their range: they carry over into the year or month. */
export function utcDay(year: number, month: number, day: number): Date {
  return new Date(Date.UTC(year, month, day))
}

/** Whole days from one day to another, whatever the hours. */
export function countDays(from: Date, to: Date): number {
  return dates.differenceInCalendarDays(to, from, utc)
}

export function earlier(a: Date, b: Date): Date {
  return dates.min([a, b])
}

export function later(a: Date, b: Date): Date {
  return dates.max([a, b])
}
