import { beforeEach, describe, expect, test } from 'vitest'
import { addDays, utcDay } from '../../src/time/utc-days.ts'
import { countSeats, listAccounts } from '../helpers/company-truth.ts'
import { connect, lastWeek, openProfiles, pick, wholeOrganization } from '../helpers/usage-api-client.ts'
import { openSandbox, TODAY } from '../unit/demo/sandbox/ask.ts'

const acrossFreeze = { from: utcDay(2026, 4, 11), to: utcDay(2026, 5, 22) }

const sandboxes = await openProfiles()
const [, middle, newest] = sandboxes.map(({ sandbox }) => sandbox)
if (!middle || !newest) throw new Error('there are three profiles')

beforeEach(() => {
  for (const { sandbox } of sandboxes) {
    sandbox.clearFaults()
    sandbox.clearRequests()
  }
})

describe('the organization', () => {
  const other = '00000000-0000-4000-8000-000000000000'

  test.each(sandboxes)('that is not the token’s is distinguished from a bad token by $profile', async ({ sandbox }) => {
    const foreign = connect(sandbox, { organizationId: other })
    await expect(foreign.usage(wholeOrganization, lastWeek, 'all')).rejects.toMatchObject({
      code: 'wrong-organization',
    })
    await expect(foreign.organization()).resolves.toEqual({ id: other, name: other })
    for (const settings of [{ token: 'wrong' }, { token: 'wrong', organizationId: other }]) {
      const stranger = connect(sandbox, settings)
      await expect(stranger.usage(wholeOrganization, lastWeek, 'all')).rejects.toMatchObject({ code: 'bad-token' })
      await expect(stranger.organization()).rejects.toMatchObject({ code: 'bad-token' })
    }
  })

  test('can be set where the server does not give it', async () => {
    newest.fault('/api/v1/organization', { status: 404 })
    const organizationId = newest.company.id
    const api = connect(newest, { organizationId })
    await expect(api.organization()).resolves.toEqual({ id: organizationId, name: organizationId })
    const usage = await api.usage(wholeOrganization, lastWeek, 'all')
    expect(usage.segments[0]?.buckets[0]?.metrics.activeUsers).toBeGreaterThan(0)
    const stranger = connect(newest, { organizationId, token: 'wrong' })
    await expect(stranger.usage(wholeOrganization, lastWeek, 'all')).rejects.toMatchObject({ code: 'bad-token' })
    await expect(connect(newest).organization()).rejects.toMatchObject({ code: 'not-found' })
  })

  test('may not be read by everyone', async () => {
    const api = connect(newest, { token: newest.memberToken })
    await expect(api.usage(wholeOrganization, lastWeek, 'all')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(api.organizationSeats()).rejects.toMatchObject({ code: 'forbidden' })
    await expect(Array.fromAsync(api.invitations())).rejects.toMatchObject({ code: 'forbidden' })
    await expect(api.teams()).resolves.not.toHaveLength(0)
  })

  test('has members who are active or not by the list they are in, where their rows do not say', async () => {
    const rows = ['one', 'two'].map(id => ({ id, email: `${id}@example.com` }))
    newest.fault('/api/v1/organization/users', { body: { data: rows, meta: { total: 2 } } })
    for (const active of [true, false]) {
      const members = await Array.fromAsync(connect(newest).organizationMembers({ active }))
      expect(members).toEqual(rows.map(row => ({ ...row, role: null, active })))
    }
  })

  test('has its seats counted by month where its lists are not counted', async () => {
    newest.fault('/api/v1/organization/users', { body: { data: [] } })
    newest.fault('/api/invitation/v1', { status: 403 })
    await expect(connect(newest).organizationSeats()).resolves.toEqual(countSeats(newest.company, TODAY))
  })

  test('has unknown seats where nothing reports them, which are not zero', async () => {
    newest.fault('/api/v1/organization/users', { body: { data: [] } })
    newest.fault('/api/invitation/v1', { status: 404 })
    newest.fault('/api/v1/organization/account-utilizations', { body: [] })
    const unknown = { registered: null, invited: null, deactivated: null }
    await expect(connect(newest).organizationSeats()).resolves.toEqual(unknown)
  })
})

describe('the server is spared', () => {
  test('names are asked for once', async () => {
    const api = connect(newest)
    await Promise.all([api.teams(), api.teams(), api.organization(), api.organization()])
    for (const { id } of newest.company.teams) await api.teamName(id)
    await api.organization()
    expect(Object.fromEntries(newest.counts)).toEqual({ '/api/v1/organization': 1, '/api/v1/organization/teams': 1 })
  })

  test('freshness is asked for once', async () => {
    const api = connect(newest, { version: 'v2' })
    await Promise.all([api.freshness(), api.freshness()])
    await api.freshness()
    expect(newest.counts.get('/api/v2/organization/usage')).toBe(1)
  })

  test('what is kept for a while grows old by the given clock', async () => {
    let now = addDays(TODAY, -7)
    const api = connect(middle, { clock: { now: () => now } })
    const ask = async () => {
      middle.clearRequests()
      await api.personByEmail('unknown@example.com')
      const { lookback } = await api.freshness()
      const asked = (path: string) => middle.requests.filter(request => request.path === path).length
      return { lookback, usage: asked('/api/v2/organization/usage'), people: asked('/api/v1/organization/users') }
    }
    const [first, again] = [await ask(), await ask()]
    now = TODAY
    const later = await ask()
    // Twice to find out since when its server counts so, and once for the days themselves.
    expect(first).toMatchObject({ usage: 3, people: 4 })
    expect(again).toEqual({ lookback: first.lookback, usage: 0, people: 0 })
    const lookback = { from: addDays(first.lookback.from, 7), to: addDays(first.lookback.to, 7) }
    expect(later).toEqual({ ...first, lookback })
  })

  test('the same question asked twice at once goes out once, and again when it is asked again', async () => {
    const api = connect(newest)
    const { id } = pick(newest.company.teams)
    await Promise.all([api.teamSeats(id), api.teamSeats(id), Array.fromAsync(api.teamMembers(id)), api.teamSeats(id)])
    expect(newest.counts.get('/api/v1/team/account-utilizations')).toBe(1)
    await api.teamSeats(id)
    expect(newest.counts.get('/api/v1/team/account-utilizations')).toBe(2)
  })

  test('only a limited number of questions are under way at once', async () => {
    newest.fault('/api/v2/user/usage', { delayMs: 2 })
    const api = connect(newest, { concurrency: 4 })
    const accounts = listAccounts(newest.company, TODAY)
    await Promise.all(accounts.map(({ userId }) => api.usage({ kind: 'user', id: userId }, lastWeek, 'all')))
    expect(newest.counts.get('/api/v2/user/usage')).toBe(accounts.length)
    expect(newest.mostAtOnce).toBeGreaterThan(1)
    expect(newest.mostAtOnce).toBeLessThanOrEqual(4)
  })

  test('moments are written to the second', async () => {
    await connect(middle).usage(wholeOrganization, acrossFreeze, 'daily')
    const moments = middle.requests.flatMap(({ query: { from, to } }) => (from && to ? [from, to] : []))
    expect(moments.length).toBeGreaterThanOrEqual(8)
    for (const moment of moments) expect(moment).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  })

  test('long lists are read 200 at a time', async () => {
    const large = await openSandbox({ people: 1_500, teams: 3 })
    const members = await Array.fromAsync(connect(large).organizationMembers({ active: true }))
    expect(members).toHaveLength(countSeats(large.company, TODAY).registered)
    const pages = large.requests.filter(({ query }) => query.teamMember === 'true')
    expect(pages.map(({ query }) => [query.offset, query.limit])).toEqual(
      pages.map((_, nth) => [String(nth * 200), '200']),
    )
    const inTeams = listAccounts(large.company, TODAY).filter(
      ({ state, teamId }) => state !== 'deactivated' && teamId !== null,
    )
    expect(pages).toHaveLength(Math.ceil(inTeams.length / 200))
  })
})
