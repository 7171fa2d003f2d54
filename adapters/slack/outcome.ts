/** What Slack's answer to a message means for whether it is posted. Names and meanings are from the reference of chat.postMessage. */
import { webApi } from '@slack/bolt'
import type { Outcome } from '../../src/delivery/chat-gateway.ts'

/** The bot can't post in this conversation until someone lets it in again, or opens it. */
const unreachable = [
  'access_denied',
  'cannot_dm_bot',
  'channel_not_found',
  'is_archived',
  'is_inactive',
  'messages_tab_disabled',
  'no_permission',
  'not_in_channel',
  'restricted_action',
  'restricted_action_non_threadable_channel',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'user_disabled',
  'user_not_found',
  'user_not_visible',
]

/** The bot's token, its app or the whole workspace: nothing is posted anywhere until that is put right. */
const platformRefused = [
  'accesslimited',
  'account_inactive',
  'ekm_access_denied',
  'enterprise_is_restricted',
  'invalid_auth',
  'missing_scope',
  'not_allowed_token_type',
  'not_authed',
  'org_login_required',
  'team_access_not_granted',
  'team_added_to_org',
  'team_not_found',
  'token_expired',
  'token_revoked',
  'two_factor_setup_required',
]

/** No fault of this message: too many of them, or a channel on the move. Slack did nothing, and later it may. */
const later = [
  'external_channel_migrating',
  'message_limit_exceeded',
  'rate_limited',
  'ratelimited',
  // The request arrived cut short, and was not read.
  'request_timeout',
]

/** Slack's own faults: it says itself that some of the work may have been done before them. */
const doubtful = ['fatal_error', 'internal_error', 'service_unavailable']

/** Errors that are about the blocks and not about the place: the same words without blocks may pass. */
export const aboutBlocks = ['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long', 'msg_too_long']

/** No byte of the request can have arrived. */
const neverSent = [
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'ERR_PROXY_TUNNEL',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UND_ERR_CONNECT_TIMEOUT',
]

export function toOutcome(error: unknown): Outcome {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return { kind: 'not-posted', reason: 'rate-limited', retryAfter: error.retryAfter }
  }
  if (isUnreadableRateLimit(error)) return { kind: 'not-posted', reason: 'rate-limited', retryAfter: null }
  const code = codeOf(error)
  if (error instanceof webApi.WebAPIPlatformError) {
    if (unreachable.includes(code)) return { kind: 'unreachable', reason: code }
    if (platformRefused.includes(code)) return { kind: 'platform-refused', reason: code }
    if (later.includes(code)) return { kind: 'not-posted', reason: code, retryAfter: null }
    // What is wrong with the message will be wrong with it tomorrow.
    return { kind: doubtful.includes(code) ? 'unknown' : 'refused', reason: code }
  }
  if (neverSent.includes(code)) return { kind: 'not-posted', reason: 'no connection', retryAfter: null }
  if (error instanceof webApi.WebAPIHTTPError && isRefusal(error.statusCode)) {
    return { kind: 'not-posted', reason: `HTTP ${error.statusCode}`, retryAfter: null }
  }
  return { kind: 'unknown', reason: 'no answer' }
}

export function isAboutBlocks(error: unknown): boolean {
  return error instanceof webApi.WebAPIPlatformError && aboutBlocks.includes(error.data.error)
}

/** Whether Slack says that the bot is not a member; for a private conversation it says that it does not exist. */
export function isNotMember(error: unknown): boolean {
  return ['not_in_channel', 'channel_not_found'].includes(codeOf(error))
}

/** Whether a question that failed may be answered later. A missing scope, or not being in a channel, is for people to fix. */
export function canPass(error: unknown): boolean {
  if (!(error instanceof webApi.WebAPIPlatformError)) return true
  const code = error.data.error
  if (code === 'missing_scope') return false
  return [...doubtful, ...platformRefused, ...later].includes(code)
}

/** A 429 whose `Retry-After` is not a number: the SDK has no error class for it. */
function isUnreadableRateLimit(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Retry header did not contain a valid timeout')
}

/** A proxy or gate that lets nothing through. 408 and 5xx may have come after the message was posted. */
function isRefusal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408
}

/** The error code of Slack or of the network, from any depth of causes. */
function codeOf(error: unknown): string {
  if (error instanceof webApi.WebAPIPlatformError) return error.data.error
  for (let at = error; at instanceof Error; at = at.cause ?? ('original' in at ? at.original : undefined)) {
    if ('code' in at && typeof at.code === 'string' && neverSent.includes(at.code)) return at.code
  }
  return ''
}
