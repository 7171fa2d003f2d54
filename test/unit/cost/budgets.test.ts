import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { type BudgetParts, type Budgets, evaluateBudgets } from '../../../src/cost/budgets/evaluate.ts'
import { thresholdOf } from '../../../src/cost/budgets/follow.ts'
import { createWords } from '../../../src/message/words.ts'
import type { BudgetEpisode, Delivery } from '../../../src/ports.ts'
import { addDays, plainCalendar, utcDay } from '../../../src/time/utc-days.ts'
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
const clock = { now: () => now }
const { jobs, queued } = recordJobs()
const log = recordLog()
const politeness = { quietHours: { from: 18 * 60, to: 8 * 60 }, calendar: plainCalendar }
const common = { store, jobs, clock, log, politeness, zone: 'UTC', minGroupSize: 5 }
const none: Budgets = { organization: null, teams: {}, conversations: [] }
let channels = 0
const newChannel = () => `slack:C0BUDGET${++channels}`

async function openCompany(seed: string) {
  const sandbox = await openSandbox({ profile: '6.6', today: () => now, seed })
  const parts: BudgetParts = { ...common, usageApi: connect(sandbox, { clock }) }
  const costUntil = (at: Date, who: { teamId?: string } = {}, month = utcDay(2026, 8, 1)) =>
    costOf(sumUsage(sandbox.company, { from: month, to: utcDay(2026, month.getUTCMonth() + 1, 1) }, at, who))
  return { sandbox, company: sandbox.company, parts, costUntil }
}

const { sandbox, company, parts, costUntil } = await openCompany('acme')
const [team] = company.teams
if (!team) throw new Error('no team')

async function claimed(since: number): Promise<Delivery[]> {
  const ids = queued.slice(since).map(key => Number(key.replace('deliver ', '')))
  const found = await Promise.all(ids.map(id => store.deliveries.get(id)))
  return found.filter(delivery => delivery !== null)
}

/** What was claimed, and the messages of new episodes, as if they were posted. */
async function post(since: number): Promise<string[]> {
  for (const { id, messageId } of await store.budgets.allOpen())
    if (messageId === null && (await claimed(since)).some(({ content }) => hasPost(content, id)))
      await store.budgets.update(id, { messageId: `m${id}` })
  return (await claimed(since)).map(({ content }) => (content as { how: string }).how)
}

function hasPost(content: unknown, id: number): boolean {
  const { episode, how } = content as { episode: number; how: string }
  return episode === id && how === 'post'
}

/** A look at a moment: what was claimed, and the open episodes after it. */
async function lookAt(
  moment: string | Date,
  budgets: Budgets,
  using: BudgetParts = parts,
): Promise<{ hows: string[]; open: BudgetEpisode[]; deliveries: Delivery[] }> {
  now = new Date(moment)
  const before = queued.length
  await evaluateBudgets(using, budgets)
  return { hows: await post(before), open: await store.budgets.allOpen(), deliveries: await claimed(before) }
}

/** The hourly look over a month: the moments at which people are notified, and of which part. */
async function lookThroughSeptember(budgets: Budgets, using: BudgetParts = parts) {
  const notified: string[] = []
  for (let at = Date.UTC(2026, 8, 1); at < Date.UTC(2026, 9, 1); at += 3_600_000) {
    const { hows, open } = await lookAt(new Date(at), budgets, using)
    const threshold = open[0]?.state.threshold
    if (hows.some(how => how !== 'edit')) notified.push(`${now.toISOString().slice(0, 13)} ${threshold}%`)
    // A reply notifies people, and the message is edited with it.
    if (hows.includes('reply')) expect(hows).toEqual(['edit', 'reply'])
  }
  return notified
}

beforeEach(async () => {
  await store.execute('truncate budget_episodes')
  await store.marks.set('budget', new Date(0))
  sandbox.clearRequests()
})

test('the highest threshold that is reached', () => {
  expect([0, 49.99, 50, 79.99, 80, 99.99, 100, 250].map(cost => thresholdOf(cost, 100))).toEqual([
    ...[0, 0, 50, 50, 80, 80, 100, 100],
  ])
})

