import { describe, expect, test } from 'vitest'
import { createWords } from '../../../src/message/words.ts'
import type { Metrics } from '../../../src/ports.ts'
import { addDays } from '../../../src/time/utc-days.ts'
import type { Activity } from '../../../src/usage/activity.ts'
import { exampleActivity } from '../../../src/usage/example.ts'
import { totalOf } from '../../../src/usage/metrics.ts'
import { renderActivityFacts, renderOrigin, renderUse } from '../../../src/usage/render-activity.ts'
import { days, metrics, metricsOfAll } from '../../helpers/facts.ts'

const words = createWords('en')
const rendering = { t: words, timeZone: 'Europe/Berlin', commandPrefix: '' }
/** Spaces in numbers and units do not break; here that would only hide them. */
const spaced = (text: string) => text.replaceAll('\u00a0', ' ')

function activity(changes: Partial<Activity> = {}): Activity {
  return { ...exampleActivity, membership: { members: 0, activeLeavers: 0 }, ...changes }
}

function totals(now: Metrics, before?: Metrics): Partial<Activity> {
  const period = days('2026-11-09', '2026-11-15')
  return {
    total: { metrics: now, isLowerBound: false },
    before: before ? { period, total: { metrics: before, isLowerBound: false } } : null,
  }
}

const active = (count: number) => metrics({ activeUsers: count })

describe('the answer in one sentence', () => {
  test.each<[string, Partial<Activity>, number | null, string]>([
    ['a rate with its denominator', totals(active(42)), 57, '42 of 57 members used Tabnine (74%).'],
    [
      'no rate of people who have left: those are shown separately',
      { ...totals(active(84), active(80)), membership: { members: 95, activeLeavers: 11 } },
      95,
      '84 people used Tabnine, up 4: 73 of 95 members (77%) and 11 who have left since.',
    ],
    [
      'one has left',
      { ...totals(active(6)), membership: { members: 9, activeLeavers: 1 } },
      9,
      '6 people used Tabnine: 5 of 9 members (56%) and 1 who has left since.',
    ],
    [
      'no rate where it is unknown who has left',
      { ...totals(active(84), active(84)), membership: { members: 96, activeLeavers: 0 } },
      95,
      '84 people used Tabnine, the same as in the period before. There are 95 members today.',
    ],
    ['no rate where the number of members is unknown', totals(active(42)), null, '42 people used Tabnine.'],
    ['no rate of none', totals(active(0)), 0, '0 people used Tabnine. There are 0 members today.'],
    [
      'no rate above the whole: they were not the same people',
      totals(active(8)),
      6,
      '8 people used Tabnine. There are 6 members today.',
    ],
    [
      'no rate of today’s seats for days long past',
      {
        ...totals(active(42)),
        asked: { ...exampleActivity.asked, period: days('2026-08-01', '2026-08-31') },
      },
      57,
      '42 people used Tabnine.',
    ],
    ['one is a person', totals(active(1)), null, '1 person used Tabnine.'],
    ['more', totals(active(42), active(39)), 57, '42 of 57 members used Tabnine (74%), up 3.'],
    ['fewer', totals(active(1_200), active(2_500)), 3_000, '1,200 of 3,000 members used Tabnine (40%), down 1,300.'],
    [
      'neither',
      totals(active(42), active(42)),
      57,
      '42 of 57 members used Tabnine (74%), the same as in the period before.',
    ],
    ['from no one', totals(active(8), active(0)), null, '8 people used Tabnine, up 8.'],
    [
      'fewer counted than used one tool: at least, compared with nothing',
      {
        total: { metrics: { ...active(8), isLowerBound: true }, isLowerBound: true },
        before: { period: days('2026-11-09', '2026-11-15'), total: { metrics: active(5), isLowerBound: false } },
      },
      57,
      'At least 8 people used Tabnine.',
    ],
    ['before is not reported', totals(active(42), metrics()), 57, '42 of 57 members used Tabnine (74%).'],
    [
      'two versions: at least, and no rate',
      { total: { metrics: active(42), isLowerBound: true }, before: { withheld: 'counting-changed' } },
      57,
      'At least 42 people used Tabnine.',
    ],
    [
      'running',
      { ...totals(active(42)), asked: { ...exampleActivity.asked, isOver: false } },
      57,
      '42 of 57 members used Tabnine so far (74%).',
    ],
    ['people not reported', totals(metrics({ chat: { interactions: 3 } })), 57, words.activity.activeUnknown],
    ['nothing is reported for this subject', { state: 'unknown', total: null }, 57, words.activity.activeUnknown],
    [
      'quiet',
      { state: 'quiet', ...totals(active(0)) },
      57,
      'None of 57 members used Tabnine. Others in the company did.',
    ],
    [
      'quiet, and the number of members is unknown',
      { state: 'quiet', ...totals(active(0)) },
      null,
      'Nobody here used Tabnine. Others in the company did.',
    ],
    [
      'quiet, and without members',
      { state: 'quiet', ...totals(active(0)) },
      0,
      'There are no members here, and nobody used Tabnine. Others in the company did.',
    ],
    ['no data says nothing about people', { state: 'no-data', ...totals(active(0)) }, 57, words.activity.noData],
  ])('%s', (_rule, changes, registered, sentence) => {
    expect(spaced(renderUse(activity(changes), registered, words))).toBe(sentence)
  })
})

