import { expect } from 'vitest'
import { AppError, type ErrorCode } from '../../src/errors.ts'
import { plain } from '../../src/message/message.ts'
import type { AppOnSandbox, Shown } from './app-on-sandbox.ts'
import { notesIn } from './message-content.ts'
import { reveal } from './recording-log.ts'

/** A token that no answer and no log record may show. */
export const TOKEN = 'tok-never-to-be-seen'

/** Texts that mean nothing, or that are not ours: the server's, the runtime's. */
const leaks = [
  /undefined|NaN|Infinity|\[object|\bnull\b/,
  /\{"|requestId|INTERNAL_ERROR|Asked to answer|Insufficient|Invalid organization|Validation Error|<!DOCTYPE|<h1>/,
  /\n\s+at |node_modules|\.ts:\d|Error:|ECONN|UND_ERR|fetch failed|terminated/,
  /https?:|127\.0\.0\.1|\/api\//,
]

/** The title is the problem, its body what to do; a reference, where it is shown, leads to the record in the log. Nothing else shows. */
export function expectError(answer: Shown, { records }: AppOnSandbox, code: ErrorCode): void {
  expect(answer.error).toBe(code)
  expect(answer.facts).toBeNull()
  const { title, summary, parts } = answer.message
  const [first] = parts
  expect(plain(first?.kind === 'text' ? first.text : [])).toBe(summary)
  expect(title).toMatch(/^[A-Z“].*[^.]$/s)
  expect(countSentences(title), title).toBe(1)
  expect(summary).toMatch(/^[A-Z“].*[.?]$/s)
  expect(countSentences(summary), summary).toBeLessThanOrEqual(2)

  const shown = notesIn(answer.message).at(-1)
  const isLookedUp = new AppError(code).referenceFor === 'all'
  const reference = shown === undefined ? records.at(-1)?.fields.reference : /^Reference (REF\d+)$/.exec(shown)?.[1]
  const found = records.filter(({ fields }) => fields.reference === reference)
  expect(found).toMatchObject([{ text: 'a question ended in an error', fields: { code } }])
  expect(reveal(records)).not.toContain(TOKEN)

  for (const [place, text] of Object.entries(answer.places)) {
    if (isLookedUp) expect(text, place).toContain(`Reference ${reference}`)
    expect(text, place).not.toContain(TOKEN)
    for (const leak of leaks) expect(text, place).not.toMatch(leak)
    for (const sentence of [title, summary]) expect(text, place).toContain(sentence)
  }
}

/** Whatever is quoted in them counts as a word. */
function countSentences(text: string): number {
  const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })
  return [...segmenter.segment(text.replace(/“[^”]*”/g, 'something'))].length
}
