import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutEdges } from '../../../src/access/cut-edges.ts'
import type { Period } from '../../../src/ports.ts'
import { type AskedPeriod, isChosenFreely, resolvePeriod } from '../../../src/report/period.ts'
import { addDays, countDays, formatDay, utcDay } from '../../../src/utc-days.ts'
import { metricsOfAll } from '../../helpers/facts.ts'
import { fakeUsageApi } from '../../helpers/fake-usage-api.ts'

const floor = 5
const now = new Date('2026-11-26T10:00:00Z')
/** A Sunday. */
const first = utcDay(2026, 10, 1)
const team = { kind: 'team', id: 'team-1' } as const

/** So many were active on each day from the first of November on; `null` where the server says nothing of a day. */
function companyOf(active: readonly (number | null)[]) {
  const asked: Period[] = []
  const usageApi = fakeUsageApi({
    usage: async (_subject, period) => {
      asked.push(period)
      const buckets = []
      for (let day = period.from; day < period.to; day = addDays(day, 1)) {
        const people = active[countDays(first, day)] ?? null
        if (people !== null) {
          buckets.push({ period: { from: day, to: addDays(day, 1) }, metrics: metricsOfAll(people) })
        }
      }
      return { period, segments: [{ version: 'v2' as const, period, buckets }] }
    },
  })
  return { usageApi, asked }
}

const ask = (words: string) => resolvePeriod(words, now, 'UTC')
const tell = (asked: AskedPeriod | null) =>
  asked && `${formatDay(asked.period.from)}..${formatDay(addDays(asked.period.to, -1))}`

test.each([
  ['1 Nov to 14 Nov', true],
  ['last 13 days', true],
  ['last 2 weeks', true],
  ['2026-11-02..2026-11-08', false],
  ['2026-10-01..2026-10-31', false],
  ['2026-11-03..2026-11-09', true],
  ['last 7 days', false],
  ['last 30 days', false],
  ['yesterday', false],
  ['this week', false],
  ['last month', false],
  ['Q3', false],
])('“%s” is chosen freely: %s', (words, isFree) => {
  expect(isChosenFreely(ask(words))).toBe(isFree)
})

describe('a period chosen freely', () => {
  test.each<[what: string, active: readonly (number | null)[], told: string | null]>([
    ['of many each day stays', [9, 9, 9, 9, 9, 9], '2026-11-01..2026-11-06'],
    ['loses days of few at its beginning', [2, 9, 1, 9, 9, 9], '2026-11-02..2026-11-06'],
    ['and at its end', [9, 9, 9, 9, 1, 4], '2026-11-01..2026-11-04'],
    ['also before days of nobody', [9, 9, 9, 2, 0, null], '2026-11-01..2026-11-03'],
    ['keeps days of nobody at its ends', [0, 9, 9, 9, 9, null], '2026-11-01..2026-11-06'],
    ['is not told where all its days are of few', [4, 0, 4, 4, 4, 4], null],
    ['stays where nobody was active at all', [0, 0, 0, 0, 0, 0], '2026-11-01..2026-11-06'],
    ['stays where the server says nothing', [], '2026-11-01..2026-11-06'],
  ])('%s', async (_what, active, told) => {
    const { usageApi } = companyOf(active)
    expect(tell(await cutEdges(usageApi, team, ask('1 Nov to 6 Nov'), floor))).toBe(told)
  })

  test('is compared with the one before only as it was asked for', async () => {
    const words = '8 Nov to 14 Nov'
    const many = Array.from({ length: 14 }, () => 9)
    const whole = await cutEdges(companyOf(many).usageApi, team, ask(words), floor)
    expect(whole).toEqual(ask(words))
    const cut = await cutEdges(companyOf(many.with(3, 1).with(0, 2)).usageApi, team, ask(words), floor)
    expect(cut).toMatchObject({ period: ask(words).period, previous: null })
  })

  test('costs one question, or two where it is long', async () => {
    const { usageApi, asked } = companyOf([])
    await cutEdges(usageApi, team, { ...ask('1 Nov to 14 Nov'), previous: null }, floor)
    expect(asked).toHaveLength(1)
    await cutEdges(usageApi, team, { ...ask('1 Jan to 14 Nov'), previous: null }, floor)
    expect(asked.slice(1).map(({ from, to }) => countDays(from, to))).toEqual([31, 31])
  })
})

test('whatever days of few there are: any two answers differ by many people or by nobody', async () => {
  const days = 12
  const span = fc
    .tuple(fc.nat({ max: days - 1 }), fc.nat({ max: days - 1 }))
    .map(pair => pair.toSorted((a, b) => a - b))
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat({ max: 9 }), { minLength: days, maxLength: days }),
      span,
      span,
      async (active, a, b) => {
        const { usageApi } = companyOf(active)
        const told = await Promise.all(
          [a, b].map(async ([from = 0, to = 0]) => {
            const words = `${formatDay(addDays(first, from))}..${formatDay(addDays(first, to))}`
            return cutEdges(usageApi, team, { ...ask(words), previous: null }, floor)
          }),
        )
        const [one, other] = told.map(asked => asked?.period)
        // Those that were wholes of the calendar are told as they are, which is said where it is decided.
        fc.pre(!told.some(asked => asked && !isChosenFreely(asked)))
        if (!one || !other || one.to <= other.from || other.to <= one.from) return
        const between = (from: Date, to: Date) =>
          active.slice(...[from, to].map(day => countDays(first, day)).toSorted((x, y) => x - y))
        for (const segment of [between(one.from, other.from), between(one.to, other.to)]) {
          const most = Math.max(0, ...segment)
          expect(most === 0 || most >= floor).toBe(true)
        }
      },
    ),
  )
})