test.each(['acme', 'globex', 'initech'])(
  'each threshold notifies once in a month, on the first working morning on which it is reached, seed %s',
  async seed => {
    const { sandbox, parts, costUntil } = await openCompany(seed)
    now = new Date('2026-09-30T08:00:00Z')
    const budget = costUntil(now) * 0.95
    const expected: string[] = []
    for (let day = 1; day <= 30; day++) {
      // The first working hour of a day; the day that runs counts as far as it has come.
      const at = new Date(Date.UTC(2026, 8, day, 8))
      if ([0, 6].includes(at.getUTCDay())) continue
      now = at
      const threshold = thresholdOf(costUntil(at), budget)
      const line = ` ${threshold}%`
      if (threshold > 0 && !expected.some(one => one.endsWith(line)))
        expected.push(`${at.toISOString().slice(0, 13)}${line}`)
    }
    expect(expected.map(line => line.split(' ')[1])).toEqual(['50%', '80%', '100%'])
    const found = await lookThroughSeptember({ ...none, organization: budget, conversations: [newChannel()] }, parts)
    expect(found).toEqual(expected)
    // One request for each working day.
    expect(sandbox.counts.get('/api/v1/organization/agent-usage')).toBe(22)
    const [episode, ...others] = await store.budgets.allOpen()
    expect(others).toEqual([])
    now = new Date('2026-09-30T08:00:00Z')
    expect(episode?.state.spent).toBeCloseTo(costUntil(now), 6)
    expect(episode?.state.reached.map(({ percent, on }) => `${on}T08 ${percent}%`)).toEqual(expected)
  },
)

test('a budget that is used up at once posts that, and nothing lower later', async () => {
  const found = await lookThroughSeptember({ ...none, organization: 0.01, conversations: [newChannel()] })
  // At eight on the first day no agent has cost anything yet.
  expect(found).toEqual(['2026-09-02T08 100%'])
})

test('a snoozed one is edited and notifies no one; what was reached meanwhile comes after it', async () => {
  now = new Date('2026-09-30T08:00:00Z')
  const budgets = { ...none, organization: costUntil(now), conversations: [newChannel()] }
  let first = await lookAt('2026-09-01T09:00:00Z', budgets)
  for (let day = 2; first.hows.length === 0; day++) first = await lookAt(new Date(Date.UTC(2026, 8, day, 9)), budgets)
  expect(first.hows).toEqual(['post'])
  const [episode] = first.open
  if (!episode) throw new Error('nothing was opened')
  const snoozedUntil = '2026-09-30T07:00:00.000Z'
  await store.budgets.update(episode.id, { state: { ...episode.state, snoozedUntil } })
  const [quiet, after] = [
    await lookAt('2026-09-29T09:00:00Z', budgets),
    await lookAt('2026-09-30T09:00:00Z', { ...budgets, organization: costUntil(now) }),
  ]
  expect(quiet.hows).toEqual(['edit'])
  expect(quiet.open[0]?.state.threshold).toBe(50)
  expect(after.hows).toEqual(['edit', 'reply'])
  expect(after.open[0]?.state).toMatchObject({ threshold: 100 })
})

test('the next month edits the message a last time, with the cost of the whole month, in the same request', async () => {
  const budgets = { ...none, organization: 1, conversations: [newChannel()] }
  const { open } = await lookAt('2026-09-28T09:00:00Z', budgets)
  sandbox.clearRequests()
  const { hows } = await lookAt('2026-10-01T09:00:00Z', budgets)
  const ended = await store.budgets.get(open[0]?.id ?? 0)
  expect(ended).toMatchObject({ closedAt: now, messageId: `m${open[0]?.id}`, state: { end: 'month-over' } })
  expect(ended?.state.spent).toBeCloseTo(costUntil(now), 6)
  expect(hows[0]).toBe('edit')
  expect(sandbox.counts.get('/api/v1/organization/agent-usage')).toBe(1)
})

test('a budget that was raised, or is not in the settings any more, ends its message', async () => {
  const budgets = { ...none, organization: 1, teams: { [team.id]: 0.01 }, conversations: [newChannel()] }
  const { open } = await lookAt('2026-09-28T09:00:00Z', budgets)
  expect(open).toHaveLength(2)
  const raised = await lookAt('2026-09-29T09:00:00Z', { ...budgets, organization: 1e9, teams: {} })
  expect(raised.hows).toEqual(['edit', 'edit'])
  expect(raised.open).toEqual([])
  const ends = await Promise.all(open.map(async ({ id }) => (await store.budgets.get(id))?.state.end))
  expect(ends.sort()).toEqual(['below', 'no-budget'])
  // Reached again, it is a new message.
  expect((await lookAt('2026-09-30T09:00:00Z', { ...budgets, teams: {} })).hows).toEqual(['post'])
})

