import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createServiceOf, watchCalls } from '../../../adapters/calls.ts'
import { currentTrace, withReference } from '../../../adapters/reference.ts'
import { startTraces, type Traces } from '../../../adapters/traces.ts'
import { recordLog } from '../../helpers/recording-log.ts'

type Span = {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  kind: number
  startTimeUnixNano: string
  endTimeUnixNano: string
  attributes: { key: string; value: object }[]
  status: { code?: number }
}
type Export = {
  resourceSpans: { resource: { attributes: object[] }; scopeSpans: { scope: { name: string }; spans: Span[] }[] }[]
}

/** A collector and a service in one: what is sent to `/v1/traces` is kept. */
let exported: { headers: Record<string, unknown>; body: Export }[]
let collectorStatus: number
const server = createServer(async (request, response) => {
  if (request.url !== '/v1/traces') return void response.writeHead(request.url === '/missing' ? 404 : 200).end('{}')
  exported.push({ headers: request.headers, body: JSON.parse(await text(request)) })
  response.writeHead(collectorStatus).end()
})
let url = ''
let log: ReturnType<typeof recordLog>
let traces: Traces
let endCalls: () => void

beforeEach(async () => {
  exported = []
  collectorStatus = 200
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  log = recordLog()
  const headers = { 'api-key': 'hunter2' }
  // Far away: each test exports when it wants to.
  traces = startTraces({ url: `${url}/v1/traces`, headers, serviceName: 'the-bot' }, log, 3_600_000)
  const serviceOf = createServiceOf({ usageApi: { ...noApi, url }, slack: null, teams: null })
  endCalls = watchCalls({ serviceOf, log, observe: traces.noteCall })
})
afterEach(async () => {
  endCalls()
  await traces.stop()
  server.closeAllConnections()
  server.close()
})

const noApi = { token: '', organizationId: undefined, version: 'auto' as const }
const spans = () =>
  exported.flatMap(({ body }) => body.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans[0]?.spans ?? []))

test('an answer is a span, and each call for it is one below', async () => {
  await withReference('AAAAAA', 'answer in Slack', async () => {
    await fetch(`${url}/users/ada@example.com?token=secret`).then(response => response.text())
    await fetch(`${url}/missing`).then(response => response.text())
  })
  await fetch(`${url}/outside`).then(response => response.text())
  expect(await traces.flush()).toBe(true)
  expect(exported[0]?.headers).toMatchObject({ 'api-key': 'hunter2', 'content-type': 'application/json' })
  expect(exported[0]?.body.resourceSpans[0]?.resource.attributes).toContainEqual({
    key: 'service.name',
    value: { stringValue: 'the-bot' },
  })
  const root = spans().find(({ name }) => name === 'answer in Slack')
  expect(root).toMatchObject({
    kind: 1,
    status: {},
    attributes: [{ key: 'reference', value: { stringValue: 'AAAAAA' } }],
  })
  expect(root?.traceId).toMatch(/^[0-9a-f]{32}$/)
  expect(root?.spanId).toMatch(/^[0-9a-f]{16}$/)
  const calls = spans().filter(span => span !== root)
  expect(calls).toMatchObject([
    { name: 'GET tabnine', kind: 3, traceId: root?.traceId, parentSpanId: root?.spanId, status: {} },
    { name: 'GET tabnine', kind: 3, traceId: root?.traceId, parentSpanId: root?.spanId, status: { code: 2 } },
  ])
  expect(calls[1]?.attributes).toContainEqual({ key: 'http.response.status_code', value: { intValue: '404' } })
  for (const span of spans())
    expect(BigInt(span.endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(span.startTimeUnixNano))
  // Neither the person it was about nor a token.
  expect(JSON.stringify(exported.map(({ body }) => body))).not.toMatch(/ada@|secret|users/)
})

test('work that fails is marked, and the collector itself is never traced', async () => {
  await withReference('delivery 7', 'delivery', async () => {
    throw new Error('no')
  }).catch(() => {})
  await withReference('BBBBBB', 'answer in Teams', () => traces.flush())
  await traces.flush()
  expect(spans().map(({ name, status }) => [name, status.code])).toEqual([
    ['delivery', 2],
    ['answer in Teams', undefined],
  ])
})

test('a collector that is away is one line in the log, and one when it is back; no answer waits for it', async () => {
  collectorStatus = 503
  const ask = () => withReference('CCCCCC', 'answer in Slack', async () => 'the answer')
  for (let nth = 0; nth < 3; nth++) {
    expect(await ask()).toBe('the answer')
    expect(await traces.flush()).toBe(false)
  }
  collectorStatus = 200
  await ask()
  expect(await traces.flush()).toBe(true)
  const records = log.records.filter(({ text }) => text.includes('collector'))
  expect(records.map(({ level, text, fields }) => [level, text, fields.dropped])).toEqual([
    ['warn', 'the collector of traces takes nothing', 1],
    ['info', 'the collector of traces takes spans again', 3],
  ])
  expect(JSON.stringify(log.records)).not.toContain('hunter2')
})

test('what waits is bounded', async () => {
  for (let nth = 0; nth < 3_000; nth++) withReference('DDDDDD', 'answer in Slack', () => {})
  await traces.flush()
  expect(spans()).toHaveLength(2_048)
})

test('nothing is traced where no one watches', async () => {
  await traces.stop()
  expect(withReference('EEEEEE', 'answer in Slack', currentTrace)).toBeUndefined()
})
