import { beforeEach, describe, expect, test } from 'vitest'
import type { Fault } from '../../demo/sandbox/faults.ts'
import type { ErrorCode } from '../../src/errors.ts'
import { type AppOnSandbox, admin, openApp } from '../helpers/app-on-sandbox.ts'
import { listAccounts } from '../helpers/company-truth.ts'
import { expectError, TOKEN } from '../helpers/expect-error.ts'
import { textsIn } from '../helpers/message-content.ts'
import { findClosedUrl } from '../helpers/scripted-server.ts'
import { openSandbox, TODAY } from '../unit/demo/sandbox/ask.ts'

const sandbox = await openSandbox({ token: TOKEN, teams: 12 })
const email = listAccounts(sandbox.company, TODAY).find(({ state }) => state === 'active')?.email ?? ''
beforeEach(() => sandbox.clearFaults())

function open(settings: Parameters<typeof openApp>[2] = {}): AppOnSandbox {
  return openApp(sandbox, TODAY, { retries: 2, ...settings })
}

const lines = ['teams', 'team payments', 'seats', 'usage', 'usage payments last week', 'me', 'digest', `user ${email}`]

describe('whatever is asked, when the server', () => {
  const faults: [string, Fault, ErrorCode][] = [
    ['answers 400', { status: 400 }, 'refused-request'],
    ['answers 401', { status: 401 }, 'bad-token'],
    ['answers 403', { status: 403 }, 'forbidden'],
    ['answers 404', { status: 404 }, 'not-found'],
    ['answers 429 without end', { status: 429 }, 'rate-limited'],
    ['answers 429 and asks for patience', { status: 429, headers: { 'retry-after': '90' } }, 'rate-limited'],
    ['answers 500', { status: 500 }, 'upstream-failed'],
    ['answers 500 with a page', { status: 500, shape: 'html' }, 'upstream-failed'],
    ['answers 503 and asks for patience', { status: 503, headers: { 'retry-after': '90' } }, 'upstream-failed'],
    ['does not answer in time', { delayMs: 1_000 }, 'upstream-timeout'],
    ['answers with a sign-in page', { shape: 'html' }, 'contract'],
    ['answers in another shape', { shape: 'wrong' }, 'contract'],
    ['answers with nothing in it', { shape: 'empty-object' }, 'contract'],
    ['answers with a text', { body: 'TypeError: x is undefined\n    at y (/srv/app.js:1:2)' }, 'contract'],
    ['breaks off in mid-answer', { cut: true }, 'unreachable'],
  ]
  test.each(faults)('%s', async (_name, fault, code) => {
    sandbox.fault('*', fault)
    const app = open(code === 'upstream-timeout' ? { requestTimeout: 15, retries: 1 } : {})
    for (const answer of await Promise.all(lines.map(line => app.ask(line, admin({ email }))))) {
      expectError(answer, app, code)
    }
    await expect(app.ask('help')).resolves.toMatchObject({ error: null })
  })

  test('is not there at all', async () => {
    const app = open({ url: await findClosedUrl() })
    for (const line of lines) expectError(await app.ask(line, admin({ email })), app, 'unreachable')
  })
})

