import { describe, expect, it } from 'vitest'
import { ask, type Body, firstTeam, openSandbox, type Query, usageQuery } from './ask.ts'

const sandbox = await openSandbox({ profile: '6.3' })
const old = await openSandbox({ profile: '5.18' })
const week = usageQuery(sandbox, '2026-09-21', '2026-09-28')
const team = firstTeam(sandbox)
const unknownId = '00000000-0000-4000-8000-000000000000'

describe('refusals', () => {
  it.each<[path: string, query: Query, errors: string[]]>([
    [
      '/api/v1/organization/users',
      {},
      ['offset: Expected number, received nan', 'limit: Expected number, received nan'],
    ],
    [
      '/api/v1/organization/users',
      { offset: -1, limit: 0 },
      ['offset: Number must be greater than or equal to 0', 'limit: Number must be greater than or equal to 1'],
    ],
    ['/api/v1/organization/users', { offset: 0, limit: 201 }, ['limit: Number must be less than or equal to 200']],
    [
      '/api/v1/organization/users',
      { offset: 0, limit: 5, active: 'yes' },
      ['active: Expected boolean, received string'],
    ],
    ['/api/v1/organization/users', { offset: 1.5, limit: 5 }, ['offset: Expected integer, received float']],
    ['/api/v1/team/account-utilizations', {}, ['teamId: Required']],
    [
      '/api/v1/instance/permissions',
      { role: 'King' },
      ["role: Invalid enum value. Expected 'Admin' | 'Manager' | 'TeamLead' | 'Member', received 'King'"],
    ],
    ['/api/v1/organization/account-utilizations', { startDate: '2026-13' }, ['startDate: Invalid']],
    [
      '/api/v2/organization/usage',
      { ...week, granularity: 'day' },
      ["granularity: Invalid enum value. Expected 'all' | 'daily' | 'weekly' | 'monthly', received 'day'"],
    ],
    ['/api/v2/organization/usage', { ...week, from: '2026-09-21T00:00:00.000Z' }, ['from: Invalid datetime']],
    ['/api/v2/organization/usage', { ...week, from: '2026-02-30T00:00:00Z' }, ['from: Invalid datetime']],
    ['/api/v2/organization/usage', { ...week, from: '2026-09-21' }, ['from: Invalid datetime']],
    ['/api/v2/organization/usage', { ...week, to: String(week.from) }, ['to: must be later than from']],
    [
      '/api/v2/organization/usage',
      { organizationId: sandbox.company.id },
      ['from: Required', 'to: Required', 'granularity: Required'],
    ],
    ['/api/v2/team/usage', week, ['teamId: Required']],
  ])('%s %j', async (path, query, errors) => {
    const { status, body } = await ask(sandbox, path, query)
    expect(status).toBe(400)
    expect(body).toEqual({ error: { message: 'Validation Error', errors, status: 400 } })
  })

  it('insist on both filters in the oldest version', async () => {
    const { status, body } = await ask(old, '/api/v1/organization/users', { offset: 0, limit: 5 })
    expect(status).toBe(400)
    expect(body.error.errors).toEqual(['teamMember: Required', 'active: Required'])
  })

  it.each<[path: string, query: Query]>([
    [`/api/v1/team/${unknownId}/users`, { offset: 0, limit: 5 }],
    ['/api/v1/team/account-utilizations', { teamId: unknownId }],
    ['/api/v1/team/usage', { ...week, teamId: 'a/b %' }],
    ['/api/v2/team/usage', { ...week, teamId: unknownId }],
    ['/api/v2/user/usage', { ...week, userId: unknownId }],
    [`/api/v1/user/${unknownId}`, {}],
    [`/api/user/v1/${unknownId}`, {}],
    [`/api/team/v1/${unknownId}`, {}],
    ['/api/user/v1/by-email/unknown%40nowhere.example', {}],
    ['/api/invitation/v1', { offset: 0, limit: 5, teamId: unknownId }],
  ])('%s knows no one with that id', async (path, query) => {
    const { status, body } = await ask(sandbox, path, query)
    expect(status).toBe(404)
    expect(body).toMatchObject({ error: 'NOT_FOUND', message: expect.stringMatching(/not found/), status: 404 })
  })

  it.each([{}, { organizationId: unknownId }])('a missing or foreign organization is a 401: %j', async organization => {
    const { organizationId: _, ...rest } = week
    const { status, body } = await ask(sandbox, '/api/v2/team/usage', { ...rest, ...organization, teamId: team.id })
    expect(status).toBe(401)
    expect(body).toMatchObject({ message: 'Unauthorized: Invalid organization.' })
  })

  it('a month in the future is a 422', async () => {
    const { status } = await ask(sandbox, '/api/v1/organization/account-utilizations', { startDate: '2026-10' })
    expect(status).toBe(422)
  })

  it('no token at all is a 401, in the words of the version', async () => {
    const bodies: Body[] = await Promise.all(
      [old, sandbox].map(async ({ url }) => (await fetch(`${url}/api/v1/organization`)).json()),
    )
    expect(bodies).toEqual([
      { message: 'Unauthorized. Valid ID token required.', status: 401 },
      { error: 'UNAUTHORIZED', message: 'Unauthorized. Valid ID token required.', status: 401, requestId: null },
    ])
  })
})
