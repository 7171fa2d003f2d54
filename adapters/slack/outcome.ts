/** What Slack's answer to a message means for whether it is posted. Names and meanings are from the reference of chat.postMessage. */
import { webApi } from '@slack/bolt'
import type { Outcome } from '../../src/work/chat-gateway.ts'

/** Nothing will be said in this conversation until somebody lets the bot in again, or opens it. */
const unreachable = [
  'access_denied',
  'account_inactive',
  'cannot_dm_bot',
  'channel_not_found',
  'enterprise_is_restricted',
  'is_archived',
  'is_inactive',
  'messages_tab_disabled',
  'no_permission',
  'not_in_channel',
  'restricted_action',
  'restricted_action_non_threadable_channel',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'team_not_found',
  'token_revoked',
  'user_disabled',
  'user_not_found',
  'user_not_visible',
]

/**
 * No fault of this message: a token or an admin's setting that is to be mended, a workspace on the move, too many
 * messages. Slack did nothing, and later it may.
 */
const later = [
  'accesslimited',
  'ekm_access_denied',
  'external_channel_migrating',
  'invalid_auth',
  'message_limit_exceeded',
  'missing_scope',
  'not_allowed_token_type',
  'not_authed',
  'org_login_required',
  'rate_limited',
  'ratelimited',
  // The request arrived cut short, and was not read.
  'request_timeout',
  'team_access_not_granted',
  'team_added_to_org',
  'token_expired',
  'two_factor_setup_required',
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
  const code = codeOf(error)
  if (error instanceof webApi.WebAPIPlatformError) {
    if (unreachable.includes(code)) return { kind: 'unreachable', reason: code }
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

/** Whether Slack says that the bot is no member of a conversation; of a private one it says that there is none. */
export function isNotMember(error: unknown): boolean {
  return ['not_in_channel', 'channel_not_found'].includes(codeOf(error))
}

/** Whether a question that failed may be answered later. A missing scope, or not being in a channel, is for people to mend. */
export function canPass(error: unknown): boolean {
  if (!(error instanceof webApi.WebAPIPlatformError)) return true
  const code = error.data.error
  return doubtful.includes(code) || (later.includes(code) && code !== 'missing_scope')
}

/** A proxy or gate that lets nothing through. 408 and 5xx may have come after the message was posted. */
function isRefusal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408
}

/** Slack's word for it, or the network's, however deep it lies. */
function codeOf(error: unknown): string {
  if (error instanceof webApi.WebAPIPlatformError) return error.data.error
  for (let at = error; at instanceof Error; at = at.cause ?? ('original' in at ? at.original : undefined)) {
    if ('code' in at && typeof at.code === 'string' && neverSent.includes(at.code)) return at.code
  }
  return ''
}
