import fc from 'fast-check'
import { expect, test } from 'vitest'
import { projectionDays, projectMonth } from '../../../src/cost/projection.ts'
import type { AgentUsage } from '../../../src/ports.ts'
import { addDays, utcDay } from '../../../src/time/utc-days.ts'

const now = new Date('2026-09-16T10:00:00Z')
const today = utcDay(2026, 8, 16)

/** A day each, from `first` on. */
function usageOf(first: Date, costs: readonly (number | null)[], skipped = 0): AgentUsage {
  const buckets = costs.map((cost, at) => ({
    period: { from: addDays(first, at), to: addDays(first, at + 1) },
    ...{ cost, inputTokens: null, outputTokens: null, activeUsers: at, models: [], types: [] },
  }))
  return { period: { from: first, to: addDays(first, costs.length) }, buckets, skipped }
}

test('the days that are over, plus the pace of each week for those that are left', () => {
  // 28 days before today: weeks of $7, $14, $21 and $28, then 3 so far today.
  const costs = [1, 2, 3, 4].flatMap(perDay => Array(7).fill(perDay))
  const usage = usageOf(addDays(today, -28), [...costs, 3])
  // 1–15 Sep are the last 15 days: 1 × 2, 7 × 3, 7 × 4.
  const over = 2 + 21 + 28
  const projection = projectMonth(usage, over + 3, now)
  expect(projection).toMatchObject({ end: utcDay(2026, 9, 1), low: over + 15, high: over + 60 })
  expect(projection?.weeks.map(({ cost, people }) => [cost, people])).toEqual([
    [28, 27],
    [21, 20],
    [14, 13],
    [7, 6],
  ])
})

test('a week that is not known as a whole has no pace', () => {
  const usage = usageOf(addDays(today, -10), Array(11).fill(2))
  expect(projectMonth(usage, 0, now)).toMatchObject({ low: 20 + 30, high: 20 + 30, weeks: [{ cost: 14 }] })
})

test.each<[string, AgentUsage]>([
  ['without any day', usageOf(today, [])],
  ['without a whole week', usageOf(addDays(today, -6), Array(7).fill(1))],
  [
    'with a day whose cost is not reported',
    usageOf(addDays(today, -20), [...Array(10).fill(1), null, ...Array(10).fill(1)]),
  ],
  ['with a day that could not be read', usageOf(addDays(today, -20), Array(21).fill(1), 1)],
])('nothing is projected %s', (_what, usage) => {
  expect(projectMonth(usage, 0, now)).toBeNull()
})

test('only the month that is running is projected', () => {
  expect(projectionDays({ from: utcDay(2026, 8, 1), to: utcDay(2026, 8, 17) }, now)).toEqual({
    from: utcDay(2026, 7, 19),
    to: utcDay(2026, 8, 17),
  })
  expect(projectionDays({ from: utcDay(2026, 7, 1), to: utcDay(2026, 8, 1) }, now)).toBeNull()
  expect(projectionDays({ from: utcDay(2026, 8, 7), to: utcDay(2026, 8, 17) }, now)).toBeNull()
})

test('never below what was spent, and low is never above high', () => {
  const costs = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 8, maxLength: 45 })
  fc.assert(
    fc.property(costs, fc.double({ min: 0, max: 1e7, noNaN: true }), (days, spent) => {
      const projection = projectMonth(usageOf(addDays(today, 1 - days.length), days), spent, now)
      if (!projection) return
      expect(projection.low).toBeGreaterThanOrEqual(spent)
      expect(projection.high).toBeGreaterThanOrEqual(projection.low)
    }),
  )
})
