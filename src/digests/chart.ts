/** The one picture of a digest: active members over time and, of one team, the seats that they could have used. */
import { type ChartPart, chart } from '../message/message.ts'
import type { Words } from '../message/words.ts'
import type { Count } from '../ports.ts'
import { isWholeStep, type TrendRow } from '../usage/trend.ts'
import type { DigestPart } from './part.ts'
import type { DigestUnit } from './unit.ts'

/** Lines that a reader can still distinguish. */
const maxTeams = 5

type Step = { readonly row: TrendRow; readonly members: Count }

/** None where fewer than two steps have a number: a point is no trend. */
export function chartOne(part: DigestPart, unit: DigestUnit, t: Words): ChartPart[] {
  const { trend, members = [] } = part
  const steps = trend
    .map((row, at): Step => ({ row, members: members[at] ?? null }))
    .filter(({ row }) => isWholeStep(row, stepOf(unit)))
  const active = steps.map(({ row }) => activeIn(row))
  const known = active.filter(count => count !== null)
  const [first, last] = [known[0], known.at(-1)]
  if (known.length < 2 || first === undefined || last === undefined) return []
  const hasMembers = steps.filter(step => step.members !== null).length > 1
  const series = [
    ...(hasMembers ? [{ label: t.digest.chart.seats, values: steps.map(step => step.members) }] : []),
    { label: t.digest.chart.active, values: active },
  ]
  return [
    draw(
      steps.map(({ row }) => row.period.from),
      series,
      t.digest.chart.title(first, last, active.length, unit),
      unit,
      t,
    ),
  ]
}

/** Active members of several teams over the same steps. */
export function chartSeveral(parts: readonly DigestPart[], unit: DigestUnit, t: Words): ChartPart[] {
  const shown = parts
    .map(({ subject, trend }) => ({
      label: t.subject(subject),
      steps: trend.filter(row => isWholeStep(row, stepOf(unit))),
    }))
    .filter(({ steps }) => steps.filter(row => activeIn(row) !== null).length > 1)
    .slice(0, maxTeams)
  if (shown.length < 2) return []
  const days = [...new Set(shown.flatMap(({ steps }) => steps.map(({ period }) => period.from.getTime())))]
    .toSorted((a, b) => a - b)
    .map(time => new Date(time))
  const series = shown.map(({ label, steps }) => {
    const byDay = new Map(steps.map(row => [row.period.from.getTime(), activeIn(row)]))
    return { label, values: days.map(day => byDay.get(day.getTime()) ?? null) }
  })
  return [draw(days, series, t.digest.chart.titleOfSeveral[unit], unit, t)]
}

function draw(
  days: readonly Date[],
  series: ChartPart['series'],
  title: string,
  unit: DigestUnit,
  t: Words,
): ChartPart {
  return chart({
    language: t.language,
    shape: 'line',
    title,
    categories: days.map(day => (unit === 'week' ? t.digest.chart.week(day) : t.month(day))),
    days,
    series,
    altText: series.map(({ label, values }) => t.digest.chart.altText(label, values)).join(' '),
    areNumbersInAltText: true,
  })
}

/** No point for a missing number, or for one that is only a lower bound. */
function activeIn({ metrics }: TrendRow): Count {
  return metrics?.activeUsers ?? null
}

export function stepOf(unit: DigestUnit): 'weekly' | 'monthly' {
  return unit === 'week' ? 'weekly' : 'monthly'
}
