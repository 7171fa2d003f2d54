import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, utcDay } from '../../../src/time/utc-days.ts'
import { placeRows } from '../../../src/usage-api/buckets.ts'
import { metricsOfAll } from '../../helpers/facts.ts'

const hour = 3_600_000
const monday = utcDay(2026, 10, 23)
const row = (from: string | Date, to: string | Date, users = 1) => ({
  ...{ from: new Date(from), to: new Date(to), metrics: metricsOfAll(users) },
})
const days = (rows: readonly { from: Date; to: Date }[]) =>
  rows.map(({ from, to }) => `${from.toISOString()} ${to.toISOString()}`)
const day = (from: Date) => `${from.toISOString()} ${addDays(from, 1).toISOString()}`

describe('a day', () => {
  test.each<[string, string, string, Date]>([
    ['at midnight UTC', '2026-11-23T00:00:00Z', '2026-11-24T00:00:00Z', monday],
    ['of Berlin in summer', '2026-11-23T00:00:00+02:00', '2026-11-24T00:00:00+02:00', monday],
    ['of Los Angeles', '2026-11-23T00:00:00-08:00', '2026-11-24T00:00:00-08:00', monday],
    ['that begins at 07:13', '2026-11-23T07:13:00Z', '2026-11-24T07:13:00Z', monday],
    ['that begins at 18:00', '2026-11-22T18:00:00Z', '2026-11-23T18:00:00Z', monday],
    ['of 25 hours', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', utcDay(2026, 9, 25)],
    ['of Auckland', '2026-11-23T00:00:00+13:00', '2026-11-24T00:00:00+13:00', addDays(monday, -1)],
    ['without a length', '2026-11-23T10:00:00Z', '2026-11-23T10:00:00Z', monday],
    ['that ends a second early', '2026-11-23T00:00:00Z', '2026-11-23T23:59:59Z', monday],
  ])('%s is the UTC day in which most of it lies', (_name, from, to, expected) => {
    const { rows, undated } = placeRows([row(from, to)], 'daily')
    expect(days(rows)).toEqual([day(expected)])
    expect(undated).toEqual([])
  })

  test.each([
    ['that lasts two', '2026-11-23T00:00:00Z', '2026-11-25T00:00:00Z'],
    ['that ends before it begins', '2026-11-23T00:00:00Z', '2026-11-22T00:00:00Z'],
  ])('%s cannot be placed', (_name, from, to) => {
    const { rows, undated } = placeRows([row(from, to)], 'daily')
    expect(rows).toEqual([])
    expect(undated).toHaveLength(1)
  })

  test('that several buckets share cannot be placed, and the others can', () => {
    const hours = [8, 9, 10].map(at =>
      row(new Date(monday.getTime() + at * hour), new Date(monday.getTime() + (at + 1) * hour)),
    )
    const { rows, undated } = placeRows([...hours, row(addDays(monday, 1), addDays(monday, 2))], 'daily')
    expect(days(rows)).toEqual([day(addDays(monday, 1))])
    expect(undated).toHaveLength(3)
  })

  test('that is reported twice counts once, as it was reported last', () => {
    const { rows } = placeRows([row(monday, addDays(monday, 1), 3), row(monday, addDays(monday, 1), 4)], 'daily')
    expect(rows.map(({ metrics }) => metrics.activeUsers)).toEqual([4])
  })
})

test('weeks and months begin and end at the nearest midnight', () => {
  const week = row('2026-11-23T00:00:00+02:00', '2026-11-30T00:00:00+02:00')
  expect(days(placeRows([week], 'weekly').rows)).toEqual([days([{ from: monday, to: addDays(monday, 7) }])[0]])
  const month = row('2026-11-01T07:13:00Z', '2026-12-01T07:13:00Z')
  expect(days(placeRows([month], 'monthly').rows)).toEqual(['2026-11-01T00:00:00.000Z 2026-12-01T00:00:00.000Z'])
  expect(placeRows([row(monday, monday)], 'weekly')).toMatchObject({ rows: [], undated: [{}] })
})

test('whatever the zone, days in a row stay days in a row, each with its own number', () => {
  fc.assert(
    fc.property(fc.integer({ min: -719, max: 719 }), fc.integer({ min: 1, max: 40 }), (minutes, count) => {
      const starts = Array.from({ length: count + 1 }, (_, at) => addDays(monday, at).getTime() - minutes * 60_000)
      const rows = starts.slice(1).map((to, at) => row(new Date(starts[at] ?? to), new Date(to), at))
      const placed = placeRows(rows.toReversed(), 'daily')
      expect(placed.undated).toEqual([])
      expect(placed.rows.map(({ from, metrics }) => [from, metrics.activeUsers])).toEqual(
        rows.map((_, at) => [addDays(monday, at), at]),
      )
    }),
  )
})
