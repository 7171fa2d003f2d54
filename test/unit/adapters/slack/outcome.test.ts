import { webApi } from '@slack/bolt'
import { describe, expect, test } from 'vitest'
import { canPass, toOutcome } from '../../../../adapters/slack/outcome.ts'
import { createWords } from '../../../../src/message/words.ts'

const refusal = (error: string) => new webApi.WebAPIPlatformError({ ok: false, error })
const network = (code: string) =>
  new webApi.WebAPIRequestError(
    Object.assign(new Error('fetch failed'), { cause: Object.assign(new Error(), { code }) }),
  )

/** What chat.postMessage documents, except for arguments that our programs cannot get wrong. */
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
const notPosted = [
  'external_channel_migrating',
  'message_limit_exceeded',
  'rate_limited',
  'ratelimited',
  'request_timeout',
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
    ...platformRefused.map(code => ['platform-refused', code]),
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

  test('is not posted, also where Slack does not say for how long', async () => {
    const answer = async () => new Response('', { status: 429, headers: { 'retry-after': 'soon' } })
    const client = new webApi.WebClient('xoxb-1', {
      fetch: answer,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    })
    const error: unknown = await client.chat.postMessage({ channel: 'C1', text: 'hello' }).catch(error => error)
    expect(toOutcome(error)).toEqual({ kind: 'not-posted', reason: 'rate-limited', retryAfter: null })
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

  test.each([...unreachable, ...platformRefused, ...notPosted, ...unknown])('%s has words of ours', reason => {
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
    refusal('token_revoked'),
    refusal('ratelimited'),
    new webApi.WebAPIRateLimitedError(1),
    new webApi.WebAPIHTTPError(503, '', {}),
    network('ECONNRESET'),
  ])('%s can pass', error => {
    expect(canPass(error)).toBe(true)
  })
})
