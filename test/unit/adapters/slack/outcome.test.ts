import { webApi } from '@slack/bolt'
import { describe, expect, test } from 'vitest'
import { canPass, toOutcome } from '../../../../adapters/slack/outcome.ts'
import { createWords } from '../../../../src/message/words.ts'

const refusal = (error: string) => new webApi.WebAPIPlatformError({ ok: false, error })
const network = (code: string) =>
  new webApi.WebAPIRequestError(
    Object.assign(new Error('fetch failed'), { cause: Object.assign(new Error(), { code }) }),
  )

/** What chat.postMessage documents, beside arguments that no program of ours gets wrong. */
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
const notPosted = [
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
  'request_timeout',
  'team_access_not_granted',
  'team_added_to_org',
  'token_expired',
  'two_factor_setup_required',
]
const unknown = ['fatal_error', 'internal_error', 'service_unavailable']
const refused = [
  'block_mismatch',
  'deprecated_endpoint',
  'invalid_arguments',
  'invalid_blocks',
  'invalid_metadata_schema',
  'metadata_too_large',
  'msg_too_long',
  'no_text',
  'some_error_of_tomorrow',
]

describe('what Slack answers to a message', () => {
  test.each([
    ...unreachable.map(code => ['unreachable', code]),
    ...unknown.map(code => ['unknown', code]),
    ...refused.map(code => ['refused', code]),
  ])('is %s: %s', (kind, reason) => {
    expect(toOutcome(refusal(reason))).toEqual({ kind, reason })
  })

  test.each(notPosted)('is not posted, and tried later: %s', reason => {
    expect(toOutcome(refusal(reason))).toEqual({ kind: 'not-posted', reason, retryAfter: null })
  })

  test('is not posted, and tried when Slack says', () => {
    expect(toOutcome(new webApi.WebAPIRateLimitedError(17))).toEqual({
      kind: 'not-posted',
      reason: 'rate-limited',
      retryAfter: 17,
    })
  })

  test.each([
    [403, 'not-posted'],
    [407, 'not-posted'],
    [408, 'unknown'],
    [500, 'unknown'],
    [502, 'unknown'],
    [503, 'unknown'],
    [504, 'unknown'],
  ])('HTTP %i is %s', (status, kind) => {
    expect(toOutcome(new webApi.WebAPIHTTPError(status, '', {})).kind).toBe(kind)
  })

  test.each([
    ['ECONNREFUSED', 'not-posted'],
    ['ENOTFOUND', 'not-posted'],
    ['CERT_HAS_EXPIRED', 'not-posted'],
    ['ERR_PROXY_TUNNEL', 'not-posted'],
    ['UND_ERR_CONNECT_TIMEOUT', 'not-posted'],
    ['ECONNRESET', 'unknown'],
    ['UND_ERR_SOCKET', 'unknown'],
    ['ABORT_ERR', 'unknown'],
  ])('a network that ends in %s is %s', (code, kind) => {
    expect(toOutcome(network(code)).kind).toBe(kind)
  })

  test.each([...unreachable, ...notPosted, ...unknown])('%s has words of ours', reason => {
    expect(createWords('en').subscription.reason(reason)).not.toBe(reason.replaceAll('_', ' '))
  })
})

describe('a look-up that failed', () => {
  test.each(['missing_scope', 'not_in_channel', 'channel_not_found', 'method_deprecated'])('%s stays so', code => {
    expect(canPass(refusal(code))).toBe(false)
  })

  test.each([
    refusal('internal_error'),
    refusal('invalid_auth'),
    refusal('ratelimited'),
    new webApi.WebAPIRateLimitedError(1),
    new webApi.WebAPIHTTPError(503, '', {}),
    network('ECONNRESET'),
  ])('%s can pass', error => {
    expect(canPass(error)).toBe(true)
  })
})
