import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CutPeriod, cutEdges } from '../../../src/access/cut-edges.ts'
import type { Metrics, Period, UsageBucket } from '../../../src/ports.ts'
import { isChosenFreely, resolvePeriod } from '../../../src/report/period.ts'
import { type Tool, tools } from '../../../src/report/withheld.ts'
import { addDays, countDays, formatDay, isEdgeOfCalendar, utcDay } from '../../../src/utc-days.ts'
import { metricsOfAll } from '../../helpers/facts.ts'
import { fakeUsageApi } from '../../helpers/fake-usage-api.ts'
import { partOfRuns } from '../../helpers/sizes.ts'

const floor = 5
const now = new Date('2026-11-26T10:00:00Z')
const limits = { floor, now }
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
  ['2026-11-02..2026-11-15', false],
  ['1 Jul to 30 Sep', false],
  ['2026-11-02..2026-11-30', true],
  ['last 7 days', true],
  ['last 30 days', true],
  ['yesterday', true],
  ['today', true],
  ['this week', false],
  ['last month', false],
  ['Q3', false],
])('“%s” is chosen freely: %s', (words, isFree) => {
  expect(isChosenFreely(ask(words))).toBe(isFree)
})

/** Fifteen days, Sunday the 1st to Sunday the 15th, of many each, but for these. */
const fortnight = (but: Readonly<Record<number, Day>> = {}): Day[] =>
  Array.from({ length: 15 }, (_, at) => (at + 1 in but ? (but[at + 1] ?? null) : 9))

/** Its last day is a Monday of few, behind which a month begins. */
const november = [...Array.from({ length: 29 }, () => 9), 2, 9, 9, 9]

