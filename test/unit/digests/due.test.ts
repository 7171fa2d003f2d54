import { describe, expect, test } from 'vitest'
import { decideDue, nextRun, slotLabel, upcoming } from '../../../src/digests/due.ts'
import { hasCode } from '../../../src/errors.ts'
import type { Schedule } from '../../../src/ports.ts'

const hour = 3_600_000
const day = 24 * hour

function weekly(weekday: number, time: string, zone: string): Schedule {
  return { every: { unit: 'week', weekday }, ...readClock(time), zone }
}

function monthly(time: string, zone: string): Schedule {
  return { every: { unit: 'month' }, ...readClock(time), zone }
}

function readClock(time: string) {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return { hour, minute }
}

/** Runs as "2026-03-08T07:00Z 2026-W10 skipped". */
function runs(schedule: Schedule, after: string, count = 3): string[] {
  return upcoming(schedule, new Date(after), count).map(({ at, label, clockChange }) =>
    [`${at.toISOString().slice(0, 16)}Z`, label, clockChange].filter(Boolean).join(' '),
  )
}

describe('across a clock change', () => {
  test.each<[name: string, schedule: Schedule, after: string, expected: string[]]>([
    [
      'Berlin in spring: an hour earlier in UTC',
      weekly(1, '9:00', 'Europe/Berlin'),
      '2026-03-18T00:00Z',
      ['2026-03-23T08:00Z 2026-W13', '2026-03-30T07:00Z 2026-W14 offset-changed', '2026-04-06T07:00Z 2026-W15'],
    ],
    [
      'Berlin in autumn: an hour later in UTC',
      weekly(1, '9:00', 'Europe/Berlin'),
      '2026-10-18T00:00Z',
      ['2026-10-19T07:00Z 2026-W43', '2026-10-26T08:00Z 2026-W44 offset-changed', '2026-11-02T08:00Z 2026-W45'],
    ],
    [
      'Berlin, 02:30 does not exist: 03:00',
      weekly(7, '2:30', 'Europe/Berlin'),
      '2026-03-22T12:00Z',
      ['2026-03-29T01:00Z 2026-W13 skipped', '2026-04-05T00:30Z 2026-W14'],
    ],
    [
      'Berlin, 02:30 twice: the first',
      weekly(7, '2:30', 'Europe/Berlin'),
      '2026-10-20T12:00Z',
      ['2026-10-25T00:30Z 2026-W43 repeated', '2026-11-01T01:30Z 2026-W44 offset-changed'],
    ],
    [
      'New York, 8 March 2026 02:30 does not exist: 03:00',
      weekly(7, '2:30', 'America/New_York'),
      '2026-03-07T12:00Z',
      ['2026-03-08T07:00Z 2026-W10 skipped', '2026-03-15T06:30Z 2026-W11'],
    ],
    [
      'New York, 1 November 2026 01:30 twice: the first',
      weekly(7, '1:30', 'America/New_York'),
      '2026-10-31T12:00Z',
      ['2026-11-01T05:30Z 2026-W44 repeated', '2026-11-08T06:30Z 2026-W45 offset-changed'],
    ],
    [
      'Lord Howe leaves out half an hour: 02:15 is 02:30',
      weekly(7, '2:15', 'Australia/Lord_Howe'),
      '2026-09-28T00:00Z',
      ['2026-10-03T15:30Z 2026-W40 skipped', '2026-10-10T15:15Z 2026-W41'],
    ],
    [
      'Lord Howe repeats half an hour: 01:45 comes once',
      weekly(7, '1:45', 'Australia/Lord_Howe'),
      '2026-03-30T00:00Z',
      ['2026-04-04T14:45Z 2026-W14 repeated', '2026-04-11T15:15Z 2026-W15 offset-changed'],
    ],
    [
      'Apia had no 30 December 2011: the first minute of the 31st, for the week of the 30th',
      weekly(5, '9:00', 'Pacific/Apia'),
      '2011-12-24T00:00Z',
      ['2011-12-30T10:00Z 2011-W52 skipped', '2012-01-05T19:00Z 2012-W01'],
    ],
    [
      'Apia, a day later in the same week',
      weekly(6, '0:00', 'Pacific/Apia'),
      '2011-12-25T00:00Z',
      ['2011-12-30T10:00Z 2011-W52 offset-changed', '2012-01-06T10:00Z 2012-W01'],
    ],
    [
      'Nuuk leaves out the hour before midnight: Sunday of the same slot',
      weekly(6, '23:30', 'America/Nuuk'),
      '2026-03-25T00:00Z',
      ['2026-03-29T01:00Z 2026-W13 skipped', '2026-04-05T00:30Z 2026-W14'],
    ],
    [
      'Cairo leaves out the hour after midnight',
      weekly(5, '0:30', 'Africa/Cairo'),
      '2026-04-20T00:00Z',
      ['2026-04-23T22:00Z 2026-W17 skipped', '2026-04-30T21:30Z 2026-W18'],
    ],
    [
      'Casablanca puts its clocks back for Ramadan',
      weekly(1, '9:00', 'Africa/Casablanca'),
      '2026-02-05T00:00Z',
      ['2026-02-09T08:00Z 2026-W07', '2026-02-16T09:00Z 2026-W08 offset-changed', '2026-02-23T09:00Z 2026-W09'],
    ],
    [
      'Auckland, the first of the month at 00:30 is the last in UTC',
      monthly('0:30', 'Pacific/Auckland'),
      '2026-08-31T13:00Z',
      ['2026-09-30T11:30Z 2026-10 offset-changed', '2026-10-31T11:30Z 2026-11', '2026-11-30T11:30Z 2026-12'],
    ],
    [
      'UTC',
      weekly(1, '9:00', 'UTC'),
      '2026-12-21T09:00Z',
      ['2026-12-28T09:00Z 2026-W53', '2027-01-04T09:00Z 2027-W01', '2027-01-11T09:00Z 2027-W02'],
    ],
  ])('%s', (_name, schedule, after, expected) => {
    expect(runs(schedule, after, expected.length)).toEqual(expected)
  })
})

