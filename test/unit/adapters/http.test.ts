import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { createHealth } from '../../../adapters/health.ts'
import { createMetricsServer, createWeb, type HttpServer, type Web } from '../../../adapters/http.ts'
import { createMetrics } from '../../../adapters/metrics.ts'
import { alwaysReady, createReadiness, type Readiness } from '../../../adapters/readiness.ts'
import { ConfigError } from '../../../src/config.ts'
import { recordLog } from '../../helpers/recording-log.ts'

let web: Web | undefined

afterEach(() => web?.close())

/** A server with the routes given, and what it logs. */
async function start(
  addRoutes: (application: Web['application'], made: Web) => void = () => {},
  readiness: Pick<Readiness, 'read'> = alwaysReady,
) {
  const log = recordLog()
  const made = createWeb(log, readiness)
  addRoutes(made.application, made)
  const { port } = await made.listen(0, '127.0.0.1')
  web = made
  const ask = async (path: string, init?: RequestInit) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, init)
    return { status: response.status, type: response.headers.get('content-type') ?? '', body: await response.text() }
  }
  return { ask, log, port, web: made }
}

const json = 'application/json; charset=utf-8'
const internal = { status: 500, type: json, body: '{"error":"internal error"}' }

describe('health', () => {
  test('live says only that the process is there', async () => {
    const { ask } = await start(undefined, createReadiness())
    expect(await ask('/health/live')).toEqual({ status: 200, type: json, body: '{"status":"ok"}' })
  })

  test('ready follows the bot', async () => {
    const readiness = createReadiness()
    const { ask } = await start(undefined, readiness)
    expect(await ask('/health/ready')).toEqual({ status: 503, type: json, body: '{"status":"not ready"}' })
    readiness.setReady()
    expect(await ask('/health/ready')).toEqual({ status: 200, type: json, body: '{"status":"ok"}' })
    readiness.setStopping()
    readiness.setReady()
    expect(await ask('/health/ready')).toEqual({ status: 503, type: json, body: '{"status":"stopping"}' })
  })

  test('ready names each part that has a problem, and is "not ready" where only a new process helps', async () => {
    const readiness = createReadiness()
    let isReady = true
    readiness.watch('memory', () => ({ isReady, note: 'a problem' }))
    readiness.watch('other', () => null)
    readiness.setReady()
    const { ask } = await start(undefined, readiness)
    expect(await ask('/health/ready')).toMatchObject({ status: 200, body: '{"status":"ok","memory":"a problem"}' })
    isReady = false
    expect(await ask('/health/ready')).toMatchObject({
      status: 503,
      body: '{"status":"not ready","memory":"a problem"}',
    })
  })
})

test('a part that is away is one word for readiness, one line in the log for each change, and a gauge', async () => {
  const log = recordLog()
  const readiness = createReadiness()
  const observed: unknown[] = []
  const health = createHealth({ readiness, log, observe: (part, works) => observed.push([part, works]) })
  readiness.setReady()
  health.report('subscriptions', null, 'Applied.')
  for (const reason of ['refused', 'refused', '503'])
    health.report('slack', 'unreachable', 'Slack cannot be reached.', { reason })
  expect(readiness.read()).toEqual({ status: 'ok', notes: { slack: 'unreachable' } })
  health.report('slack', null, 'Slack is connected.')
  expect(readiness.read()).toEqual({ status: 'ok', notes: {} })
  expect(log.records).toEqual([
    { level: 'warn', fields: { reason: 'refused' }, text: 'Slack cannot be reached.' },
    { level: 'info', fields: {}, text: 'Slack is connected.' },
  ])
  expect(observed).toEqual([
    ['subscriptions', true],
    ['slack', false],
    ['slack', true],
  ])
})

describe('metrics', () => {
  let server: HttpServer | undefined
  afterEach(() => server?.close())

  test('are Prometheus text on a port of their own, and nothing else is there', async () => {
    server = createMetricsServer(recordLog(), createMetrics())
    const { port } = await server.listen(0, '127.0.0.1')
    const response = await fetch(`http://127.0.0.1:${port}/metrics`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4')
    expect(await response.text()).toContain('# TYPE bot_answers_total counter')
    expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(404)
  })

  test('are not on the port that chats reach', async () => {
    const { ask } = await start()
    expect((await ask('/metrics')).status).toBe(404)
  })

  test('name their own setting where their port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as AddressInfo
    await expect(createMetricsServer(recordLog(), createMetrics()).listen(port, '127.0.0.1')).rejects.toThrow(
      new ConfigError([
        `METRICS_PORT ${port} is in use by another program. Stop that program, or set METRICS_PORT to another port.`,
      ]),
    )
    taken.close()
  })
})

