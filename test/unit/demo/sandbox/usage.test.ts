import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listTruth } from '../../../../demo/sandbox/company/truth.ts'
import type { Sandbox } from '../../../../demo/sandbox/server.ts'
import { partOfRuns } from '../../../helpers/sizes.ts'
import { ask, type Body, openSandbox, PROFILES, type Query, TODAY } from './ask.ts'

const DAY = 86_400_000
const FREEZE = new Date('2026-05-31T00:00:00Z')
const sandboxes = new Map<string, Sandbox>()
for (const profile of PROFILES) {
  for (const seed of ['acme', 'zoë', '7']) sandboxes.set(`${profile} ${seed}`, await openSandbox({ profile, seed }))
}

type Question = {
  name: string
  version: string
  back: number
  length: number
  subject: string
  nth: number
}
const asks: fc.Arbitrary<Question> = fc.record({
  name: fc.constantFrom(...sandboxes.keys()),
  version: fc.constantFrom('v1', 'v2'),
  back: fc.integer({ min: -20, max: 400 }),
  length: fc.integer({ min: 1, max: 70 }),
  subject: fc.constantFrom('organization', 'team', 'user'),
  nth: fc.nat(),
})

const users = new Map<string, { id: string }[]>()
for (const [name, sandbox] of sandboxes) {
  const query = { offset: 0, limit: 200, active: true, teamMember: true }
  users.set(name, (await ask(sandbox, '/api/v1/organization/users', query)).body.data)
}

/** Reads one window in one granularity, of a person picked by number. */
async function read(
  { name, version, back, length, subject, nth }: Question,
  granularity: string,
): Promise<{ from: number; to: number; buckets: Body[] }> {
  const sandbox = sandboxes.get(name)
  const people = users.get(name)
  if (!sandbox || !people) throw new Error(`no sandbox ${name}`)
  const from = Math.floor(TODAY.getTime() / DAY) * DAY - back * DAY
  const to = from + length * DAY
  const write = (moment: number) => new Date(moment).toISOString().replace('.000Z', 'Z')
  const teams = sandbox.company.teams
  const who: Query = {
    ...(subject === 'team' && { teamId: teams[nth % teams.length]?.id ?? '' }),
    ...(subject === 'user' && { userId: people[nth % people.length]?.id ?? '' }),
  }
  const query = { organizationId: sandbox.company.id, from: write(from), to: write(to), granularity, ...who }
  const { status, body } = await ask(sandbox, `/api/${version}/${subject}/usage`, query)
  if (version === 'v2' && name.startsWith('5.18')) {
    expect(status).toBe(404)
    return { from, to, buckets: [] }
  }
  expect(status).toBe(200)
  expect(body).toMatchObject({ ...who, from: query.from, to: query.to, usage: { granularity } })
  return { from, to, buckets: body.usage.data }
}

const round = (part: number, whole: number) => (whole === 0 ? undefined : Math.round((part / whole) * 1000) / 1000)

function checkBucket(bucket: Body, version: string, isUser: boolean): void {
  const { codeCompletions: code, chat, agent } = bucket
  const tools = [code.activeUsers, chat.activeUsers, agent?.activeUsers ?? 0]
  expect(bucket.activeUsers).toBeGreaterThanOrEqual(Math.max(...tools))
  expect(bucket.activeUsers).toBeLessThanOrEqual(tools.reduce((a, b) => a + b))
  if (isUser) expect(bucket.activeUsers).toBeLessThanOrEqual(1)
  if (agent) {
    expect(agent.linesAddedAccepted).toBeLessThanOrEqual(agent.linesAdded)
    expect(agent.linesRemovedAccepted).toBeLessThanOrEqual(agent.linesRemoved)
  }
  if (version === 'v2') {
    expect(bucket).not.toHaveProperty('productivityFactor')
    expect(code).not.toHaveProperty('automationFactor')
    return
  }
  expect(chat.usefulChatInteractions).toBeLessThanOrEqual(chat.interactions)
  const made = code.charsCompleted + chat.charsCompleted
  expect(bucket.productivityFactor ?? undefined).toBe(round(made, made + code.keystrokes))
  expect(code.automationFactor ?? undefined).toBe(round(code.charsCompleted, code.charsCompleted + code.keystrokes))
  expect(chat.chatConsumptionRate ?? undefined).toBe(round(chat.usefulChatInteractions, chat.interactions))
}

const ADDITIVE: Record<string, string[]> = {
  codeCompletions: ['completions', 'charsCompleted', 'keystrokes', 'lines'],
  chat: ['interactions', 'usefulChatInteractions', 'lines', 'charsCompleted', 'messages', 'linesAdded'],
  agent: ['interactions', 'messages', 'linesAdded', 'linesAddedAccepted', 'linesRemoved', 'linesRemovedAccepted'],
  instruct: ['acceptedCount'],
}

