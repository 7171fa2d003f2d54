import { describe, expect, test, vi } from 'vitest'
import { createHttp } from '../../../src/usage-api/http.ts'
import { failureOf, fine, openHttp, TOKEN, Value } from '../../helpers/http-client.ts'
import { recordLog, reveal } from '../../helpers/recording-log.ts'
import {
  cutWithin,
  inSequence,
  type Script,
  sendHtml,
  sendJson,
  sendStatus,
  startScriptedServer,
  stayMute,
} from '../../helpers/scripted-server.ts'

describe('reveals its token to no one', () => {
  const failing: [string, Script][] = [
    ['status 401', sendStatus(401)],
    ['status 429', sendStatus(429, { 'retry-after': '90' })],
    ['status 500', sendStatus(500)],
    ['HTML', sendHtml()],
    ['another shape', sendJson({ value: null })],
    ['a cut connection', cutWithin()],
    ['no answer', stayMute()],
  ]

  test.each(failing)('after %s, nor whose page was asked for', async (_name, script) => {
    await using client = await openHttp(script, { requestTimeout: 400, retries: 1 })
    const email = 'wilhelmina@example.com'
    const error = await failureOf(client.http.get('/api/user/{email}', { email }, {}, Value))
    expect(client.requests[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`)
    for (const seen of [reveal(error), reveal(client.records)]) {
      expect(seen).not.toContain(TOKEN)
      expect(seen).not.toContain('wilhelmina')
    }
  })

  test('nor does another host that the server points to receive it', async () => {
    await using elsewhere = await startScriptedServer(fine)
    await using client = await openHttp(sendStatus(302, { location: `${elsewhere.url}/api/thing` }))
    await expect(client.ask()).resolves.toEqual({ value: 1 })
    expect(elsewhere.requests).toMatchObject([{ path: '/api/thing', headers: { accept: 'application/json' } }])
    expect(elsewhere.requests[0]?.headers).not.toHaveProperty('authorization')
  })
})

test('a value in a path cannot leave its segment', async () => {
  await using client = await openHttp(fine)
  await client.http.get('/api/user/{id}/page', { id: 'a/b?c=d#é ../x' }, { gone: undefined, on: true }, Value)
  expect(client.requests[0]?.path).toBe('/api/user/a%2Fb%3Fc%3Dd%23%C3%A9%20..%2Fx/page?on=true')
})

test.each([
  ['', '/api/thing?a=1'],
  ['/', '/api/thing?a=1'],
  ['/tabnine', '/tabnine/api/thing?a=1'],
  ['/a/b//', '/a/b/api/thing?a=1'],
])('an address with the path “%s” keeps it before every endpoint', async (path, asked) => {
  await using server = await startScriptedServer(fine)
  const http = createHttp({ url: `${server.url}${path}`, token: TOKEN, log: recordLog() })
  await http.get('/api/thing', {}, { a: 1 }, Value)
  expect(server.requests[0]?.path).toBe(asked)
})

test('each GET that went out is observed once, by its endpoint and not by its address', async () => {
  const observe = vi.fn()
  await using client = await openHttp(inSequence(sendStatus(500), fine, sendStatus(403)), { observe })
  await client.http.get('/api/user/{id}', { id: '1' }, {}, Value)
  await failureOf(client.http.get('/api/user/{id}', { id: '2' }, {}, Value))
  expect(observe.mock.calls).toMatchObject([
    [{ endpoint: '/api/user/{id}', outcome: 'ok' }],
    [{ endpoint: '/api/user/{id}', outcome: 'forbidden' }],
  ])
})

test('the log records what the server answered, in each of its forms', async () => {
  const bodies: [unknown, unknown][] = [
    [
      { error: { message: 'Validation Error', errors: ['offset: Expected number'], status: 400 } },
      { message: 'Validation Error', errors: ['offset: Expected number'] },
    ],
    [
      { error: 'BAD', message: 'No.', status: 400, requestId: 'r-1', details: {} },
      { code: 'BAD', message: 'No.', requestId: 'r-1' },
    ],
    [{ message: 'No.', status: 400 }, { message: 'No.' }],
    ['plain text', undefined],
    [null, undefined],
  ]
  for (const [body, vendor] of bodies) {
    await using client = await openHttp(sendStatus(400, {}, JSON.stringify(body)))
    const error = await failureOf(client.ask())
    expect(error.details).toEqual({ status: 400 })
    expect(error.log).toEqual({ endpoint: '/api/thing', status: 400, vendor })
  }
})
