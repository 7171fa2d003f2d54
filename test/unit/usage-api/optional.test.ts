import { beforeEach, describe, expect, test } from 'vitest'
import { AgentUsageRows, LicenseInfo } from '../../../src/usage-api/license-schema.ts'
import { connect, lastWeek, wholeOrganization } from '../../helpers/usage-api-client.ts'
import { openSandbox, TODAY } from '../demo/sandbox/ask.ts'

const sandbox = await openSandbox({ profile: '6.6' })
const path = '/api/v1/organization/agent-usage'

beforeEach(() => {
  sandbox.clearFaults()
  sandbox.clearRequests()
})

describe('an endpoint that not every server offers', () => {
  test('is asked for again after an hour', async () => {
    let now = TODAY
    const api = connect(sandbox, { clock: { now: () => now } })
    sandbox.fault('/api/v1/license', { status: 404, body: {}, times: 1 })
    await expect(api.license()).resolves.toEqual({ state: 'absent' })
    now = new Date(TODAY.getTime() + 59 * 60_000)
    await expect(api.license()).resolves.toEqual({ state: 'absent' })
    now = new Date(TODAY.getTime() + 61 * 60_000)
    await expect(api.license()).resolves.toMatchObject({ state: 'offered' })
    expect(sandbox.counts.get('/api/v1/license')).toBe(2)
  })

  test('is absent where a web page answers in its place', async () => {
    sandbox.fault('/api/v1/license', { shape: 'html' })
    await expect(connect(sandbox).license()).resolves.toEqual({ state: 'absent' })
  })

  test('says why it is refused, and is not asked again', async () => {
    const without = await openSandbox({ profile: '6.6', agentUsage: false })
    const api = connect(without)
    const refused = { state: 'refused', code: 'FEATURE_NOT_AVAILABLE' }
    await expect(api.agentUsage(wholeOrganization, lastWeek, 'all')).resolves.toEqual(refused)
    await expect(api.agentUsage(wholeOrganization, lastWeek, 'daily')).resolves.toEqual(refused)
    expect(without.counts.get(path)).toBe(1)
    without.fault('/api/v1/license', { status: 403, body: { message: 'no' } })
    await expect(api.license()).resolves.toEqual({ state: 'refused', code: null })
    without.clearFaults()
    without.fault('/api/v1/license', { status: 401, body: { message: 'no' } })
    await expect(connect(without).license()).resolves.toEqual({ state: 'refused', code: null })
  })

  test.each([500, 429, 401])('fails with status %d, and is asked again', async status => {
    const api = connect(sandbox, { retries: 0 })
    const fix = sandbox.fault(path, { status, body: {} })
    await expect(api.agentUsage(wholeOrganization, lastWeek, 'all')).rejects.toMatchObject({ details: { status } })
    fix()
    await expect(api.agentUsage(wholeOrganization, lastWeek, 'all')).resolves.toMatchObject({ state: 'offered' })
  })

  test('does not count as absent because a team or person is gone', async () => {
    const api = connect(sandbox)
    for (const kind of ['team', 'user'] as const) {
      await expect(api.agentUsage({ kind, id: 'gone' }, lastWeek, 'all')).rejects.toMatchObject({ code: 'not-found' })
    }
    const [team] = sandbox.company.teams
    const answer = await api.agentUsage({ kind: 'team', id: team?.id ?? '' }, lastWeek, 'all')
    expect(answer.state).toBe('offered')
  })

  test('is not trusted where “all” comes in two parts', async () => {
    const bucket = { from: '2026-09-21T00:00:00Z', to: '2026-09-28T00:00:00Z', totalCost: 1 }
    sandbox.fault(path, { body: { usage: { data: [bucket, bucket] } } })
    const answer = connect(sandbox).agentUsage(wholeOrganization, lastWeek, 'all')
    await expect(answer).rejects.toMatchObject({ code: 'contract' })
  })
})

describe('shapes', () => {
  test.each<[unknown, unknown]>([
    [
      { seats: 2000, exp: 1_798_761_600, seatsCap: 22_000 },
      { seats: 2000, endsAt: new Date('2027-01-01T00:00:00Z') },
    ],
    [{}, { seats: null, endsAt: null }],
    [
      { seats: 0, exp: 0 },
      { seats: null, endsAt: null },
    ],
    [
      { seats: '5', exp: '2027' },
      { seats: null, endsAt: null },
    ],
    [
      { seats: 2.5, exp: 1e300 },
      { seats: null, endsAt: null },
    ],
  ])('a licence of %j', (license, expected) => {
    expect(LicenseInfo.parse({ license })).toEqual(expected)
  })

  test('an invalid licence', () => {
    for (const body of [{}, null, [], { license: null }]) expect(LicenseInfo.safeParse(body).success).toBe(false)
  })

  test('agent usage without its parts, or with broken ones', () => {
    const dates = { from: '2026-09-21T00:00:00Z', to: '2026-09-28T00:00:00Z' }
    const read = (row: object) => AgentUsageRows.parse({ usage: { data: [{ ...dates, ...row }] } })
    expect(read({}).rows).toMatchObject([{ cost: null, activeUsers: null, models: [], types: [] }])
    expect(read({ totalCost: -1, modelBreakdown: 'x', agentTypeBreakdown: [1, { cost: 2 }] }).rows).toMatchObject([
      { cost: null, models: [], types: [{ type: '', cost: 2, activeUsers: null }] },
    ])
    const many = Array.from({ length: 5_000 }, (_, at) => ({ model: `m${at}`, cost: 1 }))
    expect(read({ modelBreakdown: many }).rows[0]?.models).toHaveLength(200)
    expect(AgentUsageRows.parse({ usage: { data: [{}, 5] } })).toMatchObject({ rows: [], skipped: 2 })
  })
})
