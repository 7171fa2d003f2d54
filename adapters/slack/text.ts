/**
 * Text in Slack's own structure, which it shows letter by letter, and in its markup: only the bot writes that, and only
 * where text of users cannot add any of its signs. Nowhere is text of users read as markup.
 */
import type { RichTextBlock, RichTextDate, RichTextText } from '@slack/types'
import { cutText } from '../../src/message/fit.ts'
import { isMoment, type Moment, plain, type Span, type Text } from '../../src/message/message.ts'
import { limits } from './limits.ts'

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

/** Escapes the three characters that begin a mention, a link or an entity in Slack. */
export function escapeText(text: string): string {
  return text.replace(/[&<>]/g, character => escapes[character] ?? character)
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Letters, digits and signs that are not markup in Slack, once `&`, `<` and `>` are escaped. */
const unformatted = /^[\p{L}\p{M}\p{N}\p{Sc} \u00a0\u202f\u2068\u2069.,;:!?…%+\-−–—±'’"“”„()/·&<>]*$/u

/** Whether Slack reads an escaped text letter by letter: no emphasis, no emoji by name, no quote. */
export function isUnformatted(text: string): boolean {
  return unformatted.test(text) && !/:[^\s:]+:/.test(text) && !/^\s*>/.test(text)
}

/** How a moment is written for each reader, by Slack's date tokens. */
const dateFormats = {
  time: '{time}',
  day: '{date_short_pretty}',
  dayAndTime: '{date_short_pretty}, {time}',
} as const

function toSeconds({ moment }: Moment): number {
  return Math.floor(moment.getTime() / 1000)
}

/** A line with its moments in each reader's zone; `null` where something of it might be read as markup. */
export function writeLine(line: Text): string | null {
  if (!isUnformatted(plain(line))) return null
  return line.map(span => (isMoment(span) ? writeMoment(span) : escapeText(plain([span])))).join('')
}

function writeMoment(moment: Moment): string {
  return `<!date^${toSeconds(moment)}^${dateFormats[moment.show]}|${escapeText(moment.text).replaceAll('|', ' ')}>`
}
