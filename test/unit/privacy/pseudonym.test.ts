import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pseudonymOf } from '../../../src/privacy/pseudonym.ts'

const key = 'a key of this installation'

test('a pseudonym can be read out, and stays', () => {
  expect(pseudonymOf('user-1', key)).toBe(pseudonymOf('user-1', key))
  expect(pseudonymOf('user-1', key)).toMatch(/^Person [2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}$/)
})

test('another installation has others, and without a key there is no pseudonym', () => {
  expect(pseudonymOf('user-1', 'another')).not.toBe(pseudonymOf('user-1', key))
  expect(() => pseudonymOf('user-1', '')).toThrow('a pseudonym needs a key')
})

test('in a company of 20,000 everyone has their own', () => {
  const all = Array.from({ length: 20_000 }, (_, nth) => pseudonymOf(`user-${nth}`, key))
  expect(new Set(all).size).toBe(20_000)
})

test('it contains no part of the identity or of the key', () => {
  fc.assert(
    fc.property(fc.emailAddress(), fc.string({ minLength: 16 }), (email, secret) => {
      const pseudonym = pseudonymOf(email, secret)
      expect(pseudonym).toHaveLength('Person K7F2Q-D9XM3'.length)
      expect(pseudonym).not.toContain(email)
      expect(pseudonym).not.toContain(secret)
    }),
  )
})
