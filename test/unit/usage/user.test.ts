import { describe, expect, test } from 'vitest'
import { createWords } from '../../../src/message/words.ts'
import { resolvePeriod } from '../../../src/time/period.ts'
import { type UserFacts, userReport } from '../../../src/usage/user.ts'
import { ada, fakeUsageApi, sourcesOf } from '../../helpers/fake-usage-api.ts'
import { factIn, factsIn, notesIn } from '../../helpers/message-content.ts'

const rendering = { t: createWords('en'), timeZone: 'UTC', commandPrefix: '' }
const { example } = userReport
const render = (changes: Partial<UserFacts>) => userReport.render({ ...example, ...changes }, rendering)

test('it asks for the person’s own usage, as a whole and by week', async () => {
  const now = new Date('2026-11-25T10:00:00Z')
  const asked = resolvePeriod('last 30 days', now, 'UTC')
  const calls: string[] = []
  const api = fakeUsageApi()
  const usageApi = fakeUsageApi({
    usage: (subject, period, granularity) => {
      calls.push(`${subject.kind} ${'id' in subject ? subject.id : ''} ${granularity}`)
      return api.usage(subject, period, granularity)
    },
  })
  await userReport.collect(sourcesOf(usageApi), { person: ada, asked }, now)
  expect(calls.sort()).toEqual(['organization  all', 'user user-1 all', 'user user-1 all', 'user user-1 weekly'])
})

describe('the answer in one sentence', () => {
  test.each([
    ['active', 'ada@northwind.example accepted 3,550 completions, 9% more than the week before.'],
    ['quiet', 'ada@northwind.example didn’t use Tabnine last week (16–22 Nov 2026).'],
    ['unknown', 'Tabnine doesn’t report whether ada@northwind.example used it.'],
    [
      'no-data',
      'Tabnine reported no activity for anyone on these days. That usually means missing data, not that nobody used it.',
    ],
  ] as const)('%s', (state, sentence) => {
    const message = render({ activity: { ...example.activity, state } })
    expect(message.summary).toBe(sentence)
    const kinds = message.parts.map(({ kind }) => kind)
    expect([kinds.includes('metrics'), kinds.includes('chart')]).toEqual(Array(2).fill(state === 'active'))
  })
})

test('the person it is about is addressed directly, and offered their own file', () => {
  const own = render({ isSelf: true, activity: { ...example.activity, state: 'quiet' } })
  expect(own.summary).toBe('You didn’t use Tabnine last week (16–22 Nov 2026).')
  const wholeOf = (facts: Partial<UserFacts>) =>
    render(facts).parts.flatMap(part => (part.kind === 'chart' ? part.whole : []))
  expect(wholeOf({ isSelf: true })).toEqual(['export me last week'])
  expect(wholeOf({})).toEqual(['export user ada@northwind.example last week'])
})

test('the reader is addressed, sees no account facts and reads who sees the answer', () => {
  const own = render({ isSelf: true })
  expect(own.title).toBe('Your usage last week (16–22 Nov 2026)')
  expect(own.summary).toBe('You accepted 3,550 completions, 9% more than the week before.')
  expect(factsIn(own)).toEqual([])
  expect(notesIn(own)).toEqual(['Only you see this · 23 Nov 2026, 10:25 AM'])
  const german = userReport.render({ ...example, isSelf: true }, { ...rendering, t: createWords('de') })
  expect(german.summary).toBe('Du hast 3.550 Vervollständigungen übernommen, 9\u00a0% mehr als in der Woche davor.')
})

test('completions are drawn by week', () => {
  const chart = render({}).parts.find(part => part.kind === 'chart')
  expect(chart).toMatchObject({ shape: 'bar', title: 'Completions per week' })
  expect(chart?.series[0]?.values).toEqual(example.trend.map(({ metrics }) => metrics?.completions.accepted))
  expect(chart?.categories.at(-1)).toBe('16 Nov')
})

test('an admin reads the account next to the numbers', () => {
  expect(factsIn(render({})).map(({ label }) => label)).toEqual(['Team', 'Role', 'Registered', 'Account'])
})

test.each([
  [{ active: true }, 'active'],
  [{ active: false }, 'deactivated'],
  [{ active: null }, undefined],
])('an account with %o is %s', (changes, state) => {
  expect(factIn(render({ person: { ...ada, ...changes } }), 'Account')).toBe(state)
})

test('a person of whom little is known is named by id, without rows that say nothing', () => {
  const person = { id: 'user-9', email: null, role: null, active: null, registeredAt: null, team: null }
  const message = render({ person })
  expect(message.title).toBe('Tabnine usage: user-9, 16–22 Nov 2026')
  expect(factsIn(message)).toEqual([])
})

test('a team without a known name is named by its id', () => {
  const message = render({ person: { ...ada, team: { id: 'team-7', name: null } } })
  expect(factsIn(message)).toContainEqual({ label: 'Team', value: 'team-7' })
})
