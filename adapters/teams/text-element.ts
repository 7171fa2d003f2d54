/** Text in runs, which are shown letter by letter: the text blocks of a card would read Markdown in what users wrote. */
import { cutText } from '../../src/message/fit.ts'
import { isMoment, type Moment, plain, type Span, type Text } from '../../src/message/message.ts'
import { limits } from './limits.ts'

export type TextRun = {
  type: 'TextRun'
  text: string
  weight?: 'Bolder'
  size?: 'Large' | 'Small'
  color?: 'Good' | 'Attention'
  isSubtle?: boolean
  fontType?: 'Monospace'
}
export type Inline = TextRun | string
export type RichTextBlock = { type: 'RichTextBlock'; inlines: Inline[]; spacing?: 'Small' | 'None' }

export type TextBlock = { type: 'TextBlock'; text: string; wrap: true; spacing?: 'Small' } & Look
type Look = { size?: 'Small'; isSubtle?: boolean }

export function block(inlines: Inline[]): RichTextBlock {
  return { type: 'RichTextBlock', inlines }
}

/** A paragraph close to the one before it. */
export function line(inlines: Inline[]): RichTextBlock {
  return { ...block(inlines), spacing: 'Small' }
}

/** A text; with a moment, and nothing that might be read as markup, in the element that shows it in each reader's zone. */
export function paragraph(text: Text, look: Look = {}): RichTextBlock | TextBlock {
  const dated = text.some(isMoment) ? writeDated(text) : null
  if (dated !== null) return { type: 'TextBlock', text: dated, wrap: true, ...look }
  const spans = text.filter(span => plain([span]) !== '').map(run)
  if (Object.keys(look).length === 0) return block(spans)
  return block(spans.map(span => ({ ...(typeof span === 'string' ? { type: 'TextRun', text: span } : span), ...look })))
}

export function run(span: Span): Inline {
  if (typeof span === 'string') return cutText(span, limits.text)
  if ('moment' in span) return cutText(span.text, limits.text)
  return 'code' in span
    ? { type: 'TextRun', text: cutText(span.code, limits.text), fontType: 'Monospace' }
    : { type: 'TextRun', text: cutText(span.strong, limits.text), weight: 'Bolder' }
}

/** Letters, digits and signs that Markdown reads as themselves. */
const unformatted = /^[\p{L}\p{M}\p{N}\p{Sc} \u00a0\u202f\u2068\u2069.,;:!?…%+\-−–—±'’"“”„()/·]*$/u

/** `null` where something of it might be a list, a link or emphasis. */
function writeDated(text: Text): string | null {
  const letters = plain(text)
  const isSafe =
    unformatted.test(letters) &&
    letters.length <= limits.text &&
    !/^\s*(?:[-+]|\d+[.)])\s/.test(letters) &&
    !/\p{L}\.\p{L}|:\/\//u.test(letters) &&
    text.every(span => typeof span === 'string' || isMoment(span))
  return isSafe ? text.map(span => (isMoment(span) ? writeMoment(span) : plain([span]))).join('') : null
}

/** The functions of Adaptive Cards take seconds at the most. */
function writeMoment({ moment, show }: Moment): string {
  const iso = moment.toISOString().replace(/\.\d+Z$/, 'Z')
  const [day, time] = [`{{DATE(${iso}, SHORT)}}`, `{{TIME(${iso})}}`]
  return show === 'time' ? time : show === 'day' ? day : `${day}, ${time}`
}
