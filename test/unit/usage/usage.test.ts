import { describe, expect, test } from 'vitest'
import { createWords } from '../../../src/message/words.ts'
import type { SeatHistory, UsageApi } from '../../../src/ports.ts'
import { resolvePeriod } from '../../../src/time/period.ts'
import { addDays, countDays } from '../../../src/time/utc-days.ts'
import { explainUsage, type UsageFacts, usageReport } from '../../../src/usage/usage.ts'
import { days, metrics, metricsOfAll } from '../../helpers/facts.ts'
import { fakeUsageApi, sourcesOf, usageWith } from '../../helpers/fake-usage-api.ts'
import { actionsIn, rowsIn, textsIn } from '../../helpers/message-content.ts'

const now = new Date('2026-11-25T10:00:00Z')
const payments = { kind: 'team', id: 'team-1', name: 'Payments' } as const
const organization = { kind: 'organization', name: 'Northwind Robotics' } as const
const rendering = { t: createWords('en'), timeZone: 'UTC', commandPrefix: '' }

const asking = (words: string) => resolvePeriod(words, now, 'UTC')

describe('the step of the trend', () => {
  test.each([
    ['last week', 'weekly'],
    ['last 14 days', 'weekly'],
    ['last 15 days', 'weekly'],
    ['last month', 'weekly'],
    ['Q3', 'weekly'],
    ['last 124 days', 'weekly'],
    ['last 125 days', 'monthly'],
    ['last year', 'monthly'],
  ] as const)('of %s is %s', async (words, by) => {
    const facts = await usageReport.collect(sourcesOf(fakeUsageApi()), { subject: payments, asked: asking(words) }, now)
    expect(facts.by).toBe(by)
  })

  test('is the one asked for, where one is', async () => {
    const args = { subject: payments, asked: asking('last week'), by: 'monthly' as const }
    expect((await usageReport.collect(sourcesOf(fakeUsageApi()), args, now)).by).toBe('monthly')
  })
})

test('all that is independent is asked at once', async () => {
  let open = 0
  let most = 0
  const slow = async <Value>(value: Value): Promise<Value> => {
    most = Math.max(most, ++open)
    await new Promise(setImmediate)
    open--
    return value
  }
  const api = fakeUsageApi()
  const usageApi: UsageApi = {
    ...api,
    teamSeats: async id => slow(await api.teamSeats(id)),
    usage: (_subject, period) => slow(usageWith(period, metricsOfAll(3))),
    freshness: async () => slow(await api.freshness()),
  }
  await usageReport.collect(sourcesOf(usageApi), { subject: payments, asked: asking('last week') }, now)
  expect(most).toBe(6)
})

test('the organization is not asked twice as its own check', async () => {
  const asked: string[] = []
  const usage: UsageApi['usage'] = async (subject, period, granularity) => {
    asked.push(`${subject.kind} ${granularity}`)
    return usageWith(period, metricsOfAll(3))
  }
  const sources = sourcesOf(fakeUsageApi({ usage }))
  await usageReport.collect(sources, { subject: organization, asked: asking('last week') }, now)
  expect(asked.sort()).toEqual(['organization all', 'organization all', 'organization weekly'])
})

describe('buttons ask with ids, never names', () => {
  const { example } = usageReport
  const asked = { ...example.activity.asked, words: '1 sep to 14 sep' }

  test('of a team, with the same period by day', () => {
    const message = usageReport.render(
      { ...example, by: 'weekly', activity: { ...example.activity, asked } },
      rendering,
    )
    expect(actionsIn(message)).toEqual([
      { label: 'See by day', line: 'usage team-1 1 sep to 14 sep daily' },
      { label: 'See seats', line: 'seats team-1' },
      { label: 'Change…', line: 'usage team-1 1 sep to 14 sep', opens: 'form' },
    ])
  })

  test('of the organization, without days where days are shown', () => {
    const message = usageReport.render({ ...example, subject: organization, by: 'daily', hasSteps: true }, rendering)
    expect(actionsIn(message).map(({ line }) => line)).toEqual(['seats all', 'usage all last week'])
  })
})

