import type { Metric, Part } from '../message/message.ts'
import type { Words } from '../message/words.ts'
import type { Count, Metrics } from '../ports.ts'
import { type Activity, comparable, unequalDays } from './activity.ts'
import { automationFactor } from './metrics.ts'

type Reading = {
  readonly name: 'completions' | 'chat' | 'code' | 'agent'
  readonly value: (metrics: Metrics) => Count
  readonly isFraction?: true
}

const readings: readonly Reading[] = [
  { name: 'completions', value: ({ completions }) => completions.accepted },
  { name: 'chat', value: ({ chat }) => chat.interactions },
  { name: 'code', value: automationFactor, isFraction: true },
  { name: 'agent', value: ({ agent }) => agent.interactions },
]

/** Up to four numbers, each with its change where the period before is comparable; what is not reported is left out. */
export function renderMetrics(activity: Activity, t: Words): Part[] {
  const metrics = readings.flatMap(reading => renderMetric(reading, activity, t))
  return metrics.length === 0 ? [] : [{ kind: 'metrics', metrics }]
}

/** The names of the numbers that Tabnine does not report for a period. */
export function unreportedMetrics({ total, state, hidden }: Activity, t: Words): string[] {
  if (!total || state === 'no-data' || hidden) return []
  return readings.filter(({ value }) => value(total.metrics) === null).map(({ name }) => t.usage.metrics[name])
}

function renderMetric({ name, value, isFraction }: Reading, activity: Activity, t: Words): Metric[] {
  const { total, state } = activity
  if (!total || state === 'no-data') return []
  const now = value(total.metrics)
  if (now === null) return []
  const written = isFraction ? t.percent(now) : t.count(now)
  const label = t.usage.metrics[name]
  if (total.isPartial) return [{ label, value: t.activity.atLeast(written) }]
  const comparison = comparable(activity)
  const before = comparison && value(comparison.total.metrics)
  if (before === null) return [{ label, value: written }]
  const days = isFraction ? null : unequalDays(activity)
  const difference = days ? now / days.now - before / days.before : now - before
  const change = isFraction
    ? t.changeInPoints(difference)
    : days
      ? t.changePerDay(difference, before / days.before)
      : (t.changeInPercent(difference, before) ?? t.change(difference))
  const tone = difference === 0 ? undefined : difference > 0 ? 'good' : 'bad'
  return [{ label, value: written, ...(change ? { change, tone } : {}) }]
}
