import { describe, expect, test } from 'vitest'
import type { BusinessCalendar, Freshness, Usage } from '../../../src/ports.ts'
import { resolvePeriod } from '../../../src/time/period.ts'
import { addDays, plainCalendar } from '../../../src/time/utc-days.ts'
import { assembleActivity, collectActivity, comparable, isLagging } from '../../../src/usage/activity.ts'
import { day, days, metrics, metricsOfAll, segment, usageOf } from '../../helpers/facts.ts'
import { fakeUsageApi, sourcesOf, usageWith } from '../../helpers/fake-usage-api.ts'

/** A Wednesday; last week is 16 to 22 November. */
const now = new Date('2026-11-25T10:00:00Z')
const asked = resolvePeriod('last week', now, 'UTC')
const previous = asked.previous ?? asked.period

function seen(lastActiveDay: string | null, at = now): Freshness {
  const tomorrow = addDays(at, 1)
  return {
    lastActiveDay: lastActiveDay ? day(lastActiveDay) : null,
    lookback: { from: addDays(tomorrow, -28), to: tomorrow },
  }
}

const weekOf = (count: number | null): Usage => usageOf(segment('v2', asked.period, metricsOfAll(count)))
const weekBefore = (count: number | null): Usage => usageOf(segment('v2', previous, metricsOfAll(count)))

function assemble(changes: Partial<Parameters<typeof assembleActivity>[0]> = {}) {
  const usage = changes.usage ?? weekOf(40)
  return assembleActivity({
    asked,
    usage,
    before: weekBefore(30),
    organization: usage,
    freshness: seen('2026-11-24'),
    host: 'console.tabnine.com',
    now,
    calendar: plainCalendar,
    ...changes,
  })
}

describe('the state says whether it is people or data that are missing', () => {
  const silent = usageOf(segment('v2', asked.period))
  const partly = usageOf(
    segment('v1', days('2026-11-16', '2026-11-18'), metricsOfAll(0)),
    segment('v2', days('2026-11-19', '2026-11-22')),
  )

  test.each([
    ['a person was active', weekOf(1), weekOf(9), 'active'],
    ['no one here, others were', weekOf(0), weekOf(9), 'quiet'],
    ['nothing reported here, others were active', silent, weekOf(9), 'unknown'],
    ['no count reported here, others were active', weekOf(null), weekOf(9), 'unknown'],
    ['some days not reported here, others were active', partly, weekOf(9), 'unknown'],
    ['no one in the whole organization', weekOf(0), weekOf(0), 'no-data'],
    ['nothing reported of anyone', silent, silent, 'no-data'],
  ])('%s', (_what, usage, organization, state) => {
    expect(assemble({ usage, organization }).state).toBe(state)
  })

  test.each([
    ['completions', metrics({ completions: { accepted: 1 } })],
    ['chat', metrics({ chat: { interactions: 1 } })],
    ['the agent', metrics({ agent: { interactions: 1 } })],
  ])('use of %s counts, also where people are not counted', (_what, metrics) => {
    expect(assemble({ usage: usageOf(segment('v2', asked.period, metrics)) }).state).toBe('active')
  })
})

describe('a change is shown only where both periods are whole and counted alike', () => {
  const split = usageOf(
    segment('v1', days('2026-11-16', '2026-11-18'), metricsOfAll(5)),
    segment('v2', days('2026-11-19', '2026-11-22'), metricsOfAll(5)),
  )

  test('then the period before is there with its total', () => {
    const activity = assemble()
    expect(activity.before).toEqual({ period: previous, total: { metrics: metricsOfAll(30), isLowerBound: false } })
    expect(comparable(activity)).toEqual(activity.before)
  })

  test.each([
    ['running', { asked: resolvePeriod('this week', now, 'UTC'), before: null }],
    ['lagging', { freshness: seen('2026-11-19') }],
    ['counting-changed', { before: usageOf(segment('v1', previous, metricsOfAll(30))) }],
    ['counting-changed', { usage: split }],
    ['no-data-before', { before: weekBefore(0) }],
    ['no-data-before', { before: weekBefore(0), organizationBefore: weekBefore(0) }],
    ['no-data-before', { before: usageOf(segment('v2', previous)), organizationBefore: weekBefore(9) }],
    ['no-data-before', { before: weekBefore(null), organizationBefore: weekBefore(9) }],
    ['no-data-before', { before: weekBefore(null) }],
    ['no-data-before', { before: usageOf(segment('v2', previous)) }],
  ] as const)('else it is withheld: %s', (withheld, changes) => {
    const activity = assemble(changes)
    expect(activity.before).toEqual({ withheld })
    expect(comparable(activity)).toBeNull()
  })

  test('a reported 0 is compared with, where others in the organization were active', () => {
    const activity = assemble({ usage: weekOf(8), before: weekBefore(0), organizationBefore: weekBefore(9) })
    expect(comparable(activity)?.total).toEqual({ metrics: metricsOfAll(0), isLowerBound: false })
  })

  test('without a requested comparison no reason is given', () => {
    expect(assemble({ asked: { ...asked, previous: null }, before: null }).before).toBeNull()
  })

  test('without a requested comparison none is missing in a running period', () => {
    const running = resolvePeriod('this week', now, 'UTC')
    expect(assemble({ asked: running, isCompared: false, before: null }).before).toBeNull()
  })

  test('where nothing is reported now, the period before is not blamed', () => {
    expect(assemble({ usage: usageOf(segment('v2', asked.period)), organization: weekOf(9) }).before).toBeNull()
  })

  test('where the whole organization has no data, nothing is compared', () => {
    expect(comparable(assemble({ usage: weekOf(0), organization: weekOf(0) }))).toBeNull()
  })
})