test('where no day has enough people, the month as a whole is asked for from the next day on', async () => {
  const [small] = company.teams.filter(({ id }) => {
    const from = utcDay(2026, 8, 1)
    const perDay = Array.from({ length: 27 }, (_, day) => {
      const one = { from: addDays(from, day), to: addDays(from, day + 1) }
      return sumUsage(company, one, new Date('2026-09-29T09:00:00Z'), { teamId: id }).agentUsers
    })
    const all = sumUsage(company, { from, to: utcDay(2026, 8, 28) }, new Date('2026-09-29T09:00:00Z'), { teamId: id })
    return Math.max(...perDay) < 8 && all.agentUsers >= 8
  })
  if (!small) throw new Error('no team is small enough')
  const strict = { ...parts, minGroupSize: 8 }
  const budgets = { ...none, teams: { [small.id]: 0.01 }, conversations: [newChannel()] }
  const first = await lookAt('2026-09-28T09:00:00Z', budgets, strict)
  expect(first.hows).toEqual([])
  const second = await lookAt('2026-09-29T09:00:00Z', budgets, strict)
  expect(second.hows).toEqual(['post'])
  expect(second.open[0]?.state).toMatchObject({ threshold: 100, projection: null })
  expect(second.open[0]?.state.people).toBeGreaterThanOrEqual(8)
  expect(sandbox.counts.get('/api/v1/team/agent-usage')).toBe(2)
})

test('replicas and a restart in the middle claim each message once', async () => {
  const budgets = { ...none, organization: 1, conversations: [newChannel(), newChannel()] }
  now = new Date('2026-09-28T09:00:00Z')
  const before = queued.length
  const isBroken = { current: true }
  const dying: BudgetParts = {
    ...parts,
    store: {
      ...store,
      transaction: async work => {
        const done = await store.transaction(work)
        if (isBroken.current) throw new Error('killed')
        return done
      },
    },
  }
  await expect(evaluateBudgets(dying, budgets)).rejects.toThrow('killed')
  isBroken.current = false
  await Promise.all([evaluateBudgets(parts, budgets), evaluateBudgets(parts, budgets)])
  await evaluateBudgets(parts, budgets)
  const places = (await claimed(before)).map(({ conversation }) => conversation)
  expect(places.sort()).toEqual([...budgets.conversations].sort())
})

