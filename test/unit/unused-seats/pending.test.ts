import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Count, Snapshot } from '../../../src/ports.ts'
import { addDays, startOfDay } from '../../../src/time/utc-days.ts'
import { findUnused } from '../../../src/unused-seats/findings/find.ts'
import { defaultPolicy } from '../../../src/unused-seats/findings/policy.ts'
import { census, NOW } from '../../helpers/seat-records.ts'

const today = startOfDay(NOW)

/** @param invited open invitations by days ago */
function countPending(now: Count, invited: Readonly<Record<number, Count>>) {
  const snapshots = Object.entries(invited)
    .map(
      ([ago, count]): Snapshot => ({ ...counts, invited: count, day: addDays(today, -Number(ago)), subject: 'team-1' }),
    )
    .sort((a, b) => a.day.getTime() - b.day.getTime())
  return findUnused(census({ invited: null, snapshots, counts: { ...counts, invited: now } }), defaultPolicy, NOW)
    .pending
}

const counts = { registered: 9, deactivated: 0, invited: null }
const everyDay = (days: number, count: (ago: number) => Count) =>
  Object.fromEntries(Array.from({ length: days }, (_, index) => [index + 1, count(index + 1)]))

describe('where invitations are not listed, the number open at every count', () => {
  test.each<[what: string, now: Count, invited: Record<number, Count>, count: Count, daysAgo?: number]>([
    ['is the least of the days', 5, everyDay(14, ago => (ago === 6 ? 3 : 7)), 3, 14],
    ['is today’s where that is the least', 2, everyDay(14, () => 7), 2, 14],
    ['is reported for as long as it holds', 3, everyDay(40, ago => (ago > 30 ? 1 : 3)), 3, 30],
    ['is zero where none was open at one time', 5, everyDay(14, ago => (ago === 9 ? 0 : 7)), 0, 14],
    ['is not known while our history is short', 5, everyDay(13, () => 7), null],
    ['is not known across a gap', 5, { 1: 5, 2: 5, 12: 5, 14: 5 }, null],
    ['is known with some days missing', 5, { 2: 4, 9: 6, 15: 6 }, 4, 15],
    ['passes over days on which it was not reported', null, everyDay(15, ago => (ago === 3 ? null : 2)), 2, 15],
    ['is not known where nothing was ever counted', null, {}, null],
  ])('%s', (_what, now, invited, count, daysAgo) => {
    const pending = countPending(now, invited)
    expect(pending?.count ?? null).toBe(count)
    if (daysAgo !== undefined) expect(pending?.since).toEqual(addDays(today, -daysAgo))
  })

  test('is never less than the number of those who really waited all the time', () => {
    const stays = fc.array(fc.record({ from: fc.integer({ min: 1, max: 40 }), to: fc.integer({ min: -1, max: 40 }) }))
    fc.assert(
      fc.property(stays, stays => {
        const openOn = (ago: number) => stays.filter(({ from, to }) => ago <= from && ago > to).length
        const pending = countPending(openOn(0), everyDay(30, openOn))
        const waited = stays.filter(({ from, to }) => from >= 14 && to < 0).length
        expect(pending?.count).toBeGreaterThanOrEqual(waited)
      }),
    )
  })
})

test('where they are listed, nothing is computed from counts', () => {
  expect(findUnused(census({ invited: [] }), defaultPolicy, NOW).pending).toBeNull()
})
