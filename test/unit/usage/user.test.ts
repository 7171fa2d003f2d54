import { describe, expect, test } from 'vitest'
import { createWords } from '../../../src/message/words.ts'
import { resolvePeriod } from '../../../src/time/period.ts'
import { type UserFacts, userReport } from '../../../src/usage/user.ts'
import { ada, fakeUsageApi, sourcesOf } from '../../helpers/fake-usage-api.ts'
import { factsIn, rowsIn } from '../../helpers/said.ts'

const rendering = { t: createWords('en'), timeZone: 'UTC', commandPrefix: '' }
const { example } = userReport
const tell = (changes: Partial<UserFacts>) => userReport.render({ ...example, ...changes }, rendering)

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
    ['active', '16–22 Nov 2026: ada@northwind.example used Tabnine.'],
    ['quiet', '16–22 Nov 2026: no use of Tabnine by ada@northwind.example is reported.'],
    ['unknown', '16–22 Nov 2026: whether ada@northwind.example used Tabnine is not reported.'],
    ['no-data', '16–22 Nov 2026: no data, for the server reports no activity of anybody in the organization.'],
  ] as const)('%s', (state, sentence) => {
    const message = tell({ activity: { ...example.activity, state } })
    expect(message.summary).toBe(sentence)
    expect(rowsIn(message).length > 0).toBe(state === 'active')
  })
})

test('whoever it is about is spoken to, and offered their own file', () => {
  const own = tell({ isSelf: true, activity: { ...example.activity, state: 'quiet' } })
  expect(own.summary).toBe('16–22 Nov 2026: no use of Tabnine by you is reported.')
  const wholeOf = (facts: Partial<UserFacts>) =>
    tell(facts).parts.flatMap(part => (part.kind === 'table' ? part.whole : []))
  expect(wholeOf({ isSelf: true })).toEqual(['export me last week'])
  expect(wholeOf({})).toEqual(['export user ada@northwind.example last week'])
})

test('of one person nothing is told as a share of people', () => {
  expect(factsIn(tell({})).map(({ label }) => label)).toEqual([
    'Role',
    'Team',
    'Registered',
    'Account',
    'Completions accepted',
    'Automation factor',
    'Chat',
    'Agent',
    'Productivity factor',
  ])
})

test.each([
  [{ active: true }, 'active'],
  [{ active: false }, 'deactivated'],
  [{ active: null }, 'not reported'],
])('an account with %o is %s', (changes, state) => {
  const message = tell({ person: { ...ada, ...changes } })
  expect(factsIn(message)).toContainEqual({ label: 'Account', value: state })
})

test('a person of whom little is known is called by id, and what is missing is said', () => {
  const person = { id: 'user-9', email: null, role: null, active: null, registeredAt: null, team: null }
  const message = tell({ person })
  expect(message.title).toBe('Usage of user-9')
  expect(factsIn(message).slice(0, 4)).toEqual([
    { label: 'Role', value: 'Role not reported' },
    { label: 'Team', value: 'not reported' },
    { label: 'Registered', value: 'not reported' },
    { label: 'Account', value: 'not reported' },
  ])
})

test('a team without a known name is called by its id', () => {
  const message = tell({ person: { ...ada, team: { id: 'team-7', name: null } } })
  expect(factsIn(message)).toContainEqual({ label: 'Team', value: 'team-7' })
})
