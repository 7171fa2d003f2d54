import type { ActionsBlock, ContextBlock, HeaderBlock, KnownBlock, RichTextBlock, TableBlock } from '@slack/types'
import { cutText, fitMessage } from '../../src/message/fit.ts'
import type { ActionsPart, Message, NotePart, Part, Span, TablePart } from '../../src/message/message.ts'
import { renderTable, renderText } from '../../src/message/text.ts'
import type { Words } from '../../src/message/words.ts'
import { limits } from './limits.ts'

/** What goes to Slack. `mrkdwn: false`: nothing in `text` is read as a format, a mention or a link. */
export type SlackPayload = {
  readonly text: string
  readonly blocks?: KnownBlock[]
  readonly mrkdwn: false
  readonly unfurl_links: false
  readonly unfurl_media: false
}

/**
 * A message as Block Kit, within every limit. All of it is in elements that Slack shows letter by letter (plain text,
 * rich text, raw cells): nowhere is text of users read as markup.
 */
export function renderSlack(message: Message, words: Words): SlackPayload {
  const blocks = fitMessage(message, fitting => renderBlocks(fitting, words), isWithinLimits)
  return { ...plainPayload(`${message.title}: ${message.summary}`), blocks }
}

/** The same message as text alone, for when Slack refuses its blocks. */
export function renderSlackText(message: Message, words: Words): SlackPayload {
  return plainPayload(renderText(message, words))
}

function plainPayload(text: string): SlackPayload {
  return { text: cutText(escapeText(text), limits.fallback), mrkdwn: false, unfurl_links: false, unfurl_media: false }
}

/** The three characters by which Slack would begin a mention, a link or an entity. */
function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function renderBlocks(message: Message, words: Words): KnownBlock[] {
  // Slack draws one table a message; a second one is told as text of one width.
  const firstTable = message.parts.find(part => part.kind === 'table')
  return [renderTitle(message.title), ...message.parts.flatMap(part => renderPart(part, part === firstTable, words))]
}

function renderPart(part: Part, isFirstTable: boolean, words: Words): KnownBlock[] {
  switch (part.kind) {
    case 'text':
      return [richText(part.text)]
    case 'facts':
      return part.facts.length === 0 ? [] : [richText(part.facts.flatMap(factSpans))]
    case 'table':
      return part.rows.length === 0 ? [] : isFirstTable ? renderFirstTable(part, words) : [preformatted(part, words)]
    case 'note':
      return renderNote(part)
    case 'actions':
      return renderActions(part)
  }
}

function renderTitle(title: string): HeaderBlock {
  return { type: 'header', text: { type: 'plain_text', text: cutText(oneLine(title), limits.header), emoji: false } }
}

function factSpans({ label, value }: { label: string; value: string }, index: number): Span[] {
  return [index === 0 ? '' : '\n', { strong: label }, `  ${value}`]
}

function richText(spans: readonly Span[]): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: spans.filter(isVisible).map(textElement) }],
  }
}

function isVisible(span: Span): boolean {
  return span !== ''
}

function textElement(span: Span) {
  if (typeof span === 'string') return { type: 'text' as const, text: cutText(span, limits.text) }
  return 'code' in span
    ? { type: 'text' as const, text: cutText(span.code, limits.text), style: { code: true } }
    : { type: 'text' as const, text: cutText(span.strong, limits.text), style: { bold: true } }
}

function renderFirstTable(part: TablePart, words: Words): KnownBlock[] {
  const columns = part.columns.slice(0, limits.tableColumns)
  const rows = part.rows.slice(0, limits.tableRows - 1)
  const more = part.more + part.rows.length - rows.length
  const table: TableBlock = {
    type: 'table',
    column_settings: columns.map(({ align }) => ({ align })),
    rows: [
      columns.map(({ label }) => cell(label)),
      ...rows.map(row => columns.map((_column, at) => cell(row[at] ?? ''))),
    ],
  }
  return [richText([{ strong: part.caption }]), table, ...(more > 0 ? [richText([words.more(more)])] : [])]
}

/** Slack refuses a cell without text. */
function cell(value: string) {
  return { type: 'raw_text' as const, text: cutText(value, limits.text) || '–' }
}

function preformatted(part: TablePart, words: Words): RichTextBlock {
  const text = cutText(renderTable(part, words), limits.text)
  return { type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }] }
}

/** One element with line breaks: several would stand beside each other. */
function renderNote({ lines }: NotePart): ContextBlock[] {
  if (lines.length === 0) return []
  const text = cutText(lines.join('\n'), limits.contextText)
  return [{ type: 'context', elements: [{ type: 'plain_text', text, emoji: false }] }]
}

function renderActions({ actions }: ActionsPart): ActionsBlock[] {
  const elements = actions
    // A line cut short would ask something else: such a button is left out, its line stands in the text.
    .filter(({ line }) => line.length <= limits.buttonValue)
    .slice(0, limits.buttons)
    .map(({ label, line }, index) => ({
      type: 'button' as const,
      action_id: `ask-${index}`,
      text: { type: 'plain_text' as const, text: cutText(label, limits.buttonText), emoji: false },
      value: line,
    }))
  return elements.length === 0 ? [] : [{ type: 'actions', elements }]
}

function isWithinLimits(blocks: readonly KnownBlock[]): boolean {
  return blocks.length <= limits.blocks && countCharacters(blocks) <= limits.total
}

/** All text that stands in blocks, however deep. */
function countCharacters(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countCharacters(item), 0)
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce(
    (sum, [key, item]) => sum + (key === 'text' && typeof item === 'string' ? item.length : countCharacters(item)),
    0,
  )
}

function oneLine(value: string): string {
  return value.replace(/\s+/g, ' ').trim()
}
