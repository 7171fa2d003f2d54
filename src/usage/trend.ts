import {
  type ChartPart,
  type Column,
  chart,
  countCell,
  dayCell,
  type TableCell,
  type TablePart,
  table,
} from '../message/message.ts'
import type { Words } from '../message/words.ts'
import type { BusinessCalendar, Count, Granularity, Metrics, Period, Usage } from '../ports.ts'
import { type Tool, tools } from '../privacy/min-group-size.ts'
import type { AskedPeriod } from '../time/period.ts'
import { addDays, countDays, isBusinessDay, isoWeekday, startOfWeek, utcDay } from '../time/utc-days.ts'
import { addCounts, addMetrics } from './metrics.ts'

export type Step = Exclude<Granularity, 'all'>

/**
 * One step of a trend; `metrics` is `null` where the server reported nothing for it. One that is not whole is no point of
 * a chart.
 */
export type TrendRow = {
  readonly period: Period
  readonly metrics: Metrics | null
  readonly isRunning?: true
  /** A day on which people do not work, by the installation's calendar. */
  readonly isDayOff?: true
  /** Members at its end, where the bot kept a count. */
  readonly seats?: number
}

/** Whole weeks of a trend that leads up to the end of a period. */
const trendWeeks = 8

/** A period of more days is a trend of its own. */
const maxInnerTrendDays = 62

/** Whole weeks up to the end of a period, so that no step is cut. */
export function trendPeriod({ period }: AskedPeriod): Period {
  const to = startOfWeek(period.to)
  return { from: addDays(to, -7 * trendWeeks), to }
}

export function isOwnTrend({ period }: AskedPeriod): boolean {
  return countDays(period.from, period.to) > maxInnerTrendDays
}

/** The steps of a usage answer, as they stand now. */
export function assembleTrend(usage: Usage, step: Step, now: Date): TrendRow[] {
  return listSteps(usage, step).map(row => (row.period.to > now ? { ...row, isRunning: true } : row))
}

/** Days on which people do not work are drawn apart from the others. */
export function markDaysOff(days: readonly TrendRow[], calendar: BusinessCalendar): TrendRow[] {
  return days.map(row => (isBusinessDay(row.period.from, calendar) ? row : { ...row, isDayOff: true }))
}

/** The buckets of a usage answer in time order. Days the server left out stand as gaps; longer steps it dates itself. */
function listSteps(usage: Usage, step: Step): TrendRow[] {
  const buckets = usage.segments.flatMap(segment => segment.buckets)
  if (step !== 'daily') return buckets
  const byDay = new Map(buckets.map(bucket => [bucket.period.from.getTime(), bucket.metrics]))
  const rows: TrendRow[] = []
  for (let day = usage.period.from; day < usage.period.to; day = addDays(day, 1)) {
    rows.push({ period: { from: day, to: addDays(day, 1) }, metrics: byDay.get(day.getTime()) ?? null })
  }
  return rows
}

/** Whether a step is over and as long as the others; one cut short at an end of the period, or by an upgrade, is not. */
export function isWholeStep({ period: { from, to }, isRunning }: TrendRow, step: Step): boolean {
  if (isRunning) return false
  const nextMonth = utcDay(from.getUTCFullYear(), from.getUTCMonth() + 1, 1)
  if (step === 'monthly') return from.getUTCDate() === 1 && to.getTime() === nextMonth.getTime()
  return step === 'daily' || (isoWeekday(from) === 1 && countDays(from, to) === 7)
}

type Shown = { readonly column: Column; readonly of: (metrics: Metrics) => Count; readonly isPeople?: true }

/**
 * A trend as a table: a count that no step reports has no column, and without any there is no table.
 * @param options.isOfOne person, of whom there is no number of people
 */
export function renderTrend(
  trend: readonly TrendRow[],
  step: Step,
  t: Words,
  { isOfOne = false }: { readonly isOfOne?: boolean } = {},
): TablePart[] {
  const rows = foldDaysOff(trend)
  const people: Shown = { column: { label: t.trend.active, align: 'right' }, of: m => m.activeUsers, isPeople: true }
  const counts: Shown[] = [
    ...(isOfOne ? [] : [people]),
    ...tools.map(tool => ({ column: { label: t.trend[tool], align: 'right' as const }, of: countOf(tool) })),
  ]
  const shown = counts.filter(({ of }) => rows.some(row => row.metrics && of(row.metrics) !== null))
  if (shown.length === 0) return []
  return [
    table(
      t.trend.caption[step],
      [{ label: t.trend.step[step], align: 'left' }, ...shown.map(({ column }) => column)],
      rows.map(row => [
        dayCell(renderStep(row, step, t), row.period.from),
        ...shown.map(({ of, isPeople = false }) => renderCell(row, of, isPeople, t)),
      ]),
    ),
  ]
}

/** Days off in a row as one: uses are added, and of people it is known that they are at least as many as on one day. */
function foldDaysOff(rows: readonly TrendRow[]): TrendRow[] {
  const folded: TrendRow[] = []
  for (const row of rows) {
    const before = folded.at(-1)
    if (before?.isDayOff && row.isDayOff) folded[folded.length - 1] = addDay(before, row)
    else folded.push(row)
  }
  return folded
}

function addDay(days: TrendRow, day: TrendRow): TrendRow {
  const period = { from: days.period.from, to: day.period.to }
  return { ...days, ...day, period, metrics: addDistinct(days.metrics, day.metrics) }
}

function addDistinct(a: Metrics | null, b: Metrics | null): Metrics | null {
  const sum = a && b && addMetrics(a, b)
  if (!sum) return null
  const isExact =
    [a, b].some(({ activeUsers }) => activeUsers === 0) && ![a, b].some(({ isLowerBound }) => isLowerBound)
  // Both days are counted alike, so chat and turns add up too.
  const chat = { ...sum.chat, interactions: addCounts(a.chat.interactions, b.chat.interactions) }
  const agent = { ...sum.agent, interactions: addCounts(a.agent.interactions, b.agent.interactions) }
  return { ...sum, chat, agent, ...(isExact ? {} : { isLowerBound: true }) }
}

function countOf(tool: Tool): (metrics: Metrics) => Count {
  return metrics => (tool === 'completions' ? metrics.completions.accepted : metrics[tool].interactions)
}

function renderCell(row: TrendRow, of: (metrics: Metrics) => Count, isPeople: boolean, t: Words): TableCell {
  const count = row.metrics ? of(row.metrics) : null
  const isAtLeast = isPeople && row.metrics?.isLowerBound && count !== null
  return countCell(isAtLeast ? t.trend.atLeast(count) : t.count(count), count)
}

function renderStep(row: TrendRow, step: Step, t: Words): string {
  const { period, isRunning } = row
  // A month that is not whole is named by its days, as weeks are.
  const name = step === 'monthly' && !isWholeStep(row, step) ? t.days(period) : nameStep(period, step, t)
  return isRunning ? t.trend.soFar(name) : name
}

function nameStep(period: Period, step: Step, t: Words): string {
  switch (step) {
    case 'daily':
      return countDays(period.from, period.to) === 1 ? t.weekday(period.from) : t.trend.daysOff(period)
    case 'weekly':
      return t.days(period)
    case 'monthly':
      return t.month(period.from)
  }
}

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

function barsOf(title: string, label: string, bars: readonly { at: string; value: Count }[], t: Words): ChartPart {
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
