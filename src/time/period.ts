import { AppError } from '../errors.ts'
import type { Period } from '../ports.ts'
import { type DayWords, type PeriodWords, readPeriod } from './read-period.ts'
import { firstMonday } from './slot-label.ts'
import { addDays, countDays, earlier, isoWeekday, later, startOfDay, startOfWeek, utcDay } from './utc-days.ts'
import { localDay } from './wall-clock.ts'

/** A period as it was asked for. */
export type AskedPeriod = {
  readonly period: Period
  /** The span of the same kind just before; `null` where the two cannot be compared in any case. */
  readonly previous: Period | null
  /**
   * All its days are over: in UTC, or on the reader's calendar if there are seven or more. East of UTC the reader's week
   * ends first; then `period.to` is in the future, and the last hours of its last day are missing.
   */
  readonly isOver: boolean
  /** The canonical words, which ask for the same days again on the same day. */
  readonly words: string
}

/** The longest span one question may cover, in days: two years and a leap day. */
const maxSpanDays = 731

/** A period this long is compared although the last hours of its last UTC day are missing: they are 8% of it at most. */
const minDaysWithoutLastHours = 7

/** Earlier years are slips of the hand: nothing was counted then. */
const earliest = utcDay(2000, 0, 1)

/**
 * Ties words to dates: whole days of the reader's calendar, taken as UTC days. East of UTC `today` and `this week` are the
 * UTC days that are running. Days that have not begun in UTC are left out of a running period.
 * @throws AppError for a period of which no day has begun, and for dates that no calendar has
 */
export function resolvePeriod(words: string, now: Date, zone: string): AskedPeriod {
  const read = readPeriod(words)
  if (!read) throw new AppError('bad-period', { subject: words })
  const today = localDay(now, zone)
  const whole = spanOf(read, isRunning(read) ? earlier(today, startOfDay(now)) : today, words)
  if (whole.to <= whole.from) throw new AppError('period-backwards', { subject: words })
  const afterToday = addDays(now, 1)
  if (whole.from >= afterToday) throw new AppError('period-in-future', { subject: words })
  const period = { from: whole.from, to: earlier(whole.to, afterToday) }
  if (countDays(period.from, period.to) > maxSpanDays) throw new AppError('period-too-long', { subject: words })
  if (period.from < earliest) throw new AppError('bad-period', { subject: words })
  // The whole span: where it is cut at the running day of UTC, its end is still ahead of a reader east of UTC.
  const isOverForReader = whole.to <= today && countDays(period.from, period.to) >= minDaysWithoutLastHours
  const isOver = period.to <= startOfDay(now) || isOverForReader
  return { period, previous: isOver ? spanBefore(read, whole) : null, isOver, words: words.trim().toLowerCase() }
}

/** The moment by which the steps of a period count as over: those of one that is over for its reader all do. */
export function stepsOverBy({ period, isOver }: AskedPeriod, now: Date): Date {
  return isOver ? later(now, period.to) : now
}

function isRunning(read: PeriodWords): boolean {
  return read.kind === 'today' || read.kind === 'since' || ('which' in read && read.which === 'this')
}

/** Whether it was chosen on which day it begins or ends; whole weeks and months, and their sums, are the calendar's. */
export function isChosenFreely({ period: { from, to }, words }: AskedPeriod): boolean {
  const read = readPeriod(words)
  const isOfDays = read !== null && ['today', 'yesterday', 'days', 'range', 'since'].includes(read.kind)
  const areMondays = isoWeekday(from) === 1 && isoWeekday(to) === 1
  const areFirsts = from.getUTCDate() === 1 && to.getUTCDate() === 1
  return isOfDays && !areMondays && !areFirsts
}

