import { describe, expect, test } from 'vitest'
import { createHttp } from '../../../src/usage-api/http.ts'
import { failureOf, fine, openHttp, TOKEN, Value } from '../../helpers/http-client.ts'
import { recordLog } from '../../helpers/recording-log.ts'
import {
  cutBefore,
  cutWithin,
  findClosedUrl,
  inSequence,
  type Script,
  sendHtml,
  sendJson,
  sendStatus,
  stayMute,
} from '../../helpers/scripted-server.ts'

describe('asks again', () => {
  const passing: [string, Script][] = [
    ...[408, 429, 500, 502, 503, 504].map((status): [string, Script] => [`status ${status}`, sendStatus(status)]),
    ['an error page', sendHtml(502)],
    ['a connection cut before the answer', cutBefore()],
    ['a connection cut in mid-body', cutWithin()],
  ]

  test.each(passing)('after %s', async (_name, script) => {
    await using client = await openHttp(inSequence(script, fine))
    await expect(client.ask()).resolves.toEqual({ value: 1 })
    expect(client.requests).toHaveLength(2)
    expect(client.records).toEqual([])
  })

  test('after an answer that does not come in time', async () => {
    await using client = await openHttp(inSequence(stayMute(), fine), { requestTimeout: 700 })
    await expect(client.ask()).resolves.toEqual({ value: 1 })
    expect(client.requests).toHaveLength(2)
  })

  test.each([
    ['status 408', sendStatus(408), 'upstream-timeout', 408],
    ['status 429', sendStatus(429), 'rate-limited', 429],
    ['status 500', sendStatus(500), 'upstream-failed', 500],
    ['status 503', sendStatus(503), 'upstream-failed', 503],
    ['an error page', sendHtml(502), 'upstream-failed', 502],
    ['a connection cut before the answer', cutBefore(), 'unreachable', undefined],
    ['a connection cut in mid-body', cutWithin(), 'unreachable', undefined],
    ['an answer that never comes', stayMute(), 'upstream-timeout', undefined],
  ] as const)('and in the end gives up after %s', async (_name, script, code, status) => {
    const attempts: number[] = []
    const backoff = (attempt: number) => {
      attempts.push(attempt)
      return 1
    }
    await using client = await openHttp(script, {
      retries: 3,
      backoff,
      ...(code === 'upstream-timeout' ? { requestTimeout: 300 } : {}),
    })
    const error = await failureOf(client.ask())
    expect(error).toMatchObject({ code, details: status === undefined ? {} : { status } })
    expect(attempts).toEqual([1, 2, 3])
    expect(client.requests).toHaveLength(4)
    expect(client.records).toMatchObject([{ level: 'warn', fields: { endpoint: '/api/thing', code } }])
  })

  test.each([
    [400, 'refused-request'],
    [401, 'bad-token'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [405, 'refused-request'],
    [409, 'refused-request'],
    [422, 'refused-request'],
  ] as const)('but not after status %d', async (status, code) => {
    await using client = await openHttp(sendStatus(status))
    await expect(failureOf(client.ask())).resolves.toMatchObject({ code, details: { status } })
    expect(client.requests).toHaveLength(1)
  })

  test.each([
    ['HTML', sendHtml()],
    ['nothing', sendStatus(204, {}, '')],
    ['an empty body', sendStatus(200, {}, '')],
    ['broken JSON', sendStatus(200, {}, '{"value":')],
    ['another shape', sendJson({ value: 'one' })],
  ])('but not after %s in place of the answer', async (_name, script) => {
    await using client = await openHttp(script)
    await expect(failureOf(client.ask())).resolves.toMatchObject({ code: 'contract', details: {} })
    expect(client.requests).toHaveLength(1)
  })

  test('but not where no server ever listens', async () => {
    const log = recordLog()
    const http = createHttp({ url: await findClosedUrl(), token: TOKEN, log, backoff: () => 1, retries: 2 })
    await expect(failureOf(http.get('/api/thing', {}, {}, Value))).resolves.toMatchObject({ code: 'unreachable' })
  })
})
