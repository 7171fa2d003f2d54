import fc from 'fast-check'
import { expect, test } from 'vitest'
import { upcoming } from '../../../src/digests/due.ts'
import { resolvePeriod } from '../../../src/time/period.ts'
import { periodOfLabel } from '../../../src/time/slot-label.ts'
import { days } from '../../helpers/facts.ts'
import { moments } from '../../helpers/period-words.ts'
import { schedules } from './arbitraries.ts'

test.each([
  ['2026-W49', '2026-11-23', '2026-11-29'],
  ['2027-W01', '2026-12-28', '2027-01-03'],
  ['2020-W53', '2020-12-21', '2020-12-27'],
  ['2026-12', '2026-11-01', '2026-11-30'],
  ['2027-01', '2026-12-01', '2026-12-31'],
  ['2028-03', '2028-02-01', '2028-02-29'],
])('the digest %s is about %s to %s', (label, first, last) => {
  expect(periodOfLabel(label)).toEqual(days(first, last))
})

test.each(['run', '', 'subscription 1 · run 2026-11-19T12:00', 'left'])('the slot “%s” is about no days', label => {
  expect(periodOfLabel(label)).toBeNull()
})

test('the days of a label are those that its digest shows, in every zone', () => {
  fc.assert(
    fc.property(schedules, moments, (schedule, after) => {
      for (const { at, label } of upcoming(schedule, after, 3)) {
        expect(periodOfLabel(label)).toEqual(resolvePeriod(`last ${schedule.every.unit}`, at, schedule.zone).period)
      }
    }),
  )
})
