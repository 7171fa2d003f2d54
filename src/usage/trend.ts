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

type Told = { readonly column: Column; readonly of: (metrics: Metrics) => Count; readonly isPeople?: true }

/**
 * A trend as a table: a count that no step reports has no column, and without any there is no table.
 * @param isOfOne person, of whom it is not told how many people they are
 */
export function tellTrend(rows: readonly TrendRow[], step: Step, w: Words, isOfOne = false): TablePart[] {
  const people: Told = { column: { label: w.trend.active, align: 'right' }, of: m => m.activeUsers, isPeople: true }
  const counts: Told[] = [
    ...(isOfOne ? [] : [people]),
    ...tools.map(tool => ({ column: { label: w.trend[tool], align: 'right' as const }, of: countOf(tool) })),
  ]
  const shown = counts.filter(({ of }) => rows.some(row => row.metrics && of(row.metrics) !== null))
  if (shown.length === 0) return []
  return [
    table(
      w.trend.caption[step],
      [{ label: w.trend.step[step], align: 'left' }, ...shown.map(({ column }) => column)],
      rows.map(row => [
        dayCell(tellStep(row, step, w), row.period.from),
        ...shown.map(({ of, isPeople = false }) => tellCell(row, of, isPeople, w)),
      ]),
    ),
  ]
}

function countOf(tool: Tool): (metrics: Metrics) => Count {
  return metrics => (tool === 'completions' ? metrics.completions.accepted : metrics[tool].interactions)
}

/** Active people of one step, as a number or in words. */
export function tellActive(row: TrendRow, w: Words): Count | string {
  const active = row.metrics?.activeUsers ?? null
  return active !== null && row.metrics?.isLowerBound ? w.trend.atLeast(active) : active
}

function tellCell(row: TrendRow, of: (metrics: Metrics) => Count, isPeople: boolean, w: Words): TableCell {
  const count = row.metrics ? of(row.metrics) : null
  const isAtLeast = isPeople && row.metrics?.isLowerBound && count !== null
  return countCell(isAtLeast ? w.trend.atLeast(count) : w.count(count), count)
}

function tellStep(row: TrendRow, step: Step, w: Words): string {
  const { period, isRunning } = row
  // A month that is not whole is told by its days, as weeks are.
  const told = step === 'monthly' && !isWholeStep(row, step) ? w.days(period) : nameStep(period, step, w)
  return isRunning ? w.trend.soFar(told) : told
}

function nameStep(period: Period, step: Step, w: Words): string {
  switch (step) {
    case 'daily':
      return w.weekday(period.from)
    case 'weekly':
      return w.days(period)
    case 'monthly':
      return w.month(period.from)
  }
}