function sum(buckets: Body[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const [group, names] of Object.entries(ADDITIVE)) {
    for (const name of names) {
      sums[`${group}.${name}`] = buckets.reduce((total, bucket) => total + (bucket[group]?.[name] ?? 0), 0)
    }
  }
  return sums
}

describe('usage', () => {
  it('meets the formulas and the rules of distinct counts in every bucket of every granularity', async () => {
    await fc.assert(
      fc.asyncProperty(asks, async question => {
        const { buckets: whole } = await read(question, 'all')
        for (const granularity of ['all', 'daily', 'weekly', 'monthly']) {
          const { from, to, buckets } = await read(question, granularity)
          for (const bucket of buckets) checkBucket(bucket, question.version, question.subject === 'user')
          expect(sum(buckets)).toEqual(sum(whole))
          const active = buckets.map(bucket => bucket.activeUsers)
          const distinct = whole[0]?.activeUsers ?? 0
          expect(distinct).toBeGreaterThanOrEqual(Math.max(0, ...active))
          expect(distinct).toBeLessThanOrEqual(active.reduce((a, b) => a + b, 0))
          checkEdges(buckets, granularity, from, to)
        }
      }),
    )
  })

  function checkEdges(buckets: Body[], granularity: string, from: number, to: number): void {
    const edges = buckets.map(bucket => ({ from: Date.parse(bucket.from), to: Date.parse(bucket.to) }))
    if (granularity === 'all') {
      for (const edge of edges) expect(edge).toEqual({ from: to, to })
      return
    }
    for (const [i, edge] of edges.entries()) {
      expect(edge.from).toBeLessThan(edge.to)
      expect(edge.from).toBeGreaterThanOrEqual(from)
      expect(edge.to).toBeLessThanOrEqual(to)
      if (i > 0) expect(edge.from).toBe(edges[i - 1]?.to)
      const start = new Date(edge.from)
      if (edge.from === from) continue
      if (granularity === 'weekly') expect(start.getUTCDay()).toBe(1)
      if (granularity === 'monthly') expect(start.getUTCDate()).toBe(1)
    }
  }

  it('gives the same answer whenever it is asked', async () => {
    await fc.assert(
      fc.asyncProperty(asks, async question => {
        expect(await read(question, 'weekly')).toEqual(await read(question, 'weekly'))
      }),
      { numRuns: partOfRuns(2 / 3) },
    )
  })

  const common = { name: '6.3 acme', subject: 'organization', nth: 0 }
  const since = (day: Date) => Math.round((Math.floor(TODAY.getTime() / DAY) * DAY - day.getTime()) / DAY)

  it('of v1 stops at the freeze without notice, and v2 begins there', async () => {
    const around = { ...common, back: since(FREEZE) + 10, length: 20 }
    const before = await read({ ...around, version: 'v1' }, 'daily')
    const after = await read({ ...around, version: 'v2' }, 'daily')
    expect(before.buckets.map(({ from }) => from.slice(5, 10))).toEqual([
      '05-21',
      '05-22',
      '05-23',
      '05-24',
      '05-25',
      '05-26',
      '05-27',
      '05-28',
      '05-29',
      '05-30',
    ])
    expect(after.buckets[0].from).toBe('2026-05-31T00:00:00Z')
    expect(after.buckets).toHaveLength(10)
    const later = { ...common, version: 'v1', back: 20, length: 14 }
    expect((await read(later, 'daily')).buckets).toEqual([])
    const [all] = (await read(later, 'all')).buckets
    expect(all).toMatchObject({ activeUsers: 0, codeCompletions: { completions: 0 }, productivityFactor: null })
  })

  it('of v1 is live in the oldest version, without agents and without empty rates', async () => {
    const question = { ...common, name: '5.18 acme', version: 'v1', back: 7, length: 7 }
    const [week] = (await read(question, 'all')).buckets
    expect(week.activeUsers).toBeGreaterThan(50)
    expect(week).not.toHaveProperty('agent')
    expect(week).not.toHaveProperty('instruct')
    const [future] = (await read({ ...question, back: -5 }, 'all')).buckets
    expect(future.activeUsers).toBe(0)
    expect(future).not.toHaveProperty('productivityFactor')
  })

  it('gives models only for the whole window, editors and languages only for one person', async () => {
    const question = { ...common, version: 'v2', back: 28, length: 28 }
    const [all] = (await read(question, 'all')).buckets
    const messages = all.chat.models.map((model: Body) => model.messages)
    expect(messages.reduce((a: number, b: number) => a + b)).toBe(all.chat.messages)
    for (const model of all.chat.models) expect(model.uniqueUsers).toBeLessThanOrEqual(all.chat.activeUsers)
    expect(all).not.toHaveProperty('ides')
    const weeks = (await read(question, 'weekly')).buckets
    expect(weeks.some(week => week.chat.models || week.agent.models)).toBe(false)
    const person = (await read({ ...question, subject: 'user', nth: 40 }, 'all')).buckets[0]
    expect(person).toHaveProperty('ides')
    expect(person).toHaveProperty('languages')
  })

  it('is quiet on weekends and changes from week to week', async () => {
    const question = { ...common, version: 'v2', back: 28, length: 28 }
    const days = (await read(question, 'daily')).buckets
    const isWeekend = ({ from }: Body) => [0, 6].includes(new Date(from).getUTCDay())
    const most = Math.max(...days.filter(isWeekend).map(day => day.activeUsers))
    const least = Math.min(...days.filter(day => !isWeekend(day)).map(day => day.activeUsers))
    expect(most * 2).toBeLessThan(least)
    const weeks = (await read(question, 'weekly')).buckets.map(week => week.codeCompletions.completions)
    expect(new Set(weeks).size).toBe(weeks.length)
  })

  it('fills today as the day passes and has nothing for tomorrow', async () => {
    let now = new Date('2026-09-28T05:00:00Z')
    const sandbox = await openSandbox({ today: () => now })
    const readToday = async () => {
      const query = { organizationId: sandbox.company.id, from: '2026-09-27T00:00:00Z', to: '2026-10-05T00:00:00Z' }
      const { body } = await ask(sandbox, '/api/v2/organization/usage', { ...query, granularity: 'daily' })
      expect(body.usage.data.map((day: Body) => day.from.slice(0, 10))).toEqual(['2026-09-27', '2026-09-28'])
      return body.usage.data[1].codeCompletions.completions
    }
    const seen: number[] = []
    for (const hour of ['05', '10', '14', '23']) {
      now = new Date(`2026-09-28T${hour}:00:00Z`)
      seen.push(await readToday())
    }
    expect(seen[0]).toBe(0)
    expect(new Set(seen).size).toBe(4)
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
  })

  it('reports for each person what is true: never, last on that day, or today', async () => {
    const sandbox = await openSandbox({ profile: '5.18' })
    const organizationId = sandbox.company.id
    const write = (moment: number) => new Date(moment).toISOString().replace('.000Z', 'Z')
    const tomorrow = '2026-09-29T00:00:00Z'
    const active = async (userId: string, from: string, to: string): Promise<number> => {
      const query = { organizationId, userId, from, to, granularity: 'all' }
      return (await ask(sandbox, '/api/v1/user/usage', query)).body.usage.data[0].activeUsers
    }
    const people = listTruth(sandbox.company, TODAY).filter(({ registeredAt }) => registeredAt !== null)
    for (const { userId, registeredAt, lastUsedOn } of people) {
      if (userId === null || registeredAt === null) throw new Error('an account without an id')
      if (lastUsedOn === null) {
        expect(await active(userId, write(registeredAt.getTime()), tomorrow)).toBe(0)
        continue
      }
      const last = Date.parse(lastUsedOn)
      expect(await active(userId, write(last), write(last + DAY))).toBe(1)
      if (lastUsedOn !== '2026-09-28') expect(await active(userId, write(last + DAY), tomorrow)).toBe(0)
    }
  })

  it('counts everyone in one team a day: activity in a team stays there when the person moves', async () => {
    const sandbox = await openSandbox()
    const query = { organizationId: sandbox.company.id, from: '2026-06-01T00:00:00Z', to: '2026-09-28T00:00:00Z' }
    const daily = async (subject: string, who: Query): Promise<Body[]> => {
      const path = `/api/v2/${subject}/usage`
      return (await ask(sandbox, path, { ...query, granularity: 'daily', ...who })).body.usage.data
    }
    const moved = listTruth(sandbox.company, TODAY).filter(({ cameFromTeamId }) => cameFromTeamId !== null)
    expect(moved.length).toBeGreaterThan(2)
    const loners = (await ask(sandbox, '/api/v1/organization/users', { offset: 0, limit: 200, teamMember: false })).body
      .data
    const parts = await Promise.all([
      ...sandbox.company.teams.map(team => daily('team', { teamId: team.id })),
      ...loners.map((person: Body) => daily('user', { userId: person.id })),
    ])
    const whole = await daily('organization', {})
    for (const [i, day] of whole.entries()) {
      const active = parts.map(days => days[i].activeUsers)
      expect(active.reduce((a, b) => a + b)).toBe(day.activeUsers)
    }
    expect(sum(parts.flat())).toEqual(sum(whole))
  })
})
