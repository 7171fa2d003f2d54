import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BusinessCalendar } from '../../../src/ports.ts'
import {
  addDays,
  countBusinessDays,
  countDays,
  formatDay,
  isBusinessDay,
  nextBusinessDay,
  plainCalendar,
  utcDay,
} from '../../../src/time/utc-days.ts'

const christmas: BusinessCalendar = { weekend: [6, 7], holidays: ['2026-12-25', '2026-12-26', '2027-01-01'] }
const haifa: BusinessCalendar = { weekend: [5, 6], holidays: [] }

describe('working days from one day to another', () => {
  test.each<[from: string, to: string, calendar: BusinessCalendar, days: number]>([
    ['2026-11-16', '2026-11-23', plainCalendar, 5],
    ['2026-11-20', '2026-11-23', plainCalendar, 1],
    ['2026-11-21', '2026-11-23', plainCalendar, 0],
    ['2026-11-23', '2026-11-23', plainCalendar, 0],
    ['2026-11-23', '2026-11-16', plainCalendar, 0],
    ['2026-12-21', '2027-01-04', christmas, 8],
    ['2026-11-19', '2026-11-23', haifa, 2],
    ['2026-11-01', '2026-12-01', { weekend: [], holidays: ['2026-11-05', '2026-11-05'] }, 29],
    ['2026-11-01', '2026-12-01', { weekend: [1, 2, 3, 4, 5, 6, 7], holidays: [] }, 0],
  ])('%s to %s', (from, to, calendar, days) => {
    expect(countBusinessDays(new Date(from), new Date(`${to}T23:59:59Z`), calendar)).toBe(days)
  })

  test('are those that are found by looking at each day', () => {
    const day = fc.integer({ min: 0, max: 1_500 }).map(offset => addDays(utcDay(2025, 0, 1), offset))
    const calendars = fc.record({
      weekend: fc.uniqueArray(fc.integer({ min: 1, max: 7 })),
      holidays: fc.array(day.map(formatDay), { maxLength: 30 }),
    })
    fc.assert(
      fc.property(day, day, calendars, (from, to, calendar) => {
        const length = Math.max(0, countDays(from, to))
        const each = Array.from({ length }, (_, index) => addDays(from, index))
        expect(countBusinessDays(from, to, calendar)).toBe(each.filter(day => isBusinessDay(day, calendar)).length)
      }),
    )
  })
})

test.each([
  ['2026-11-20T18:00:00Z', '2026-11-20'],
  ['2026-11-21T00:00:00Z', '2026-11-23'],
  ['2026-12-25T00:00:00Z', '2026-12-28'],
])('the first working day from %s on is %s', (from, day) => {
  expect(formatDay(nextBusinessDay(new Date(from), christmas))).toBe(day)
})

test('where no one ever works, no day is better than the one asked about', () => {
  const day = utcDay(2026, 10, 23)
  expect(nextBusinessDay(day, { weekend: [1, 2, 3, 4, 5, 6, 7], holidays: [] })).toEqual(day)
})
