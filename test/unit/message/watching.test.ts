import { expect, test } from 'vitest'
import { createWords } from '../../../src/message/words.ts'

test.each([
  ['en', /invited more than 14 days ago.* not joined.*registered.*never used.*used it before.*every 7 days\.$/],
  ['de', /vor mehr als 14 Tagen eingeladen.*registriert.*nie genutzt.*früher genutzt.*alle 7 Tage erneut gemeldet\.$/],
] as const)('whoever watches seats is told in %s of all kinds that count', (language, told) => {
  expect(createWords(language).alerts.watching('Payments', 14, 7)).toMatch(told)
})
