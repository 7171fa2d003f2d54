import type { ContextBlock, HeaderBlock, KnownBlock, MrkdwnElement, PlainTextElement } from '@slack/types'
import { type Charts, describeChart, nativeCharts } from '../../src/message/chart.ts'
import { cutText, fitMessage } from '../../src/message/fit.ts'
import { renderFittingText } from '../../src/message/fit-text.ts'
import { layOut } from '../../src/message/layout.ts'
import {
  type ChartPart,
  isMoment,
  type Message,
  type Metric,
  type NotePart,
  type Part,
  plain,
  type Span,
} from '../../src/message/message.ts'
import { type Words, wordsOf } from '../../src/message/words.ts'
import { renderActions } from './actions.ts'
import { showChart } from './chart-block.ts'
import { limits } from './limits.ts'
import { showTable, type Tables } from './table-block.ts'
import { escapeText, isUnformatted, richText, show, writeLine } from './text.ts'

/** What goes to Slack. `mrkdwn: false`: nothing in `text` is read as a format, a mention or a link. */
export type SlackPayload = {
  readonly text: string
  readonly blocks?: KnownBlock[]
  readonly mrkdwn: false
  readonly unfurl_links: false
  readonly unfurl_media: false
}

/** How the young parts of Block Kit are used: not every workspace has them yet. */
type Look = { readonly charts: Charts; readonly tables: Tables }

/**
 * A message as Block Kit, within every limit. All of it is in elements that Slack shows letter by letter (plain text,
 * rich text, raw cells): nowhere is text of users read as markup.
 */
export function renderSlack(
  message: Message,
  words: Words,
  charts: Charts = nativeCharts,
  tables: Tables = 'sortable',
): SlackPayload {
  const kept = rendered[tables]
  const known = kept.get(charts)?.get(message)
  if (known) return known
  const payload = renderFitting(message, wordsOf(message, words), { charts, tables })
  if (!kept.has(charts)) kept.set(charts, new WeakMap())
  kept.get(charts)?.set(message, payload)
  return payload
}

/** A message never changes, and some are sent again and again. */
type Kept = WeakMap<Charts, WeakMap<Message, SlackPayload>>
const rendered: Readonly<Record<Tables, Kept>> = { sortable: new WeakMap(), plain: new WeakMap() }

function renderFitting(message: Message, words: Words, look: Look): SlackPayload {
  const whole = layOut(message, words)
  const blocks = fitMessage(whole, fitting => renderBlocks(fitting, words, look), isWithinLimits)
  if (!isWithinLimits(blocks)) return renderSlackText(message, words)
  return { ...plainPayload(cutText(escapeText(describe(message, blocks)), limits.fallback)), blocks }
}

/** The text for notifications and screen readers. It describes charts too, because Slack's own have no text. */
function describe({ title, summary, parts }: Message, blocks: readonly { readonly type: string }[]): string {
  const isDrawn = blocks.some(({ type }) => type === 'data_visualization')
  const seen = isDrawn ? parts.flatMap(part => (part.kind === 'chart' ? [part.altText] : [])) : []
  return [`${title}: ${summary}`, ...seen].join('\n')
}

/** The same message as text alone, for when Slack refuses its blocks. */
export function renderSlackText(message: Message, words: Words): SlackPayload {
  return plainPayload(renderFittingText(message, words, limits.fallback, escapeText))
}

/** @param escaped cut to length, perhaps in the middle of an escaped character */
function plainPayload(escaped: string): SlackPayload {
  return { text: escaped.replace(/&\w*…$/, '…'), mrkdwn: false, unfurl_links: false, unfurl_media: false }
}

function renderBlocks(message: Message, words: Words, look: Look): KnownBlock[] {
  const firstTable = message.parts.find(part => part.kind === 'table')
  const drawn = message.parts.filter(part => part.kind === 'chart').slice(0, limits.charts)
  const parts = message.parts.flatMap(part => {
    if (part.kind === 'chart') return renderChart(part, look.charts, drawn.includes(part), words)
    if (part.kind === 'table') return showTable(part, look.tables, part === firstTable, words)
    return renderPart(part)
  })
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
  return shown ? [shown.block, ...renderNote({ kind: 'note', lines: shown.below })] : richText([describeChart(part)])
}

