/** Labels of due times: the ISO week or the month in which one lies, e.g. `2026-W48` or `2026-12`. */
import type { Period } from '../ports.ts'
import { addDays, countDays, startOfWeek, utcDay } from './utc-days.ts'

export function weekLabel(date: Date): string {
  // A week belongs to the year of its Thursday.
  const year = addDays(startOfWeek(date), 3).getUTCFullYear()
  const week = countDays(firstMonday(year), startOfWeek(date)) / 7 + 1
  return `${year}-W${String(week).padStart(2, '0')}`
}

export function monthLabel(date: Date): string {
  return date.toISOString().slice(0, 7)
}

/** What a digest with a label is about: the week or month before; `null` for other words, such as `run`. */
export function periodOfLabel(label: string): Period | null {
  const [, year, isWeek, number] = /^(\d{4})-(W?)(\d{2})$/.exec(label) ?? []
  if (year === undefined) return null
  if (isWeek === '')
    return { from: utcDay(Number(year), Number(number) - 2, 1), to: utcDay(Number(year), Number(number) - 1, 1) }
  const monday = addDays(firstMonday(Number(year)), 7 * (Number(number) - 1))
  return { from: addDays(monday, -7), to: monday }
}

/** Of a year's first ISO week, which holds its 4 January. */
export function firstMonday(year: number): Date {
  return startOfWeek(utcDay(year, 0, 4))
}
