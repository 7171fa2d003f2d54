/** Text in runs, which are shown letter by letter: the text blocks of a card would read Markdown in whatever users wrote. */
import { cutText } from '../../src/message/fit.ts'
import type { Span } from '../../src/message/message.ts'
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

export function block(inlines: Inline[]): RichTextBlock {
  return { type: 'RichTextBlock', inlines }
}

/** A paragraph close to the one before it. */
export function line(inlines: Inline[]): RichTextBlock {
  return { ...block(inlines), spacing: 'Small' }
}

export function run(span: Span): Inline {
  if (typeof span === 'string') return cutText(span, limits.text)
  return 'code' in span
    ? { type: 'TextRun', text: cutText(span.code, limits.text), fontType: 'Monospace' }
    : { type: 'TextRun', text: cutText(span.strong, limits.text), weight: 'Bolder' }
}
