import { beforeEach, describe, expect, it } from 'vitest'
import { ask, firstTeam, openSandbox } from './ask.ts'

const sandbox = await openSandbox()
const org = '/api/v1/organization'
const members = '/api/v1/team/{teamId}/users'
const path = `/api/v1/team/${firstTeam(sandbox).id}/users`
const page = { offset: 0, limit: 5 }

beforeEach(() => {
  sandbox.clearFaults()
  sandbox.clearRequests()
})

describe('faults', () => {
  it('last as often as asked, then the route is healthy', async () => {
    sandbox.fault(org, { status: 429, headers: { 'retry-after': '2' }, times: 1 })
    sandbox.fault(org, { status: 503, body: { message: 'down' }, times: 2 })
    const seen = []
    for (let i = 0; i < 4; i++) seen.push((await ask(sandbox, org)).status)
    expect(seen).toEqual([429, 503, 503, 200])
  })

  it('carry headers and bodies', async () => {
    sandbox.fault(org, { status: 429, headers: { 'retry-after': '2' }, body: 'slow down' })
    const response = await fetch(`${sandbox.url}${org}`)
    expect(response.headers.get('retry-after')).toBe('2')
    expect(await response.text()).toBe('slow down')
  })

  it('meet one route, one path or everything, until taken back', async () => {
    const undo = sandbox.fault(members, { status: 500 })
    expect((await ask(sandbox, path, page)).status).toBe(500)
    expect((await ask(sandbox, org)).status).toBe(200)
    undo()
    expect((await ask(sandbox, path, page)).status).toBe(200)
    sandbox.fault(path, { status: 502 })
    expect((await ask(sandbox, path, page)).status).toBe(502)
    sandbox.clearFaults()
    sandbox.fault('*', { status: 504 })
    expect((await ask(sandbox, '/nowhere')).status).toBe(504)
  })

  it('take wrong shapes', async () => {
    sandbox.fault(path, { shape: 'html', times: 1 })
    sandbox.fault(path, { shape: 'wrong', times: 1 })
    sandbox.fault(path, { shape: 'empty-object', times: 1 })
    const html = await ask(sandbox, path, page)
    expect([html.status, html.type]).toEqual([200, 'text/html; charset=utf-8'])
    expect((await ask(sandbox, path, page)).body.data).toBe('soon')
    expect((await ask(sandbox, path, page)).body).toEqual({})
  })

  it('cut the connection in the middle of the body', async () => {
    sandbox.fault(path, { cut: true, times: 1 })
    await expect(ask(sandbox, path, page)).rejects.toThrow()
    expect((await ask(sandbox, path, page)).status).toBe(200)
  })

  it('keep an answer waiting', async () => {
    sandbox.fault(path, { delayMs: 60, times: 1 })
    const start = performance.now()
    expect((await ask(sandbox, path, page)).status).toBe(200)
    expect(performance.now() - start).toBeGreaterThan(50)
  })

  it('meet only requests with the parameters asked for', async () => {
    sandbox.fault('/api/v1/organization/teams', { status: 500, query: { offset: '1' } })
    const teams = async (offset: number) => (await ask(sandbox, '/api/v1/organization/teams', { offset })).status
    expect([await teams(0), await teams(1), await teams(2)]).toEqual([200, 500, 200])
  })

  it('edit what would have been sent', async () => {
    sandbox.fault(org, { edit: body => ({ ...(body as object), name: null }) })
    const { status, body } = await ask(sandbox, org)
    expect([status, body.id, body.name]).toEqual([200, sandbox.company.id, null])
  })

  it('are refused for routes that there are not', () => {
    expect(() => sandbox.fault('/api/v1/nothing', {})).toThrow(/No route "\/api\/v1\/nothing"/)
  })
})

describe('faults over HTTP', () => {
  const control = (method: string, body?: unknown) =>
    fetch(`${sandbox.url}/__sandbox/faults`, {
      method,
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })

  it('come with PUT and go with DELETE', async () => {
    expect((await control('PUT', { route: org, fault: { status: 500 } })).status).toBe(200)
    expect((await ask(sandbox, org)).status).toBe(500)
    expect((await control('DELETE')).status).toBe(200)
    expect((await ask(sandbox, org)).status).toBe(200)
    expect(sandbox.requests.map(({ path }) => path)).toEqual([org, org])
  })

  it.each([
    ['{', 400, /not JSON/],
    [[], 400, /must be an object/],
    [{ fault: {} }, 400, /"route" must be a path/],
    [{ route: org }, 400, /"fault" must be an object/],
    [{ route: '/nothing', fault: {} }, 400, /No route/],
    [{ route: org, fault: { status: 99 } }, 400, /fault.status/],
    [{ route: org, fault: { headers: { a: 1 } } }, 400, /fault.headers/],
    [{ route: org, fault: { query: { teamId: 1 } } }, 400, /fault.query/],
    [{ route: org, fault: { edit: 'x' } }, 400, /fault.edit/],
    [{ route: org, fault: { delay: 5 } }, 400, /fault.delay/],
    ['x'.repeat(70_000), 413, /larger/],
  ])('refuse %j', async (body, status, message) => {
    const response = await control('PUT', body)
    expect(response.status).toBe(status)
    expect(await response.json()).toEqual({ message: expect.stringMatching(message) })
    expect((await ask(sandbox, org)).status).toBe(200)
  })

  it('refuse other methods', async () => {
    expect((await control('POST', {})).status).toBe(405)
  })
})

describe('the log of requests', () => {
  it('counts by route and keeps the newest thousand', async () => {
    for (let i = 0; i < 1010; i += 10) {
      await Promise.all(Array.from({ length: 10 }, (_, n) => ask(sandbox, org, { n: i + n })))
    }
    expect(sandbox.requests).toHaveLength(1000)
    expect(sandbox.requests.at(-1)).toMatchObject({ method: 'GET', path: org, route: org })
    expect(sandbox.counts.get(org)).toBe(1010)
  })

  it('reports how many were under way at once', async () => {
    sandbox.fault(org, { delayMs: 80 })
    await Promise.all(Array.from({ length: 6 }, () => ask(sandbox, org)))
    expect(sandbox.mostAtOnce).toBe(6)
  })
})

describe('the sandbox', () => {
  it('waits before each answer when configured to, and closes while one is owed', async () => {
    const slow = await openSandbox({ delayMs: 60_000 })
    const owed = expect(ask(slow, org)).rejects.toThrow()
    await new Promise<void>(resolve => setImmediate(resolve))
    await slow.close()
    await owed
  })

  it('says what is wrong with impossible sizes', async () => {
    await expect(openSandbox({ teams: 0 })).rejects.toThrow(/teams must be a whole number/)
    await expect(openSandbox({ people: 1.5 })).rejects.toThrow(/people must be a whole number/)
  })
})
