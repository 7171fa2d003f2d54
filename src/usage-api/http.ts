import ky, { HTTPError, isNetworkError, isTimeoutError, type RetryOptions } from 'ky'
import { LRUCache } from 'lru-cache'
import pLimit from 'p-limit'
import type { z } from 'zod'
import { AppError, type ErrorCode, hasCode } from '../errors.ts'
import { untilAborted } from '../partial.ts'
import type { Log } from '../ports.ts'
import { ErrorBody } from './schema.ts'
import { describeIssues } from './shapes.ts'

export type HttpSettings = {
  /** The address of the Usage API, e.g. `https://console.tabnine.com`; its path is a prefix of every endpoint's. */
  readonly url: string
  readonly token: string
  readonly log: Log
  /** Parallel requests to this host. */
  readonly concurrency?: number
  /** Milliseconds for one attempt, its body included. */
  readonly requestTimeout?: number
  /** Milliseconds for one GET with all its attempts and waits. */
  readonly totalTimeout?: number
  readonly retries?: number
  /** Milliseconds before attempt n+1, where the server does not ask for more; n counts from 1. */
  readonly backoff?: (attempt: number) => number
  /** Called once for each GET that went out, when it has ended. */
  readonly observe?: (result: { endpoint: string; outcome: 'ok' | ErrorCode; seconds: number }) => void
}

export type Query = Readonly<Record<string, string | number | boolean | undefined>>

export type GetOptions = {
  /** Ends the wait of this caller; the request itself may serve other callers. */
  readonly signal?: AbortSignal | undefined
  /** How long the answer is cached; without it the cache is not read either. */
  readonly ttlMs?: number
  /** Some servers and licences do not have the endpoint: that is no fault, and is logged at debug level. */
  readonly isOptional?: boolean
}

/** A value, and how many letters of JSON it was read from. */
type Read = { readonly value: unknown; readonly length: number }

/** What is kept of answers at most, whatever the server sends. */
const maxCached = { answers: 500, letters: 32 * 1_048_576 }

export interface Http {
  readonly host: string
  /** `path` is a template such as `/api/v1/team/{teamId}`; `{names}` are filled from `path` values and encoded. */
  get<Schema extends z.ZodType>(
    path: string,
    values: Readonly<Record<string, string>>,
    query: Query,
    schema: Schema,
    options?: GetOptions,
  ): Promise<z.output<Schema>>
}

/** One GET at a time done well: token, limits of time and number, retries, sharing; a value or an `AppError`. */
export function createHttp(settings: HttpSettings): Http {
  const { log, requestTimeout = 15_000, totalTimeout = 40_000, retries = 3, backoff = doubleWithJitter } = settings
  const limit = pLimit(settings.concurrency ?? 8)
  const underway = new Map<string, Promise<Read>>()
  const cache = new LRUCache<string, Read>({
    max: maxCached.answers,
    maxSize: maxCached.letters,
    sizeCalculation: ({ length }) => Math.max(1, length),
  })
  const client = ky.create({
    headers: { authorization: `Bearer ${settings.token}`, accept: 'application/json' },
    fetch: fetchWhole,
    timeout: requestTimeout,
    totalTimeout,
  })

  /** Reads `Retry-After` ourselves: ky takes dates by our clock, and spends the time left on a wait that does not fit. */
  function planRetries(deadline: number): RetryOptions {
    let wait = 0
    return {
      limit: retries,
      statusCodes: [408, 429, 500, 502, 503, 504],
      afterStatusCodes: [],
      retryOnTimeout: true,
      shouldRetry({ error, retryCount }) {
        const asked = error instanceof HTTPError ? (waitAsked(error.response) ?? 0) * 1000 : 0
        wait = Math.max(asked, backoff(retryCount))
        // A wait that leaves no time for the answer is not shortened, against the server's word: it ends the attempts.
        return wait > (deadline - performance.now()) / 2 ? false : undefined
      },
      delay: () => wait,
    }
  }

  async function send(url: URL, endpoint: string, schema: z.ZodType, isOptional: boolean): Promise<Read> {
    const started = performance.now()
    let outcome: 'ok' | ErrorCode = 'ok'
    try {
      const retry = planRetries(started + totalTimeout)
      return await readBody(await client.get(url, { retry }), endpoint, schema)
    } catch (thrown) {
      const error = toError(thrown, endpoint)
      outcome = error.code
      const level = isOptional && isMissing(error) ? 'debug' : 'warn'
      log[level]({ endpoint, code: error.code, ...error.log, cause: error.cause }, 'Usage API request failed')
      throw error
    } finally {
      settings.observe?.({ endpoint, outcome, seconds: (performance.now() - started) / 1000 })
    }
  }

  return {
    host: new URL(settings.url).host,
    async get<Schema extends z.ZodType>(
      path: string,
      values: Readonly<Record<string, string>>,
      query: Query,
      schema: Schema,
      options: GetOptions = {},
    ) {
      const url = buildUrl(settings.url, path, values, query)
      const key = url.href
      const known = options.ttlMs ? cache.get(key) : undefined
      // The same address always comes with the same schema: both follow from the endpoint.
      if (known) return known.value as z.output<Schema>
      let answer = underway.get(key)
      if (!answer) {
        answer = limit(() => send(url, path, schema, options.isOptional ?? false)).finally(() => underway.delete(key))
        underway.set(key, answer)
        if (options.ttlMs) {
          const ttl = options.ttlMs
          answer.then(
            read => cache.set(key, read, { ttl }),
            () => undefined, // the caller that waits for the answer gets the failure; it is only not cached
          )
        }
      }
      return (await untilAborted(answer, options.signal)).value as z.output<Schema>
    },
  }
}

