/**
 * Two answers about periods that differ by a day would, one less the other, tell that day. Whoever chooses where a period
 * begins and ends could so read any day of few people; therefore a period that was chosen freely begins and ends between
 * blocks of days that are told together, see `blocks.ts`: then it differs from any other, and from the weeks and months of
 * the calendar, by many people or by nobody. A tool whose own blocks it would divide is left out of it.
 */
import type { Metrics, Period, UsageApi, UsageSubject } from '../ports.ts'
import { type AskedPeriod, isChosenFreely } from '../report/period.ts'
import { listSteps, type TrendRow } from '../report/trend.ts'
import { type Tool, tools } from '../report/withheld.ts'
import { addDays, earlier, isEdgeOfCalendar, isSamePeriod, later, startOfDay } from '../utc-days.ts'
import { alignSpan, findBlocks, findTaken, mayEnd, type Size } from './blocks.ts'
import { type AtEdges, sizeOfAll, sizeOfTool } from './floor.ts'

export type CutPeriod = { readonly asked: AskedPeriod; readonly atEdges: AtEdges }

type Told = { readonly period: Period; readonly tools: readonly Tool[] }

/**
 * The period as it may be told, the same where it needs no change, with the tools that are not to be told of it; `null`
 * where nothing is left. It is compared with the one before only where neither is changed: as it was asked for.
 */
export async function cutEdges(
  usageApi: UsageApi,
  subject: UsageSubject,
  asked: AskedPeriod,
  { floor, now }: { readonly floor: number; readonly now: Date },
  signal?: AbortSignal,
): Promise<CutPeriod | null> {
  if (!isChosenFreely(asked)) return { asked, atEdges: { now: [], before: [] } }
  // All days of it: behind any number of empty ones there may be one of few.
  const settle = async (period: Period) => {
    const usage = await usageApi.usage(subject, widen(period, now), 'daily', signal)
    return settleEnds(period, listSteps(usage, 'daily'), { floor, now })
  }
  const [told, before] = await Promise.all([settle(asked.period), asked.previous && settle(asked.previous)])
  if (!told) return null
  const { period } = told
  const isAsAsked = isSamePeriod(period, asked.period)
  const isWhole =
    isAsAsked && (asked.previous === null || (before !== null && isSamePeriod(before.period, asked.previous)))
  const changed = { period: isAsAsked ? asked.period : period, previous: null, isOver: period.to <= startOfDay(now) }
  return {
    asked: isWhole ? asked : { ...asked, ...changed },
    atEdges: { now: told.tools, before: before?.tools ?? [] },
  }
}

/** Days beside it by which blocks are known: a week would do, if nobody were active for a month at most. */
const beside = 45

function widen({ from, to }: Period, now: Date): Period {
  return { from: addDays(from, -beside), to: later(to, earlier(addDays(to, beside), addDays(now, 1))) }
}

function settleEnds(
  asked: Period,
  rows: readonly TrendRow[],
  { floor, now }: { readonly floor: number; readonly now: Date },
): Told | null {
  const days = rows.map(({ period }) => period.from)
  const isUpToNow = (rows.at(-1)?.period.to ?? now) > now
  const isEdge = (boundary: number) => isEdgeOfCalendar(days[boundary])
  const boundaryAt = (day: Date) => days.filter(each => each < day).length
  const know = (sizeOf: (metrics: Metrics) => Size) => {
    const sizes = rows.map(({ metrics }) => (metrics ? sizeOf(metrics) : 'nobody'))
    return { blocks: findBlocks(sizes, isEdge), taken: findTaken(sizes, isEdge, isUpToNow) }
  }
  const { blocks, taken } = know(metrics => sizeOfAll(metrics, floor))
  const told = alignSpan(blocks, taken, { begin: boundaryAt(asked.from), end: boundaryAt(asked.to) })
  if (!told) return null
  const isCut = (tool: Tool) => {
    const own = know(metrics => sizeOfTool(metrics, tool, floor))
    const isUsed = own.blocks.sizes.slice(told.begin, told.end).some(size => size !== 'nobody')
    const mayBe = (boundary: number) => mayEnd(own.blocks, own.taken, boundary)
    return isUsed && !(mayBe(told.begin) && mayBe(told.end))
  }
  const [first, last] = [rows[told.begin], rows[told.end - 1]]
  const period = first && last ? { from: first.period.from, to: last.period.to } : asked
  return { period, tools: tools.filter(isCut) }
}
