import { describe, expect, test } from 'vitest'
import { AppError, type ErrorCode, errorCodes, hasCode, toAppError } from '../../src/errors.ts'

const codes = Object.keys(errorCodes) as ErrorCode[]

test('asking again helps where the server or the bot is only busy, and nowhere else', () => {
  expect(codes.filter(code => new AppError(code).canRetry)).toEqual([
    'rate-limited',
    'upstream-failed',
    'upstream-timeout',
    'unreachable',
    'role-unchecked',
    'unverified',
    'store-unavailable',
    'store-full',
    'not-recorded',
    'took-too-long',
    'stopping',
  ])
})

describe('anything thrown becomes an error that can be shown', () => {
  test('one of ours stays what it is', () => {
    const error = new AppError('forbidden', { status: 403 })
    expect(toAppError(error)).toBe(error)
  })

  test.each([new TypeError('x is not a function'), 'a string', undefined, null, { code: 'forbidden' }])(
    '%s is internal, and kept as the cause',
    thrown => {
      const error = toAppError(thrown)
      expect(error).toMatchObject({ code: 'internal', details: {}, log: {} })
      expect(error.cause).toBe(thrown)
    },
  )
})

test.each([
  [new AppError('forbidden'), true],
  [new AppError('not-found'), true],
  [new AppError('internal'), false],
  [new Error('forbidden'), false],
  [{ code: 'forbidden' }, false],
  [undefined, false],
])('%o has one of two codes: %s', (thrown, has) => {
  expect(hasCode(thrown, 'forbidden', 'not-found')).toBe(has)
})

test('an error is recognised in a log by its code', () => {
  const error = new AppError('bad-token', {}, { log: { endpoint: '/api' } })
  expect([error.name, error.message, error.log]).toEqual(['AppError', 'bad-token', { endpoint: '/api' }])
})
