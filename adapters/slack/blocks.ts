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
  const known = rendered.get(message)
  if (known) return known
  const payload = renderFitting(message, words)
  rendered.set(message, payload)
  return payload
}

/** A message never changes, and some are said again and again. */
const rendered = new WeakMap<Message, SlackPayload>()

function renderFitting(message: Message, words: Words): SlackPayload {
  const blocks = fitMessage(message, fitting => renderBlocks(fitting, words), isWithinLimits)
  if (!isWithinLimits(blocks)) return renderSlackText(message, words)
  return { ...plainPayload(`${message.title}: ${message.summary}`), blocks }
}

/** The same message as text alone, for when Slack refuses its blocks. */
export function renderSlackText(message: Message, words: Words): SlackPayload {
  return plainPayload(renderText(message, words))
}

function plainPayload(text: string): SlackPayload {
  // No half of an escaped character at the end.
  const cut = cutText(escapeText(text), limits.fallback).replace(/&\w*…$/, '…')
  return { text: cut, mrkdwn: false, unfurl_links: false, unfurl_media: false }
}

/** The three characters by which Slack would begin a mention, a link or an entity. */
function escapeText(text: string): string {
  return text.replace(/[&<>]/g, character => escapes[character] ?? character)
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

function renderBlocks(message: Message, words: Words): KnownBlock[] {
  // Slack draws one table a message; a second one is told as text of one width.
  const firstTable = message.parts.find(part => part.kind === 'table')
  const parts = message.parts.flatMap(part => renderPart(part, part === firstTable, words))
  return [renderTitle(message.title), ...(parts.length < limits.blocks ? parts : joinRichText(parts))]
}

/** Paragraphs that follow one another in one block: closer together, but as many as there are. */
function joinRichText(blocks: readonly KnownBlock[]): KnownBlock[] {
  const joined: KnownBlock[] = []
  for (const block of blocks) {
    const last = joined.at(-1)
    if (block.type !== 'rich_text' || last?.type !== 'rich_text') joined.push(block)
    else joined.splice(-1, 1, { ...last, elements: [...last.elements, ...block.elements] })
  }
  return joined
}

function renderPart(part: Part, isFirstTable: boolean, words: Words): KnownBlock[] {
  switch (part.kind) {
    case 'text':
      return richText(part.text)
    case 'facts':
      return richText(part.facts.flatMap(factSpans))
    case 'table':
      return isEmpty(part) ? [] : isFirstTable ? renderFirstTable(part, words) : preformatted(part, words)
    case 'note':
      return renderNote(part)
    case 'actions':
      return renderActions(part)
  }
}

function isEmpty({ columns, rows, more }: TablePart): boolean {
  return columns.length === 0 || rows.length + more === 0
}

function renderTitle(title: string): HeaderBlock {
  return { type: 'header', text: { type: 'plain_text', text: show(oneLine(title), limits.header), emoji: false } }
}

function factSpans({ label, value }: { label: string; value: string }, index: number): Span[] {
  return [index === 0 ? '' : '\n', { strong: label }, `  ${value}`]
}

/** One paragraph; none where there is nothing to read, for Slack refuses a text without a character. */
function richText(spans: readonly Span[]): RichTextBlock[] {
  const elements = spans.map(textElement).filter(({ text }) => text !== '')
  return elements.length === 0 ? [] : [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }]
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
  return [...richText([{ strong: part.caption }]), table, ...(more > 0 ? richText([words.more(more)]) : [])]
}

/** Short enough, and something to be seen. */
function show(text: string, longest: number): string {
  return cutText(text.trim(), longest) || '–'
}

function cell(value: string) {
  return { type: 'raw_text' as const, text: show(value, limits.text) }
}

/** Line by line, for the whole may be longer than one text may be. */
function preformatted(part: TablePart, words: Words): RichTextBlock[] {
  const [first = '', ...lines] = renderTable(part, words).split('\n')
  const elements = [first, ...lines.map(line => `\n${line}`)].map(textElement).filter(({ text }) => text !== '')
  return [{ type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements }] }]
}

/** One element with line breaks: several would stand beside each other. */
function renderNote({ lines }: NotePart): ContextBlock[] {
  const text = cutText(lines.join('\n').trim(), limits.contextText)
  return text === '' ? [] : [{ type: 'context', elements: [{ type: 'plain_text', text, emoji: false }] }]
}

function renderActions({ actions }: ActionsPart): ActionsBlock[] {
  const elements = actions
    // A line cut short would ask something else: such a button is left out, its line stands in the text.
    .filter(({ line }) => line.length <= limits.buttonValue)
    .slice(0, limits.buttons)
    .map(({ label, line }, index) => ({
      type: 'button' as const,
      action_id: `ask-${index}`,
      text: { type: 'plain_text' as const, text: show(label, limits.buttonText), emoji: false },
      value: line,
    }))
  return elements.length === 0 ? [] : [{ type: 'actions', elements }]
}

function isWithinLimits(blocks: readonly KnownBlock[]): boolean {
  return blocks.length <= limits.blocks && countCharacters(blocks) <= limits.total
}

/** All text that stands in blocks, however deep. Slack counts an escaped character as what it is escaped to. */
function countCharacters(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  if ('text' in value && typeof value.text === 'string') return escapeText(value.text).length
  let characters = 0
  for (const item of Array.isArray(value) ? value : Object.values(value)) characters += countCharacters(item)
  return characters
}

function oneLine(value: string): string {
  return value.replace(/\s+/g, ' ').trim()
}
