/** Arithmetic on whole UTC days, independent of the zone this process runs in. All days are midnights UTC. */
import { tz } from '@date-fns/tz'
// One file each: the whole of date-fns costs most of a second at every start.
import { addDays as addDaysIn } from 'date-fns/addDays'
import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays'
import { max } from 'date-fns/max'
import { min } from 'date-fns/min'
import { startOfDay as startOfDayIn } from 'date-fns/startOfDay'

const utc = { in: tz('UTC') }

export function startOfDay(date: Date): Date {
  return new Date(+startOfDayIn(date, utc))
}

/** The day so many days after the day of `date`. */
export function addDays(date: Date, days: number): Date {
  return startOfDay(addDaysIn(date, days, utc))
}

/** `month` counts from 0; it and `day` may lie outside their range: they carry over into the year or month. */
export function utcDay(year: number, month: number, day: number): Date {
  return new Date(Date.UTC(year, month, day))
}

/** Whole days from one day to another, whatever the hours. */
export function countDays(from: Date, to: Date): number {
  return differenceInCalendarDays(to, from, utc)
}

export function earlier(a: Date, b: Date): Date {
  return min([a, b])
}

export function later(a: Date, b: Date): Date {
  return max([a, b])
}
