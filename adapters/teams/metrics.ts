/** Numbers side by side: at most three columns in a row, which a phone still shows without breaking a word. */
import { cutText } from '../../src/message/fit.ts'
import type { Metric } from '../../src/message/message.ts'
import { limits } from './limits.ts'
import { block, type RichTextBlock, type TextRun } from './text-element.ts'

type Column = { type: 'Column'; width: 'stretch'; items: RichTextBlock[] }
export type ColumnSet = { type: 'ColumnSet'; columns: Column[] }

const metricsPerRow = 3

export function renderMetrics(metrics: readonly Metric[]): ColumnSet[] {
  const rows = Math.ceil(metrics.length / metricsPerRow)
  // Four are two and two, not three and one.
  const width = Math.ceil(metrics.length / Math.max(1, rows))
  return Array.from({ length: rows }, (_, at) => {
    const row = metrics.slice(at * width, (at + 1) * width).map(renderColumn)
    // Empty columns keep a shorter last row in line with those above.
    const empty = Array.from({ length: width - row.length }, () => column([]))
    return { type: 'ColumnSet', columns: [...row, ...empty] }
  })
}

function renderColumn({ label, value, change, tone }: Metric): Column {
  const below: TextRun[] = change?.trim() ? [changeRun(change, tone)] : []
  return column([
    block([textRun(value, { size: 'Large', weight: 'Bolder' })]),
    { ...block([textRun(label, { size: 'Small', isSubtle: true })]), spacing: 'None' },
    ...below.map(run => ({ ...block([run]), spacing: 'None' as const })),
  ])
}

/** Coloured, and with the sign that its text has: no one depends on the colour. */
function changeRun(change: string, tone: Metric['tone']): TextRun {
  if (tone === undefined) return textRun(change, { size: 'Small', isSubtle: true })
  return textRun(change, { size: 'Small', color: tone === 'good' ? 'Good' : 'Attention' })
}

function column(items: RichTextBlock[]): Column {
  return { type: 'Column', width: 'stretch', items }
}

function textRun(text: string, look: Omit<TextRun, 'type' | 'text'>): TextRun {
  return { type: 'TextRun', text: cutText(text, limits.text) || '–', ...look }
}
