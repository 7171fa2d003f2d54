/** Text in Slack's own structure, which it shows letter by letter: nowhere is text of users read as markup. */
import type { RichTextBlock } from '@slack/types'
import { cutText } from '../../src/message/fit.ts'
import type { Span } from '../../src/message/message.ts'
import { limits } from './limits.ts'

/** One paragraph; none where there is nothing to read, for Slack refuses a text without a character. */
export function richText(spans: readonly Span[]): RichTextBlock[] {
  const elements = spans.map(textElement).filter(({ text }) => text !== '')
  return elements.length === 0 ? [] : [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }]
}

/** Lines of one width, as they stand. */
export function preformatted([first = '', ...lines]: readonly string[]): RichTextBlock[] {
  // Line by line, for the whole may be longer than one text may be.
  const elements = [first, ...lines.map(line => `\n${line}`)].map(textElement).filter(({ text }) => text !== '')
  return [{ type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements }] }]
}

function textElement(span: Span) {
  if (typeof span === 'string') return { type: 'text' as const, text: cutText(span, limits.text) }
  return 'code' in span
    ? { type: 'text' as const, text: cutText(span.code, limits.text), style: { code: true } }
    : { type: 'text' as const, text: cutText(span.strong, limits.text), style: { bold: true } }
}

/** Short enough, and something to be seen. */
export function show(text: string, longest: number): string {
  return cutText(text.trim(), longest) || '–'
}
