import { describe, expect, test } from 'vitest'
import { commands } from '../../../src/commands.ts'
import { AppError, type ErrorCode, errorCodes } from '../../../src/errors.ts'
import { languages } from '../../../src/message/languages.ts'
import { plain } from '../../../src/message/message.ts'
import { renderError } from '../../../src/message/render-error.ts'
import { createWords } from '../../../src/message/words.ts'
import { actionsIn, notesIn, textsIn } from '../../helpers/said.ts'

const codes = Object.keys(errorCodes) as ErrorCode[]

describe.each(languages)('in the language %s', language => {
  const words = createWords(language)
  const rendering = { t: words, commandPrefix: '/tabnine ' }

  test.each(codes)('the error %s says what happened and what to do, a sentence each', code => {
    const { happened, todo } = words.errors.explain(code, {})
    expect(happened).toMatch(/^[\p{Lu}“„].+\.$/u)
    expect(todo).toMatch(/^[\p{Lu}“„].+\.$/u)
  })

  test.each(codes)('the error %s never shows details that are meant for the log', code => {
    const secret = 'tok-1234'
    const error = new AppError(code, { status: 599 }, { cause: new Error(secret), log: { vendor: secret } })
    const said = textsIn(renderError(error, 'ABC123', rendering)).join('\n')
    expect(said).not.toContain(secret)
    expect(said).not.toMatch(/599|undefined|null|\bat .*\.ts/)
  })

  test('no two errors say the same', () => {
    const sentences = codes.map(code => words.errors.explain(code, { subject: 'x' }).happened)
    expect(new Set(sentences).size).toBe(codes.length)
  })

  test('every command has a summary and an example', () => {
    for (const { about } of commands) {
      const { summary, examples } = about[words.language]
      expect(summary).not.toBe('')
      expect(examples.length).toBeGreaterThan(0)
    }
  })
})

describe('tellError', () => {
  const rendering = { t: createWords('en'), commandPrefix: '/tabnine ' }

  test('the reference stands in the small print', () => {
    expect(notesIn(renderError(new AppError('internal'), 'ABC123', rendering))).toEqual(['Reference ABC123'])
  })

  test('what was probably meant can be copied as it is typed, and pressed', () => {
    const suggestions = [{ label: 'Payments', line: 'usage "id-1"' }]
    const message = renderError(new AppError('unknown-team', { subject: 'Paymets', suggestions }), 'ABC123', rendering)
    expect(message.parts.map(part => (part.kind === 'text' ? plain(part.text) : part.kind))).toEqual([
      'No team is called “\u2068Paymets\u2069”. See all teams with “teams”.',
      'Did you mean:',
      '/tabnine usage "id-1"',
      'actions',
      'note',
    ])
    expect(actionsIn(message)).toEqual(suggestions)
  })

  test('without suggestions nothing is asked', () => {
    expect(renderError(new AppError('unknown-team', { suggestions: [] }), 'ABC123', rendering).parts).toHaveLength(2)
  })
})

describe('what to do names a time where the server did', () => {
  const words = createWords('en')

  test.each([
    [0, 'Ask again in 1 second.'],
    [1, 'Ask again in 1 second.'],
    [30, 'Ask again in 30 seconds.'],
    [89, 'Ask again in 89 seconds.'],
    [90, 'Ask again in 2 minutes.'],
    [600, 'Ask again in 10 minutes.'],
    [undefined, 'Wait a few minutes and ask again.'],
  ])('%s', (retryAfter, todo) => {
    expect(words.errors.explain('rate-limited', retryAfter === undefined ? {} : { retryAfter }).todo).toBe(todo)
  })
})

test.each([
  ['usage', 'See how to ask with “help usage”.'],
  [undefined, 'See how to ask with “help”.'],
])('misunderstood arguments lead to the help of %s', (command, todo) => {
  expect(createWords('en').errors.explain('bad-arguments', command === undefined ? {} : { command }).todo).toBe(todo)
})
