import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CutPeriod, cutEdges } from '../../../src/access/cut-edges.ts'
import type { Metrics, Period } from '../../../src/ports.ts'
import { isChosenFreely, resolvePeriod } from '../../../src/report/period.ts'
import { type Tool, tools } from '../../../src/report/withheld.ts'
import { addDays, countDays, formatDay, utcDay } from '../../../src/utc-days.ts'
import { metricsOfAll } from '../../helpers/facts.ts'
import { fakeUsageApi, usageWith } from '../../helpers/fake-usage-api.ts'

const floor = 5
const now = new Date('2026-11-26T10:00:00Z')
/** A Sunday. */
const first = utcDay(2026, 10, 1)
const team = { kind: 'team', id: 'team-1' } as const

/** So many were active on a day, with each tool unless it says another number of some. */
type Day = number | null | (Partial<Record<Tool, number>> & { readonly active: number })

/** The days from the first of November on, or another; `null` where the server says nothing of a day. */
function companyOf(active: readonly Day[], since = first) {
  const asked: Period[] = []
  const usageApi = fakeUsageApi({
    usage: async (_subject, period) => {
      asked.push(period)
      const buckets = []
      for (let day = period.from; day < period.to; day = addDays(day, 1)) {
        const people = active[countDays(since, day)] ?? null
        if (people !== null) buckets.push({ period: { from: day, to: addDays(day, 1) }, metrics: metricsOfDay(people) })
      }
      return { period, segments: [{ version: 'v2' as const, period, buckets }] }
    },
  })
  return { usageApi, asked }
}

function metricsOfDay(day: number | Exclude<Day, number | null>): Metrics {
  if (typeof day === 'number') return metricsOfAll(day)
  const { completions, chat, agent } = Object.fromEntries(
    tools.map(tool => [tool, metricsOfAll(day[tool] ?? day.active)]),
  ) as Record<Tool, Metrics>
  return { ...metricsOfAll(day.active), completions: completions.completions, chat: chat.chat, agent: agent.agent }
}

const ask = (words: string) => resolvePeriod(words, now, 'UTC')
const tell = (cut: CutPeriod | null) =>
  cut && `${formatDay(cut.asked.period.from)}..${formatDay(addDays(cut.asked.period.to, -1))}`

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
    expect(whole).toEqual({ asked: ask(words), atEdges: { now: [], before: [] } })
    const cut = await cutEdges(companyOf(many.with(3, 1).with(0, 2)).usageApi, team, ask(words), floor)
    expect(cut?.asked).toMatchObject({ period: ask(words).period, previous: null })
  })

  test('is looked through behind any number of empty days', async () => {
    const late = [...Array.from({ length: 40 }, () => 0), 1, 9, ...Array.from({ length: 40 }, () => null), 2]
    const { usageApi } = companyOf(late)
    const asked = { ...resolvePeriod('1 Nov 2026 to 31 Jan 2027', utcDay(2027, 3, 1), 'UTC'), previous: null }
    expect(tell(await cutEdges(usageApi, team, asked, floor))).toBe('2026-12-12..2027-01-21')
  })

  test('costs one question, however long it is', async () => {
    const { usageApi, asked } = companyOf([])
    await cutEdges(usageApi, team, { ...ask('1 Jan to 14 Nov'), previous: null }, floor)
    expect(asked.map(({ from, to }) => countDays(from, to))).toEqual([318])
    await cutEdges(usageApi, team, ask('1 Jan to 14 Nov'), floor)
    expect(asked).toHaveLength(3)
  })

  test.each<[what: string, agents: readonly number[], isLeftOut: boolean]>([
    ['many used on its first and last days', [9, 1, 9, 0, 9, 5], false],
    ['nobody used at its ends', [0, 9, 1, 9, 9, 0], false],
    ['nobody used', [0, 0, 0, 0, 0, 0], false],
    ['few used on its first day', [1, 9, 9, 9, 9, 9], true],
    ['few used on its last day', [9, 9, 9, 9, 9, 4], true],
    ['few used before anybody else did', [0, 2, 9, 9, 9, 9], true],
    ['few used on every day', [4, 4, 4, 4, 4, 4], true],
  ])('is told with a tool that %s, or without it: %j, %s', async (_what, agents, isLeftOut) => {
    const { usageApi } = companyOf(agents.map(agent => ({ active: 9, agent })))
    const cut = await cutEdges(usageApi, team, { ...ask('1 Nov to 6 Nov'), previous: null }, floor)
    expect(tell(cut)).toBe('2026-11-01..2026-11-06')
    expect(cut?.atEdges).toEqual({ now: isLeftOut ? ['agent'] : [], before: [] })
  })

  test('is looked at for tools where it is told, and so is the one before', async () => {
    const many = Array.from({ length: 14 }, (): Day => 9)
    const words = '8 Nov to 14 Nov'
    const before = await cutEdges(companyOf(many.with(6, { active: 9, chat: 1 })).usageApi, team, ask(words), floor)
    expect(before).toEqual({ asked: ask(words), atEdges: { now: [], before: ['chat'] } })
    // With the day of few that is cut, the tool's own few are gone.
    const cut = await cutEdges(companyOf(many.with(7, 2)).usageApi, team, ask(words), floor)
    expect([tell(cut), cut?.atEdges.now]).toEqual(['2026-11-09..2026-11-14', []])
  })

  test('leaves out a tool that was used and of which nobody says by how many', async () => {
    const silent = metricsOfAll(9)
    const usageApi = fakeUsageApi({
      usage: async (_subject, period) =>
        usageWith(period, { ...silent, agent: { ...silent.agent, activeUsers: null } }),
    })
    const cut = await cutEdges(usageApi, team, ask('25 Nov to 25 Nov'), floor)
    expect(cut?.atEdges).toEqual({ now: ['agent'], before: ['agent'] })
  })
})

