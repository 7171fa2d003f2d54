import { cutText } from './fit.ts'
import { type Message, type Moment, type NotePart, note, type Part, plain, type Span, text } from './message.ts'

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

/** The message with one bit more at the end of its footer; as a line of its own where it does not fit there. */
export function addToFooter(message: Message, bit: string): Message {
  const at = message.parts.findLastIndex(({ kind }) => kind === 'note')
  const last = message.parts[at]
  if (last?.kind !== 'note') return { ...message, parts: [...message.parts, footer(bit)] }
  const [line = ''] = last.lines
  const longer = [...(typeof line === 'string' ? [line] : line), between, bit]
  const parts: Part[] =
    last.lines.length === 1 && plain(longer).length <= maxFooterLength ? [note(longer)] : [text(bit), last]
  return { ...message, parts: message.parts.toSpliced(at, 1, ...parts) }
}
