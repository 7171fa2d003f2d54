import { AppError } from '../errors.ts'
import type { Period } from '../ports.ts'
import { addDays, countDays, earlier, isoWeekday, later, startOfDay, startOfWeek, utcDay } from '../utc-days.ts'
import { localDay } from './wall-clock.ts'

/**
 * What people say for a span of days, understood but not yet tied to a date: "last week" means another week next
 * Monday. Years that nobody named are `null`.
 */
export type PeriodWords =
  | { kind: 'today' }
  | { kind: 'yesterday' }
  | { kind: 'week' | 'month' | 'quarter' | 'year'; which: 'this' | 'last' }
  | { kind: 'days'; count: number }
  | { kind: 'named-month'; year: number | null; month: number }
  | { kind: 'named-quarter'; year: number | null; quarter: number }
  | { kind: 'range'; from: DayWords; to: DayWords }

type DayWords = { year: number | null; month: number; day: number }

/** A period as it was asked for. */
export type AskedPeriod = {
  readonly period: Period
  /** The span of the same kind just before; `null` where the two could not be compared anyhow. */
  readonly previous: Period | null
  /**
   * All its days are over: in UTC, or on the reader's calendar where there are seven or more. East of UTC the reader's
   * week ends first; `period.to` is then still to come, and the last hours of its last day are missing.
   */
  readonly isOver: boolean
  /** The canonical words, which ask for the same days again on the same day. */
  readonly words: string
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthPattern =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const dayPattern = `(?:(\\d{4})-(\\d{1,2})-(\\d{1,2})|(\\d{1,2})(?:st|nd|rd|th)? ${monthPattern}(?: (\\d{4}))?|${monthPattern} (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?)`
const singleDay = new RegExp(`^${dayPattern}$`)
const dayRange = new RegExp(`^(?:from )?${dayPattern}(?: to | until | ?- ?| ?\\.\\.\\.? ?)${dayPattern}$`)
const namedMonth = new RegExp(`^${monthPattern}(?: (\\d{4}))?$`)

/** What a period is called in German; the endings of the first word do not matter. */
const german = new Map([
  ['heute', 'today'],
  ['gestern', 'yesterday'],
  ['diese woche', 'this week'],
  ['letzte woche', 'last week'],
  ['diese monat', 'this month'],
  ['letzte monat', 'last month'],
  ['diese quartal', 'this quarter'],
  ['letzte quartal', 'last quarter'],
  ['diese jahr', 'this year'],
  ['letzte jahr', 'last year'],
])

/** The longest span one question may cover, in days: two years and a leap day. */
const longest = 731

/** A period this long is compared although the last hours of its last UTC day are missing: they are 8% of it at most. */
const minDaysWithoutLastHours = 7

/** Earlier years are slips of the hand: nothing was counted then. */
const earliest = utcDay(2000, 0, 1)

/** Reads words for a period; `null` where they are not about one. Never throws. */
export function readPeriod(words: string): PeriodWords | null {
  const text = words
    .toLowerCase()
    .replace(/\p{Pd}/gu, '-')
    .replace(/\s+/g, ' ')
    .trim()
  // "last-week" is "last week", but the hyphens of 2026-09-01 stay.
  return readExact(text) ?? readExact(text.replace(/-/g, ' ').replace(/\s+/g, ' '))
}

function readExact(text: string): PeriodWords | null {
  if (text === 'today' || text === 'yesterday') return { kind: text }
  const inGerman = german.get(text.replace(/^letzte[nrs]? /, 'letzte ').replace(/^diese[nrs]? /, 'diese '))
  if (inGerman) return readExact(inGerman)
  const toDate = /^(w|m|q|y)td$/.exec(text)?.[1]
  if (toDate)
    return { kind: ({ w: 'week', m: 'month', q: 'quarter', y: 'year' } as const)[toDate as 'w'], which: 'this' }
  const unit = /^(this|last|previous|current) (week|month|quarter|year)$/.exec(text)
  if (unit) {
    const which = unit[1] === 'this' || unit[1] === 'current' ? 'this' : 'last'
    return { kind: unit[2] as 'week' | 'month' | 'quarter' | 'year', which }
  }
  const span = /^(?:last|past|previous) (\d{1,4}) (day|week)s?$/.exec(text)
  if (span) return { kind: 'days', count: Number(span[1]) * (span[2] === 'week' ? 7 : 1) }
  const isoMonth = /^(\d{4})-(\d{2})$/.exec(text)
  if (isoMonth) return { kind: 'named-month', year: Number(isoMonth[1]), month: Number(isoMonth[2]) - 1 }
  const quarter = /^q([1-4])(?: (\d{4}))?$/.exec(text) ?? /^(\d{4}) q([1-4])$/.exec(text)
  if (quarter) return readQuarter(quarter[1] ?? '', quarter[2])
  const month = namedMonth.exec(text)
  if (month) return { kind: 'named-month', year: month[2] ? Number(month[2]) : null, month: monthOf(month[1] ?? '') }
  const day = singleDay.exec(text)
  if (day) return { kind: 'range', from: readDay(day, 1), to: readDay(day, 1) }
  const range = dayRange.exec(text)
  if (range) return { kind: 'range', from: readDay(range, 1), to: readDay(range, 10) }
  return null
}

function readQuarter(first: string, second: string | undefined): PeriodWords {
  const isYearFirst = first.length === 4
  const year = isYearFirst ? Number(first) : second ? Number(second) : null
  return { kind: 'named-quarter', year, quarter: Number(isYearFirst ? second : first) }
}

/** Reads the nine groups of `dayPattern` that start at `at`: year-month-day, day month year, or month day year. */
function readDay(match: RegExpExecArray, at: number): DayWords {
  const [y, m, d, dayA, monthA, yearA, monthB, dayB, yearB] = match.slice(at, at + 9)
  if (y) return { year: Number(y), month: Number(m) - 1, day: Number(d) }
  const year = yearA ?? yearB
  return { year: year ? Number(year) : null, month: monthOf(monthA ?? monthB ?? ''), day: Number(dayA ?? dayB) }
}

function monthOf(name: string): number {
  return months.indexOf(name.slice(0, 3))
}

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
  if (countDays(period.from, period.to) > longest) throw new AppError('period-too-long', { subject: words })
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
  return read.kind === 'today' || ('which' in read && read.which === 'this')
}