describe('whatever days of few there are: any two answers differ by many people or by nobody', () => {
  const days = 70
  const since = utcDay(2026, 8, 1)
  const nobody = { active: 0, completions: 0, chat: 0, agent: 0 }
  const span = fc
    .tuple(fc.nat({ max: days - 1 }), fc.nat({ max: days - 1 }))
    .map(pair => pair.toSorted((a, b) => a - b))
    // What is whole by the calendar is told as it is, which is said where that is decided.
    .map(([from = 0, to = 0]) => ask(`${formatDay(addDays(since, from))}..${formatDay(addDays(since, to))}`))
    .filter(isChosenFreely)
  const people = fc.oneof(fc.nat({ max: 9 }), fc.constant(0))
  const anyDay = fc.record({ active: people, completions: people, chat: people, agent: people })

  /** The days by which two overlapping answers differ, where each begins and where each ends. */
  function differing<Of>(active: readonly Of[], one: Period, other: Period): Of[][] {
    if (one.to <= other.from || other.to <= one.from) return []
    const between = (...ends: Date[]) =>
      active.slice(...ends.map(day => countDays(since, day)).toSorted((x, y) => x - y))
    return [between(one.from, other.from), between(one.to, other.to)]
  }

  test('in all, and with each tool', async () => {
    const seen = { all: 0, completions: 0, chat: 0, agent: 0 }
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyDay, { minLength: days, maxLength: days }),
        fc.tuple(fc.nat({ max: days }), fc.nat({ max: days })),
        span,
        span,
        async (used, [begin, end], a, b) => {
          const active = used.map((day, at) => (at >= begin && at < end ? nobody : day))
          const { usageApi } = companyOf(active, since)
          const [one, other] = await Promise.all(
            [a, b].map(asked => cutEdges(usageApi, team, { ...asked, previous: null }, floor)),
          )
          if (!one || !other) return
          const told = tools.filter(tool => ![one, other].some(({ atEdges }) => atEdges.now.includes(tool)))
          for (const segment of differing(active, one.asked.period, other.asked.period)) {
            for (const of of ['active', ...told] as const) {
              const most = Math.max(0, ...segment.map(day => day[of]))
              expect(most === 0 || most >= floor, `${of} of ${JSON.stringify(segment)}`).toBe(true)
              if (most > 0) seen[of === 'active' ? 'all' : of]++
            }
          }
        },
      ),
      { numRuns: 300 },
    )
    // That it was not empty words.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0)
  })
})
