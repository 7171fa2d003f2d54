import type { ActionsBlock, ContextBlock, HeaderBlock, KnownBlock, RichTextBlock, TableBlock } from '@slack/types'
import { type Charts, nativeCharts, tellChart, withNumbers } from '../../src/message/chart.ts'
import { cutText, fitMessage } from '../../src/message/fit.ts'
import type { ActionsPart, ChartPart, Message, NotePart, Part, Span, TablePart } from '../../src/message/message.ts'
import { listRows, renderTable, renderText, tellMore } from '../../src/message/text.ts'
import { type Words, wordsOf } from '../../src/message/words.ts'
import { showChart } from './chart-block.ts'
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
export function renderSlack(message: Message, words: Words, charts: Charts = nativeCharts): SlackPayload {
  const known = rendered.get(charts)?.get(message)
  if (known) return known
  const payload = renderFitting(message, wordsOf(message, words), charts)
  if (!rendered.has(charts)) rendered.set(charts, new WeakMap())
  rendered.get(charts)?.set(message, payload)
  return payload
}

/** A message never changes, and some are said again and again. */
const rendered = new WeakMap<Charts, WeakMap<Message, SlackPayload>>()

function renderFitting(message: Message, words: Words, charts: Charts): SlackPayload {
  const whole = withNumbers(message, words)
  const blocks = fitMessage(whole, fitting => renderBlocks(fitting, words, charts), isWithinLimits)
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

function renderBlocks(message: Message, words: Words, charts: Charts): KnownBlock[] {
  // Slack draws one table a message; a second one is told as text of one width.
  const firstTable = message.parts.find(part => part.kind === 'table')
  const drawn = message.parts.filter(part => part.kind === 'chart').slice(0, limits.charts)
  const parts = message.parts.flatMap(part =>
    part.kind === 'chart'
      ? renderChart(part, charts, drawn.includes(part), words)
      : renderPart(part, part === firstTable, words),
  )
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

function renderChart(part: ChartPart, charts: Charts, mayDraw: boolean, words: Words): KnownBlock[] {
  const shown = showChart(part, charts, mayDraw, words)
  return shown ? [shown.block, ...renderNote({ kind: 'note', lines: shown.below })] : richText([tellChart(part)])
}

function renderPart(part: Exclude<Part, ChartPart>, isFirstTable: boolean, words: Words): KnownBlock[] {
  switch (part.kind) {
    case 'text':
      return richText(part.text)
    case 'facts':
      return richText(part.facts.flatMap(factSpans))
    case 'table':
      return renderTablePart(part, isFirstTable, words)
    case 'note':
      return renderNote(part)
    case 'actions':
      return renderActions(part)
  }
}

function renderTablePart(part: TablePart, isFirst: boolean, words: Words): KnownBlock[] {
  if (isEmpty(part)) return []
  if (isFirst) return renderFirstTable(part, words)
  return part.look === 'list' ? renderList(part, words) : preformatted(part, words)
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
  const { columns, rows } = part
  if (part.look === 'list' || rows.length >= limits.tableRows || columns.length > limits.tableColumns)
    return renderList(part, words)
  const table: TableBlock = {
    type: 'table',
    column_settings: columns.map(({ align }) => ({ align })),
    rows: [
      columns.map(({ label }) => cell(label)),
      ...rows.map(row => columns.map((_column, at) => cell(row[at] ?? ''))),
    ],
  }
  return [...richText([{ strong: part.caption }]), table, ...richText(tellMore(part, words).map(breakBefore))]
}

function renderList(part: TablePart, words: Words): RichTextBlock[] {
  return richText([{ strong: part.caption }, ...[...listRows(part), ...tellMore(part, words)].map(line => `\n${line}`)])
}

function breakBefore(line: string, at: number): string {
  return at === 0 ? line : `\n${line}`
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
  const elements = [first, ...lines]
    .map(breakBefore)
    .map(textElement)
    .filter(({ text }) => text !== '')
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
    .map(({ label, line, opens }, index) => ({
      type: 'button' as const,
      action_id: `${opens === 'form' ? 'form' : 'ask'}-${index}`,
      text: { type: 'plain_text' as const, text: show(label, limits.buttonText), emoji: false },
      value: line,
    }))
  return elements.length === 0 ? [] : [{ type: 'actions', elements }]
}

function isWithinLimits(blocks: readonly KnownBlock[]): boolean {
  return blocks.length <= limits.blocks && countCharacters(blocks) <= limits.total
}

/** What people read of a chart or a picture, besides `text`. */
const readKeys = new Set(['text', 'title', 'label', 'name', 'alt_text', 'categories'])

/** All text that stands in blocks, however deep. Slack counts an escaped character as what it is escaped to. */
function countCharacters(value: unknown, isRead = false): number {
  if (typeof value === 'string') return isRead ? escapeText(value).length : 0
  if (typeof value !== 'object' || value === null) return 0
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countCharacters(item, isRead), 0)
  return Object.entries(value).reduce((sum, [key, item]) => sum + countCharacters(item, readKeys.has(key)), 0)
}

function oneLine(value: string): string {
  return value.replace(/\s+/g, ' ').trim()
}
