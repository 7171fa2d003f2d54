import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPolite, politeMoment } from '../../../src/time/polite-time.ts'
import { plainCalendar } from '../../../src/time/utc-days.ts'

const night = { from: 18 * 60, to: 8 * 60 }
const usual = { quietHours: night, calendar: plainCalendar }

describe('the next moment at which a person may get a message', () => {
  test.each([
    ['now, by day', '2026-11-19T12:00:00Z', 'Europe/Berlin', '2026-11-19T12:00:00Z'],
    ['at eight, early in the morning', '2026-11-19T12:00:00Z', 'America/New_York', '2026-11-19T13:00:00Z'],
    ['on the next day, in the evening', '2026-11-19T12:30:00Z', 'Asia/Kolkata', '2026-11-20T02:30:00Z'],
    [
      'after the weekend, where it is Saturday already',
      '2026-11-20T12:00:00Z',
      'Pacific/Auckland',
      '2026-11-22T19:00:00Z',
    ],
    ['after the weekend, on a Friday evening', '2026-11-20T17:00:00Z', 'Europe/Berlin', '2026-11-23T07:00:00Z'],
    ['by the new clock after it was put forward', '2027-03-26T18:00:00Z', 'Europe/Berlin', '2027-03-29T06:00:00Z'],
    ['by the new clock after it was put back', '2026-10-23T18:00:00Z', 'Europe/Berlin', '2026-10-26T07:00:00Z'],
  ])('is %s', (_what, now, zone, expected) => {
    expect(politeMoment(new Date(now), zone, usual)).toEqual(new Date(expected))
  })

  test('skips holidays, and is null where all days are', () => {
    const holidays = ['2026-11-19', '2026-11-20']
    const politeness = { ...usual, calendar: { ...plainCalendar, holidays } }
    expect(politeMoment(new Date('2026-11-19T12:00:00Z'), 'UTC', politeness)).toEqual(new Date('2026-11-23T08:00:00Z'))
    const never = { ...usual, calendar: { weekend: [1, 2, 3, 4, 5, 6, 7], holidays: [] } }
    expect(politeMoment(new Date('2026-11-19T12:00:00Z'), 'UTC', never)).toBeNull()
  })

  test('is at midnight where only the middle of the day is quiet and the day before was off', () => {
    const politeness = { ...usual, quietHours: { from: 12 * 60, to: 14 * 60 } }
    expect(politeMoment(new Date('2026-11-22T20:00:00Z'), 'UTC', politeness)).toEqual(new Date('2026-11-23T00:00:00Z'))
    expect(politeMoment(new Date('2026-11-23T13:00:00Z'), 'UTC', politeness)).toEqual(new Date('2026-11-23T14:00:00Z'))
  })

  const zones = [
    'Europe/Berlin',
    'America/New_York',
    'Pacific/Chatham',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Africa/Cairo',
    'UTC',
  ]
  const minuteOfDay = fc.integer({ min: 0, max: 1439 })
  const arbitraryPoliteness = fc.record({
    quietHours: fc.record({ from: minuteOfDay, to: minuteOfDay }),
    calendar: fc.record({
      weekend: fc.subarray([1, 2, 3, 4, 5, 6, 7], { maxLength: 6 }),
      holidays: fc.array(fc.constantFrom('2026-11-20', '2026-03-30', '2026-12-25'), { maxLength: 2 }),
    }),
  })
  const instants = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })

  test('is never at night, never on a day off, never before now, and no earlier polite time exists', () => {
    fc.assert(
      fc.property(
        instants,
        fc.constantFrom(...zones),
        arbitraryPoliteness,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (now, zone, politeness, part) => {
          const at = politeMoment(now, zone, politeness)
          if (at === null) throw new Error('there are working days, so there is a moment')
          expect(at.getTime()).toBeGreaterThanOrEqual(now.getTime())
          // What a clock and a calendar on the wall show there, by another way than that of the code.
          const shown = readWall(at, zone)
          expect(politeness.calendar.weekend).not.toContain(shown.weekday)
          expect(politeness.calendar.holidays).not.toContain(shown.day)
          const { from, to } = politeness.quietHours
          const isQuiet =
            from < to
              ? shown.minute >= from && shown.minute < to
              : from !== to && (shown.minute >= from || shown.minute < to)
          expect(isQuiet).toBe(false)
          if (at > now)
            expect(isPolite(new Date(now.getTime() + part * (at.getTime() - now.getTime())), zone, politeness)).toBe(
              false,
            )
        },
      ),
    )
  })
})

function readWall(at: Date, timeZone: string) {
  const parts = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, hourCycle: 'h23', weekday: 'short', year: 'numeric' },
    ...{ month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  } as Intl.DateTimeFormatOptions).formatToParts(at)
  const part = (type: string) => parts.find(each => each.type === type)?.value ?? ''
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    weekday: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].findIndex(name => part('weekday').startsWith(name)) + 1,
    minute: Number(part('hour')) * 60 + Number(part('minute')),
  }
}
