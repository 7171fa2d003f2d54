import { describeChart } from './chart.ts'
import { layOut } from './layout.ts'
import { cellText, type Message, type Metric, type Part, plain, type TableCell, type TablePart } from './message.ts'
import { type Words, wordsOf } from './words.ts'

/** A message as lines of plain text, for a terminal or where nothing richer is understood. */
export function renderText(message: Message, given: Words): string {
  const words = wordsOf(message, given)
  const parts = layOut(message, words)
    .parts.map(part => renderPart(part, words))
    .filter(part => part !== '')
  return [message.title, '', parts.join('\n\n')].join('\n')
}

function renderPart(part: Part, words: Words): string {
  switch (part.kind) {
    case 'text':
      return plain(part.text)
    case 'metrics':
      return part.metrics.map(metricLine).join('\n')
    case 'facts': {
      const widest = Math.max(0, ...part.facts.map(({ label }) => width(label)))
      return part.facts.map(({ label, value }) => `${pad(label, widest, 'left')}  ${value}`).join('\n')
    }
    case 'table':
      return renderTable(part, words)
    case 'chart':
      return describeChart(part)
    case 'note':
      return part.lines.map(plain).join('\n')
    case 'actions':
      return [
        // Text has no forms, so a button that only opens one is left out.
        ...part.actions.filter(({ opens }) => opens === undefined).map(({ label, line }) => `[${label}] ${line}`),
        ...(part.links ?? []).map(({ label, url }) => `${label}: ${url}`),
      ].join('\n')
  }
}

/** One number with its change: `Completions: 11,778 (−6%)`. */
function metricLine({ label, value, change }: Metric): string {
  return `${label}: ${value}${change === undefined ? '' : ` (${change})`}`
}

/** Columns side by side, as text of one width: also the fallback of platforms for tables they cannot draw. */
export function renderTable(part: TablePart, words: Words): string {
  const { caption, columns, rows } = part
  if (part.look === 'list') return [caption, ...listRows(part), ...renderMore(part, words)].join('\n')
  const widths = columns.map(({ label }, at) => Math.max(width(label), ...rows.map(row => width(cellText(row[at])))))
  const line = (cells: readonly TableCell[]) =>
    columns
      .map(({ align }, at) => pad(cellText(cells[at]), widths[at] ?? 0, align))
      .join('  ')
      .trimEnd()
  const lines = [line(columns.map(({ label }) => label)), ...rows.map(line)]
  return [caption, ...lines, ...renderMore(part, words)].join('\n')
}

/** The same row by row, columns named once: for where no table can be drawn, or not so large a one. */
export function listRows({ columns, rows }: TablePart): string[] {
  const line = (cells: readonly TableCell[]) => columns.map((_column, at) => cellText(cells[at]) || '–').join(' · ')
  return [line(columns.map(({ label }) => label)), ...rows.map(line)]
}

/** How many rows are not shown, and how to get all of them; nothing where all are. */
export function renderMore({ more, whole }: TablePart, words: Words): string[] {
  if (more <= 0) return []
  return [words.more(more), ...(whole === undefined ? [] : [words.whole(whole)])]
}

function pad(value: string, size: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, size - width(value)))
  return align === 'left' ? value + space : space + value
}

const segmenter = new Intl.Segmenter()

/** Characters as people count them; emoji and CJK take two places in a terminal. */
function width(value: string): number {
  // What most cells are made of, and a hundred times faster to count.
  if (/^[\x20-\x7e]*$/.test(value)) return value.length
  let places = 0
  for (const { segment } of segmenter.segment(value)) places += isWide(segment) ? 2 : 1
  return places
}

function isWide(segment: string): boolean {
  return /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/u.test(
    segment,
  )
}
