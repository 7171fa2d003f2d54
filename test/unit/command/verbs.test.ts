import fc from 'fast-check'
import { expect, test } from 'vitest'
import { namesIn, suggestVerbs, toVerb } from '../../../src/command/german-words.ts'
import { commands } from '../../../src/commands.ts'
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
  ['hlife', ['hilfe']],
  ['Nutzng', ['nutzung']],
  ['nutz', ['nutzung']],
  ['pla\u0308tz', ['plätze']],
  ['meldungen', []],
  ['constructor', []],
  ['x'.repeat(10_000), []],
])('%s is near to %s', (typed, near) => {
  expect(suggestVerbs(typed, verbs)).toEqual(near)
})

test('never more than three, each of them known, none twice', () => {
  fc.assert(
    fc.property(fc.oneof(anyText(), fc.constantFrom('me', 'pl', 'hilf', 'ich', 'nutz', 'sea')), typed => {
      const found = suggestVerbs(typed, verbs).map(toVerb)
      expect(found.length).toBeLessThanOrEqual(3)
      expect(new Set(found).size).toBe(found.length)
      expect(verbs).toEqual(expect.arrayContaining(found))
    }),
  )
})

test.each([
  ['hilfe', 'help'],
  ['nutzung', 'usage'],
  ['plätze', 'seats'],
  ['plaetze', 'seats'],
  ['aendern', 'edit'],
  ['usage', 'usage'],
  ['constructor', 'constructor'],
])('%s is the command %s', (word, verb) => {
  expect(toVerb(word)).toBe(verb)
})

test('every command has a German name, but those whose own name is German as well', () => {
  const without = commands.map(({ name }) => name).filter(name => namesIn('de', name).length === 0)
  expect(without).toEqual(['teams', 'team', 'budget', 'reply'])
})

test('a German name is no command’s own name', () => {
  const names = commands.map(({ name }) => name)
  for (const name of names) expect(toVerb(name)).toBe(name)
})