function spanOf(read: PeriodWords, today: Date, words: string): Period {
  switch (read.kind) {
    case 'future':
      throw new AppError('period-in-future', { subject: words })
    case 'today':
      return spanFrom(today, 1)
    case 'yesterday':
      return spanFrom(addDays(today, -1), 1)
    case 'days':
      if (read.count < 1) throw new AppError('bad-period', { subject: words })
      // Beyond what a date can hold it is too long in any case.
      return spanFrom(addDays(today, -Math.min(read.count, 2 * maxSpanDays)), Math.min(read.count, 2 * maxSpanDays))
    case 'months':
      if (read.count < 1) throw new AppError('bad-period', { subject: words })
      return monthsFrom(today.getUTCFullYear(), today.getUTCMonth() - read.count, read.count)
    case 'week':
      return spanFrom(addDays(startOfWeek(today), read.which === 'this' ? 0 : -7), 7)
    case 'month':
      return monthsFrom(today.getUTCFullYear(), today.getUTCMonth() - (read.which === 'this' ? 0 : 1), 1)
    case 'quarter': {
      const first = Math.floor(today.getUTCMonth() / 3) * 3
      return monthsFrom(today.getUTCFullYear(), first - (read.which === 'this' ? 0 : 3), 3)
    }
    case 'year':
      return monthsFrom(today.getUTCFullYear() - (read.which === 'this' ? 0 : 1), 0, 12)
    case 'named-week':
      return spanFrom(mondayOf(read, today, words), 7)
    case 'named-month':
      if (read.month < 0 || read.month > 11) throw new AppError('bad-period', { subject: words })
      return monthsFrom(read.year ?? latestYear(year => utcDay(year, read.month, 1), today), read.month, 1)
    case 'named-quarter': {
      const first = (read.quarter - 1) * 3
      if (first < 0 || first > 9) throw new AppError('bad-period', { subject: words })
      return monthsFrom(read.year ?? latestYear(year => utcDay(year, first, 1), today), first, 3)
    }
    case 'named-year':
      return monthsFrom(read.year, 0, 12)
    case 'range':
      return rangeOf(read.from, read.to, today, words)
    case 'since': {
      const { from } = read
      const first =
        from.kind === 'weekday'
          ? addDays(today, -((isoWeekday(today) - from.weekday + 7) % 7))
          : spanOf(from, today, words).from
      return { from: first, to: addDays(later(today, first), 1) }
    }
  }
}

/** ISO weeks: the first one has the year's first Thursday, so some years have 53. */
function mondayOf({ year, week }: PeriodWords & { kind: 'named-week' }, today: Date, words: string): Date {
  const monday = (isoYear: number) => addDays(firstMonday(isoYear), 7 * (week - 1))
  const isReal = (isoYear: number) =>
    week >= 1 && week <= 53 && addDays(monday(isoYear), 3).getUTCFullYear() === isoYear
  // Around the new year the week's year is not the day's.
  const years = year === null ? yearsBack(today.getUTCFullYear() + 1) : [year]
  const found = years.find(isoYear => isReal(isoYear) && (year !== null || monday(isoYear) <= today))
  if (found === undefined) throw new AppError('bad-period', { subject: words })
  return monday(found)
}

/** The latest years up to one, so many that a leap day and a week 53 are among them, also around the year 2100. */
function yearsBack(from: number): number[] {
  return Array.from({ length: 10 }, (_, back) => from - back)
}

/** A missing year is the latest one in which that day is not in the future. */
function latestYear(dayIn: (year: number) => Date, today: Date): number {
  const year = today.getUTCFullYear()
  return dayIn(year) <= today ? year : year - 1
}

/** Where no year is named, the latest ones in which both days exist, such as 29 Feb, and the first is not in the future. */
function rangeOf(first: DayWords, last: DayWords, today: Date, words: string): Period {
  const newYears = last.month < first.month || (last.month === first.month && last.day < first.day) ? 1 : 0
  const named = first.year ?? (last.year === null ? null : last.year - newYears)
  const years = named === null ? yearsBack(today.getUTCFullYear()) : [named]
  const found = years
    .map(year => ({ from: realDay(first, year), to: realDay(last, last.year ?? year + newYears) }))
    .find(({ from, to }) => from && to && (named !== null || from <= today))
  if (!found?.from || !found.to) throw new AppError('bad-period', { subject: words })
  const { from, to } = found
  // "20 Dec to 5 Jan" crosses the new year; "14 Sep to 1 Sep" is a mistake and not a span of nearly a year.
  const isGuess = newYears === 1 && (first.year === null || last.year === null)
  return isGuess && countDays(from, to) > 183 ? { from, to: from } : { from, to: addDays(to, 1) }
}

function realDay({ month, day }: DayWords, year: number): Date | null {
  const date = utcDay(year, month, day)
  return date.getUTCMonth() === month && date.getUTCDate() === day ? date : null
}

/**
 * The span of the same kind before: calendar months and quarters go by the calendar, a single day by its weekday, all else
 * by its number of days.
 */
function spanBefore(read: PeriodWords, { from, to }: Period): Period {
  const count = monthsIn(read)
  if (count !== null) return monthsFrom(from.getUTCFullYear(), from.getUTCMonth() - count, count)
  const days = countDays(from, to)
  return spanFrom(addDays(from, days === 1 ? -7 : -days), days)
}

function monthsIn(read: PeriodWords): number | null {
  switch (read.kind) {
    case 'month':
    case 'named-month':
      return 1
    case 'quarter':
    case 'named-quarter':
      return 3
    case 'year':
    case 'named-year':
      return 12
    case 'months':
      return read.count
    default:
      return null
  }
}

function spanFrom(from: Date, days: number): Period {
  return { from, to: addDays(from, days) }
}

function monthsFrom(year: number, month: number, count: number): Period {
  return { from: utcDay(year, month, 1), to: utcDay(year, month + count, 1) }
}

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
