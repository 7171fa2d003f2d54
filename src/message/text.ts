import { type Message, type Part, plain, type TablePart } from './message.ts'
import type { Words } from './words.ts'

/** A message as lines of plain text, for a terminal or where nothing richer is understood. */
export function renderText(message: Message, words: Words): string {
  const parts = message.parts.map(part => renderPart(part, words)).filter(part => part !== '')
  return [message.title, '', parts.join('\n\n')].join('\n')
}

function renderPart(part: Part, words: Words): string {
  switch (part.kind) {
    case 'text':
      return plain(part.text)
    case 'facts': {
      const widest = Math.max(0, ...part.facts.map(({ label }) => width(label)))
      return part.facts.map(({ label, value }) => `${pad(label, widest, 'left')}  ${value}`).join('\n')
    }
    case 'table':
      return renderTable(part, words)
    case 'note':
      return part.lines.join('\n')
    case 'actions':
      return part.actions.map(({ label, line }) => `[${label}] ${line}`).join('\n')
  }
}

/** Columns side by side, as text of one width: also the fallback of platforms for tables they cannot draw. */
export function renderTable({ caption, columns, rows, more }: TablePart, words: Words): string {
  const widths = columns.map(({ label }, at) => Math.max(width(label), ...rows.map(row => width(row[at] ?? ''))))
  const line = (cells: readonly string[]) =>
    columns
      .map(({ align }, at) => pad(cells[at] ?? '', widths[at] ?? 0, align))
      .join('  ')
      .trimEnd()
  const lines = [line(columns.map(({ label }) => label)), ...rows.map(line)]
  return [caption, ...lines, ...(more > 0 ? [words.more(more)] : [])].join('\n')
}

function pad(value: string, size: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, size - width(value)))
  return align === 'left' ? value + space : space + value
}

const segmenter = new Intl.Segmenter()

/** Characters as people count them; emoji and CJK take two places in a terminal. */
function width(value: string): number {
  let places = 0
  for (const { segment } of segmenter.segment(value)) places += isWide(segment) ? 2 : 1
  return places
}

function isWide(segment: string): boolean {
  return /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/u.test(
    segment,
  )
}
