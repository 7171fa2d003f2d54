/** Numbers side by side: two columns of a section. */
import type { KnownBlock, MrkdwnElement, PlainTextElement } from '@slack/types'
import type { Metric } from '../../src/message/message.ts'
import { limits } from './limits.ts'
import { escapeText, isUnformatted } from './mrkdwn.ts'
import { show } from './rich-text.ts'

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
