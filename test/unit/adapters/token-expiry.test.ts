import { expect, test } from 'vitest'
import { expiryOf } from '../../../adapters/token-expiry.ts'

const tokenWith = (claims: unknown) =>
  ['{"alg":"HS256"}', JSON.stringify(claims), 'signature']
    .map(part => Buffer.from(part).toString('base64url'))
    .join('.')

test('a JSON Web Token says when it ends', () => {
  expect(expiryOf(tokenWith({ sub: 'x', exp: 1_800_000_000 }))).toEqual(new Date(1_800_000_000_000))
})

test.each([
  ['without an end', tokenWith({ sub: 'x' })],
  ['with another end', tokenWith({ exp: 'tomorrow' })],
  ['with an end beyond all dates', tokenWith({ exp: 1e18 })],
  ['of three parts that hold no JSON', 'a.b.c'],
  ['of another kind', 'tabnine-admin-token'],
  ['that is empty', ''],
])('a token %s does not', (_what, token) => {
  expect(expiryOf(token)).toBeNull()
})