describe('the trend', () => {
  const collect = (words: string, by?: 'weekly', history: SeatHistory | null = null) =>
    usageReport.collect(
      { ...sourcesOf(fakeUsageApi({ usage: eachWeek })), history },
      { subject: payments, asked: asking(words), by },
      now,
    )

  /** Active people are the day of the month on which a week begins. */
  const eachWeek: UsageApi['usage'] = async (_subject, period, granularity) => {
    if (granularity === 'all') return usageWith(period, metricsOfAll(3))
    const weeks = Array.from({ length: countDays(period.from, period.to) / 7 }, (_, at) => addDays(period.from, 7 * at))
    const buckets = weeks.map(from => ({
      period: { from, to: addDays(from, 7) },
      metrics: metricsOfAll(from.getUTCDate()),
    }))
    return { period, segments: [{ version: 'v2', period, buckets }] }
  }

  test.each([
    ['last week', '2026-09-28', '2026-11-22'],
    ['yesterday', '2026-09-28', '2026-11-22'],
    ['last month', '2026-08-31', '2026-10-25'],
  ])('of %s is of the eight whole weeks up to its end', async (words, first, last) => {
    const { trend } = await collect(words)
    expect(trend).toHaveLength(8)
    expect({ from: trend[0]?.period.from, to: trend.at(-1)?.period.to }).toEqual(days(first, last))
  })

  test('draws the members next to the active ones where the bot has counted them', async () => {
    const snapshots = [9, 12].map(week => ({
      ...{ subject: 'team-1', day: addDays(new Date('2026-09-28T00:00:00Z'), 7 * (week - 9) + 6) },
      ...{ registered: 40 + week, invited: 0, deactivated: 0 },
    }))
    const history: SeatHistory = {
      seatsBefore: async () => null,
      seatsWithin: async () => snapshots,
      membership: async () => null,
      outlook: async () => null,
    }
    const facts = await collect('last week', undefined, history)
    expect(facts.trend.map(({ seats = null }) => seats)).toEqual([49, null, null, 52, null, null, null, null])
    const drawn = usageReport.render(facts, rendering).parts.find(part => part.kind === 'chart')
    expect(drawn?.series.map(({ label, values }) => [label, values.filter(value => value !== null)])).toEqual([
      ['Active', [28, 5, 12, 19, 26, 2, 9, 16]],
      ['Members', [49, 52]],
    ])
    expect(drawn?.title).toBe('Active per week: 28 → 16')
    // Where others read along, a count below five people hides that whole line.
    const small = { ...facts, trend: facts.trend.map(row => ({ ...row, ...(row.seats === 52 ? { seats: 4 } : {}) })) }
    expect(usageReport.suppress(small, 5).trend.some(({ seats }) => seats !== undefined)).toBe(false)
  })

  test('is the steps that were asked for, in picture and table alike', async () => {
    const message = usageReport.render(await collect('last week', 'weekly'), rendering)
    expect(rowsIn(message).map(([week]) => week)).toEqual(['16–22 Nov 2026'])
    expect(rowsIn(usageReport.render(await collect('last week'), rendering))).toEqual([])
  })

  test('is not drawn where a week is cut short, and the answer states that', () => {
    const [first, ...others] = usageReport.example.trend
    if (!first) throw new Error('there is a week')
    const cut = { ...first, period: { ...first.period, from: addDays(first.period.from, 3) } }
    const message = usageReport.render({ ...usageReport.example, hasSteps: true, trend: [cut, ...others] }, rendering)
    expect(textsIn(message)).toContain('Part weeks aren’t drawn.')
  })
})

describe('the numbers', () => {
  const metricsOf = (changes: Partial<UsageFacts['activity']> = {}) =>
    usageReport
      .render({ ...usageReport.example, activity: { ...usageReport.example.activity, ...changes } }, rendering)
      .parts.flatMap(part => (part.kind === 'metrics' ? part.metrics : []))

  test('are four, each with its change', () => {
    expect(metricsOf()).toEqual([
      { label: 'Completions', value: '3,550', change: '+9%', tone: 'good' },
      { label: 'Chat', value: '650', change: '+9%', tone: 'good' },
      { label: 'Code from Tabnine', value: '42.6%', change: '0 pts', tone: undefined },
      { label: 'Agent turns', value: '250', change: '+9%', tone: 'good' },
    ])
  })

  test('leave out what is not reported, and about them names it', () => {
    const total = { metrics: metrics({ activeUsers: 42, chat: { interactions: 0 } }), isLowerBound: false }
    expect(metricsOf({ total, before: null })).toEqual([{ label: 'Chat', value: '0' }])
    const activity = { ...usageReport.example.activity, total }
    expect(explainUsage({ ...usageReport.example, activity }, rendering)).toContain(
      'Tabnine doesn’t report for these days: Completions, Code from Tabnine and Agent turns.',
    )
  })
})

describe('where no one was active', () => {
  const quiet = { ...usageReport.example.activity, state: 'quiet' as const }
  const silent = usageReport.example.trend.map(row => ({ ...row, metrics: metricsOfAll(0) }))

  test('there is one sentence and one thing to do', () => {
    const message = usageReport.render({ ...usageReport.example, activity: quiet, trend: silent }, rendering)
    expect(message.title).toBe('⚠️ Payments: none of 57 members used Tabnine last week (16–22 Nov 2026)')
    expect(message.summary).toBe('Nobody here has used it in the last 8 weeks, while others in the company did.')
    expect(message.parts.map(({ kind }) => kind)).toEqual(['text', 'note', 'actions'])
    expect(actionsIn(message)).toEqual([
      { label: 'See seats', line: 'seats team-1', style: 'primary' },
      { label: 'Change…', line: 'usage team-1 last week', opens: 'form' },
    ])
  })

  test('weeks with use are not called silent', () => {
    const message = usageReport.render({ ...usageReport.example, activity: quiet }, rendering)
    expect(message.summary).toBe('Others in the company did.')
  })
})

test('the title is the finding, and the sentence below explains it', () => {
  const { title, summary } = usageReport.render(usageReport.example, rendering)
  expect(title).toBe('✅ Payments: 42 of 57 members used Tabnine last week (16–22 Nov 2026)')
  expect(summary).toBe('74% of members, up 3 from the week before, up from 29 in September.')
})
