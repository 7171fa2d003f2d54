/** Where and when words are written decides which days they mean. */
import { describe, expect, test } from 'vitest'
import { resolvePeriod } from '../../../src/time/period.ts'
import { days } from '../../helpers/facts.ts'

describe('the reader’s zone turns words into dates', () => {
  // 25 November in UTC, still the 24th in Pago Pago, already the 26th in Kiritimati.
  const noon = new Date('2026-11-25T10:30:00Z')

  test.each([
    ['Pacific/Pago_Pago', 'today', '2026-11-24', '2026-11-24', true],
    ['Pacific/Pago_Pago', 'yesterday', '2026-11-23', '2026-11-23', true],
    ['Pacific/Kiritimati', 'yesterday', '2026-11-25', '2026-11-25', false],
    ['Pacific/Kiritimati', 'last 6 days', '2026-11-20', '2026-11-25', false],
    ['Pacific/Kiritimati', 'last 7 days', '2026-11-19', '2026-11-25', true],
    ['Pacific/Kiritimati', 'today', '2026-11-25', '2026-11-25', false],
    ['Pacific/Kiritimati', 'this week', '2026-11-23', '2026-11-25', false],
    ['Pacific/Kiritimati', 'this month', '2026-11-01', '2026-11-25', false],
    ['Pacific/Kiritimati', '2026-11-01 to 2026-11-30', '2026-11-01', '2026-11-25', false],
    ['Europe/Berlin', 'today', '2026-11-25', '2026-11-25', false],
  ])('in %s, “%s” is %s to %s', (zone, words, first, last, isOver) => {
    expect(resolvePeriod(words, noon, zone)).toMatchObject({ period: days(first, last), isOver })
  })

  test('where the reader’s week or month has not begun in UTC, “this week” is the one that runs there', () => {
    const monday = new Date('2026-11-29T22:00:00Z')
    expect(resolvePeriod('this week', monday, 'Australia/Sydney').period).toEqual(days('2026-11-23', '2026-11-29'))
    const first = new Date('2026-11-30T19:00:00Z')
    expect(resolvePeriod('mtd', first, 'Pacific/Kiritimati').period).toEqual(days('2026-11-01', '2026-11-30'))
  })

  test.each([
    [
      'last week',
      '2026-11-22T22:00:00Z',
      'Australia/Sydney',
      ['2026-11-16', '2026-11-22'],
      ['2026-11-09', '2026-11-15'],
    ],
    [
      'last month',
      '2026-10-31T19:00:00Z',
      'Pacific/Kiritimati',
      ['2026-10-01', '2026-10-31'],
      ['2026-09-01', '2026-09-30'],
    ],
  ] as const)(
    'where it is over for the reader before UTC’s, “%s” is compared all the same',
    (words, at, zone, now, before) => {
      expect(resolvePeriod(words, new Date(at), zone)).toEqual({
        period: days(now[0], now[1]),
        previous: days(before[0], before[1]),
        isOver: true,
        words,
      })
    },
  )

  test('where the reader’s month is not over but UTC’s is, “this month” is whole and can be compared', () => {
    expect(resolvePeriod('this month', new Date('2026-12-01T03:00:00Z'), 'America/New_York')).toEqual({
      period: days('2026-11-01', '2026-11-30'),
      previous: days('2026-10-01', '2026-10-31'),
      isOver: true,
      words: 'this month',
    })
  })

  test.each([
    ['spring forward', '2026-03-29T10:00:00Z', 'Europe/Berlin', '2026-03-29'],
    ['fall back', '2026-10-25T10:00:00Z', 'Europe/Berlin', '2026-10-25'],
    ['a midnight that does not exist', '2026-09-06T12:00:00Z', 'America/Santiago', '2026-09-06'],
    ['by half an hour', '2026-04-05T00:00:00Z', 'Australia/Lord_Howe', '2026-04-05'],
    ['the last minute of it', '2026-10-25T22:59:30Z', 'Europe/Berlin', '2026-10-25'],
  ])('a day on which clocks change is one whole day: %s', (_what, at, zone, first) => {
    expect(resolvePeriod('today', new Date(at), zone).period).toEqual(days(first, first))
  })
})

describe('a leap day', () => {
  test.each([
    ['2028-03-01T12:00:00Z', 'yesterday', '2028-02-29', '2028-02-29'],
    ['2028-02-29T12:00:00Z', 'today', '2028-02-29', '2028-02-29'],
    ['2028-03-15T12:00:00Z', 'last month', '2028-02-01', '2028-02-29'],
    ['2028-03-15T12:00:00Z', '29 Feb', '2028-02-29', '2028-02-29'],
    ['2028-03-15T12:00:00Z', '20 Dec to 29 Feb', '2027-12-20', '2028-02-29'],
    ['2028-03-15T12:00:00Z', '20 Dec to 29 Feb 2028', '2027-12-20', '2028-02-29'],
  ])('on %s, “%s” is %s to %s', (at, words, first, last) => {
    expect(resolvePeriod(words, new Date(at), 'UTC').period).toEqual(days(first, last))
  })
})
