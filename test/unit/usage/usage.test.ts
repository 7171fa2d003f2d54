import { describe, expect, test } from 'vitest'
import { createWords } from '../../../src/message/words.ts'
import type { UsageApi } from '../../../src/ports.ts'
import { resolvePeriod } from '../../../src/time/period.ts'
import { usageReport } from '../../../src/usage/usage.ts'
import { metricsOfAll } from '../../helpers/facts.ts'
import { fakeUsageApi, sourcesOf, usageWith } from '../../helpers/fake-usage-api.ts'
import { actionsIn } from '../../helpers/said.ts'

const now = new Date('2026-11-25T10:00:00Z')
const payments = { kind: 'team', id: 'team-1', name: 'Payments' } as const
const everybody = { kind: 'organization', name: 'Northwind Robotics' } as const
const rendering = { t: createWords('en'), timeZone: 'UTC', commandPrefix: '' }

const asking = (words: string) => resolvePeriod(words, now, 'UTC')

describe('the step of the trend', () => {
  test.each([
    ['last week', 'daily'],
    ['last 14 days', 'daily'],
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
  await usageReport.collect(sources, { subject: everybody, asked: asking('last week') }, now)
  expect(asked.sort()).toEqual(['organization all', 'organization all', 'organization daily'])
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
      { label: 'By day', line: 'usage team-1 1 sep to 14 sep daily' },
      { label: 'Seats', line: 'seats team-1' },
      { label: 'Choose…', line: 'usage team-1 1 sep to 14 sep', opens: 'form' },
    ])
  })

  test('of the organization, without days where days are shown', () => {
    const message = usageReport.render({ ...example, subject: everybody }, rendering)
    expect(actionsIn(message).map(({ line }) => line)).toEqual(['seats all', 'usage all last week'])
  })
})

test('the title names subject and dates, the summary is the answer', () => {
  const { title, summary } = usageReport.render(usageReport.example, rendering)
  expect(title).toBe('Usage of Payments, 16–22 Nov 2026')
  expect(summary).toMatch(/^42 of 57 members used Tabnine/)
})
