import { expect, test } from 'vitest'
import { createWords } from '../../../src/message/words.ts'

test.each([
  ['en', /invites older than 14 days.*members who never started.*members who stopped.*weekly\.$/],
  ['de', /Einladungen, die älter als 14 Tage sind.*nie angefangen.*aufgehört.*wöchentlich\.$/],
] as const)('the confirmation of an alert names in %s all kinds that count', (language, expected) => {
  expect(createWords(language).alerts.watching('Payments', 14, 7)).toMatch(expected)
})