describe('what is requested for the organization', () => {
  const countQuestions = async (before: number) => {
    const asks: string[] = []
    const usageApi = fakeUsageApi({
      usage: async (subject, period) => {
        const isBefore = period.from < asked.period.from
        asks.push(`${subject.kind} ${isBefore ? 'before' : 'now'}`)
        return usageWith(period, metricsOfAll(isBefore && subject.kind === 'team' ? before : 8))
      },
    })
    const activity = await collectActivity(sourcesOf(usageApi), { kind: 'team', id: 'team-1' }, asked, now)
    return { asks, before: comparable(activity)?.total.metrics.activeUsers }
  }

  test('about the period before only where the team had no use in it', async () => {
    expect(await countQuestions(3)).toEqual({ asks: ['team now', 'team before', 'organization now'], before: 3 })
    const { asks, before } = await countQuestions(0)
    expect(asks).toEqual(['team now', 'team before', 'organization now', 'organization before'])
    expect(before).toBe(0)
  })
})

describe('the newest working days may not be counted yet', () => {
  test.each<[what: string, lastActive: string | null, at: string, words: string, lags: boolean]>([
    ['yesterday is in', '2026-11-24', '2026-11-25T10:00:00Z', 'last week', false],
    ['the whole week is in', '2026-11-22', '2026-11-25T10:00:00Z', 'last week', false],
    ['only its weekend is missing', '2026-11-20', '2026-11-23T10:00:00Z', 'last week', false],
    ['its Friday is missing', '2026-11-19', '2026-11-23T10:00:00Z', 'last week', true],
    ['the day missing is after the period', '2026-11-22', '2026-11-25T10:00:00Z', '16 Nov to 20 Nov', false],
    ['the day missing is before the period', '2026-11-12', '2026-11-25T10:00:00Z', '14 Nov to 15 Nov', false],
    ['today is not over and proves nothing', '2026-11-24', '2026-11-25T10:00:00Z', 'this week', false],
    ['silence over the whole look-back', null, '2026-11-25T10:00:00Z', 'last week', true],
    ['the period is before the look-back', '2026-11-12', '2026-11-25T10:00:00Z', '2026-09', false],
  ])('%s', (_what, lastActive, at, words, lags) => {
    const moment = new Date(at)
    const { period } = resolvePeriod(words, moment, 'UTC')
    expect(isLagging(seen(lastActive, moment), period, moment, plainCalendar)).toBe(lags)
  })

  test.each<[what: string, lastActive: string, at: string, calendar: BusinessCalendar, lags: boolean]>([
    ['a holiday', '2026-12-24', '2026-12-28T10:00:00Z', { weekend: [6, 7], holidays: ['2026-12-25'] }, false],
    ['a Friday in Riyadh', '2026-11-19', '2026-11-23T10:00:00Z', { weekend: [5, 6], holidays: ['2026-11-22'] }, false],
    ['a Sunday in Riyadh', '2026-11-21', '2026-11-23T10:00:00Z', { weekend: [5, 6], holidays: [] }, true],
  ])('where silence is on %s, by the calendar of the settings', (_what, lastActive, at, calendar, lags) => {
    const moment = new Date(at)
    const { period } = resolvePeriod('last week', moment, 'UTC')
    expect(isLagging(seen(lastActive, moment), period, moment, calendar)).toBe(lags)
    const { before } = assemble({
      freshness: seen(lastActive, moment),
      now: moment,
      calendar,
      asked: { ...asked, period },
    })
    expect(before !== null && 'withheld' in before).toBe(lags)
  })
})

describe('the origin of the numbers', () => {
  test('names host, versions once each, when it was asked, and how fresh the server is', () => {
    const { from, to } = asked.period
    const halfway = addDays(from, 3)
    const usage = usageOf(
      segment('v1', { from, to: halfway }, metricsOfAll(5)),
      segment('v2', { from: halfway, to }, metricsOfAll(5)),
    )
    expect(assemble({ usage }).origin).toEqual({
      host: 'console.tabnine.com',
      versions: ['v1', 'v2'],
      askedAt: now,
      lastActiveDay: day('2026-11-24'),
      uncovered: [],
    })
  })

  test('names the days of which nothing was reported', () => {
    const { from, to } = asked.period
    const halfway = addDays(from, 3)
    const usage = usageOf(segment('v1', { from, to: halfway }), segment('v2', { from: halfway, to }, metricsOfAll(5)))
    expect(assemble({ usage }).origin.uncovered).toEqual([{ from, to: halfway }])
  })
})
