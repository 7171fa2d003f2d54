import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { type Budgets, evaluateBudgets, thresholdOf } from '../../../src/cost/budgets/evaluate.ts'
import { createWords } from '../../../src/message/words.ts'
import type { Delivery } from '../../../src/ports.ts'
import { plainCalendar, utcDay } from '../../../src/time/utc-days.ts'
import { costOf, sumUsage } from '../../helpers/company-truth.ts'
import { composeWith, realKinds } from '../../helpers/delivery-kinds.ts'
import { actionsIn, metricsIn } from '../../helpers/message-content.ts'
import { recordJobs } from '../../helpers/recorded-jobs.ts'
import { recordLog } from '../../helpers/recording-log.ts'
import { connect } from '../../helpers/usage-api-client.ts'
import { openStore } from '../delivery/world.ts'
import { openSandbox } from '../demo/sandbox/ask.ts'

const { store, close } = await openStore()
afterAll(close)
let now = new Date('2026-09-01T00:00:00Z')
const sandbox = await openSandbox({ profile: '6.6', today: () => now })
const { company } = sandbox
const clock = { now: () => now }
const usageApi = connect(sandbox, { clock })
const { jobs, queued } = recordJobs()
const log = recordLog()
const politeness = { quietHours: { from: 18 * 60, to: 8 * 60 }, calendar: plainCalendar }
const parts = { store, jobs, clock, log, usageApi, politeness, zone: 'UTC' }
const none: Budgets = { organization: null, teams: {}, conversations: [] }
let channels = 0
const newChannel = () => `slack:C0BUDGET${++channels}`
const [team] = company.teams
if (!team) throw new Error('no team')

const costUntil = (at: Date, who: { teamId?: string } = {}) =>
  costOf(sumUsage(company, { from: utcDay(2026, 8, 1), to: utcDay(2026, 9, 1) }, at, who))

async function claimed(since: number): Promise<Delivery[]> {
  const ids = queued.slice(since).map(key => Number(key.replace('deliver ', '')))
  const found = await Promise.all(ids.map(id => store.deliveries.get(id)))
  return found.filter(delivery => delivery !== null)
}

/** The hourly look over a month: the day of each message, and what it is about. */
async function lookThroughSeptember(budgets: Budgets) {
  const before = queued.length
  for (let at = Date.UTC(2026, 8, 1); at < Date.UTC(2026, 9, 1); at += 3_600_000) {
    now = new Date(at)
    await evaluateBudgets(parts, budgets)
  }
  return (await claimed(before)).map(({ dueAt, slot }) => `${dueAt.toISOString().slice(0, 13)} ${slot}`)
}

beforeEach(async () => {
  await store.marks.set('budget', new Date(0))
  sandbox.clearRequests()
})

test('the highest threshold that is reached', () => {
  expect([0, 49.99, 50, 79.99, 80, 99.99, 100, 250].map(cost => thresholdOf(cost, 100))).toEqual([
    ...[null, null, 50, 50, 80, 80, 100, 100],
  ])
})

test('each threshold is posted once in a month, on the first working morning on which it is reached', async () => {
  now = new Date('2026-10-01T00:00:00Z')
  const budget = costUntil(now) * 0.95
  const expected: string[] = []
  for (let day = 1; day <= 30; day++) {
    // The first working hour of a day; the day that runs counts as far as it has come.
    const at = new Date(Date.UTC(2026, 8, day, 8))
    if ([0, 6].includes(at.getUTCDay())) continue
    now = at
    const threshold = thresholdOf(costUntil(at), budget)
    const line = ` ${threshold}%`
    if (threshold !== null && !expected.some(one => one.endsWith(line)))
      expected.push(`${at.toISOString().slice(0, 13)}${line}`)
  }
  expect(expected.map(line => line.split(' ')[1])).toEqual(['50%', '80%', '100%'])
  const found = await lookThroughSeptember({ ...none, organization: budget, conversations: [newChannel()] })
  expect(found).toEqual(expected)
  // One request for each working day.
  expect(sandbox.counts.get('/api/v1/organization/agent-usage')).toBe(22)
})

test('a budget that is used up at once posts that, and nothing lower later', async () => {
  const found = await lookThroughSeptember({ ...none, organization: 0.01, conversations: [newChannel()] })
  // At eight on the first day no agent has cost anything yet.
  expect(found).toEqual(['2026-09-02T08 100%'])
})

