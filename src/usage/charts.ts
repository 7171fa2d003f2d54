import { type ChartPart, chart } from '../message/message.ts'
import type { Words } from '../message/words.ts'
import type { Count, Metrics } from '../ports.ts'
import { isWholeStep, type Step, type TrendRow } from './trend.ts'

/**
 * Active members over whole weeks or months, with the members of each week where the bot kept counts, so that the gap
 * between the lines shows. Days are bars, without days off. None where fewer than two steps have a number.
 */
export function chartActive(rows: readonly TrendRow[], step: Step, t: Words): ChartPart[] {
  const over = rows.filter(row => isWholeStep(row, step) && !row.isDayOff)
  const categories = over.map(({ period }) => renderTick(period.from, step, t))
  const values = over.map(activeOf)
  const known = values.flatMap((value, at) => (value === null ? [] : [{ at: categories[at] ?? '', value }]))
  const [first, last] = [known[0], known.at(-1)]
  if (!first || !last || known.length < 2) return []
  const seats = over.map(row => row.seats ?? null)
  const hasSeats = seats.filter(isCount).length > 1
  const series = [
    { label: t.chart.active, values },
    ...(hasSeats && step === 'weekly' ? [{ label: t.chart.members, values: seats }] : []),
  ]
  return [
    chart({
      language: t.language,
      shape: step === 'daily' ? 'bar' : 'line',
      title: t.chart.activeBy[step](first.value, last.value),
      categories,
      days: over.map(({ period }) => period.from),
      series,
      ...(over.length > maxPointsInWords
        ? { altText: t.chart.seesTrend(known) }
        : { altText: inWords(categories, series, t), areNumbersInAltText: true }),
    }),
  ]
}

/** More points than a sentence can list are shown as a table where the chart cannot be. */
const maxPointsInWords = 12

function inWords(categories: readonly string[], series: readonly ChartSeries[], t: Words): string {
  return series
    .map(
      ({ label, values }) =>
        `${label}: ${t.chart.sees(categories.map((at, point) => ({ at, value: values[point] ?? null })))}`,
    )
    .join(' ')
}

type ChartSeries = ChartPart['series'][number]

/** The accepted completions of one person in each whole week. */
export function chartCompletions(weeks: readonly TrendRow[], t: Words): ChartPart[] {
  const over = weeks.filter(row => isWholeStep(row, 'weekly'))
  const bars = over.map(({ period, metrics }) => ({
    at: renderTick(period.from, 'weekly', t),
    value: metrics?.completions.accepted ?? null,
  }))
  if (bars.filter(({ value }) => value !== null).length < 2) return []
  return [
    { ...barsOf(t.chart.completionsByWeek, t.chart.completions, bars, t), days: over.map(({ period }) => period.from) },
  ]
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
    ...(bars.length > maxPointsInWords ? {} : { areNumbersInAltText: true as const }),
  })
}

/** What is not reported has no point. */
function activeOf({ metrics }: TrendRow): Metrics['activeUsers'] {
  return metrics?.activeUsers ?? null
}

function renderTick(from: Date, step: Step, t: Words): string {
  return step === 'daily' ? t.weekday(from) : step === 'weekly' ? t.chart.week(from) : t.month(from)
}

function isCount(value: Count): value is number {
  return value !== null
}
