import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultPolicy } from '../../../src/unused-seats/findings/policy.ts'
import { readPeople } from '../../../src/unused-seats/findings.ts'

const now = new Date('2026-11-30T09:00:00Z')

function fits(pattern: string, email: string): boolean {
  return readPeople({ ...defaultPolicy, serviceAccounts: [pattern] }, now).isServiceAccount({ id: 'x', email })
}

test.each([
  ['svc-*@*', 'svc-ci@x.example', true],
  ['SVC-*@X.EXAMPLE', 'svc-ci@x.example', true],
  ['svc-*@*', 'ann-svc-ci@x.example', false],
  ['svc@x.example', 'svc@x.example', true],
  ['svc@x.example', 'svc@x.example.org', false],
  ['bot@x.exa.ple', 'bot@x.example', false],
  ['*', 'a@x.example', true],
  ['**', 'a@x.example', true],
  // The start and the end may not share letters.
  ['ab*ba', 'aba', false],
  ['ab*ba', 'abba', true],
  ['a*b*a', 'aba', true],
  ['a*b*b', 'ab', false],
])('%s on %s: %s', (pattern, email, isFitting) => {
  expect(fits(pattern, email)).toBe(isFitting)
})

/** The meaning of a pattern, letter by letter. */
function fitsByLetters(pattern: string, text: string): boolean {
  if (pattern === '') return text === ''
  if (pattern.startsWith('*'))
    return fitsByLetters(pattern.slice(1), text) || (text !== '' && fitsByLetters(pattern, text.slice(1)))
  return text.startsWith(pattern.charAt(0)) && fitsByLetters(pattern.slice(1), text.slice(1))
}

test('any pattern means what its letters say', () => {
  const letters = (from: string, maxLength: number) => fc.string({ unit: fc.constantFrom(...from), maxLength })
  fc.assert(
    fc.property(letters('ab*', 7), letters('ab', 9), (pattern, text) => {
      expect(fits(pattern, text)).toBe(fitsByLetters(pattern, text))
    }),
  )
})

// One that tries again from every star would not end within a lifetime.
test('many stars on a long e-mail are matched at once', () => {
  const stars = `${'*a'.repeat(200)}*`
  // One letter is missing, so that every way of placing the stars fails.
  expect(fits(stars, `${'a'.repeat(199)}@x.b`)).toBe(false)
  expect(fits(stars, `${'a'.repeat(10_000)}@x.example`)).toBe(true)
})
