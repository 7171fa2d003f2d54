import { describe, expect, test } from 'vitest'
import { toOutcome } from '../../../../adapters/teams/outcome.ts'
import { createWords } from '../../../../src/message/words.ts'
import { refuse } from '../../../clouds/microsoft/refusals.ts'

const now = new Date('2026-11-23T09:00:00Z')

/** As Teams' library throws it: the status, and the answer as it came. */
function answer(status: number, body: unknown = '', headers: Record<string, string> = {}) {
  const bodyAsText = typeof body === 'string' ? body : JSON.stringify(body)
  const response = { bodyAsText, headers: { get: (name: string) => headers[name] } }
  return Object.assign(new Error(bodyAsText), { statusCode: status, response })
}
const refusal = (...given: Parameters<typeof refuse>) => {
  const { status, body, headers } = refuse(...given)
  return answer(status, body, headers)
}
const network = (code: string) => Object.assign(new Error('fetch failed'), { code })

describe('what Teams answers to a message', () => {
  test.each([
    ['BotDisabledByAdmin', 'disabled by an admin'],
    ['BotNotInConversationRoster', 'removed'],
    ['ConversationBlockedByUser', 'blocked'],
    ['ConversationNotFound', 'conversation not found'],
    ['MessageWritesBlocked', 'blocked'],
  ] as const)('%s: the conversation is gone for the bot', (code, reason) => {
    expect(toOutcome(refusal(code), true, now)).toEqual({ kind: 'unreachable', reason })
    expect(createWords('en').subscription.reason(reason)).not.toBe('')
  })

  test.each([
    ['ServiceError', answer(403, { error: { code: 'ServiceError' } })],
    ['ForbiddenOperationException', refusal('ForbiddenOperationException')],
    ['NotEnoughPermissions', refusal('NotEnoughPermissions')],
    ['MemberNotFoundInConversation', refusal('MemberNotFoundInConversation')],
    ['PreconditionFailed', refusal('PreconditionFailed')],
    ['HTTP 403', answer(403, '<html>blocked by the proxy</html>')],
    ['HTTP 404', answer(404)],
    ['HTTP 403', answer(403, { errorCode: 1, message: '{"subCode":7}' })],
  ])('%s passes: it is not posted, and tried again', (reason, error) => {
    expect(toOutcome(error, true, now)).toEqual({ kind: 'not-posted', reason, retryAfter: null })
  })

  test('an app that is not installed for a person cannot open their chat, now or later', () => {
    const outcome = { kind: 'refused', reason: 'not installed for this person' }
    expect(toOutcome(refusal('ForbiddenOperationException'), false, now)).toEqual(outcome)
  })

  test('a deleted message is not looked for again', () => {
    const gone = { kind: 'refused', reason: 'the message is gone' }
    expect(toOutcome(refusal('ActivityNotFoundInConversation'), true, now)).toEqual(gone)
  })

  test('a refused token is no fault of a conversation', () => {
    expect(toOutcome(refusal('BotNotRegistered'), true, now)).toEqual({
      kind: 'platform-refused',
      reason: 'Teams refuses the token',
    })
    const secretRanOut = Object.assign(new Error('AADSTS7000222'), { errorCode: 'invalid_client' })
    expect(toOutcome(secretRanOut, false, now)).toEqual({
      kind: 'platform-refused',
      reason: 'Microsoft refuses the app password',
    })
  })

  test.each([
    ['17', 17],
    ['Mon, 23 Nov 2026 09:01:00 GMT', 60],
    ['soon', null],
    [undefined, null],
  ])('too many requests, Retry-After %s', (header, retryAfter) => {
    const error = refusal('Throttled', undefined, header === undefined ? {} : { 'retry-after': header })
    expect(toOutcome(error, true, now)).toEqual({ kind: 'not-posted', reason: 'rate-limited', retryAfter })
  })

  test.each([408, 500, 502, 504])('HTTP %i leaves in doubt whether it was posted', status => {
    expect(toOutcome(answer(status), true, now)).toEqual({ kind: 'unknown', reason: 'no answer' })
    expect(toOutcome(answer(status), false, now)).toMatchObject({ kind: 'not-posted', retryAfter: null })
  })

  test.each([
    ['ECONNREFUSED', true, 'not-posted'],
    ['ENOTFOUND', true, 'not-posted'],
    ['ECONNRESET', true, 'unknown'],
    ['ECONNRESET', false, 'not-posted'],
  ])('a network that ends in %s (posting: %s) is %s', (code, isPosting, kind) => {
    expect(toOutcome(network(code), isPosting, now).kind).toBe(kind)
  })
})