test('teams have their own, by name or id; one that does not exist is logged', async () => {
  const teams = { [team.name.toUpperCase()]: 0.01, [company.teams[2]?.id ?? '']: 0.01, Nowhere: 5, Web: 0.01 }
  const channel = newChannel()
  const before = queued.length
  now = new Date('2026-09-16T09:00:00Z')
  await evaluateBudgets(parts, { ...none, teams, conversations: [channel] })
  const found = await claimed(before)
  expect(found.map(({ content }) => content)).toMatchObject([
    { subject: { kind: 'team', id: team.id }, threshold: 100, month: '2026-09-01' },
    { subject: { kind: 'team', id: company.teams[2]?.id }, threshold: 100 },
  ])
  const unknown = log.records.filter(({ text }) => text.startsWith('a budget is for a team'))
  expect(unknown.map(({ fields }) => fields.team)).toEqual(['Nowhere', 'Web'])
})

test('nothing is asked without a budget, or without a conversation', async () => {
  now = new Date('2026-09-16T09:00:00Z')
  await evaluateBudgets(parts, { ...none, conversations: [newChannel()] })
  await evaluateBudgets(parts, { ...none, organization: 1 })
  expect(sandbox.requests).toEqual([])
})

test('a day on which the cost could not be read is looked at again', async () => {
  now = new Date('2026-09-16T09:00:00Z')
  const budgets = { ...none, organization: 0.01, conversations: [newChannel()] }
  const fix = sandbox.fault('/api/v1/organization/agent-usage', { status: 500, body: {} })
  const impatient = { ...parts, usageApi: connect(sandbox, { clock, retries: 0 }) }
  await expect(evaluateBudgets(impatient, budgets)).rejects.toMatchObject({ code: 'upstream-failed' })
  fix()
  const before = queued.length
  await evaluateBudgets(impatient, budgets)
  await evaluateBudgets(impatient, budgets)
  expect(queued).toHaveLength(before + 1)
})

test('a server without agent usage posts nothing', async () => {
  now = new Date('2026-09-16T09:00:00Z')
  const older = connect(await openSandbox({ profile: '6.3', today: () => now }), { clock })
  const before = queued.length
  await evaluateBudgets({ ...parts, usageApi: older }, { ...none, organization: 1, conversations: [newChannel()] })
  expect(queued).toHaveLength(before)
})

describe.each(['en', 'de'] as const)('the message (%s)', language => {
  const kinds = realKinds({
    ...{ store, jobs, clock, usageApi },
    renderingIn: (_conversation, timeZone) => ({ t: createWords(language), timeZone, commandPrefix: '' }),
  })

  async function deliveryOf(budgets: Budgets): Promise<Delivery> {
    const before = queued.length
    await evaluateBudgets(parts, budgets)
    const [delivery] = await claimed(before)
    if (!delivery) throw new Error('nothing was claimed')
    return delivery
  }

  test('says how much is used, to the cent, and what the month will cost', async () => {
    now = new Date('2026-09-16T09:00:00Z')
    const spent = costUntil(now)
    const budget = Math.round(spent * 120) / 100
    const delivery = await deliveryOf({ ...none, organization: budget, conversations: [newChannel()] })
    const message = await composeWith(kinds)(delivery)
    const { money, wholePercent } = createWords(language)
    expect(message.title).toContain(wholePercent(spent / budget))
    expect(Object.values(metricsIn(message))).toEqual(
      [spent, budget, budget - spent].map(amount => money(amount, 'USD')),
    )
    expect(message.summary).toContain(language === 'en' ? 'by 30 Sep' : 'bis zum 30. Sep')
    expect(actionsIn(message).map(({ line }) => line)).toEqual(['cost all'])
  })

  test('is not composed for a channel that may not see the group, and not in the next month', async () => {
    now = new Date('2026-09-16T09:00:00Z')
    const small = company.teams.find(({ id }) => {
      const { agentUsers } = sumUsage(company, { from: utcDay(2026, 8, 1), to: utcDay(2026, 8, 17) }, now, {
        teamId: id,
      })
      return agentUsers > 0 && agentUsers < 5
    })
    if (small) {
      const delivery = await deliveryOf({ ...none, teams: { [small.id]: 0.01 }, conversations: [newChannel()] })
      await expect(composeWith(kinds)(delivery)).rejects.toMatchObject({ code: 'not-told-here' })
      await store.marks.set('budget', new Date(0))
    }
    const delivery = await deliveryOf({ ...none, organization: 0.01, conversations: [newChannel()] })
    const kind = kinds.find(({ name }) => name === 'budget')
    expect(await kind?.mode(delivery)).toMatchObject({ kind: 'post' })
    now = new Date('2026-10-01T08:00:00Z')
    expect(await kind?.mode(delivery)).toEqual({ kind: 'drop', reason: 'too late' })
  })
})
