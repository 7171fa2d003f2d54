import { z } from 'zod'
import type { Outcome } from '../../src/delivery/chat-gateway.ts'

/** Too large, or of a shape that this Teams does not know: the same words without a card may pass. */
export function isAboutContent(error: unknown): boolean {
  const status = statusOf(error)
  return status === 413 || status === 400
}

/**
 * Codes after which the bot cannot reach a conversation until someone lets it in again. Source: Teams' documentation of
 * the status codes of its bot APIs.
 */
const goneCodes: Readonly<Record<string, string>> = {
  BotDisabledByAdmin: 'disabled by an admin',
  BotNotInConversationRoster: 'removed',
  ConversationBlockedByUser: 'blocked',
  ConversationNotFound: 'conversation not found',
  MessageWritesBlocked: 'blocked',
}

/** A person's chat cannot be opened before the app is installed for them. */
const notInstalled = 'ForbiddenOperationException'

/** The message that is replied to, or edited, was deleted. */
const messageGone = 'ActivityNotFoundInConversation'

/**
 * Whether a message was posted, judged by the failure.
 * @param isPosting whether the failed request was the one that posts, not one before it
 */
export function toOutcome(error: unknown, isPosting: boolean, now: Date): Outcome {
  const status = statusOf(error)
  if (status === undefined) return withoutAnswer(error, isPosting)
  const code = codeOf(error)
  const gone = goneCodes[code]
  if (gone !== undefined) return { kind: 'unreachable', reason: gone }
  if (code === notInstalled && !isPosting) return { kind: 'refused', reason: 'not installed for this person' }
  if (code === messageGone) return { kind: 'refused', reason: 'the message is gone' }
  if (status === 429) return { kind: 'not-posted', reason: 'rate-limited', retryAfter: readRetryAfter(error, now) }
  if (status === 401) return { kind: 'platform-refused', reason: 'Teams refuses the token' }
  // Teams answers 403 and 404 for passing faults of its own as well, so they say nothing about the conversation.
  if ([403, 404, 412].includes(status))
    return { kind: 'not-posted', reason: code || `HTTP ${status}`, retryAfter: null }
  if (status < 500 && status !== 408) return { kind: 'refused', reason: code || `HTTP ${status}` }
  if (isPosting) return { kind: 'unknown', reason: 'no answer' }
  return { kind: 'not-posted', reason: code || `HTTP ${status}`, retryAfter: null }
}

function withoutAnswer(error: unknown, isPosting: boolean): Outcome {
  if (isTokenRefused(error)) return { kind: 'platform-refused', reason: 'Microsoft refuses the app password' }
  if (isPosting && !isNeverSent(error)) return { kind: 'unknown', reason: 'no answer' }
  return { kind: 'not-posted', reason: 'no connection', retryAfter: null }
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

const ErrorBody = z.object({
  error: z.object({ code: z.string() }).optional(),
  /** `MessageWritesBlocked` comes as JSON within this text. */
  message: z.string().optional(),
})
const InnerBody = z.object({ subCode: z.string() })

/** Teams' word for what is wrong; empty where its answer has none. */
function codeOf(error: unknown): string {
  const { response } = error as { response?: { bodyAsText?: unknown } }
  const body = ErrorBody.safeParse(parseJson(response?.bodyAsText)).data
  return body?.error?.code ?? InnerBody.safeParse(parseJson(body?.message)).data?.subCode ?? ''
}

function parseJson(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined
  } catch {
    // A proxy's page, or nothing: it has no code.
    return undefined
  }
}

/** Codes of Microsoft's sign-in for a secret or a registration that it does not accept. */
function isTokenRefused(error: unknown): boolean {
  const refused = ['invalid_client', 'unauthorized_client', 'invalid_grant', 'access_denied']
  return error instanceof Error && 'errorCode' in error && refused.includes(String(error.errorCode))
}
