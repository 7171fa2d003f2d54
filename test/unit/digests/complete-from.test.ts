import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { completeFrom } from '../../../src/digests/complete-from.ts'
import { upcoming } from '../../../src/digests/due.ts'
import type { Schedule } from '../../../src/ports.ts'
import { resolvePeriod } from '../../../src/time/period.ts'
import { moments } from '../../helpers/period-words.ts'
import { schedules } from '../time/arbitraries.ts'

const monday = { unit: 'week', weekday: 1 } as const
const november = new Date('2026-11-19T12:00:00Z')

describe('the hour at which a week or a month has all its hours', () => {
  test.each<[zone: string, every: Schedule['every'], hour: number, minute: number, complete: string | null]>([
    ['Australia/Sydney', monday, 9, 0, '11:00'],
    ['Australia/Sydney', monday, 10, 30, '11:00'],
    ['Australia/Sydney', monday, 11, 0, null],
    ['Australia/Sydney', { unit: 'week', weekday: 2 }, 9, 0, null],
    ['Pacific/Auckland', monday, 9, 0, '13:00'],
    ['Pacific/Chatham', monday, 9, 0, '13:45'],
    ['Asia/Kolkata', monday, 0, 0, '5:30'],
    ['Asia/Tokyo', monday, 9, 0, null],
    ['Europe/Berlin', monday, 0, 30, '2:00'],
    ['Europe/Berlin', monday, 9, 0, null],
    ['America/New_York', monday, 0, 0, null],
    ['UTC', monday, 0, 0, null],
    ['Pacific/Kiritimati', { unit: 'month' }, 9, 0, '14:00'],
  ])('in %s, %j at %i:%i: %s', (zone, every, hour, minute, complete) => {
    const found = completeFrom({ every, hour, minute, zone }, november)
    expect(found && `${found.hour}:${String(found.minute).padStart(2, '0')}`).toBe(complete)
  })

  test('holds in every zone: each run has its comparison, and all its hours from the hour that is offered on', () => {
    fc.assert(
      fc.property(schedules, moments, (schedule, after) => {
        const offered = completeFrom(schedule, after)
        for (const { at } of upcoming(schedule, after, 5)) {
          const { period, previous } = resolvePeriod(`last ${schedule.every.unit}`, at, schedule.zone)
          expect(previous).not.toBeNull()
          if (offered === null) expect(+period.to).toBeLessThanOrEqual(+at)
        }
        if (offered === null) return
        expect(offered.hour * 60 + offered.minute).toBeGreaterThan(schedule.hour * 60 + schedule.minute)
        expect(completeFrom({ ...schedule, ...offered }, after)).toBeNull()
      }),
    )
  })
})