describe('a period chosen freely', () => {
  test.each<[what: string, words: string, active: readonly Day[], told: string | null]>([
    ['of many each day stays', '4 Nov to 12 Nov', fortnight(), '2026-11-04..2026-11-12'],
    ['loses days of few that go with one before it', '4 Nov to 12 Nov', fortnight({ 4: 2 }), '2026-11-05..2026-11-12'],
    ['and those that go with one behind it', '4 Nov to 9 Nov', fortnight({ 9: 2 }), '2026-11-04..2026-11-08'],
    ['keeps those that go with one in it', '4 Nov to 12 Nov', fortnight({ 11: 1, 12: 4 }), '2026-11-04..2026-11-12'],
    ['keeps days of nobody', '4 Nov to 12 Nov', fortnight({ 4: 0, 12: null, 13: 9 }), '2026-11-04..2026-11-12'],
    ['gains the few behind its last day', '2 Nov to 6 Nov', fortnight({ 7: 2, 8: 1 }), '2026-11-02..2026-11-08'],
    ['and not nobody', '2 Nov to 6 Nov', fortnight({ 7: 0, 8: null }), '2026-11-02..2026-11-06'],
    ['gains the few after nobody', '2 Nov to 6 Nov', fortnight({ 7: 0, 8: 1 }), '2026-11-02..2026-11-08'],
    ['and nobody after the few no more', '2 Nov to 6 Nov', fortnight({ 7: 1, 8: 0 }), '2026-11-02..2026-11-07'],
    ['gains the few before its first day', '3 Nov to 12 Nov', fortnight({ 2: 2 }), '2026-11-02..2026-11-12'],
    ['stays where it ends with its week', '3 Nov to 8 Nov', fortnight({ 7: 1, 8: 2 }), '2026-11-03..2026-11-08'],
    ['does not end beside a month’s first days of few', '3 Nov to 30 Nov', november, '2026-11-03..2026-11-28'],
    ['is not told where all its days are of few', '3 Nov to 4 Nov', fortnight({ 3: 4, 4: 1 }), null],
    [
      'stays where nobody was active',
      '3 Nov to 4 Nov',
      fortnight({ 2: 1, 3: 0, 4: 0, 5: 2 }),
      '2026-11-03..2026-11-04',
    ],
    ['stays where the server says nothing', '1 Nov to 6 Nov', [], '2026-11-01..2026-11-06'],
  ])('%s: %s', async (_what, words, active, told) => {
    const { usageApi } = companyOf(active)
    const later = { floor, now: utcDay(2026, 11, 24) }
    const asked = resolvePeriod(words, later.now, 'UTC')
    expect(tell(await cutEdges(usageApi, team, asked, later))).toBe(told)
  })

  test('that gains the running day is not over', async () => {
    const { usageApi } = companyOf([9, 9, 9, 1], utcDay(2026, 10, 23))
    const cut = await cutEdges(usageApi, team, ask('23 Nov to 25 Nov'), limits)
    expect(tell(cut)).toBe('2026-11-23..2026-11-26')
    expect(cut?.asked).toMatchObject({ isOver: false, previous: null })
  })

  test('is compared with the one before only as it was asked for', async () => {
    const words = '10 Nov to 15 Nov'
    const whole = await cutEdges(companyOf(fortnight()).usageApi, team, ask(words), limits)
    expect(whole).toEqual({ asked: ask(words), atEdges: { now: [], before: [] } })
    const cut = await cutEdges(companyOf(fortnight({ 4: 1 })).usageApi, team, ask(words), limits)
    expect(cut?.asked).toMatchObject({ period: ask(words).period, previous: null })
  })

  test('is looked through behind any number of empty days', async () => {
    const late = [...Array.from({ length: 40 }, () => 0), 1, 9, ...Array.from({ length: 40 }, () => null), 2]
    const { usageApi } = companyOf(late)
    const asked = { ...resolvePeriod('1 Nov 2026 to 30 Jan 2027', utcDay(2027, 3, 1), 'UTC'), previous: null }
    const later = { floor, now: utcDay(2027, 3, 1) }
    expect(tell(await cutEdges(usageApi, team, asked, later))).toBe('2026-11-01..2026-12-10')
  })

  test('costs one question, however long it is', async () => {
    const { usageApi, asked } = companyOf([])
    await cutEdges(usageApi, team, { ...ask('1 Jan to 14 Nov'), previous: null }, limits)
    expect(asked.map(({ from, to }) => countDays(from, to))).toEqual([375])
    await cutEdges(usageApi, team, ask('1 Jan to 14 Nov'), limits)
    expect(asked).toHaveLength(3)
  })

  test.each<[what: string, agents: Readonly<Record<number, number>>, isLeftOut: boolean]>([
    ['many used on its first and last days', { 5: 1, 7: 0 }, false],
    ['nobody used at its ends', { 4: 0, 5: 9, 12: 0 }, false],
    ['few used on its first day', { 4: 1 }, true],
    ['few used on its last day, behind many', { 12: 4 }, false],
    ['few used on its last day, before many', { 9: 4, 10: 0, 11: 0, 12: 0 }, true],
    ['few used before anybody else did', { 4: 0, 5: 2 }, true],
    ['few used on what its week has besides', { 13: 1, 14: 0, 15: 2 }, true],
    ['nobody used on what its week has besides', { 13: 0, 14: 0, 15: 0 }, false],
    ['few used on every day', Object.fromEntries(fortnight().map((_, at) => [at + 1, 4])), true],
    ['nobody used', Object.fromEntries(fortnight().map((_, at) => [at + 1, 0])), false],
  ])('is told with a tool that %s, or without it: %j, %s', async (_what, agents, isLeftOut) => {
    const active = fortnight().map((_, at): Day => ({ active: 9, agent: agents[at + 1] ?? 9 }))
    const cut = await cutEdges(companyOf(active).usageApi, team, ask('4 Nov to 12 Nov'), limits)
    expect(tell(cut)).toBe('2026-11-04..2026-11-12')
    expect(cut?.atEdges.now).toEqual(isLeftOut ? ['agent'] : [])
  })

  test('is looked at for tools where it is told, and so is the one before', async () => {
    const words = '10 Nov to 13 Nov'
    const chat = { active: 9, chat: 1 }
    const before = await cutEdges(companyOf(fortnight({ 6: chat })).usageApi, team, ask(words), limits)
    expect(before).toEqual({ asked: ask(words), atEdges: { now: [], before: ['chat'] } })
    // With the day of few that is cut, the tool's own few are gone.
    const cut = await cutEdges(companyOf(fortnight({ 10: 2 })).usageApi, team, ask(words), limits)
    expect([tell(cut), cut?.atEdges.now]).toEqual(['2026-11-11..2026-11-13', []])
  })

  test('leaves out a tool that was used and of which nobody says by how many', async () => {
    const { usageApi: whole } = companyOf(Array.from({ length: 30 }, () => 9))
    const usageApi = fakeUsageApi({
      usage: async (...asked) => {
        const { segments, ...usage } = await whole.usage(...asked)
        const silence = ({ period, metrics }: UsageBucket): UsageBucket => ({
          period,
          metrics: { ...metrics, agent: { ...metrics.agent, activeUsers: null } },
        })
        return { ...usage, segments: segments.map(each => ({ ...each, buckets: each.buckets.map(silence) })) }
      },
    })
    const cut = await cutEdges(usageApi, team, ask('25 Nov to 25 Nov'), limits)
    expect(cut?.atEdges).toEqual({ now: ['agent'], before: ['agent'] })
  })
})

