import fc from 'fast-check'
import { expect, test } from 'vitest'
import { suggestVerbs } from '../../../src/command/verbs.ts'
import { anyText } from '../../helpers/texts.ts'

const verbs = ['teams', 'team', 'seats', 'usage', 'user', 'me', 'digest', 'help']

test.each([
  ['usage', ['usage']],
  ['usaeg', ['usage', 'user']],
  ['tem', ['team', 'teams']],
  ['di', ['digest']],
  ['DIGSET', ['digest']],
  ['mee', ['me']],
  ['m', ['me']],
  ['', []],
  ['subscribe', []],
  ['hilfe', ['help']],
  ['Nutzung', ['usage']],
  ['pla\u0308tze', ['seats']],
  ['meldungen', []],
  ['constructor', []],
  ['x'.repeat(10_000), []],
])('%s is near to %s', (typed, near) => {
  expect(suggestVerbs(typed, verbs)).toEqual(near)
})

test('never more than three, each of them known, none twice', () => {
  fc.assert(
    fc.property(anyText(), typed => {
      const found = suggestVerbs(typed, verbs)
      expect(found.length).toBeLessThanOrEqual(3)
      expect(new Set(found).size).toBe(found.length)
      expect(verbs).toEqual(expect.arrayContaining(found))
    }),
  )
})
