import { type Column, countCell, dayCell, type TableCell, type TablePart, table } from '../message/message.ts'
import type { Words } from '../message/words.ts'
import type { Count, Granularity, Metrics, Period, Usage } from '../ports.ts'
import { type Tool, tools } from '../privacy/hidden.ts'
import { addDays, countDays, isoWeekday, utcDay } from '../time/utc-days.ts'

export type Step = Exclude<Granularity, 'all'>

/**
 * One step of a trend; `metrics` is `null` where the server reported nothing for it. One that is not whole is no point of
 * a chart.
 */
export type TrendRow = {
  readonly period: Period
  readonly metrics: Metrics | null
  readonly isRunning?: true
}

/** The steps of a usage answer, as they stand now. */
export function assembleTrend(usage: Usage, step: Step, now: Date): TrendRow[] {
  return listSteps(usage, step).map(row => (row.period.to > now ? { ...row, isRunning: true } : row))
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
 * @param isOfOne person, of whom it is not told how many people they are
 */
export function renderTrend(rows: readonly TrendRow[], step: Step, t: Words, isOfOne = false): TablePart[] {
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
  // A month that is not whole is told by its days, as weeks are.
  const told = step === 'monthly' && !isWholeStep(row, step) ? t.days(period) : nameStep(period, step, t)
  return isRunning ? t.trend.soFar(told) : told
}

function nameStep(period: Period, step: Step, t: Words): string {
  switch (step) {
    case 'daily':
      return t.weekday(period.from)
    case 'weekly':
      return t.days(period)
    case 'monthly':
      return t.month(period.from)
  }
}
