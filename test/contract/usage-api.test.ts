import { beforeEach, describe, expect, test } from 'vitest'
import { countBoughtSeats, seatCapOf } from '../../demo/sandbox/company/purchase.ts'
import { listTruth } from '../../demo/sandbox/company/truth.ts'
import type { UsageApi, UsageSubject } from '../../src/ports.ts'
import { earlier, utcDay } from '../../src/time/utc-days.ts'
import { costOf, countSeats, listAccounts, sumUsage } from '../helpers/company-truth.ts'
import { connect, lastWeek, openProfiles, pick, wholeOrganization } from '../helpers/usage-api-client.ts'
import { TODAY } from '../unit/demo/sandbox/ask.ts'

const sandboxes = await openProfiles()

beforeEach(() => {
  for (const { sandbox } of sandboxes) {
    sandbox.clearFaults()
    sandbox.clearRequests()
  }
})

const byId = <Item extends { id: string }>(items: readonly Item[]) => items.toSorted((a, b) => (a.id < b.id ? -1 : 1))

describe.each(sandboxes)('a server of version $profile', ({ profile, sandbox }) => {
  const { company } = sandbox
  const hasManagement = profile !== '5.18'
  const accounts = listAccounts(company, TODAY)

  test('is called by its host', () => {
    expect(`http://${connect(sandbox).host}`).toBe(sandbox.url)
  })

  test('returns the organization', async () => {
    await expect(connect(sandbox).organization()).resolves.toEqual({ id: company.id, name: company.name })
  })

  test('returns all teams', async () => {
    const teams = await connect(sandbox).teams()
    expect(teams).toEqual(
      company.teams.map(team => {
        const cap = Number(profile) >= 6.3 ? seatCapOf(company, team, profile === '6.6') : null
        const { registered, invited } = countSeats(company, TODAY, team.id)
        return {
          ...{ id: team.id, name: team.name, people: registered },
          ...(cap === null ? {} : { seatCap: cap }),
          ...(Number(profile) >= 6.3 ? { invited } : {}),
        }
      }),
    )
  })

  test('returns a team’s name', async () => {
    const api = connect(sandbox)
    for (const { id, name } of company.teams) await expect(api.teamName(id)).resolves.toBe(name)
    await expect(api.teamName('no-such-team')).rejects.toMatchObject({ code: 'not-found' })
  })

  test('returns a team’s name also where it is not in the list', async () => {
    sandbox.fault('/api/v1/organization/teams', { body: [] })
    const { id, name } = pick(company.teams)
    await expect(connect(sandbox).teamName(id)).resolves.toBe(name)
  })

  test('returns who is in a team', async () => {
    const api = connect(sandbox)
    for (const team of company.teams) {
      const members = await Array.fromAsync(api.teamMembers(team.id))
      const expected = accounts
        .filter(({ teamId }) => teamId === team.id)
        .map(({ userId, email, state }) => ({
          id: userId,
          email,
          role: expect.stringMatching(/^(Admin|Manager|TeamLead|Member)$/),
          // The newest servers do not say in this list who is deactivated.
          active: Number(profile) >= 6.3 ? null : state !== 'deactivated',
          ...(profile === '6.2' ? { teamId: team.id } : {}),
        }))
      expect(byId(members)).toEqual(byId(expected))
    }
    await expect(Array.fromAsync(api.teamMembers('no-such-team'))).rejects.toMatchObject({ code: 'not-found' })
  })

  test('returns the seats of each team', async () => {
    const api = connect(sandbox)
    for (const { id } of company.teams) {
      await expect(api.teamSeats(id)).resolves.toEqual(countSeats(company, TODAY, id))
    }
    await expect(api.teamSeats('no-such-team')).rejects.toMatchObject({ code: 'not-found' })
  })

  test('returns who is in the organization, with or without those who left', async () => {
    const api = connect(sandbox)
    const list = async (filter?: { active?: boolean }) =>
      (await Array.fromAsync(api.organizationMembers(filter))).map(({ id, active }) => ({ id, active }))
    const truth = accounts.map(({ userId, state }) => ({ id: userId, active: state !== 'deactivated' }))
    expect(byId(await list())).toEqual(byId(truth))
    expect(byId(await list({ active: true }))).toEqual(byId(truth.filter(({ active }) => active)))
    expect(byId(await list({ active: false }))).toEqual(byId(truth.filter(({ active }) => !active)))
  })

  test('returns the seats of the organization', async () => {
    const seats = countSeats(company, TODAY)
    expect(Math.min(...Object.values(seats))).toBeGreaterThan(0)
    await expect(connect(sandbox).organizationSeats()).resolves.toEqual(seats)
  })

  test('returns the seats at the end of each month, across the new year', async () => {
    const months = await connect(sandbox).organizationSeatsByMonth(utcDay(2025, 10, 15))
    const expected = Array.from({ length: 11 }, (_, nth) => {
      const end = utcDay(2025, 11 + nth, 1)
      const month = utcDay(2025, 10 + nth, 1)
        .toISOString()
        .slice(0, 7)
      return { month, ...countSeats(company, earlier(end, TODAY)) }
    })
    expect(expected.map(({ month }) => month)).toEqual(expect.arrayContaining(['2025-12', '2026-01', '2026-09']))
    expect(months).toEqual(expected)
  })

  test('returns open invitations, if it can', async () => {
    const api = connect(sandbox)
    const team = pick(company.teams)
    const read = async (teamId?: string) => Array.fromAsync(api.invitations(teamId))
    if (!hasManagement) {
      await expect(read()).rejects.toMatchObject({ code: 'not-found' })
      return
    }
    const truth = listTruth(company, TODAY).filter(({ state }) => state === 'invited')
    const describe = ({ email, teamId, createdAt }: Awaited<ReturnType<typeof read>>[number]) =>
      `${email} ${teamId} ${createdAt.toISOString()}`
    const expected = (teamId?: string) =>
      truth
        .filter(one => teamId === undefined || one.teamId === teamId)
        .map(one => `${one.email} ${one.teamId} ${one.invitedAt?.toISOString()}`)
        .sort()
    const all = await read()
    expect(all.map(describe).sort()).toEqual(expected())
    expect(all.filter(({ expiresAt }) => expiresAt && expiresAt <= TODAY)).toHaveLength(
      truth.filter(({ expired }) => expired).length,
    )
    expect((await read(team.id)).map(describe).sort()).toEqual(expected(team.id))
  })

  test('reports the licence, if it has one', async () => {
    const api = connect(sandbox)
    const answer = await api.license()
    await api.license()
    expect(sandbox.requests.filter(({ path }) => path === '/api/v1/license')).toHaveLength(1)
    expect(answer).toEqual(
      profile === '6.6'
        ? {
            state: 'offered',
            value: { seats: countBoughtSeats(company), endsAt: new Date('2027-01-01T00:00:00Z') },
          }
        : { state: 'absent' },
    )
  })

  test('reports what agents cost, if it can', async () => {
    const api = connect(sandbox)
    const { id } = pick(company.teams)
    const user = pick(accounts, ({ state }) => state === 'active')
    const subjects: UsageSubject[] = [wholeOrganization, { kind: 'team', id }, { kind: 'user', id: user.userId }]
    for (const subject of subjects) {
      const who = { organization: {}, team: { teamId: id }, user: { userId: user.userId } }[subject.kind]
      const answer = await api.agentUsage(subject, lastWeek, 'all')
      if (profile !== '6.6') {
        expect(answer).toEqual({ state: 'absent' })
        continue
      }
      const cost = costOf(sumUsage(company, lastWeek, TODAY, who))
      expect(answer).toMatchObject({ state: 'offered', value: { skipped: 0, buckets: [{ cost, period: lastWeek }] } })
      const daily = await api.agentUsage(subject, lastWeek, 'daily')
      const buckets = daily.state === 'offered' ? daily.value.buckets : []
      expect(buckets.map(({ period }) => period.from.getUTCDate())).toEqual([21, 22, 23, 24, 25, 26, 27])
      expect(buckets.map(bucket => bucket.cost)).toEqual(
        buckets.map(({ period }) => costOf(sumUsage(company, period, TODAY, who))),
      )
    }
    if (profile === '6.6') return
    // What is not there is asked for once, for each kind of subject, and not for each answer.
    const before = sandbox.requests.length
    for (const subject of subjects) await api.agentUsage(subject, lastWeek, 'daily')
    expect(sandbox.requests).toHaveLength(before)
  })

  test('returns a person', async () => {
    const api = connect(sandbox)
    const teamNames = new Map(company.teams.map(({ id, name }) => [id, name]))
    for (const { userId, email, teamId, registeredAt } of accounts.slice(0, 30)) {
      await expect(api.person(userId)).resolves.toMatchObject({
        id: userId,
        email,
        registeredAt,
        team: teamId === null ? null : { id: teamId, name: teamNames.get(teamId) },
      })
    }
  })

  test.each(['no-such-person', 'usage', '.', '..', 'a/b', '%2e%2e', 'naïve ?&#'])(
    'knows no one by the id “%s”',
    async id => {
      await expect(connect(sandbox).person(id)).rejects.toMatchObject({
        code: 'unknown-person',
        details: { subject: id },
      })
    },
  )

  test('finds people by e-mail, however it is written', async () => {
    const api = connect(sandbox)
    const apostrophe = pick(accounts, ({ email }) => email.includes("'"))
    const gone = pick(accounts, ({ state }) => state === 'deactivated')
    for (const { userId, email, state, teamId } of [apostrophe, gone, ...accounts.slice(0, 20)]) {
      const expected = { id: userId, email, active: state !== 'deactivated', team: teamId && { id: teamId } }
      await expect(api.personByEmail(email)).resolves.toMatchObject(expected)
      await expect(api.personByEmail(email.toUpperCase())).resolves.toMatchObject(expected)
    }
    const invited = pick(listTruth(company, TODAY), ({ state }) => state === 'invited')
    for (const email of ['unknown@example.com', invited.email, 'a/b@example.com', '🦊@example.com', '']) {
      await expect(api.personByEmail(email)).resolves.toBeNull()
    }
  })

  test('is asked once for a person’s e-mail, or else once for all people and never again', async () => {
    const api = connect(sandbox)
    for (const { email } of accounts.slice(0, 5)) await api.personByEmail(email)
    const directory = sandbox.counts.get('/api/v1/organization/users')
    const byEmail = sandbox.counts.get('/api/user/v1/by-email/{email}')
    expect({ directory, byEmail }).toEqual({ directory: hasManagement ? undefined : 4, byEmail: 5 })
    await Promise.all([api.personByEmail('unknown@example.com'), api.personByEmail('no-one@example.com')])
    await api.personByEmail('unknown@example.com')
    expect(sandbox.counts.get('/api/v1/organization/users')).toBe(4)
  })

  test('ends the wait of a caller that gives up, whatever it asked', async () => {
    sandbox.fault('*', { delayMs: 20_000 })
    const api = connect(sandbox, { requestTimeout: 300, retries: 0 })
    const reason = new Error('enough')
    const signal = AbortSignal.abort(reason)
    const next = async (rows: AsyncIterable<unknown>) => rows[Symbol.asyncIterator]().next()
    const answers: Record<Exclude<keyof UsageApi, 'host'>, Promise<unknown>> = {
      organization: api.organization(signal),
      teams: api.teams(signal),
      teamName: api.teamName('t', signal),
      teamMembers: next(api.teamMembers('t', signal)),
      teamSeats: api.teamSeats('t', signal),
      organizationMembers: next(api.organizationMembers({}, signal)),
      organizationSeats: api.organizationSeats(signal),
      organizationSeatsByMonth: api.organizationSeatsByMonth(TODAY, signal),
      invitations: next(api.invitations(undefined, signal)),
      person: api.person('p', signal),
      isActive: api.isActive('p', signal),
      personByEmail: api.personByEmail('p@example.com', signal),
      usage: api.usage(wholeOrganization, lastWeek, 'all', signal),
      freshness: api.freshness(signal),
      agentUsage: api.agentUsage(wholeOrganization, lastWeek, 'all', signal),
      license: api.license(signal),
      admins: api.admins(signal),
    }
    for (const answer of Object.values(answers)) await expect(answer).rejects.toBe(reason)
  })
})
