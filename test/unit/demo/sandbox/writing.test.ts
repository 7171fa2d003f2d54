import { describe, expect, test } from 'vitest'
import { ask, askAll, type Body, firstTeam, openSandbox, PROFILES } from './ask.ts'

const sandbox = await openSandbox({ profile: '6.6' })
const list = (path: string) => askAll(sandbox, path)

async function write(method: string, path: string, body: unknown, { url, token } = sandbox) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await fetch(`${url}${path}`, { method, headers: { authorization: `Bearer ${token}` }, body: text })
  const answer: Body = await response.json()
  return { status: response.status, body: answer }
}

async function countSeats() {
  const { body } = await ask(sandbox, '/api/v1/team/account-utilizations', { teamId: firstTeam(sandbox).id })
  return body
}

test('a withdrawn invite is in no list and no count', async () => {
  const before = await countSeats()
  const [invite] = (await list('/api/invitation/v1')).filter(
    ({ teamId }: { teamId: string }) => teamId === firstTeam(sandbox).id,
  )
  const body = { invitationIds: [invite.id, 'no-such-id'] }
  expect(await write('DELETE', '/api/invitation/v1', body)).toEqual({ status: 200, body: { revoked: 1 } })
  expect((await list('/api/invitation/v1')).map(({ id }: { id: string }) => id)).not.toContain(invite.id)
  expect(await countSeats()).toEqual({ ...before, invited: before.invited - 1 })

  const { email, teamId, role } = invite
  const sent = await write('POST', '/api/invitation/v1', { email, teamId, role })
  expect(sent).toMatchObject({ status: 201, body: { success: true, userExists: false } })
  expect(await list('/api/invitation/v1')).toContainEqual(
    expect.objectContaining({ id: sent.body.invitationId, email, teamId, role, revokedAt: null }),
  )
  expect(await countSeats()).toEqual(before)
  expect((await write('POST', '/api/invitation/v1', { email, teamId, role })).status).toBe(409)
})

test('a freed seat is deactivated in lists and counts, until it is given back', async () => {
  const before = await countSeats()
  const users = await list('/api/v1/organization/users')
  const [user] = users.filter(
    ({ team, role, deactivatedAt }: { team: { id: string } | null; role: string; deactivatedAt: string | null }) =>
      team?.id === firstTeam(sandbox).id && role === 'Member' && deactivatedAt === null,
  )
  const path = `/api/user/v1/${user.id}`
  expect((await write('PATCH', path, { active: false })).status).toBe(200)
  expect((await ask(sandbox, path)).body.user.active).toBe(false)
  expect(await countSeats()).toEqual({
    ...before,
    registered: before.registered - 1,
    deactivated: before.deactivated + 1,
  })
  expect((await write('PATCH', path, { active: false })).status).toBe(409)
  expect((await write('PATCH', path, { active: true })).status).toBe(200)
  expect(await countSeats()).toEqual(before)
})

test('a body that cannot be read is refused', async () => {
  for (const body of ['no JSON', '[]', {}]) expect((await write('DELETE', '/api/invitation/v1', body)).status).toBe(400)
  expect((await write('POST', '/api/invitation/v1', { email: 'a@b.example' })).status).toBe(400)
  expect((await write('POST', '/api/invitation/v1', { email: 'a@b.example', teamId: 'none' })).status).toBe(404)
})

test('a token without the right is refused', async () => {
  const asMember = { ...sandbox, token: sandbox.memberToken }
  expect((await write('DELETE', '/api/invitation/v1', { invitationIds: [] }, asMember)).status).toBe(403)
  expect((await write('DELETE', '/api/invitation/v1', {}, { ...sandbox, token: 'wrong' })).status).toBe(401)
})

describe('older servers change nothing', () => {
  test.each(PROFILES.filter(profile => profile !== '6.6'))('%s', async profile => {
    const older = await openSandbox({ profile })
    for (const [method, path] of [
      ['DELETE', '/api/invitation/v1'],
      ['POST', '/api/invitation/v1'],
      ['PATCH', '/api/user/v1/any'],
    ] as const)
      expect((await write(method, path, {}, older).catch(() => ({ status: 404 }))).status).toBeGreaterThanOrEqual(404)
  })
})