/** Whether it was chosen on which day it begins or ends; whole weeks and months, and their sums, are the calendar's. */
export function isChosenFreely({ period: { from, to }, words }: AskedPeriod): boolean {
  const read = readPeriod(words)
  const isOfDays = read !== null && ['today', 'yesterday', 'days', 'range'].includes(read.kind)
  const areMondays = isoWeekday(from) === 1 && isoWeekday(to) === 1
  const areFirsts = from.getUTCDate() === 1 && to.getUTCDate() === 1
  return isOfDays && !areMondays && !areFirsts
}

function spanOf(read: PeriodWords, today: Date, words: string): Period {
  switch (read.kind) {
    case 'today':
      return { from: today, to: addDays(today, 1) }
    case 'yesterday':
      return { from: addDays(today, -1), to: today }
    case 'days':
      if (read.count < 1) throw new AppError('bad-period', { subject: words })
      return { from: addDays(today, -read.count), to: today }
    case 'week': {
      const monday = startOfWeek(today)
      return read.which === 'this' ? spanFrom(monday, 7) : spanFrom(addDays(monday, -7), 7)
    }
    case 'month':
      return monthsFrom(today.getUTCFullYear(), today.getUTCMonth() - (read.which === 'this' ? 0 : 1), 1)
    case 'quarter': {
      const first = Math.floor(today.getUTCMonth() / 3) * 3
      return monthsFrom(today.getUTCFullYear(), first - (read.which === 'this' ? 0 : 3), 3)
    }
    case 'year':
      return monthsFrom(today.getUTCFullYear() - (read.which === 'this' ? 0 : 1), 0, 12)
    case 'named-month':
      if (read.month < 0 || read.month > 11) throw new AppError('bad-period', { subject: words })
      return monthsFrom(read.year ?? latestYearOf({ month: read.month, day: 1 }, today), read.month, 1)
    case 'named-quarter': {
      const first = (read.quarter - 1) * 3
      return monthsFrom(read.year ?? latestYearOf({ month: first, day: 1 }, today), first, 3)
    }
    case 'range':
      return rangeOf(read.from, read.to, today, words)
  }
}

/** A year nobody named is the latest in which that day is not in the future. */
function latestYearOf({ month, day }: { month: number; day: number }, today: Date): number {
  const year = today.getUTCFullYear()
  return utcDay(year, month, day) <= today ? year : year - 1
}

function rangeOf(first: DayWords, last: DayWords, today: Date, words: string): Period {
  const newYears = last.month < first.month || (last.month === first.month && last.day < first.day) ? 1 : 0
  const fromYear = first.year ?? (last.year === null ? latestYearOf(first, today) : last.year - newYears)
  const from = realDay({ ...first, year: fromYear }, words)
  const to = realDay({ ...last, year: last.year ?? fromYear + newYears }, words)
  // "20 Dec to 5 Jan" crosses the new year; "14 Sep to 1 Sep" is a mistake and not a span of nearly a year.
  const isGuess = newYears === 1 && (first.year === null || last.year === null)
  return isGuess && countDays(from, to) > 183 ? { from, to: from } : { from, to: addDays(to, 1) }
}

function realDay(day: DayWords & { year: number }, words: string): Date {
  const date = utcDay(day.year, day.month, day.day)
  const isReal = date.getUTCMonth() === day.month && date.getUTCDate() === day.day
  if (!isReal) throw new AppError('bad-period', { subject: words })
  return date
}

/** The span of the same kind before: calendar months and quarters go by the calendar, all else by its number of days. */
function spanBefore(read: PeriodWords, { from, to }: Period): Period {
  const monthsOf = { month: 1, 'named-month': 1, quarter: 3, 'named-quarter': 3, year: 12 } as const
  if (read.kind in monthsOf) {
    const count = monthsOf[read.kind as keyof typeof monthsOf]
    return monthsFrom(from.getUTCFullYear(), from.getUTCMonth() - count, count)
  }
  return { from: addDays(from, -countDays(from, to)), to: from }
}

function spanFrom(from: Date, days: number): Period {
  return { from, to: addDays(from, days) }
}

function monthsFrom(year: number, month: number, count: number): Period {
  return { from: utcDay(year, month, 1), to: utcDay(year, month + count, 1) }
}
