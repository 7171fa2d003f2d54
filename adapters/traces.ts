/**
 * Traces in OpenTelemetry's protocol (OTLP over HTTP, as JSON): a span for each answer and delivery, and one below it for
 * each call to another service. OpenTelemetry's own libraries take 28 MB, a seventh of an install, for this one request.
 */
import { randomBytes } from 'node:crypto'
import type { Config } from '../src/config.ts'
import type { Log } from '../src/ports.ts'
import type { OutgoingCall } from './calls.ts'
import { type FinishedWork, watchWork, withoutReference } from './reference.ts'
import { readVersion } from './version.ts'

/** Milliseconds between two exports. */
const exportEveryMs = 5_000
/** Spans that wait at most; more are dropped, because a collector that is away must not fill the memory. */
const maxWaiting = 2_048
const requestMs = 5_000

/** Kinds and codes of the protocol. */
const kinds = { internal: 1, client: 3 } as const
const failedCode = 2

type Span = {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly kind: number
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
  readonly attributes: readonly Attribute[]
  readonly status: { readonly code?: number }
}
type Attribute = {
  readonly key: string
  readonly value: { readonly stringValue: string } | { readonly intValue: string }
}

export type Traces = {
  noteCall(call: OutgoingCall): void
  /** Sends what waits, and resolves with whether that worked. */
  flush(): Promise<boolean>
  /** Sends what waits, and ends it. */
  stop(): Promise<void>
}

/** @param every milliseconds between two exports */
export function startTraces(
  { url, headers, serviceName }: NonNullable<Config['traces']>,
  log: Log,
  every = exportEveryMs,
): Traces {
  let waiting: Span[] = []
  let dropped = 0
  let isAway = false

  function add(span: Span): void {
    if (waiting.length < maxWaiting) waiting.push(span)
    else dropped += 1
  }

  async function flush(): Promise<boolean> {
    if (waiting.length === 0) return true
    const spans = waiting
    waiting = []
    const problem = await post({ resourceSpans: [describe(serviceName, spans)] })
    if (problem !== null) dropped += spans.length
    if (problem !== null && !isAway) log.warn({ ...problem, dropped }, 'the collector of traces takes nothing')
    if (problem === null && isAway) log.info({ dropped }, 'the collector of traces takes spans again')
    isAway = problem !== null
    return problem === null
  }

  async function post(body: object): Promise<object | null> {
    try {
      const response = await withoutReference(() =>
        fetch(url, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify(body),
          signal: AbortSignal.timeout(requestMs),
        }),
      )
      await response.body?.cancel()
      return response.ok ? null : { status: response.status }
    } catch (error) {
      return { err: error }
    }
  }

  const endWork = watchWork(work => add(toSpan(work)))
  const timer = setInterval(() => void flush(), every)
  timer.unref()
  return {
    noteCall(call) {
      if (call.trace) add(toChildSpan(call, call.trace))
    },
    flush,
    async stop() {
      endWork()
      clearInterval(timer)
      await flush()
    },
  }
}

function describe(serviceName: string, spans: readonly Span[]) {
  const version = readVersion()
  return {
    resource: { attributes: toAttributes({ 'service.name': serviceName, 'service.version': version }) },
    scopeSpans: [{ scope: { name: 'tabnine-usage-bot', version }, spans }],
  }
}

function toSpan({ name, reference, trace, beganAt, endedAt, isFailed }: FinishedWork): Span {
  return {
    ...trace,
    name,
    kind: kinds.internal,
    startTimeUnixNano: toNano(beganAt),
    endTimeUnixNano: toNano(endedAt),
    attributes: toAttributes({ reference }),
    status: isFailed ? { code: failedCode } : {},
  }
}

/** Without path and query, because these can contain names and tokens. */
function toChildSpan(call: OutgoingCall, parent: NonNullable<OutgoingCall['trace']>): Span {
  const { service, status, seconds, method, host, endedAt } = call
  return {
    traceId: parent.traceId,
    spanId: randomBytes(8).toString('hex'),
    parentSpanId: parent.spanId,
    name: `${method} ${service}`,
    kind: kinds.client,
    startTimeUnixNano: toNano(endedAt - seconds * 1_000),
    endTimeUnixNano: toNano(endedAt),
    attributes: toAttributes({
      'http.request.method': method,
      'server.address': host,
      ...(/^\d+$/.test(status) && { 'http.response.status_code': Number(status) }),
    }),
    status: /^[123]/.test(status) ? {} : { code: failedCode },
  }
}

function toAttributes(values: Readonly<Record<string, string | number>>): Attribute[] {
  return Object.entries(values).map(([key, value]) => ({
    key,
    value: typeof value === 'number' ? { intValue: String(value) } : { stringValue: value },
  }))
}

/** Whole nanoseconds; as text, because a number in JSON cannot hold them. */
function toNano(milliseconds: number): string {
  return String(BigInt(Math.round(milliseconds * 1_000)) * 1_000n)
}
