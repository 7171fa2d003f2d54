import { expect, test } from 'vitest'
import { createWords } from '../../../src/message/words.ts'

test.each([
  ['en', /invites older than 14 days.*members who never started.*members who stopped.*weekly\.$/],
  ['de', /Einladungen, die älter als 14 Tage sind.*nie angefangen.*aufgehört.*wöchentlich\.$/],
] as const)('whoever watches seats is told in %s of all kinds that count', (language, expected) => {
  expect(createWords(language).alerts.watching('Payments', 14, 7)).toMatch(expected)
})
