import { expect, test } from 'vitest'
import { toEnglish } from '../../../src/time/german-words.ts'
import { readPeriod } from '../../../src/time/read-period.ts'
import { formatSchedule, looksLikeSchedule, readSchedule } from '../../../src/time/read-schedule.ts'

const base = { every: { unit: 'week', weekday: 2 }, hour: 8, minute: 0, zone: 'UTC' } as const

test.each([
  ['jeden Montag um 9 Uhr', 'every monday at 9:00 UTC'],
  ['Jeden Freitag um 16:30 Uhr Europe/Berlin', 'every friday at 16:30 Europe/Berlin'],
  ['montags um 9', 'every monday at 9:00 UTC'],
  ['am Sonnabend', 'every saturday at 8:00 UTC'],
  ['um 7:15 Uhr', 'every tuesday at 7:15 UTC'],
  ['wöchentlich am Mittwoch um 9 Uhr', 'every wednesday at 9:00 UTC'],
  ['am 1. jedes Monats um 8 Uhr', 'monthly on the 1st at 8:00 UTC'],
  ['am 1. jedes Monats um 8 Uhr Europe/Berlin', 'monthly on the 1st at 8:00 Europe/Berlin'],
  ['monatlich am 1. um 8 Uhr', 'monthly on the 1st at 8:00 UTC'],
])('the schedule “%s” is %s', (words, schedule) => {
  expect(looksLikeSchedule(words)).toBe(true)
  expect(formatSchedule(readSchedule(words, base))).toBe(schedule)
})

test.each(['every monday at 9 am', 'payments', 'um', 'Montage', 'am Rhein', ''])('“%s” stays as it is', words => {
  expect(toEnglish(words)).toBe(words)
})

test.each([
  ['heute', 'today'],
  ['Gestern', 'yesterday'],
  ['letzte Woche', 'last week'],
  ['diesen Monat', 'this month'],
  ['letzter Monat', 'last month'],
  ['letztes Quartal', 'last quarter'],
  ['dieses Jahr', 'this year'],
])('the period “%s” is %s', (german, english) => {
  expect(readPeriod(german)).toEqual(readPeriod(english))
  expect(readPeriod(german)).not.toBeNull()
})