/** What a server or licence without an optional endpoint answers; some send a page instead of JSON. */
export function isMissing(error: unknown): boolean {
  return hasCode(error, 'not-found', 'contract', 'forbidden')
}

function doubleWithJitter(attempt: number): number {
  return 300 * 2 ** (attempt - 1) * (0.5 + Math.random() / 2)
}

export function buildUrl(base: string, path: string, values: Readonly<Record<string, string>>, query: Query): URL {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''))
  const url = new URL(`${base.replace(/\/+$/, '')}${filled}`)
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value))
  }
  return url
}

async function readBody(response: Response, endpoint: string, schema: z.ZodType): Promise<Read> {
  const text = await response.text()
  return { value: parseBody(text, schema, endpoint, response.headers.get('content-type')), length: text.length }
}

/**
 * The value in the body of an answer.
 * @param type of its content, for the log
 * @throws AppError `contract` where the body is not JSON, or has another shape
 * @internal
 */
export function parseBody(text: string, schema: z.ZodType, endpoint: string, type: string | null = null): unknown {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new AppError('contract', {}, { cause, log: { endpoint, reason: 'the body is not JSON', type } })
  }
  const result = schema.safeParse(json)
  if (result.success) return result.data
  const issues = describeIssues(result.error)
  throw new AppError('contract', {}, { log: { endpoint, reason: 'the body has another shape', issues } })
}

function toError(thrown: unknown, endpoint: string): AppError {
  if (thrown instanceof AppError) return thrown
  if (thrown instanceof HTTPError) return fromStatus(thrown, endpoint)
  // ky's own errors hold the request, and with it the token and the whole address: only what lies below is kept.
  if (isTimeoutError(thrown)) return new AppError('upstream-timeout', {}, { log: { endpoint } })
  if (isNetworkError(thrown)) return new AppError('unreachable', {}, { cause: thrown.cause, log: { endpoint } })
  return new AppError('internal', {}, { cause: thrown, log: { endpoint } })
}

function fromStatus(error: HTTPError, endpoint: string): AppError {
  const { status } = error.response
  const body = ErrorBody.safeParse(error.data)
  const retryAfter = waitAsked(error.response)
  const vendorCode = status === 403 && body.success ? readVendorCode(body.data.code) : null
  return new AppError(
    codeOf(status),
    { status, ...(retryAfter === null ? {} : { retryAfter }), ...(vendorCode === null ? {} : { vendorCode }) },
    { log: { endpoint, status, vendor: body.success ? body.data : undefined } },
  )
}

/** Why Tabnine refuses something, such as FEATURE_NOT_AVAILABLE; a code that only repeats the status says nothing. */
function readVendorCode(code: string | undefined): string | null {
  return code !== undefined && code !== 'FORBIDDEN' && /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? code : null
}

function codeOf(status: number): ErrorCode {
  switch (status) {
    case 401:
      return 'bad-token'
    case 403:
      return 'forbidden'
    case 404:
      return 'not-found'
    case 429:
      return 'rate-limited'
    case 408:
      return 'upstream-timeout'
    default:
      return status >= 500 ? 'upstream-failed' : 'refused-request'
  }
}

/** A longer wait is a mistake of the server: people must not be asked to come back in a year. */
const maxWaitSeconds = 3_600

/**
 * Seconds that the server asks to wait, an hour at most, or `null` if it names no time. The server's clock comes from its
 * Date header.
 */
function waitAsked(response: Response): number | null {
  const date = Date.parse(response.headers.get('date') ?? '')
  const seconds = readRetryAfter(response.headers.get('retry-after'), Number.isNaN(date) ? new Date() : new Date(date))
  return seconds === null ? null : Math.min(seconds, maxWaitSeconds)
}

/** Bytes; a hundred times the longest page. What has no end must not fill the memory. */
const maxBodyBytes = 16 * 1_048_576

/**
 * An answer with all of its body. Read inside `fetch`, a connection cut in mid-body is under the same time limit and
 * retries as the rest. Throws `contract` where the body is too large.
 */
export async function fetchWhole(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(input, init)
  const chunks: Uint8Array[] = []
  let size = 0
  if (Number(response.headers.get('content-length')) > maxBodyBytes) {
    await response.body?.cancel()
    throw tooLarge()
  }
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > maxBodyBytes) throw tooLarge()
    chunks.push(chunk)
  }
  const { status, statusText, headers } = response
  return new Response(size === 0 ? null : Buffer.concat(chunks), { status, statusText, headers })
}

function tooLarge(): AppError {
  return new AppError('contract', {}, { log: { reason: 'the body is too large' } })
}

/**
 * The wait of a `Retry-After` header, in seconds from `now`: a number of seconds or an HTTP date (RFC 9110). A past date is
 * 0. `null` if there is no header, or it is neither.
 * @internal
 */
export function readRetryAfter(header: string | null, now: Date): number | null {
  if (header === null) return null
  const value = header.trim()
  if (/^\d{1,9}$/.test(value)) return Number(value)
  const date = Date.parse(value)
  // A bare number that Date.parse takes for a year is not a date.
  if (Number.isNaN(date) || !/[a-z]/i.test(value)) return null
  return Math.max(0, Math.ceil((date - now.getTime()) / 1000))
}
