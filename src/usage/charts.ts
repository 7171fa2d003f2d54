import { type ChartPart, chart } from '../message/message.ts'
import type { Words } from '../message/words.ts'
import type { Count, Metrics } from '../ports.ts'
import type { Activity } from './activity.ts'
import { isWholeStep, type Step, type TrendRow } from './trend.ts'

/** Active people over time, in whole steps; none where fewer than two steps tell a number, for a point is no trend. */
export function chartTrend(rows: readonly TrendRow[], step: Step, t: Words): ChartPart[] {
  const over = rows.filter(row => isWholeStep(row, step))
  const categories = over.map(({ period }) => renderTick(period.from, step, t))
  const values = over.map(activeOf)
  const known = values.flatMap((value, at) => (value === null ? [] : [{ at: categories[at] ?? '', value }]))
  if (known.length < 2) return []
  return [
    chart({
      language: t.language,
      shape: 'line',
      title: t.chart.trend(t.chart.steps[step]),
      categories,
      days: over.map(({ period }) => period.from),
      series: [{ label: t.trend.active, values }],
      altText: t.chart.seesTrend(known),
    }),
  ]
}

/** How often each tool was used, side by side; none where fewer than two of them tell a number. */
export function chartTools({ total, state }: Activity, t: Words): ChartPart[] {
  if (!total || state === 'no-data') return []
  const { metrics } = total
  const counts = [
    { tool: 'completions', value: metrics.completions.accepted },
    { tool: 'chat', value: metrics.chat.interactions },
    { tool: 'agent', value: metrics.agent.interactions },
  ] as const
  const bars = counts
    .filter(({ value }) => value !== null)
    .map(({ tool, value }) => ({ at: t.chart.toolCount[tool], value }))
  return bars.length < 2 ? [] : [barsOf(t.chart.tools, t.chart.uses, bars, t)]
}

export function barsOf(
  title: string,
  label: string,
  bars: readonly { at: string; value: Count }[],
  t: Words,
): ChartPart {
  return chart({
    language: t.language,
    shape: 'bar',
    title,
    categories: bars.map(({ at }) => at),
    series: [{ label, values: bars.map(({ value }) => value) }],
    altText: t.chart.sees(bars),
  })
}

/** What is not reported has no point. */
function activeOf({ metrics }: TrendRow): Metrics['activeUsers'] {
  return metrics?.activeUsers ?? null
}

function renderTick(from: Date, step: Step, t: Words): string {
  return step === 'daily' ? t.weekday(from) : step === 'weekly' ? t.chart.week(from) : t.month(from)
}
