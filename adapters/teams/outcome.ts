import type { Outcome } from '../../src/work/chat-gateway.ts'

/** Too large, or of a shape that this Teams does not know: the same words without a card may pass. */
export function isAboutContent(error: unknown): boolean {
  const status = statusOf(error)
  return status === 413 || status === 400
}

/**
 * What a failure says about whether the message stands in the chat.
 * @param isPosting whether the request that posts it was on its way, and not one before it
 */
export function toOutcome(error: unknown, isPosting: boolean, now: Date): Outcome {
  const status = statusOf(error)
  if (status === 403 || status === 404) return { kind: 'unreachable', reason: 'blocked' }
  if (status === 429) return { kind: 'not-posted', reason: 'rate-limited', retryAfter: readRetryAfter(error, now) }
  const isRefusal = status !== undefined && status < 500 && ![401, 408, 412].includes(status)
  if (isRefusal) return { kind: 'refused', reason: `status ${status}` }
  const isDoubtful = isPosting && status !== 401 && status !== 412 && !isNeverSent(error)
  return isDoubtful
    ? { kind: 'unknown', reason: 'no answer' }
    : { kind: 'not-posted', reason: 'unreachable', retryAfter: null }
}

/** There is no such message, or conversation. */
export function isMissing(error: unknown): boolean {
  return statusOf(error) === 404
}

/** Seconds; the header gives them, or a date. */
function readRetryAfter(error: unknown, now: Date): number | null {
  const { response } = error as { response?: { headers?: { get(name: string): string | undefined } } }
  const header = response?.headers?.get('retry-after')
  if (!header) return null
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - now.getTime()) / 1000
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : null
}

/** No byte of the request can have arrived. */
function isNeverSent(error: unknown): boolean {
  const neverSent = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'ERR_PROXY_TUNNEL']
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && neverSent.includes(String(at.code))) return true
  }
  return false
}

/** The status that Teams answered with; undefined where no answer came. */
function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : undefined
}
