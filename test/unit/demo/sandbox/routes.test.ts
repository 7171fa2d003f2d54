import { describe, expect, it } from 'vitest'
import { ROUTES } from '../../../../demo/sandbox/routes.ts'
import { ask, firstTeam, openSandbox, PROFILES, type Query, usageQuery } from './ask.ts'

const sandboxes = await Promise.all(PROFILES.map(profile => openSandbox({ profile })))
const [old] = sandboxes
if (!old) throw new Error('no sandbox')
const team = firstTeam(old)
const page = { offset: 0, limit: 2 }
const window = usageQuery(old, '2026-09-21', '2026-09-28')
const users = (await ask(old, `/api/v1/team/${team.id}/users`, page)).body.data
const user: { id: string; email: string } = users[0]

const ALL = '5.18 6.2 6.3 6.6'
const TABLE: readonly [route: string, path: string, query: Query, served: string, admin: boolean, keys: string][] = [
  ['/api/v1/organization', '', {}, ALL, false, 'domains id name planType publicKey'],
  ['/api/v1/organization/teams', '', page, ALL, false, 'data meta'],
  ['/api/v1/organization/users', '', { ...page, active: true, teamMember: true }, ALL, true, 'data meta'],
  ['/api/v1/organization/account-utilizations', '', { startDate: '2026-08' }, ALL, false, '0 1'],
  ['/api/v1/organization/usage', '', window, ALL, true, 'from organizationId to usage'],
  ['/api/v1/team/usage', '', { ...window, teamId: team.id }, ALL, true, 'from organizationId teamId to usage'],
  ['/api/v1/user/usage', '', { ...window, userId: user.id }, ALL, true, 'from organizationId to usage userId'],
  ['/api/v2/organization/usage', '', window, '6.2 6.3 6.6', true, 'from organizationId to usage'],
  [
    '/api/v2/team/usage',
    '',
    { ...window, teamId: team.id },
    '6.2 6.3 6.6',
    true,
    'from organizationId teamId to usage',
  ],
  [
    '/api/v2/user/usage',
    '',
    { ...window, userId: user.id },
    '6.2 6.3 6.6',
    true,
    'from organizationId to usage userId',
  ],
  ['/api/v1/team/account-utilizations', '', { teamId: team.id }, ALL, false, 'deactivated invited registered'],
  ['/api/v1/team/{teamId}', `/api/v1/team/${team.id}`, {}, '5.18 6.2', false, 'id name'],
  ['/api/v1/team/{teamId}/users', `/api/v1/team/${team.id}/users`, page, ALL, false, 'data meta'],
  ['/api/v1/user/{userId}', `/api/v1/user/${user.id}`, {}, ALL, true, 'teams user'],
  ['/api/v1/organization/agent-usage', '', window, '6.6', true, 'from organizationId to usage'],
  ['/api/v1/team/agent-usage', '', { ...window, teamId: team.id }, '6.6', true, 'from organizationId teamId to usage'],
  ['/api/v1/user/agent-usage', '', { ...window, userId: user.id }, '6.6', true, 'from organizationId to usage userId'],
  ['/api/v1/license', '', {}, '6.6', false, 'license'],
  ['/api/v1/instance/permissions', '', { role: 'Admin' }, ALL, true, '0 1'],
  ['/api/invitation/v1', '', page, '6.2 6.3 6.6', true, 'data meta'],
  [
    '/api/user/v1/by-email/{email}',
    `/api/user/v1/by-email/${user.email.toUpperCase()}`,
    {},
    '6.2 6.3 6.6',
    true,
    'email id role verified',
  ],
  ['/api/user/v1/{userId}', `/api/user/v1/${user.id}`, {}, '6.2 6.3 6.6', true, 'teams user'],
  ['/api/team/v1/{teamId}', `/api/team/v1/${team.id}`, {}, '6.2 6.3 6.6', false, 'id isDefaultTeam name usersCount'],
]

describe('routes', () => {
  it('are all in the table of this test', () => {
    expect(TABLE.map(([route]) => route).sort()).toEqual(ROUTES.map(route => route.path).sort())
  })

  for (const [i, profile] of PROFILES.entries()) {
    const sandbox = sandboxes[i] ?? old
    it.each(TABLE)(`${profile}: %s`, async (route, path, query, served, admin, keys) => {
      const { status, body } = await ask(sandbox, path || route, query)
      if (!served.split(' ').includes(profile)) {
        expect(status).toBe(404)
        return
      }
      expect(status).toBe(200)
      expect(Object.keys(body)).toEqual(expect.arrayContaining(keys.split(' ')))
      expect(sandbox.requests.at(-1)).toMatchObject({ method: 'GET', route, path: path || route })
      expect((await ask(sandbox, path || route, query, sandbox.memberToken)).status).toBe(admin ? 403 : 200)
      const refused = await ask(sandbox, path || route, query, 'someone-else')
      expect(refused.status).toBe(401)
      expect(JSON.stringify(refused.body)).not.toContain(sandbox.token)
    })
  }

  it('prefer literal parts to open ones', async () => {
    expect((await ask(old, '/api/v1/team/usage', {})).status).toBe(401)
    expect((await ask(old, '/api/v1/user/usage', {})).body.message).toMatch(/Invalid organization/)
  })

  it('answer only GET', async () => {
    const headers = { authorization: `Bearer ${old.token}` }
    const response = await fetch(`${old.url}/api/v1/organization`, { method: 'POST', headers })
    expect(response.status).toBe(405)
  })

  it('answer unknown paths as their version does', async () => {
    const answers = await Promise.all(sandboxes.map(sandbox => ask(sandbox, '/api/v9/nothing%FF')))
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    expect(answers.map(({ type }) => type.split(';')[0])).toEqual(['text/html', ...Array(3).fill('application/json')])
  })
})
