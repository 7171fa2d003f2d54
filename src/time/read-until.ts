/** "Until" a day, as people write it, to the moment when that day begins for them. */
import { tz } from '@date-fns/tz'
import { addMonths } from 'date-fns/addMonths'
import { AppError } from '../errors.ts'

import { readPeriod, withEnglishNames } from './read-period.ts'
import { weekdayOf, weekdayPattern } from './schedule-words.ts'
import { addDays, isoWeekday, utcDay } from './utc-days.ts'
import { localDay, momentOf } from './wall-clock.ts'

const nextWeekday = new RegExp(`^(?:next |on )?${weekdayPattern}$`)
const span = /^(\d{1,3}|a|one) ?(d|days?|w|weeks?|months?)$/

/**
 * The moment at which a day begins in a zone. The words are a date, with or without a year, a month, "tomorrow", "next monday", "next week",
 * "2 weeks". Throws `bad-schedule` for words that are no day, and for a day that has begun.
 */
export function readUntil(words: string, now: Date, zone: string): Date {
  const subject = words.replace(/^until /i, '')
  const today = localDay(now, zone)
  const day = readDay(words, today)
  if (!day) throw new AppError('bad-schedule', { subject, problem: 'date' })
  if (day <= today) throw new AppError('bad-schedule', { subject, problem: 'past' })
  return momentOf(day, { hour: 0, minute: 0 }, zone).at
}

function readDay(words: string, today: Date): Date | null {
  const written = words
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:until|till|bis(?: zum)?|in|for|für) /, '')
  const text = withEnglishNames(written)
  if (text === 'today') return today
  if (text === 'yesterday') return addDays(today, -1)
  if (text === 'tomorrow') return addDays(today, 1)
  if (text === 'next week') return afterToday(today, 1)
  if (text === 'next month') return utcDay(today.getUTCFullYear(), today.getUTCMonth() + 1, 1)
  const weekday = nextWeekday.exec(text)?.[1]
  if (weekday) return afterToday(today, weekdayOf(weekday))
  const [, count, unit = ''] = span.exec(text) ?? []
  if (count) return addSpan(today, /^\d/.test(count) ? Number(count) : 1, unit)
  return readDate(text, today)
}

/** The first day with this weekday after today. */
function afterToday(today: Date, weekday: number): Date {
  return addDays(today, ((weekday - isoWeekday(today) + 6) % 7) + 1)
}

function addSpan(today: Date, count: number, unit: string): Date {
  if (unit.startsWith('m')) return new Date(+addMonths(today, count, { in: tz('UTC') }))
  return addDays(today, count * (unit.startsWith('w') ? 7 : 1))
}

/** A date, or the first of a month. A missing year is this one, or the next if the day is over. */
function readDate(text: string, today: Date): Date | null {
  const read = readPeriod(text)
  if (read?.kind === 'named-month') return dateOf({ ...read, day: 1 }, today)
  if (read?.kind !== 'range') return null
  const { from, to } = read
  const isOneDay = from.year === to.year && from.month === to.month && from.day === to.day
  return isOneDay ? dateOf(from, today) : null
}

function dateOf({ year, month, day }: { year: number | null; month: number; day: number }, today: Date): Date | null {
  const thisYear = today.getUTCFullYear()
  // So many that a leap day is among them, also around the year 2100.
  const years = year === null ? Array.from({ length: 9 }, (_, ahead) => thisYear + ahead) : [year]
  const dates = years.map(each => utcDay(each, month, day))
  const isReal = (date: Date) => date.getUTCMonth() === month && date.getUTCDate() === day
  return dates.find(date => isReal(date) && (year !== null || date >= today)) ?? null
}
