import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { floorActivity, floorSteps, floorTrend, isFew } from '../../../src/access/floor.ts'
import { createWords } from '../../../src/message/words.ts'
import type { Count, Metrics } from '../../../src/ports.ts'
import type { Activity } from '../../../src/report/activity.ts'
import { exampleActivity } from '../../../src/report/example.ts'
import { tellActivityFacts } from '../../../src/report/tell-activity.ts'
import type { TrendRow } from '../../../src/report/trend.ts'
import { tools } from '../../../src/report/withheld.ts'
import { addDays } from '../../../src/utc-days.ts'
import { anyActivity, counts } from '../../helpers/arbitrary-facts.ts'
import { day, metrics, metricsOfAll } from '../../helpers/facts.ts'

const floor = 5
const group = { registered: 40, isBeside: false, isBesideBefore: false }

/** So many people, and of each tool so many of them, each with a number that is nobody else's. */
function usedBy(active: Count, byTool: readonly Count[] = [active, active, active]): Metrics {
  const [completions = null, chat = null, agent = null] = byTool
  return metrics({
    activeUsers: active,
    completions: { activeUsers: completions, accepted: 1001, chars: 2002, keystrokes: 3003, lines: 4004 },
    chat: { activeUsers: chat, interactions: 5005, useful: 606, chars: 7007 },
    agent: { activeUsers: agent, interactions: 8008 },
    reported: { automation: 0.1, consumption: 0.2, productivity: 0.3 },
  })
}

function activityOf(now: Metrics, before: Metrics = usedBy(20)): Activity {
  const { before: example } = exampleActivity
  if (example === null || 'withheld' in example) throw new Error('the example is compared')
  return {
    ...exampleActivity,
    total: { metrics: now, isLowerBound: false },
    before: { ...example, total: { metrics: before, isLowerBound: false } },
  }
}

describe('use is told', () => {
  test('of as many people as the floor, as it is', () => {
    const activity = activityOf(usedBy(5), usedBy(5))
    expect(floorActivity(activity, floor, group)).toEqual(activity)
  })

  test.each([
    ['nobody has left', 12, 0, true],
    ['few have left', 12, 4, false],
    ['as many as the floor have left', 12, 5, true],
    ['few of the active are still members', 12, 8, false],
    ['none of the active is a member any more', 12, 12, true],
  ])('apart from people who have left, where %s', (_what, active, activeLeavers, isTold) => {
    const membership = { members: 40, activeLeavers }
    const told = floorActivity({ ...activityOf(usedBy(active)), membership }, floor, group)
    expect(told.membership).toEqual(isTold ? membership : undefined)
  })

  test.each<[what: string, now: Metrics, known: Partial<typeof group>, why: string]>([
    ['of fewer', usedBy(4), {}, 'few'],
    ['of one', usedBy(1), {}, 'few'],
    ['of nobody in a team of few', metricsOfAll(0), { registered: 4 }, 'few'],
    ['of a group whose numbers would give away another’s', usedBy(12), { isBeside: true }, 'beside'],
    ['of nobody knows how many', usedBy(null), {}, 'unknown'],
  ])('not %s', (_what, now, known, why) => {
    expect(floorActivity(activityOf(now), floor, { ...group, ...known })).toMatchObject({
      state: 'unknown',
      total: null,
      before: null,
      withheld: { why, floor },
    })
  })

  test('of nobody in a team of many, for that names nobody', () => {
    const quiet = { ...activityOf(metricsOfAll(0)), state: 'quiet' as const }
    expect(floorActivity(quiet, floor, group)).toMatchObject({ state: 'quiet', total: { metrics: { activeUsers: 0 } } })
  })

  test('without a tool that few used, nor the factors that would tell of it', () => {
    const told = floorActivity(activityOf(usedBy(12, [12, 3, 0])), floor, group)
    expect(told.few).toEqual({ tools: ['chat'], floor })
    expect(told.total?.metrics).toMatchObject({
      activeUsers: 12,
      completions: { accepted: 1001 },
      chat: { activeUsers: null, interactions: null, useful: null, lines: null, chars: null },
      agent: { interactions: 8008 },
      reported: { automation: 0.1, consumption: null, productivity: null },
    })
  })

  test('without a tool that few used only where the period begins or ends, here or in the one before', () => {
    const told = floorActivity(activityOf(usedBy(12, [12, 3, 9])), floor, {
      ...group,
      atEdges: { now: ['chat', 'agent'], before: ['completions'] },
    })
    expect(told.few).toEqual({ tools: ['chat', 'agent'], floor, atEdges: ['agent'] })
    expect(told.total?.metrics).toMatchObject({ completions: { accepted: 1001 }, agent: { interactions: null } })
    expect(told.before).toMatchObject({
      total: { metrics: { completions: { accepted: null }, chat: { useful: 606 } } },
    })
    const values = Object.fromEntries(tellActivityFacts(told, 40, createWords('en')).map(row => [row.label, row.value]))
    expect(values).toMatchObject({
      Chat: 'left out: used by fewer than 5 people',
      Agent: 'left out: used by fewer than 5 people where the period begins or ends',
    })
  })

  test.each([
    ['the period before was of few', usedBy(2), {}],
    ['in the period before it would have given others away', usedBy(20), { isBesideBefore: true }],
  ])('without a change where %s', (_what, before, known) => {
    expect(floorActivity(activityOf(usedBy(12), before), floor, { ...group, ...known })).toMatchObject({
      before: { withheld: 'few' },
    })
  })

  test('whatever the facts: each number that is left is of nobody, of enough people, or of all that a tool says nothing of', () => {
    fc.assert(
      fc.property(anyActivity, counts, fc.integer({ min: 1, max: 50 }), (activity, registered, least) => {
        const told = floorActivity(activity, least, { ...group, registered })
        const before = told.before && 'total' in told.before ? told.before.total : null
        for (const total of [told.total, before]) {
          if (total) expectEnough(total.metrics, least)
        }
      }),
    )
  })
})