test('teams have their own, by name or id; one that does not exist is logged', async () => {
  const teams = { [team.name.toUpperCase()]: 0.01, [company.teams[2]?.id ?? '']: 0.01, Nowhere: 5, Web: 0.01 }
  const budgets = { ...none, teams, conversations: [newChannel()] }
  const { open } = await lookAt('2026-09-16T09:00:00Z', budgets, { ...parts, minGroupSize: 1 })
  expect(open).toMatchObject([
    { subject: { kind: 'team', id: team.id }, month: utcDay(2026, 8, 1), state: { threshold: 100 } },
    { subject: { kind: 'team', id: company.teams[2]?.id }, state: { threshold: 100 } },
  ])
  const unknown = log.records.filter(({ text }) => text.startsWith('a budget is for a team'))
  expect(unknown.map(({ fields }) => fields.team)).toEqual(['Nowhere', 'Web'])
  // One request for each team that has a budget.
  expect(sandbox.counts.get('/api/v1/team/agent-usage')).toBe(2)
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
    ...{ store, jobs, clock, usageApi: parts.usageApi },
    renderingIn: (_conversation, timeZone) => ({ t: createWords(language), timeZone, commandPrefix: '' }),
  })
  const compose = composeWith(kinds)

  test('states how much is used, to the cent, and what the month will cost', async () => {
    now = new Date('2026-09-16T09:00:00Z')
    const spent = costUntil(now)
    const budget = Math.round(spent * 120) / 100
    const { deliveries } = await lookAt(now, { ...none, organization: budget, conversations: [newChannel()] })
    const [delivery] = deliveries
    if (!delivery) throw new Error('nothing was claimed')
    sandbox.clearRequests()
    const message = await compose(delivery)
    const { money, wholePercent } = createWords(language)
    expect(message.title).toContain(wholePercent(spent / budget))
    expect(Object.values(metricsIn(message))).toEqual(
      [spent, budget, budget - spent].map(amount => money(amount, 'USD')),
    )
    expect(message.summary).toContain(language === 'en' ? 'by 30 Sep' : 'bis zum 30. Sep')
    const id = (delivery.content as { episode: number }).episode
    expect(actionsIn(message).map(({ line }) => line)).toEqual(['cost all', `budget ${id} snooze`, `budget ${id} mute`])
    // The numbers are those of the check.
    expect(sandbox.requests).toEqual([])
  })

  test('is not composed for a channel that may not see the group, and not in the next month', async () => {
    const small = company.teams.find(({ id }) => {
      const period = { from: utcDay(2026, 8, 1), to: utcDay(2026, 8, 17) }
      const { agentUsers } = sumUsage(company, period, new Date('2026-09-16T09:00:00Z'), { teamId: id })
      return agentUsers > 0 && agentUsers < 5
    })
    if (small) {
      const budgets = { ...none, teams: { [small.id]: 0.01 }, conversations: [newChannel()] }
      expect((await lookAt('2026-09-16T09:00:00Z', budgets)).hows).toEqual([])
      const [delivery] = (await lookAt('2026-09-17T09:00:00Z', budgets)).deliveries
      if (!delivery) throw new Error('nothing was claimed')
      await expect(compose(delivery)).rejects.toMatchObject({ code: 'not-told-here' })
      await store.execute('truncate budget_episodes')
      await store.marks.set('budget', new Date(0))
    }
    const budgets = { ...none, organization: 0.01, conversations: [newChannel()] }
    now = new Date('2026-09-16T09:00:00Z')
    const before = queued.length
    await evaluateBudgets(parts, budgets)
    const [delivery] = await claimed(before)
    if (!delivery) throw new Error('nothing was claimed')
    const kind = kinds.find(({ name }) => name === 'budget')
    expect(await kind?.mode(delivery)).toMatchObject({ kind: 'post', isUnwanted: false })
    await lookAt('2026-10-01T09:00:00Z', budgets)
    expect(await kind?.mode(delivery)).toMatchObject({ kind: 'post', isUnwanted: true })
  })

  test('its edits and replies wait for the message, and are dropped where it is gone', async () => {
    const budgets = { ...none, organization: 1, conversations: [newChannel()] }
    now = new Date('2026-09-16T09:00:00Z')
    await evaluateBudgets(parts, budgets)
    const [episode] = await store.budgets.allOpen()
    const kind = kinds.find(({ name }) => name === 'budget')
    const [first] = await store.deliveries.openIn(budgets.conversations[0] ?? '', 'budget')
    if (!episode || !first || !kind) throw new Error('nothing was claimed')
    const later = (how: string): Delivery => ({ ...first, id: 999_999, content: { episode: episode.id, how } })
    expect((await kind.mode(later('edit'))).kind).toBe('wait')
    await kind.onSent(store, first, { messageId: 'm1', mode: await kind.mode(first) })
    expect(await kind.mode(later('edit'))).toEqual({ kind: 'edit', messageId: 'm1', version: episode.version })
    expect(await kind.mode(later('reply'))).toEqual({ kind: 'post', inReplyTo: 'm1' })
    expect((await kind.mode(first)).kind).toBe('drop')
    // An edit that was overtaken is followed by another.
    const mode = await kind.mode(later('edit'))
    await store.budgets.update(episode.id, { state: { ...episode.state, threshold: 80 } })
    const before = queued.length
    await kind.onSent(store, later('edit'), { messageId: 'm1', mode })
    expect(await claimed(before)).toMatchObject([{ content: { episode: episode.id, how: 'edit' } }])
    await kind.onFailed(store, later('edit'), { state: 'failed', reason: 'message_not_found', isUnreachable: false })
    expect((await store.budgets.get(episode.id))?.messageId).toBeNull()
  })

  test('a reply, a snooze and the end are stated', async () => {
    const budgets = { ...none, organization: 1, conversations: [newChannel()] }
    const { open } = await lookAt('2026-09-16T09:00:00Z', budgets)
    const [episode] = open
    if (!episode) throw new Error('nothing was opened')
    const show = async (how: string, change: Partial<BudgetEpisode['state']>) => {
      await store.budgets.update(episode.id, { state: { ...episode.state, ...change } })
      const { conversation } = episode
      const delivery = { conversation, kind: 'budget', content: { episode: episode.id, how } } as unknown as Delivery
      const message = await compose(delivery)
      return { ...message, texts: JSON.stringify(message.parts), lines: actionsIn(message).map(({ line }) => line) }
    }
    expect((await show('reply', {})).lines).toEqual(['cost all'])
    const snoozed = await show('edit', { snoozedUntil: '2026-09-23T09:00:00.000Z' })
    expect(snoozed.texts).toContain(language === 'en' ? 'Snoozed until Wed' : 'Ruht bis Mi')
    expect(snoozed.lines).toEqual(['cost all', `budget ${episode.id} resume`])
    for (const end of ['month-over', 'below', 'no-budget'] as const) {
      const ended = await show('edit', { end })
      expect(ended.title).not.toContain('⚠️')
      expect(ended.lines).toEqual(['cost all'])
      expect(ended.title).not.toBe((await show('edit', {})).title)
    }
  })
})

test('of two budgets for one team, by its id and by its name, the first counts, and the log names the other', async () => {
  now = new Date('2026-09-16T08:00:00Z')
  const spent = costUntil(now, { teamId: team.id })
  const records = log.records.length
  const teams = { [team.id]: spent / 0.6, [team.name.toUpperCase()]: spent / 0.9 }
  const both: Budgets = { organization: null, teams, conversations: [newChannel()] }
  const { hows, open } = await lookAt(now, both)
  expect(hows).toEqual(['post'])
  expect(open.map(({ state }) => state.threshold)).toEqual([50])
  expect(log.records.slice(records)).toMatchObject([{ level: 'warn', fields: { team: team.name.toUpperCase() } }])
})
