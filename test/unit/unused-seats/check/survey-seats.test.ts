import { expect, test } from 'vitest'
import type { BusinessCalendar } from '../../../../src/ports.ts'
import { addDays } from '../../../../src/time/utc-days.ts'
import { surveySeats } from '../../../../src/unused-seats/check/survey-seats.ts'
import { metricsOfAll } from '../../../helpers/facts.ts'
import { fakeUsageApi, usageWith } from '../../../helpers/fake-usage-api.ts'

const mondayToFriday: BusinessCalendar = { weekend: [6, 7], holidays: [] }
const shutdown = ['2026-12-24', '2026-12-25', '2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31', '2027-01-01']

async function isFrozen(lastActive: string | null, today: string, calendar: BusinessCalendar): Promise<boolean> {
  const day = new Date(today)
  const lastActiveDay = lastActive === null ? null : new Date(lastActive)
  const usageApi = fakeUsageApi({
    usage: async (_subject, period) => usageWith(period, metricsOfAll(1)),
    freshness: async () => ({ lastActiveDay, lookback: { from: addDays(day, -27), to: addDays(day, 1) } }),
  })
  const window = { from: addDays(day, -14), to: day }
  return (await surveySeats(usageApi, window, calendar, new AbortController().signal)).isFrozen
}

test.each<[what: string, lastActive: string | null, today: string, calendar: BusinessCalendar, frozen: boolean]>([
  ['five working days of silence', '2026-11-13', '2026-11-21', mondayToFriday, true],
  ['four, and a weekend', '2026-11-13', '2026-11-20', mondayToFriday, false],
  ['a shutdown that is not in the settings', '2026-12-23', '2027-01-04', mondayToFriday, true],
  ['a shutdown of the settings', '2026-12-23', '2027-01-04', { weekend: [6, 7], holidays: shutdown }, false],
  ['another weekend', '2026-11-18', '2026-11-25', { weekend: [5, 6], holidays: [] }, false],
  ['no activity at all', null, '2026-11-25', mondayToFriday, true],
])('after %s usage has stopped counting or not', async (_what, lastActive, today, calendar, frozen) => {
  expect(await isFrozen(lastActive, today, calendar)).toBe(frozen)
})
