import { beforeEach, describe, expect, test } from 'vitest'
import type { SeatWriter } from '../../../src/ports.ts'
import { createSeatWriter, readRefusal } from '../../../src/usage-api/seat-writer.ts'
import { recordLog } from '../../helpers/recording-log.ts'
import { ask, askSeats, openSandbox } from '../demo/sandbox/ask.ts'

const sandbox = await openSandbox({ profile: '6.6', idpSync: true })
const older = await openSandbox({ profile: '6.3' })
const log = recordLog()
const { token } = sandbox
const writer = createSeatWriter({ url: sandbox.url, token, log })

const { invites, accounts } = await askSeats(sandbox)
const active = accounts.filter(({ deactivatedAt }) => deactivatedAt === null)

/** What happens when each of some people is freed, until one of them fits. */
async function findOutcome(refusal: string): Promise<string | undefined> {
  for (const { id } of active) {
    const written = await writer.setActive(id, false)
    if (written.isDone) await writer.setActive(id, true)
    else if (written.refusal === refusal) return id
  }
  return undefined
}

function writes(server = sandbox): string[] {
  return server.requests.filter(({ method }) => method !== 'GET').map(({ method, route }) => `${method} ${route}`)
}

beforeEach(() => {
  sandbox.clearFaults()
  sandbox.clearRequests()
})

test('an invite is withdrawn, once; then it is gone', async () => {
  const [invite] = invites
  expect(await writer.withdrawInvite(invite?.id ?? '')).toEqual({ isDone: true, value: { wasOpen: true } })
  expect(await writer.withdrawInvite(invite?.id ?? '')).toEqual({ isDone: true, value: { wasOpen: false } })
  expect(writes()).toEqual(['DELETE /api/invitation/v1', 'DELETE /api/invitation/v1'])
  const wish = { email: invite?.email ?? '', teamId: invite?.teamId ?? '', role: invite?.role ?? '' }
  expect(await writer.sendInvite(wish)).toEqual({ isDone: true, value: { isMember: false } })
  expect(await writer.sendInvite(wish)).toEqual({ isDone: false, refusal: 'conflict' })
  const listed = (await ask(sandbox, '/api/invitation/v1', { offset: 0, limit: 100 })).body.data
  expect(listed).toContainEqual(expect.objectContaining({ ...wish, id: expect.not.stringMatching(invite?.id ?? '') }))
})

test('a person with an account is not invited', async () => {
  const wish = { email: active[0]?.email ?? '', teamId: invites[0]?.teamId ?? '', role: 'Member' }
  expect(await writer.sendInvite(wish)).toEqual({ isDone: true, value: { isMember: true } })
})

test('a seat is freed and given back; a second time is a conflict', async () => {
  const done = active.find(({ role, email }) => role === 'Member' && !email.startsWith('svc-'))
  const outcomes = []
  for (const { id } of active) {
    const written = await writer.setActive(id, false)
    if (!written.isDone) continue
    outcomes.push(await writer.setActive(id, false), await writer.setActive(id, true), await writer.setActive(id, true))
    break
  }
  expect(done).toBeDefined()
  expect(outcomes).toEqual([
    { isDone: false, refusal: 'conflict' },
    { isDone: true, value: null },
    { isDone: false, refusal: 'conflict' },
  ])
})

test.each(['oneself', 'role', 'identity-provider'])('the server refuses: %s', async refusal => {
  expect(await findOutcome(refusal)).toBeDefined()
})

test('the server does not know an account', async () => {
  expect(await writer.setActive('00000000-0000-4000-8000-000000000000', false)).toEqual({
    isDone: false,
    refusal: 'gone',
  })
})

describe('one request each, whatever comes back', () => {
  test.each<[refusal: string, fault: Parameters<typeof sandbox.fault>[1]]>([
    ['unknown', { status: 500 }],
    ['unknown', { status: 503, isDone: true }],
    ['unknown', { cut: true }],
    ['rate-limited', { status: 429, headers: { 'retry-after': '1' } }],
    ['bad-token', { status: 401 }],
    ['no-right', { status: 403 }],
    ['not-licensed', { status: 403, body: { error: 'FEATURE_NOT_AVAILABLE', message: 'not in the licence' } }],
    ['refused', { status: 400, shape: 'html' }],
  ])('%s: %j', async (refusal, fault) => {
    sandbox.fault('/api/user/v1/{userId}', { method: 'PATCH', ...fault })
    const id = active.find(({ role }) => role === 'Member')?.id ?? ''
    expect(await writer.setActive(id, false)).toEqual({ isDone: false, refusal })
    expect(writes()).toEqual(['PATCH /api/user/v1/{userId}'])
  })

  test('of a body that is not what it should be, the status counts', async () => {
    sandbox.fault('/api/invitation/v1', { method: 'DELETE', shape: 'wrong' })
    expect(await writer.withdrawInvite('any')).toEqual({ isDone: true, value: { wasOpen: true } })
  })
})

test.each<[who: string, made: SeatWriter, refusal: string]>([
  ['a token without the right', createSeatWriter({ url: sandbox.url, token: sandbox.memberToken, log }), 'no-right'],
  ['a wrong token', createSeatWriter({ url: sandbox.url, token: 'wrong-token', log }), 'bad-token'],
  ['a server that cannot', createSeatWriter({ url: older.url, token: older.token, log }), 'refused'],
  ['no server', createSeatWriter({ url: 'http://127.0.0.1:9', token, log }), 'unknown'],
])('%s', async (_who, made, refusal) => {
  const wish = { email: 'new@northwind.example', teamId: invites[0]?.teamId ?? '', role: 'Member' }
  expect(await made.sendInvite(wish)).toEqual({ isDone: false, refusal })
})

test('the log holds no token', () => {
  const lines = JSON.stringify(log.records)
  expect(lines).toContain('Tabnine refused a change')
  for (const secret of [token, 'wrong-token']) expect(lines).not.toContain(secret)
})

test.each<[status: number, body: unknown, refusal: string]>([
  [403, { message: 'User is provisioned via SCIM' }, 'identity-provider'],
  [409, { error: { message: 'This user is synced' } }, 'identity-provider'],
  [400, { message: 'Cannot modify yourself' }, 'oneself'],
  [403, { message: 'Instance admin cannot be changed' }, 'protected'],
  [422, { message: 'Insufficient permission' }, 'role'],
  [409, null, 'conflict'],
  [410, 'gone', 'refused'],
  [504, { message: 'yourself' }, 'unknown'],
])('%i %j is %s', (status, body, refusal) => {
  expect(readRefusal(status, body)).toBe(refusal)
})