describe('whatever days of few there are: an answer differs by many people or by nobody', () => {
  const days = 70
  const since = utcDay(2026, 8, 1)
  type Used = Readonly<Record<Tool | 'active', number>>
  const nobody: Used = { active: 0, completions: 0, chat: 0, agent: 0 }
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

  const sum = (active: readonly Used[], { from, to }: Period, of: keyof Used) =>
    active.slice(countDays(since, from), countDays(since, to)).reduce((total, day) => total + day[of], 0)

  test('from any other, in all and with each tool', async () => {
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
            [a, b].map(asked => cutEdges(usageApi, team, { ...asked, previous: null }, limits)),
          )
          if (!one || !other) return
          const told = tools.filter(tool => ![one, other].some(({ atEdges }) => atEdges.now.includes(tool)))
          for (const segment of differing(active, one.asked.period, other.asked.period)) {
            for (const of of ['active', ...told] as const) {
              // What nobody did in one of them is told by the other alone.
              if ([one, other].some(({ asked }) => sum(active, asked.period, of) === 0)) continue
              const most = Math.max(0, ...segment.map(day => day[of]))
              expect(most === 0 || most >= floor, `${of} of ${JSON.stringify(segment)}`).toBe(true)
              if (most > 0) seen[of === 'active' ? 'all' : of]++
            }
          }
        },
      ),
      { numRuns: partOfRuns(10) },
    )
    // That it was not empty words.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0)
  })

  test('from the weeks and months of the calendar around it, in all and with each tool', async () => {
    const seen = { all: 0, completions: 0, chat: 0, agent: 0 }
    await fc.assert(
      fc.asyncProperty(fc.array(anyDay, { minLength: days, maxLength: days }), span, async (active, asked) => {
        const { usageApi } = companyOf(active, since)
        const cut = await cutEdges(usageApi, team, { ...asked, previous: null }, limits)
        if (!cut) return
        const { from, to } = cut.asked.period
        const told = tools.filter(tool => !cut.atEdges.now.includes(tool))
        for (const of of ['active', ...told] as const) {
          if (sum(active, cut.asked.period, of) === 0) continue
          const most = (first: Date, last: Date) =>
            Math.max(
              0,
              ...active.slice(...[first, last].map(day => Math.max(0, countDays(since, day)))).map(day => day[of]),
            )
          const edges = Array.from({ length: days }, (_, at) => addDays(since, at)).filter(isEdgeOfCalendar)
          const around = edges.flatMap(edge => [
            ...(edge <= from ? [{ end: from, outside: most(edge, from) }] : []),
            ...(edge >= to ? [{ end: to, outside: most(to, edge) }] : []),
          ])
          for (const { end, outside } of around) {
            expect(outside === 0 || outside >= floor, `${of} at ${formatDay(end)}`).toBe(true)
            if (outside > 0) seen[of === 'active' ? 'all' : of]++
          }
        }
      }),
      { numRuns: partOfRuns(10) },
    )
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0)
  })
})
