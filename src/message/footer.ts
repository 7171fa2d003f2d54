import { cutText } from './fit.ts'
import { type Moment, type NotePart, note, plain, type Span } from './message.ts'

/** Characters that a phone shows in one or two lines of small print. */
const maxFooterLength = 90

const between = ' · '

/** The last line of a message. Bits that do not fit are left out, the last first: name the most important one first. */
export function footer(...bits: readonly (string | Moment | null)[]): NotePart {
  const line: Span[] = []
  for (const bit of bits) {
    if (bit === null || plain([bit]) === '') continue
    const next = line.length === 0 ? [bit] : [...line, between, bit]
    if (plain(next).length > maxFooterLength) {
      if (line.length === 0) line.push(cutText(plain([bit]), maxFooterLength))
      break
    }
    line.splice(0, line.length, ...next)
  }
  return note(line.every(span => typeof span === 'string') ? line.join('') : line)
}
