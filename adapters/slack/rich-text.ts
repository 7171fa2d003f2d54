/** Text in Slack's own structure, which it shows letter by letter: nowhere is text of users read as markup. */
import type { RichTextBlock, RichTextDate, RichTextText } from '@slack/types'
import { cutText } from '../../src/message/fit.ts'
import { plain, type Span } from '../../src/message/message.ts'
import { limits } from './limits.ts'
import { dateFormats, toSeconds } from './mrkdwn.ts'

/** One paragraph; none if the text is empty, because Slack refuses an empty text. */
export function richText(spans: readonly Span[]): RichTextBlock[] {
  const elements = spans.filter(span => plain([span]) !== '').map(toElement)
  return elements.length === 0 ? [] : [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }]
}

/** Lines in a fixed-width font, unchanged. */
export function preformatted([first = '', ...lines]: readonly string[]): RichTextBlock[] {
  // Line by line, for the whole may be longer than one text may be.
  const elements = [first, ...lines.map(line => `\n${line}`)].filter(line => line !== '').map(textElement)
  return [{ type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements }] }]
}

function toElement(span: Span): RichTextText | RichTextDate {
  if (typeof span === 'string') return textElement(span)
  if ('moment' in span)
    return { type: 'date', timestamp: toSeconds(span), format: dateFormats[span.show], fallback: span.text }
  return 'code' in span
    ? { ...textElement(span.code), style: { code: true } }
    : { ...textElement(span.strong), style: { bold: true } }
}

function textElement(text: string): RichTextText {
  return { type: 'text', text: cutText(text, limits.text) }
}

/** Short enough, and something to be seen. */
export function show(text: string, longest: number): string {
  return cutText(text.trim(), longest) || '–'
}