describe('seats are known of today only', () => {
  const { askedAt } = exampleActivity.origin

  test.each([
    ['they measure a period that just ended', 0, 42, '42 of 57 members'],
    ['and one for which they still apply', 45, 42, '42 of 57 members'],
    ['but none of long ago', 46, 42, '42 people'],
    ['up to all of them', 0, 57, '57 of 57 members'],
    ['and never fewer people than were active', 0, 58, '58 people'],
  ])('%s', (_rule, daysAgo, people, counted) => {
    const to = addDays(askedAt, -daysAgo)
    const asked = { ...exampleActivity.asked, period: { from: addDays(to, -7), to } }
    const shown = activity({ asked, ...totals(active(people)) })
    expect(renderUse(shown, 57, words)).toMatch(new RegExp(`^${counted} used Tabnine`))
    expect(renderActivityFacts(shown, 57, words)[0]?.value).toMatch(counted.includes('of 57') ? / of 57 / : /^\d+$/)
  })
})

describe('key figures', () => {
  const facts = (changes: Partial<Activity>, registered: number | null = 57) =>
    Object.fromEntries(
      renderActivityFacts(activity(changes), registered, words).map(({ label, value }) => [label, spaced(value)]),
    )

  test('of a whole week, each with its change', () => {
    expect(facts({})).toEqual({
      'Active members': '42 of 57 members (74%)',
      'Not active': '15 members',
      'Completions accepted': '3,550 with 10,900 lines · +284 (+9%)',
      'Automation factor': '42.6% (308,800 of 724,500 characters written) · 0 pts',
      Chat: '650 interactions · +52 (+9%)',
      Agent: '250 turns, 4,700 of 5,000 proposed lines kept (94%) · +20 (+9%)',
      'Productivity factor': 'not reported',
    })
  })

  test('a change of a share is in pts, a change of a count in numbers and percent', () => {
    const now = metrics({ completions: { accepted: 150, chars: 30, keystrokes: 70 } })
    const before = metrics({ completions: { accepted: 200, chars: 20, keystrokes: 80 } })
    expect(facts(totals(now, before))).toMatchObject({
      'Completions accepted': '150 · −50 (−25%)',
      'Automation factor': '30.0% (30 of 100 characters written) · +10 pts',
    })
  })

  test('a change from nothing has no percentage', () => {
    const now = metrics({ chat: { interactions: 5 } })
    const before = metrics({ chat: { interactions: 0 } })
    expect(facts(totals(now, before))).toMatchObject({ Chat: '5 interactions · +5' })
  })

  test('what was not reported before has no change', () => {
    expect(facts(totals(metrics({ chat: { interactions: 5 } }), metrics()))).toMatchObject({ Chat: '5 interactions' })
  })

  test('what was not reported is called that, and never 0', () => {
    const { 'Active members': people, 'Not active': inactive, ...others } = facts(totals(metrics()))
    expect(people).toBe('not reported')
    expect(inactive).toBeUndefined()
    expect(Object.values(others)).toEqual(Array(5).fill('not reported'))
  })

  test('0 is called 0', () => {
    expect(facts(totals(metricsOfAll(0)))).toMatchObject({
      'Active members': '0 of 57 members (0%)',
      'Completions accepted': '0 with 0 lines',
      'Automation factor': 'not reported',
      Chat: '0 interactions',
      Agent: '0 turns',
    })
  })

  test('chat shows how much of it was used', () => {
    expect(facts(totals(metrics({ chat: { interactions: 12, useful: 3 } })))).toMatchObject({
      Chat: '12 interactions, 3 of them used (25.0%)',
    })
  })

  test('of two versions the number of people is a lower bound, and no one is called inactive', () => {
    const shown = facts({ total: { metrics: active(42), isLowerBound: true }, before: null })
    expect(shown['Active members']).toBe('at least 42')
    expect(shown['Not active']).toBeUndefined()
  })

  test.each<[string, Partial<Activity>]>([
    ['no data', { state: 'no-data' }],
    ['nothing reported', { state: 'unknown', total: null }],
  ])('with %s there are none', (_what, changes) => {
    expect(renderActivityFacts(activity(changes), 57, words)).toEqual([])
  })
})

