/** Numbers side by side: two columns of a section. */
import type { KnownBlock, MrkdwnElement, PlainTextElement } from '@slack/types'
import type { Metric } from '../../src/message/message.ts'
import { escapeText } from './escape.ts'
import { limits } from './limits.ts'
import { show } from './rich-text.ts'

export function renderMetrics(metrics: readonly Metric[]): KnownBlock[] {
  const fields = metrics.map(renderField)
  return Array.from({ length: Math.ceil(fields.length / limits.fields) }, (_, at) => ({
    type: 'section' as const,
    fields: fields.slice(at * limits.fields, (at + 1) * limits.fields),
  }))
}

/** Letters, digits and signs that are no markup in Slack, once `&`, `<` and `>` are escaped. */
const unformatted = /^[\p{L}\p{M}\p{N}\p{Sc} \u00a0\u202f.,;%+\-−–—±'’()/·&<>]+$/u

/** The value is bold, which only mrkdwn can be: a metric with a character that might be markup is plain text. */
function renderField({ label, value, change }: Metric): PlainTextElement | MrkdwnElement {
  const cut = { label: show(label, limits.metricText), value: show(value, limits.metricText) }
  const behind = change?.trim() ? `  ${show(change, limits.metricText)}` : ''
  if (![cut.label, cut.value, behind || ' '].every(piece => unformatted.test(piece)))
    return { type: 'plain_text', text: `${cut.label}\n${cut.value}${behind}`, emoji: false }
  const [above, bold, after] = [cut.label, cut.value, behind].map(escapeText)
  return { type: 'mrkdwn', text: `${above}\n*${bold}*${after}`, verbatim: true }
}
