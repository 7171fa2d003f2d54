import { describe, expect, it } from 'vitest'
import { listTruth } from '../../../../demo/sandbox/company/truth.ts'
import { ask, askAll, firstTeam, openSandbox, PROFILES, TODAY, usageQuery } from './ask.ts'

const sandboxes = await Promise.all(
  PROFILES.map(async profile => ({ profile, sandbox: await openSandbox({ profile }) })),
)

describe.each(sandboxes)('lists of $profile', ({ profile, sandbox }) => {
  const truth = listTruth(sandbox.company, TODAY)

  it('have the accounts that the company has', async () => {
    const rows = []
    for (const active of [true, false]) {
      for (const teamMember of [true, false]) {
        rows.push(...(await askAll(sandbox, '/api/v1/organization/users', { active, teamMember }, 50)))
      }
    }
    const accounts = truth.filter(({ userId }) => userId !== null)
    expect(rows.map(({ id }) => id).sort()).toEqual(accounts.map(({ userId }) => userId).sort())
    expect(rows.filter(({ team }) => team === null)).toHaveLength(accounts.filter(({ teamId }) => !teamId).length)
  })

  it('agree with the counts of each team', async () => {
    for (const team of sandbox.company.teams) {
      const counts = (await ask(sandbox, '/api/v1/team/account-utilizations', { teamId: team.id })).body
      const members = truth.filter(({ teamId }) => teamId === team.id)
      const count = (state: string) => members.filter(person => person.state === state).length
      const deactivated = count('deactivated')
      const accounts = members.filter(({ userId }) => userId !== null)
      expect(counts).toEqual({ registered: accounts.length - deactivated, deactivated, invited: count('invited') })
      const rows = await askAll(sandbox, `/api/v1/team/${team.id}/users`, {}, 7)
      expect(rows.map(({ id }) => id)).toEqual(accounts.map(({ userId }) => userId))
      if (profile === '5.18') continue
      const invitations = await askAll(sandbox, '/api/invitation/v1', { teamId: team.id }, 3)
      expect(invitations).toHaveLength(counts.invited)
    }
  })

  it('agree with the newest month of the organization', async () => {
    const { body } = await ask(sandbox, '/api/v1/organization/account-utilizations')
    expect(body).toHaveLength(Number(profile) >= 6.3 ? 36 : 12)
    const count = (...states: string[]) => truth.filter(({ state }) => states.includes(state)).length
    expect(body.at(-1)).toMatchObject({
      year: 2026,
      month: 8,
      registered: count('active', 'idle', 'never used'),
      deactivated: count('deactivated'),
      pending: count('invited'),
    })
    const usage = usageQuery(sandbox, '2026-09-01', '2026-10-01')
    const version = profile === '5.18' ? 'v1' : 'v2'
    const month = (await ask(sandbox, `/api/${version}/organization/usage`, usage)).body.usage.data[0]
    expect(body.at(-1).active).toBe(month.activeUsers)
    const january = await ask(sandbox, '/api/v1/organization/account-utilizations', { startDate: '2026-01' })
    expect(january.body[0]).toMatchObject({ year: 2026, month: 0 })
    expect(january.body).toHaveLength(9)
    const months: { registered: number; deactivated: number; active: number }[] = body
    expect(months.filter(({ registered, deactivated, active }) => active > registered + deactivated)).toEqual([])
  })

  it('write rows and the end of a list as the version does', async () => {
    const path = `/api/v1/team/${firstTeam(sandbox).id}/users`
    const first = (await ask(sandbox, path, { offset: 0, limit: 5 })).body
    const total = first.meta.total
    expect(first.meta).toEqual({ count: 5, total, next: { limit: 5, offset: 5 } })
    const last = (await ask(sandbox, path, { offset: total - 1, limit: 200 })).body
    expect(last.meta).toEqual({ count: 1, total, ...(profile !== '5.18' && { next: null }) })
    expect((await ask(sandbox, path, { offset: total + 5, limit: 5 })).body.data).toEqual([])
    const bare = ['email', 'id', 'role', 'username', 'verified']
    const extra = {
      '5.18': ['deactivatedAt', 'updatedAt'],
      '6.2': ['active', 'allowedTeams', 'team'],
      '6.3': [],
      '6.6': [],
    }[profile]
    for (const row of first.data) expect(Object.keys(row).sort()).toEqual([...bare, ...extra].sort())
  })

  it('give a person as the company knows them', async () => {
    for (const person of truth.filter(({ userId }) => userId !== null)) {
      const { body } = await ask(sandbox, `/api/v1/user/${person.userId}`)
      expect(new Date(body.user.createdAt)).toEqual(person.registeredAt)
      expect(body.teams.team_id).toBe(person.teamId)
      if (profile === '5.18') continue
      const found = await ask(sandbox, `/api/user/v1/by-email/${encodeURIComponent(person.email)}`)
      expect(found.body).toMatchObject({ id: person.userId, active: person.state !== 'deactivated' })
    }
  })
})

describe('lists', () => {
  it('carry 0 to 2 digits after the second in the oldest version', async () => {
    const old = sandboxes[0]?.sandbox
    if (!old) throw new Error('no sandbox')
    const rows = await askAll(old, '/api/v1/organization/users', { active: true, teamMember: true })
    const digits = new Set(rows.map(({ updatedAt }) => /:\d\d(?:\.(\d+))?Z$/.exec(updatedAt)?.[1]?.length ?? 0))
    expect([...digits].sort()).toEqual([0, 1, 2])
    expect(rows.every(({ deactivatedAt }) => deactivatedAt === null)).toBe(true)
  })

  it('give all teams for limit 0 where that is the default', async () => {
    const answers = await Promise.all(sandboxes.map(({ sandbox }) => ask(sandbox, '/api/v1/organization/teams')))
    expect(answers.map(({ body }) => body.data.length)).toEqual([8, 8, 8, 8])
    const refused = await Promise.all(
      sandboxes.map(({ sandbox }) => ask(sandbox, '/api/v1/organization/teams', { limit: 0 })),
    )
    expect(refused.map(({ status }) => status)).toEqual([200, 400, 400, 400])
  })

  it('change with the calendar', async () => {
    let now = TODAY
    const sandbox = await openSandbox({ today: () => now })
    const before = (await ask(sandbox, '/api/invitation/v1', { offset: 0, limit: 200 })).body.data
    now = new Date(TODAY.getTime() + 21 * 86_400_000)
    const after = (await ask(sandbox, '/api/invitation/v1', { offset: 0, limit: 200 })).body.data
    const ids = new Set(before.map(({ id }: { id: string }) => id))
    expect(after.some(({ id }: { id: string }) => !ids.has(id))).toBe(true)
  })
})