describe('the small print', () => {
  const lines = (changes: Partial<Activity> = {}) => renderOrigin(activity(changes), rendering).lines

  test('shows dates, what they are compared with, source and freshness', () => {
    expect(lines()).toEqual([
      '16–22 Nov 2026 (“last week”), compared with 9–15 Nov 2026; whole days in UTC.',
      'Source: Tabnine Usage API v2 at console.tabnine.com, read 23 Nov 2026, 11:25 AM CET. Latest day with activity in the company: 22 Nov 2026.',
    ])
  })

  test.each([
    ['running', 'this period isn’t over'],
    ['counting-changed', 'now counts differently'],
    ['lagging', 'latest days are still missing'],
    ['no-data-before', 'no data for the period before'],
  ] as const)('explains why nothing is compared: %s', (withheld, reason) => {
    const [dates, why] = lines({ before: { withheld } })
    expect(dates).toBe('16–22 Nov 2026 (“last week”); whole days in UTC.')
    expect(why).toMatch(/^No comparison(?: yet)?: /)
    expect(why).toContain(reason)
  })

  test('claims no comparison where there is no data to compare', () => {
    expect(lines({ state: 'no-data' })[0]).toBe('16–22 Nov 2026 (“last week”); whole days in UTC.')
  })

  test('says when the last day ends in UTC, where it is over for the reader only', () => {
    const origin = { ...exampleActivity.origin, askedAt: new Date('2026-11-22T22:00:00Z') }
    const [dates, missing] = lines({ origin })
    expect(dates).toContain('compared with 9–15 Nov 2026')
    expect(missing).toBe(
      'Days are counted in UTC. The last one ends 23 Nov 2026, 1:00 AM CET, so its last hours are missing.',
    )
    expect(lines({}).join()).not.toContain('hours are missing')
  })

  test('says that a running period is not over', () => {
    const asked = { ...exampleActivity.asked, isOver: false, previous: null }
    expect(lines({ asked, before: { withheld: 'running' } })[0]).toContain('22 Nov 2026, still running (“last week”)')
  })

  test('says “at least” where one version is silent about its days, and adds no chat (N16)', () => {
    const period = days('2026-07-20', '2026-08-09')
    const [from, to] = [period.from, addDays(period.from, 12)]
    const usage = {
      period,
      segments: [
        { version: 'v1' as const, period: { from, to }, buckets: [] },
        {
          ...{ version: 'v2' as const, period: { from: to, to: period.to } },
          buckets: [{ period: { from: to, to: period.to }, metrics: metricsOfAll(42) }],
        },
      ],
    }
    const total = totalOf(usage)
    const origin = { ...exampleActivity.origin, versions: ['v1', 'v2'] as const }
    const activity = { ...exampleActivity, total, origin, before: null, asked: { ...exampleActivity.asked, period } }
    expect(renderUse(activity, 57, words)).toBe('At least 42 people used Tabnine.')
    expect(renderActivityFacts(activity, 57, words)).toEqual([
      { label: 'Active members', value: 'at least 42' },
      { label: 'Completions accepted', value: 'at least 42 with 42 lines' },
      ...['Automation factor', 'Chat', 'Agent', 'Productivity factor'].map(label => ({
        label,
        value: words.activity.notAdded,
      })),
    ])
  })

  test('mentions an upgrade within the period, and days not covered', () => {
    const total = { metrics: active(3), isLowerBound: true }
    const origin = {
      ...exampleActivity.origin,
      versions: ['v1', 'v2'] as const,
      lastActiveDay: null,
      uncovered: [days('2026-11-16', '2026-11-17'), days('2026-11-22', '2026-11-22')],
    }
    const text = lines({ total, origin, before: null }).join('\n')
    expect(text).toContain(words.origin.lowerBound)
    expect(text).toContain('No data for 16–17 Nov 2026 and 22 Nov 2026.')
    expect(text).toContain('Tabnine Usage API v1 and v2 at')
    expect(text).toContain('No activity reported in the last 28 days.')
  })
})