describe('the next run', () => {
  const schedule = weekly(1, '9:00', 'Europe/Berlin')

  test('is strictly after', () => {
    const due = new Date('2026-11-23T08:00Z')
    expect(nextRun(schedule, new Date(+due - 1))).toEqual(due)
    expect(nextRun(schedule, due)).toEqual(new Date('2026-11-30T08:00Z'))
  })

  test('does not come again in the repeated hour', () => {
    const sunday = weekly(7, '2:30', 'Europe/Berlin')
    expect(nextRun(sunday, new Date('2026-10-25T00:30Z'))).toEqual(new Date('2026-11-01T01:30Z'))
  })

  test('of a zone that is gone is an error and not silence', () => {
    const lost = () => nextRun({ ...schedule, zone: 'Mars/Olympus' }, new Date('2026-11-23T08:00Z'))
    expect(lost).toThrow(expect.toSatisfy(error => hasCode(error, 'bad-schedule')))
  })
})

test('a label between slots is that of the local week or month', () => {
  expect(slotLabel(weekly(5, '9:00', 'Asia/Tokyo'), new Date('2027-01-03T16:00Z'))).toBe('2027-W01')
  expect(slotLabel(weekly(5, '9:00', 'UTC'), new Date('2027-01-03T16:00Z'))).toBe('2026-W53')
  expect(slotLabel(monthly('9:00', 'Asia/Tokyo'), new Date('2026-11-30T16:00Z'))).toBe('2026-12')
})

describe('catching up', () => {
  const schedule = weekly(1, '9:00', 'Europe/Berlin')
  const due = new Date('2026-11-23T08:00Z')
  const next = new Date('2026-11-30T08:00Z')
  const at = (ms: number) => decideDue(schedule, due, new Date(+due + ms), day)

  test('nothing is due a moment before, and nothing changes', () => {
    expect(at(-1)).toEqual({ run: null, missed: [], next: due })
  })

  test.each([0, hour, day])('runs what is %i ms late', late => {
    expect(at(late)).toEqual({ run: { at: due, label: '2026-W48' }, missed: [], next })
  })

  test('misses what is later than the window', () => {
    expect(at(day + 1)).toEqual({ run: null, missed: [{ at: due, label: '2026-W48' }], next })
  })

  test('runs the latest of several only', () => {
    const { run, missed, next } = at(21 * day + hour)
    expect(run?.label).toBe('2026-W51')
    expect(missed.map(({ label }) => label)).toEqual(['2026-W48', '2026-W49', '2026-W50'])
    expect(next).toEqual(new Date('2026-12-21T08:00Z'))
  })

  test('lists the last 60 after many years', () => {
    const { run, missed } = decideDue(schedule, new Date('1990-01-01T08:00Z'), new Date('2026-11-26T08:00Z'), day)
    expect(run).toBeNull()
    expect(missed).toHaveLength(60)
    expect([missed.at(0)?.label, missed.at(-1)?.label]).toEqual(['2025-W41', '2026-W48'])
  })

  test.each([
    ['earlier', '2026-11-23T09:00Z', '2026-11-23T09:00Z', due],
    ['later', '2026-11-23T07:00Z', '2026-11-23T08:00Z', due],
  ])('keeps a slot that new rules for the clocks have put %s', (_when, stored, now, at) => {
    expect(decideDue(schedule, new Date(stored), new Date(now), day).run).toEqual({ at, label: '2026-W48' })
  })

  test('waits for a slot that new rules have put later', () => {
    const { run, missed, next } = decideDue(schedule, new Date('2026-11-23T07:00Z'), new Date('2026-11-23T07:30Z'), day)
    expect([run, missed, next]).toEqual([null, [], due])
  })
})