describe('of several answers, what the question is about is needed', () => {
  test.each([
    ['usage payments', '/api/v2/team/usage'],
    ['usage payments', '/api/v2/organization/usage'],
    ['usage payments', '/api/v1/organization'],
    ['digest', '/api/v2/organization/usage'],
    ['me', '/api/v2/user/usage'],
    ['me', '/api/user/v1/by-email/{email}'],
  ])('%s fails without %s', async (line, route) => {
    sandbox.fault(route, { status: 500 })
    const app = open()
    expectError(await app.ask(line, admin({ email })), app, 'upstream-failed')
  })

  test.each([
    ['usage payments', '/api/v1/team/account-utilizations', 'I couldn’t read the seat counts.'],
    ['team payments', '/api/v1/team/{teamId}/users', 'I couldn’t read the member list.'],
    ['seats', '/api/v1/organization/account-utilizations', 'I couldn’t read the month ends.'],
    ['seats', '/api/invitation/v1', 'I couldn’t read the invites.'],
    ['seats', '/api/v1/organization/users', 'I couldn’t read the seat counts.'],
    ['digest', '/api/v1/organization/users', 'I couldn’t read the seat counts.'],
    [`user ${email}`, '/api/v1/user/{userId}', null],
  ])('%s is shown without %s', async (line, route, missing) => {
    sandbox.fault(route, { status: 500 })
    const answer = await open().ask(line, admin({ email }))
    expect(answer.error).toBeNull()
    expect(textsIn(answer.message).filter(note => note.includes('couldn’t'))).toEqual(missing === null ? [] : [missing])
    for (const text of Object.values(answer.places)) expect(text).not.toMatch(/undefined|NaN|\bnull\b/)
  })

  test('a broken row, or a team that is gone, is counted in one line (T8)', async () => {
    const edit = (body: unknown) => {
      const { data, ...rest } = body as { data: Record<string, unknown>[] }
      return { ...rest, data: [{ ...data[0], email: null }, null, ...data.slice(2)] }
    }
    sandbox.fault('/api/v1/team/{teamId}/users', { edit })
    sandbox.fault('/api/v1/organization/users', { edit })
    sandbox.fault('/api/v1/organization/teams', { edit: body => edit(body) })
    const [, , gone] = sandbox.company.teams
    sandbox.fault('/api/v1/team/account-utilizations', { status: 404, query: { teamId: gone?.id ?? '' } })
    const app = open()
    const line = async (asked: string) =>
      textsIn((await app.ask(asked, admin({ email }))).message).filter(note => note.includes('couldn’t'))
    expect(await line('teams')).toEqual([`I couldn’t read 1 team (${gone?.name}) and 1 row of a list.`])
    expect(await line('team payments')).toEqual(['I couldn’t read 1 row of a list.'])
    for (const asked of ['seats', 'usage', 'digest', `user ${email}`]) {
      const answer = await app.ask(asked, admin({ email }))
      expect(answer.error, asked).toBeNull()
    }
  })

  test('but one that a retry solves is not', async () => {
    for (const fault of [{ status: 503 }, { status: 429 }, { cut: true }, { delayMs: 3_000 }] as const) {
      sandbox.fault('/api/v2/team/usage', { ...fault, times: 1 })
    }
    const app = open({ retries: 4, requestTimeout: 1_000 })
    await expect(app.ask('usage payments')).resolves.toMatchObject({ error: null })
    expect(app.records).toEqual([])
  })
})

describe('the token', () => {
  test('is wrong', async () => {
    const app = open({ token: 'wrong' })
    for (const line of lines) expectError(await app.ask(line, admin({ email })), app, 'bad-token')
  })

  test('belongs to another organization', async () => {
    const app = open({ organizationId: '00000000-0000-4000-8000-000000000000' })
    for (const line of ['usage', 'usage payments', 'seats', 'team payments', 'digest', 'me']) {
      expectError(await app.ask(line, admin({ email })), app, 'wrong-organization')
    }
    await expect(app.ask('teams')).resolves.toMatchObject({ error: null })
  })

  test('was made by a person who may not read this', async () => {
    const app = open({ token: sandbox.memberToken })
    for (const line of ['usage', 'usage payments', 'seats', 'digest', 'me']) {
      expectError(await app.ask(line, admin({ email })), app, 'forbidden')
    }
    await expect(app.ask('teams')).resolves.toMatchObject({ error: null })
  })
})

describe('the wait that is shown', () => {
  test.each([
    ['90', 'Try again in 2 minutes.'],
    ['61', 'Try again in 61 seconds.'],
    ['3600', 'Try again in 60 minutes.'],
    ['soon', 'Try again in a few minutes.'],
  ])('of “%s” is “%s”', async (header, sentence) => {
    sandbox.fault('*', { status: 429, headers: { 'retry-after': header } })
    const { text } = await open().ask('teams')
    expect(text).toContain(sentence)
  })
})

describe('on our side', () => {
  test('an answer that takes too long is given up', async () => {
    sandbox.fault('*', { delayMs: 400 })
    const app = open({ requestTimeout: 5_000, answerTimeout: 40 })
    for (const line of ['teams', 'usage payments']) expectError(await app.ask(line), app, 'took-too-long')
  })

  test('a bot that stops says so, and finishes what it began', async () => {
    const app = open()
    const begun = app.ask('usage payments')
    const stopped = app.app.stop()
    expectError(await app.ask('teams'), app, 'stopping')
    await stopped
    await expect(begun).resolves.toMatchObject({ error: null })
  })

  test('an unexpected error is shown as such, and the log says more', async () => {
    const app = open()
    const broken = { ...admin(), profile: () => Promise.reject(new Error('the cupboard is bare')) }
    const answer = await app.ask('teams', broken)
    expectError(answer, app, 'internal')
    expect(answer.text).not.toContain('cupboard')
    expect(app.records).toMatchObject([{ level: 'error', fields: { err: { message: 'the cupboard is bare' } } }])
  })
})