function expectEnough(told: Metrics, least: number): void {
  expect(isFew(told.activeUsers, least)).toBe(false)
  for (const tool of tools) expect(isFew(told[tool].activeUsers, least)).toBe(false)
}

describe('steps', () => {
  const monday = day('2026-11-16')
  const rowsOf = (users: readonly Count[]): TrendRow[] =>
    users.map((active, at) => ({
      period: { from: addDays(monday, at), to: addDays(monday, at + 1) },
      metrics: active === null ? null : active === 0 ? metricsOfAll(0) : usedBy(active),
    }))
  const whole = activityOf(usedBy(30))
  const shownIn = (rows: readonly TrendRow[]) => rows.map(({ metrics: told }) => told?.completions.accepted ?? null)

  test('of few people are left out, and the smallest of the others with them', () => {
    const rows = floorSteps(rowsOf([20, 12, 15, 0, 2, null]), whole, floor, 'weekly')
    expect(shownIn(rows)).toEqual([1001, null, 1001, 0, null, null])
    expect(rows.map(({ metrics: told }) => told?.activeUsers ?? null)).toEqual([20, 12, 15, 0, null, null])
    expect(rows.map(({ withheld, few }) => withheld?.why ?? few?.tools.length ?? '')).toEqual([
      '',
      3,
      '',
      '',
      'few',
      '',
    ])
  })

  test('of few people that are days hide the day with which they are told wherever a span begins', () => {
    // Tuesday to Monday; the weekend goes with the Friday, and nobody on Thursday with anybody.
    const rows = floorSteps(rowsOf([20, 12, 15, 0, 9, 2, 1, 8]), whole, floor, 'daily')
    expect(shownIn(rows)).toEqual([1001, 1001, 1001, 0, null, null, null, 1001])
    const first = floorSteps(rowsOf([3, 0, 12, 15]), whole, floor, 'daily')
    expect(shownIn(first)).toEqual([null, 0, null, 1001])
  })

  test('that are still running stay so', () => {
    const running = rowsOf([9, 2, 12]).map(row => ({ ...row, isRunning: true as const }))
    expect(floorSteps(running, whole, floor, 'daily').map(row => row.isRunning)).toEqual([true, true, true])
  })

  test('that add up to nothing that is told stand each by itself', () => {
    expect(shownIn(floorTrend(rowsOf([20, 12, 2]), whole, floor))).toEqual([1001, 1001, null])
  })

  test('are not told of a whole that is not', () => {
    const withheld = floorActivity(activityOf(usedBy(2)), floor, group)
    expect(floorSteps(rowsOf([1, 2]), withheld, floor, 'weekly')).toEqual([])
    expect(floorTrend(rowsOf([1, 2]), withheld, floor)).toEqual([])
  })

  test('of a tool that few used in all show it on no day', () => {
    const rows = rowsOf([20, 20]).map(row => ({ ...row, metrics: usedBy(20, [20, 0, 20]) }))
    const activity = floorActivity(activityOf(usedBy(30, [30, 4, 30])), floor, group)
    expect(floorSteps(rows, activity, floor, 'weekly').map(({ metrics: told }) => told?.chat.interactions)).toEqual([
      null,
      null,
    ])
  })

  test('whatever the days: what the sum leaves over is of nobody, or hides a day of enough people', () => {
    const users = fc.array(fc.option(fc.nat({ max: 12 })), { maxLength: 9 })
    fc.assert(
      fc.property(users, fc.integer({ min: 2, max: 9 }), (given, least) => {
        const rows = floorSteps(rowsOf(given), whole, least, 'weekly')
        for (const { metrics: told } of rows) if (told) expectEnough(told, least)
        for (const tool of tools) {
          const sized = rows.map((row, at) => ({
            isShown: row.metrics?.[tool].activeUsers != null,
            users: given[at] ?? 0,
          }))
          const hidden = sized.filter(({ isShown, users: all }) => !isShown && all > 0)
          const shown = sized.filter(({ isShown, users: all }) => isShown && all > 0)
          const isSafe = hidden.length === 0 || shown.length === 0 || hidden.some(({ users: all }) => all >= least)
          expect(isSafe).toBe(true)
        }
      }),
    )
  })
})