describe('what goes wrong is short JSON', () => {
  test.each([
    [
      'throws',
      () => {
        throw new Error('secret detail')
      },
    ],
    [
      'rejects',
      async () => {
        throw new Error('secret detail')
      },
    ],
    [
      'throws no error',
      () => {
        throw 'secret detail'
      },
    ],
    [
      'throws an odd status',
      () => {
        throw Object.assign(new Error('secret detail'), { status: 'ok' })
      },
    ],
    [
      'throws a status that is none',
      () => {
        throw Object.assign(new Error('secret detail'), { status: 99 })
      },
    ],
  ])('where a route %s, and the reason is in the log', async (_what, route) => {
    const { ask, log } = await start(application => application.get('/', route))
    expect(await ask('/')).toEqual(internal)
    expect(log.records).toMatchObject([{ level: 'error', text: 'a request failed' }])
  })

  test('where a request is bad, which is nothing for the log', async () => {
    const { ask, log } = await start((application, { readJson }) => application.post('/', readJson))
    const post = (body: string) => ask('/', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    const bad = { type: json, body: '{"error":"bad request"}' }
    expect(await post('{')).toEqual({ status: 400, ...bad })
    expect(await post(JSON.stringify('x'.repeat(300_000)))).toEqual({ status: 413, ...bad })
    expect(log.records).toEqual([])
  })

  test('where there is nothing', async () => {
    const { ask } = await start()
    const nothing = { status: 404, type: json, body: '{"error":"not found"}' }
    expect(await ask('/nothing')).toEqual(nothing)
    expect(await ask('/health/live', { method: 'POST' })).toEqual(nothing)
  })

  test('or a cut connection, where an answer had started', async () => {
    const { ask, log } = await start(application =>
      application.get('/', (_request, response) => {
        response.write('half')
        throw new Error('secret detail')
      }),
    )
    await expect(ask('/')).rejects.toThrow()
    expect(log.records).toMatchObject([{ level: 'error', text: 'a request failed' }])
  })
})

describe('its port', () => {
  test('that is taken is reported with what to do, and closing is then no error', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as AddressInfo
    const made = createWeb(recordLog(), alwaysReady)
    await expect(made.listen(port, '127.0.0.1')).rejects.toThrow(
      new ConfigError([`PORT ${port} is in use by another program. Stop that program, or set PORT to another port.`]),
    )
    await expect(made.close()).resolves.toBe(0)
    taken.close()
  })

  test('is free after closing, which may be called twice or without a start', async () => {
    const { port, web: first } = await start()
    await first.close()
    await first.close()
    const second = createServer().listen(port, '127.0.0.1')
    await once(second, 'listening')
    second.close()
    await expect(createWeb(recordLog(), alwaysReady).close()).resolves.toBe(0)
  })
})

test('closing waits for what is under way, and takes nothing new', async () => {
  const [arrived, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const { ask, web: made } = await start(application =>
    application.get('/slow', async (_request, response) => {
      arrived.resolve()
      await released.promise
      response.send('done')
    }),
  )
  const slow = ask('/slow')
  await arrived.promise
  const order: string[] = []
  const closed = made.close().then(() => order.push('closed'))
  await expect(ask('/health/live')).rejects.toThrow('fetch failed')
  released.resolve()
  expect((await slow.finally(() => order.push('answered'))).body).toBe('done')
  await closed
  expect(order).toEqual(['answered', 'closed'])
})

test('closing cuts a request that was sent halfway, and says how many', async () => {
  const arrived = Promise.withResolvers<void>()
  const { port, web: made } = await start((application, { readJson }) => {
    application.post('/', (_request, _response, next) => next(arrived.resolve()), readJson)
  })
  const half = connect(port, '127.0.0.1')
  half.write('POST / HTTP/1.1\r\nHost: bot\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{')
  await arrived.promise
  half.on('error', () => {})
  const cut = once(half, 'close')
  expect(await made.close(20)).toBe(1)
  await cut
})
