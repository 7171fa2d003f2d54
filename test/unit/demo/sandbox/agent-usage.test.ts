import { describe, expect, it } from 'vitest'
import { addDay, paceOn } from '../../../../demo/sandbox/company/activity.ts'
import { DAY, dayOf } from '../../../../demo/sandbox/company/calendar.ts'
import { listLives } from '../../../../demo/sandbox/company/company.ts'
import { makeTotals } from '../../../../demo/sandbox/company/totals.ts'
import type { Sandbox } from '../../../../demo/sandbox/server.ts'
import { ask, type Body, firstTeam, openSandbox, type Query, TODAY, usageQuery } from './ask.ts'

const seeds = ['acme', 'zoë', '7']
const sandboxes = await Promise.all(
  seeds.map(async seed => ({ seed, sandbox: await openSandbox({ profile: '6.6', seed }) })),
)
const sum = (rows: readonly Body[], field: string) => rows.reduce((total, row) => total + row[field], 0)

async function read(sandbox: Sandbox, query: Query, path = '/api/v1/organization/agent-usage'): Promise<Body[]> {
  const { status, body } = await ask(sandbox, path, query)
  expect(status).toBe(200)
  return body.usage.data
}

describe.each(sandboxes)('agent usage of the company “$seed”', ({ sandbox }) => {
  const { company } = sandbox
  const window = usageQuery(sandbox, '2026-09-07', '2026-09-21')

  it('adds up, by model, by type of agent and by day', async () => {
    const [all] = await read(sandbox, window)
    expect(all.totalCost).toBeGreaterThan(1)
    for (const rows of [all.modelBreakdown, all.agentTypeBreakdown]) {
      expect(sum(rows, 'cost')).toBeCloseTo(all.totalCost, 6)
      expect(sum(rows, 'inputTokens')).toBe(all.totalInputTokens)
      expect(sum(rows, 'outputTokens')).toBe(all.totalOutputTokens)
    }
    expect(all.totalTokensConsumed).toBe(all.totalInputTokens + all.totalOutputTokens)
    const days = await read(sandbox, { ...window, granularity: 'daily' })
    expect(days).toHaveLength(14)
    expect(sum(days, 'totalCost')).toBeCloseTo(all.totalCost, 6)
    for (const type of all.agentTypeBreakdown) {
      expect(['ide', 'cli']).toContain(type.agentType)
      expect(sum(type.modelBreakdown, 'cost')).toBeCloseTo(type.cost, 6)
      expect(type.activeUsers).toBeLessThanOrEqual(all.activeUsers)
      expect(type.linesAddedAccepted).toBeLessThanOrEqual(type.linesAdded)
      expect(type.userInitiatedMessages).toBeLessThanOrEqual(type.interactions)
    }
  })

  it('is the cost of what each person’s agents did on each day', async () => {
    const rates = [18_000 * 3 + 1_400 * 15, 24_000 * 1.25 + 2_000 * 10, 12_000 * 0.25 + 900 * 2]
    const [first, end] = [dayOf(Date.UTC(2026, 8, 7)), dayOf(Date.UTC(2026, 8, 21))]
    const active = new Set<number>()
    let microdollars = 0
    for (let day = first; day < end; day++) {
      for (const life of listLives(company, day)) {
        const totals = makeTotals()
        addDay(totals, life, day, paceOn(company.key, day), 1)
        if (totals.agentTurns > 0) active.add(life.key)
        totals.agentByModel.forEach(({ messages }, model) => {
          microdollars += messages * (rates[model] ?? 0)
        })
      }
    }
    const [all] = await read(sandbox, window)
    expect(all.totalCost).toBe(microdollars / 1_000_000)
    expect(all.activeUsers).toBe(active.size)
  })

  it('agrees with the agents of v2 usage, of a team as well', async () => {
    const teamId = firstTeam(sandbox).id
    const of = { ...window, teamId }
    const [cost] = await read(sandbox, of, '/api/v1/team/agent-usage')
    const [usage] = await read(sandbox, of, '/api/v2/team/usage')
    expect(cost.activeUsers).toBe(usage.agent.activeUsers)
    expect(sum(cost.agentTypeBreakdown, 'interactions')).toBe(usage.agent.messages)
    expect(cost.modelBreakdown.map(({ model }: Body) => model)).toEqual(
      usage.agent.models.map(({ model }: Body) => model),
    )
  })

  it('comes with a licence for this year and caps that some teams exceed', async () => {
    const { license } = (await ask(sandbox, '/api/v1/license')).body
    expect(new Date(license.exp * 1000)).toEqual(new Date('2027-01-01T00:00:00Z'))
    expect(license.iat * 1000).toBe(Date.UTC(2026, 0, 1))
    expect(license.features).toContain('agent-usage')
    expect(Number.isInteger(license.seats) && license.seats > 0).toBe(true)
    const teams: Body[] = (await ask(sandbox, '/api/v1/organization/teams')).body.data
    const capped = teams.filter(({ seatCap }) => seatCap !== null)
    expect(capped.length).toBeGreaterThan(0)
    expect(
      capped.some(({ seatCap, usersCount, pendingInvitationsCount }) => usersCount + pendingInvitationsCount > seatCap),
    ).toBe(true)
  })
})

describe('agent usage', () => {
  const [first] = sandboxes
  if (!first) throw new Error('no sandbox')
  const { sandbox } = first
  const window = usageQuery(sandbox, '2026-09-07', '2026-09-21')

  it('is refused where the licence does not hold it', async () => {
    const without = await openSandbox({ profile: '6.6', agentUsage: false })
    const { status, body } = await ask(without, '/api/v1/organization/agent-usage', window)
    expect(status).toBe(403)
    expect(body).toMatchObject({ error: 'FEATURE_NOT_AVAILABLE', message: expect.any(String) })
    expect((await ask(without, '/api/v1/license')).body.license.features).not.toContain('agent-usage')
  })

  it.each<[string, Query, number]>([
    ['another organization', { ...window, organizationId: 'other' }, 401],
    ['names of parameters that it does not know', { organizationId: sandbox.company.id, startDate: '2026-09-07' }, 500],
    ['milliseconds', { ...window, from: TODAY.toISOString() }, 500],
    ['an end before the beginning', { ...window, to: String(window.from) }, 500],
    ['another granularity', { ...window, granularity: 'day' }, 500],
  ])('refuses %s', async (_what, query, status) => {
    expect((await ask(sandbox, '/api/v1/organization/agent-usage', query)).status).toBe(status)
  })

  it('does not know people and teams of others', async () => {
    const [from, to] = [DAY, 2 * DAY].map(at => `${new Date(at).toISOString().slice(0, 19)}Z`)
    const query = { ...window, from: from ?? '', to: to ?? '' }
    expect((await ask(sandbox, '/api/v1/team/agent-usage', { ...query, teamId: 'x' })).status).toBe(404)
    expect((await ask(sandbox, '/api/v1/user/agent-usage', { ...query, userId: 'x' })).status).toBe(404)
  })
})
