import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Goal, looksLikeQuestion, readGoals } from '../../../src/command/question-goals.ts'
import { anyText } from '../../helpers/texts.ts'

describe('what a question is about first', () => {
  test.each<[string, Goal | undefined]>([
    ['who is not using it?', 'unused'],
    ['who isn’t using Tabnine', 'unused'],
    ['who has never joined?', 'unused'],
    ['how many unused seats are there', 'unused'],
    ['wer nutzt es nicht?', 'unused'],
    ['Wer hat Tabnine nie benutzt?', 'unused'],
    ['welche Plätze sind ungenutzt?', 'unused'],
    ['what is our usage?', 'usage'],
    ['how active are we', 'usage'],
    ['wie viele nutzen Tabnine?', 'usage'],
    ['payments vs mobile', 'compare'],
    ['compare payments and mobile', 'compare'],
    ['payments im Vergleich zu mobile', 'compare'],
    ['cost', 'cost'],
    ['what do we pay?', 'cost'],
    ['Kosten', 'cost'],
    ['was kostet das', 'cost'],
    ['how many seats do we have', 'seats'],
    ['licences', 'seats'],
    ['wie viele Plätze haben wir?', 'seats'],
    ['wie viele Lizenzen haben wir?', 'seats'],
    ['how am I doing?', 'me'],
    ['meine Zahlen', 'me'],
    ['send me a report every monday', 'me'],
    ['weekly report', 'digests'],
    ['ein Bericht jede Woche', 'digests'],
    ['notify us', 'alerts'],
    ['which team is best?', 'teams'],
    ['welche Abteilung?', 'teams'],
    ['weather tomorrow', undefined],
    ['', undefined],
  ])('%s', (line, goal) => {
    expect(readGoals(line)[0]).toBe(goal)
  })
})

test.each([
  ['who is not using it?', true],
  ['payments?', true],
  ['How many seats', true],
  ['wer nutzt es nicht', true],
  ['wie viele sind wir', true],
  ['usge payments', false],
  ['whoops', false],
  ['frobnicate', false],
])('“%s” is a question: %s', (line, isQuestion) => {
  expect(looksLikeQuestion(line)).toBe(isQuestion)
})

test('any text can be read', () => {
  fc.assert(
    fc.property(anyText({ maxLength: 1_100 }), line => {
      expect(new Set(readGoals(line)).size).toBe(readGoals(line).length)
      expect(typeof looksLikeQuestion(line)).toBe('boolean')
    }),
  )
})