describe('periods of different length are compared per day (N14)', () => {
  const of = (period: string, first: string, last: string, beforeFirst: string, beforeLast: string) => ({
    asked: { period: days(first, last), previous: days(beforeFirst, beforeLast), isOver: true, words: period },
    before: days(beforeFirst, beforeLast),
  })
  const february = of('2026-02', '2026-02-01', '2026-02-28', '2026-01-01', '2026-01-31')
  const monday = of('2026-11-23', '2026-11-23', '2026-11-23', '2026-11-16', '2026-11-16')

  function compared({ asked, before }: typeof february, now: number, then: number) {
    const origin = { ...exampleActivity.origin, askedAt: addDays(asked.period.to, 1) }
    const total = (count: number) => ({ metrics: metricsOfAll(count), isLowerBound: false })
    return activity({ asked, origin, total: total(now), before: { period: before, total: total(then) } })
  }
  const facts = (shown: Activity) => renderActivityFacts(shown, null, words).map(({ value }) => spaced(value))

  test('equal daily use is no change of a shorter month', () => {
    const [, ...tools] = facts(compared(february, 2_800, 3_100))
    expect(tools[0]).toBe('2,800 with 2,800 lines · 0% per day')
    expect(tools.join()).not.toContain('−')
  })

  test('more per day is shown as such, and which days are compared', () => {
    const month = compared(february, 2_800, 2_790)
    expect(facts(month)[1]).toContain('· +11% per day')
    expect(renderOrigin(month, rendering).lines).toContain(
      '28 days are compared with 31, so changes of counts are per day; changes of people are not.',
    )
  })

  test('a day is compared with the same day of the week before', () => {
    const day = compared(monday, 60, 58)
    expect(renderUse(day, null, words)).toBe('60 people used Tabnine, up 2 on a week before.')
    expect(facts(day)[1]).toContain('· +2 (+3%)')
    expect(renderOrigin(day, rendering).lines.join()).not.toContain('per day')
  })
})
