import { describe, expect, test } from 'vitest'
import { commands } from '../../../src/commands.ts'
import { AppError, type ErrorCode, errorCodes } from '../../../src/errors.ts'
import { languages } from '../../../src/message/languages.ts'
import { plain } from '../../../src/message/message.ts'
import { renderError } from '../../../src/message/render-error.ts'
import { createWords } from '../../../src/message/words.ts'
import { actionsIn, notesIn, textsIn } from '../../helpers/message-content.ts'

const codes = Object.keys(errorCodes) as ErrorCode[]

describe.each(languages)('in the language %s', language => {
  const words = createWords(language)
  const reading = { t: words, isAdmin: false }

  test.each(codes)('the error %s has the problem as its title, and what to do in its body', code => {
    for (const details of [{}, { subject: 'x' }]) {
      const { title, todo, forAdmins = todo } = words.errors.explain(code, details)
      expect(title).toMatch(/^[\p{Lu}“„].*[^.]$/u)
      expect(title.length).toBeLessThanOrEqual(80)
      for (const body of [todo, forAdmins]) {
        expect(body).toMatch(/^[\p{Lu}“„].+[.?]$/u)
        expect(countSentences(body, language)).toBeLessThanOrEqual(2)
      }
      expect(words.errors.inLine(code, details)).toMatch(/^[\p{Lu}“„].+[.?] [\p{Lu}“„].+[.?]$/u)
    }
  })

  test.each(codes)('the error %s names settings to admins only', code => {
    for (const details of [{}, { vendorCode: 'NO_LICENCE' }, { suggestions: [{ label: 'A', line: 'teams' }] }]) {
      const { title, todo } = words.errors.explain(code, details)
      expect(`${title} ${todo}`).not.toMatch(/[A-Z]+_[A-Z]+/)
    }
  })

  test.each(codes)('the error %s never shows details that are meant for the log', code => {
    const secret = 'tok-1234'
    const error = new AppError(code, { status: 599 }, { cause: new Error(secret), log: { vendor: secret } })
    for (const isAdmin of [false, true]) {
      const shown = textsIn(renderError(error, 'ABC123', { ...reading, isAdmin, again: 'usage' })).join('\n')
      expect(shown).not.toContain(secret)
      expect(shown).not.toMatch(/599|undefined|null|\bat .*\.ts/)
    }
  })

  test('no two errors read the same', () => {
    const lines = codes.map(code => words.errors.inLine(code, { subject: 'x' }))
    expect(new Set(lines).size).toBe(codes.length)
  })

  test('every command has a summary and an example', () => {
    for (const { about } of commands) {
      const { summary, examples } = about[words.language]
      expect(summary).not.toBe('')
      expect(examples.length).toBeGreaterThan(0)
    }
  })
})

/** What is quoted counts as a word. */
function countSentences(text: string, language: string): number {
  const segmenter = new Intl.Segmenter(language, { granularity: 'sentence' })
  return [...segmenter.segment(text.replace(/[“„][^”“]*[”“]/g, 'x').replace('am 1. ', 'am '))].length
}

describe('renderError', () => {
  const reading = { t: createWords('en'), isAdmin: false }
  const payments = { label: 'Payments', line: 'usage "id-1"' }

  test.each<[ErrorCode, forOthers: number, forAdmins: number]>([
    ['internal', 1, 1],
    ['contract', 1, 1],
    ['unreachable', 0, 1],
    ['store-unavailable', 0, 1],
    ['unknown-team', 0, 0],
    ['bad-arguments', 0, 0],
    ['not-allowed', 0, 0],
  ])('the reference of %s is shown %i times, to admins %i times', (code, ...times) => {
    const shown = [false, true].map(isAdmin =>
      notesIn(renderError(new AppError(code), 'ABC123', { ...reading, isAdmin })),
    )
    expect(shown).toEqual(times.map(count => (count === 1 ? ['Reference ABC123'] : [])))
  })

  test('admins read what to set, others who can', () => {
    const summaries = [false, true].map(
      isAdmin => renderError(new AppError('bad-token'), 'ABC123', { ...reading, isAdmin }).summary,
    )
    expect(summaries).toEqual([
      'Your bot admin needs to renew the access token.',
      'Create an access token in Tabnine under Settings > Access Tokens, and set it as TABNINE_TOKEN.',
    ])
  })

  test('what was probably meant is a button, before the next step', () => {
    const error = new AppError('unknown-team', { subject: 'Paymets', suggestions: [payments] })
    const message = renderError(error, 'ABC123', reading)
    expect(message.title).toBe('No team called “\u2068Paymets\u2069”')
    expect(message.parts.map(part => (part.kind === 'text' ? plain(part.text) : part.kind))).toEqual([
      'Pick a team.',
      'actions',
    ])
    expect(actionsIn(message)).toEqual([payments, { label: 'See all teams', line: 'teams' }])
  })

  test.each(['me', 'Ich'])('who asks for the team “%s” is offered their own usage', subject => {
    const message = renderError(new AppError('unknown-team', { subject }), 'ABC123', reading)
    expect(actionsIn(message)).toEqual([
      { label: 'See my usage', line: 'me' },
      { label: 'See all teams', line: 'teams' },
    ])
  })

  test('at most three buttons are visible', () => {
    const suggestions = Array.from({ length: 5 }, (_, at) => ({ label: `Web ${at}`, line: `usage "${at}"` }))
    const message = renderError(new AppError('ambiguous-team', { subject: 'web', suggestions }), 'ABC123', reading)
    expect(actionsIn(message).map(({ label, isMore = false }) => [label, isMore])).toEqual(
      suggestions.map(({ label }, at) => [label, at >= 3]),
    )
  })

  test.each<[ErrorCode, string[]]>([
    ['unreachable', ['usage payments']],
    ['rate-limited', ['usage payments']],
    ['bad-token', []],
    ['not-allowed', ['me']],
    ['unknown-command', ['help all']],
    ['unknown-subscription', ['subscriptions']],
    ['bad-number', ['subscriptions', 'alerts']],
  ])('%s offers the next step: %s', (code, lines) => {
    const message = renderError(new AppError(code), 'ABC123', { ...reading, again: 'usage payments' })
    expect(actionsIn(message).map(({ line }) => line)).toEqual(lines)
  })

  test('what would do something twice is not offered again', () => {
    expect(actionsIn(renderError(new AppError('unreachable'), 'ABC123', reading))).toEqual([])
  })
})

describe('what to do names a time where the server did', () => {
  const words = createWords('en')

  test.each([
    [0, 'Try again in 1 second.'],
    [1, 'Try again in 1 second.'],
    [30, 'Try again in 30 seconds.'],
    [89, 'Try again in 89 seconds.'],
    [90, 'Try again in 2 minutes.'],
    [600, 'Try again in 10 minutes.'],
    [undefined, 'Try again in a few minutes.'],
  ])('%s', (retryAfter, todo) => {
    expect(words.errors.explain('rate-limited', retryAfter === undefined ? {} : { retryAfter }).todo).toBe(todo)
  })
})

test.each([
  ['usage', 'help usage'],
  [undefined, 'help'],
])('misunderstood arguments lead to the examples of %s', (command, line) => {
  const error = new AppError('bad-arguments', command === undefined ? {} : { command })
  const message = renderError(error, 'ABC123', { t: createWords('en'), isAdmin: false })
  expect(actionsIn(message)).toEqual([{ label: 'See examples', line }])
})