function renderPart(part: Exclude<Part, { kind: 'chart' | 'table' }>): KnownBlock[] {
  switch (part.kind) {
    case 'text':
      return richText(part.text)
    case 'metrics':
      return renderMetrics(part.metrics)
    case 'facts':
      return richText(part.facts.flatMap(factSpans))
    case 'note':
      return renderNote(part)
    case 'actions':
      return renderActions(part)
  }
}

function renderTitle(title: string): HeaderBlock {
  return { type: 'header', text: { type: 'plain_text', text: show(oneLine(title), limits.header), emoji: false } }
}

function factSpans({ label, value }: { label: string; value: string }, index: number): Span[] {
  return [index === 0 ? '' : '\n', { strong: label }, `  ${value}`]
}

/** One element with line breaks: Slack puts several elements next to each other. */
function renderNote({ lines }: NotePart): ContextBlock[] {
  const text = cutText(lines.map(plain).join('\n').trim(), limits.contextText)
  if (text === '') return []
  const dated = lines.some(line => typeof line !== 'string' && line.some(isMoment)) ? writeLines(lines) : null
  if (dated !== null) return [{ type: 'context', elements: [{ type: 'mrkdwn', text: dated, verbatim: true }] }]
  return [{ type: 'context', elements: [{ type: 'plain_text', text, emoji: false }] }]
}

/** Lines with moments in each reader’s zone, which small print has only in mrkdwn; `null` if they are not safe there. */
function writeLines(lines: NotePart['lines']): string | null {
  const written = lines.map(line => writeLine(typeof line === 'string' ? [line] : line))
  const text = written.join('\n')
  return written.includes(null) || text.length > limits.contextText ? null : text
}

function isWithinLimits(blocks: readonly KnownBlock[]): boolean {
  const dataTables = blocks.filter(({ type }) => type === 'data_table')
  return (
    blocks.length <= limits.blocks &&
    countCharacters(dataTables) <= limits.dataTables &&
    countCharacters(blocks) <= limits.total
  )
}

/** Keys whose values people read in a chart, a table or a picture, in addition to `text`. */
const readKeys = new Set(['text', 'title', 'caption', 'label', 'name', 'alt_text', 'categories'])

/** Counts all text in blocks, at any depth. Slack counts an escaped character with its escape sequence. */
function countCharacters(value: unknown, isRead = false): number {
  if (typeof value === 'string') return isRead ? escapeText(value).length : 0
  if (typeof value !== 'object' || value === null) return 0
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countCharacters(item, isRead), 0)
  return Object.entries(value).reduce((sum, [key, item]) => sum + countCharacters(item, readKeys.has(key)), 0)
}

function oneLine(value: string): string {
  return value.replace(/\s+/g, ' ').trim()
}

/** Numbers side by side: two columns of a section. @internal */
export function renderMetrics(metrics: readonly Metric[]): KnownBlock[] {
  const fields = metrics.map(renderField)
  return Array.from({ length: Math.ceil(fields.length / limits.fields) }, (_, at) => ({
    type: 'section' as const,
    fields: fields.slice(at * limits.fields, (at + 1) * limits.fields),
  }))
}

/** The value is bold, which only mrkdwn can be: a metric with a character that might be markup is plain text. */
function renderField({ label, value, change }: Metric): PlainTextElement | MrkdwnElement {
  const cut = { label: show(label, limits.metricText), value: show(value, limits.metricText) }
  const behind = change?.trim() ? `  ${show(change, limits.metricText)}` : ''
  // A line break would end the bold text.
  if ([cut.label, cut.value, behind].some(piece => !isUnformatted(piece) || piece.includes('\n')))
    return { type: 'plain_text', text: `${cut.label}\n${cut.value}${behind}`, emoji: false }
  const [above, bold, after] = [cut.label, cut.value, behind].map(escapeText)
  return { type: 'mrkdwn', text: `${above}\n*${bold}*${after}`, verbatim: true }
}
