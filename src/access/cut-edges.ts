/**
 * Two answers about periods that differ by a day would, one less the other, tell that day. Whoever chooses where a period
 * begins and ends could so read any day of few people; therefore a period that was chosen freely begins and ends with a
 * day of many, whatever was asked. Then any two of them differ by many people, or by nobody. The same holds of each tool:
 * one that was used by few where the period begins or ends is left out of it.
 */
import type { Metrics, Period, UsageApi, UsageSubject } from '../ports.ts'
import { type AskedPeriod, isChosenFreely } from '../report/period.ts'
import { listSteps, type TrendRow } from '../report/trend.ts'
import { type Tool, tools } from '../report/withheld.ts'
import { type AtEdges, whyWithheld } from './floor.ts'

export type CutPeriod = { readonly asked: AskedPeriod; readonly atEdges: AtEdges }

type Ends = { readonly period: Period; readonly tools: readonly Tool[] }

/**
 * The period without the days of few people at its ends, the same where it needs not be cut, with the tools that are not
 * to be told of it; `null` where nothing is left. It is compared with the one before only where neither is cut: as it
 * was asked for.
 */
export async function cutEdges(
  usageApi: UsageApi,
  subject: UsageSubject,
  asked: AskedPeriod,
  floor: number,
  signal?: AbortSignal,
): Promise<CutPeriod | null> {
  if (!isChosenFreely(asked)) return { asked, atEdges: { now: [], before: [] } }
  // All days of it: behind any number of empty ones there may be one of few.
  const cut = async (period: Period) =>
    cutRows(period, listSteps(await usageApi.usage(subject, period, 'daily', signal), 'daily'), floor)
  const [now, before] = await Promise.all([cut(asked.period), asked.previous && cut(asked.previous)])
  if (!now) return null
  const isWhole = now.period === asked.period && (before?.period ?? null) === asked.previous
  return {
    asked: isWhole ? asked : { ...asked, period: now.period, previous: null },
    atEdges: { now: now.tools, before: before?.tools ?? [] },
  }
}

function cutRows(asked: Period, rows: readonly TrendRow[], floor: number): Ends | null {
  const whole = endsOf(rows, metrics => sizeOfAll(metrics, floor))
  if (!whole) return null
  const isWhole = whole.from.getTime() === asked.from.getTime() && whole.to.getTime() === asked.to.getTime()
  const period = isWhole ? asked : whole
  const told = rows.filter(row => row.period.from >= period.from && row.period.to <= period.to)
  const isCut = (tool: Tool) => {
    const ends = endsOf(told, metrics => sizeOfTool(metrics, tool, floor))
    return !ends || ends.from > period.from || ends.to < period.to
  }
  return { period, tools: tools.filter(isCut) }
}

/** What is left of days without those of few at their ends; `null` where that is nothing. */
function endsOf(rows: readonly TrendRow[], sizeOf: (metrics: Metrics) => Size): Period | null {
  const sized = rows.map(({ period, metrics }) => ({ period, size: metrics ? sizeOf(metrics) : 'nobody' }))
  const first = findEdge(sized)
  const last = findEdge(sized.toReversed())
  return first && last && { from: first.from, to: last.to }
}

type Size = 'nobody' | 'few' | 'many'

/**
 * The day with which a row of days may begin: the first, or the one after the last of few people before one of many.
 * `null`: there is none of many, though there is one of few.
 */
function findEdge(days: readonly { readonly period: Period; readonly size: Size }[]): Period | null {
  const firstOfMany = days.findIndex(({ size }) => size === 'many')
  const before = firstOfMany < 0 ? days : days.slice(0, firstOfMany)
  const lastOfFew = before.findLastIndex(({ size }) => size === 'few')
  if (firstOfMany < 0 && lastOfFew >= 0) return null
  return days[lastOfFew + 1]?.period ?? null
}

function sizeOfAll(metrics: Metrics, floor: number): Size {
  if (whyWithheld(metrics, floor, null)) return 'few'
  return metrics.activeUsers ? 'many' : 'nobody'
}

/** Of whom nobody says how many they are, they may be few. */
function sizeOfTool(metrics: Metrics, tool: Tool, floor: number): Size {
  const counts = metrics[tool]
  if (counts.activeUsers !== null && counts.activeUsers >= floor) return 'many'
  return Object.values(counts).some(count => count !== null && count > 0) ? 'few' : 'nobody'
}
