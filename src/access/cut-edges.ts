/**
 * Two answers about periods that differ by a day would, one less the other, tell that day. Whoever chooses where a period
 * begins and ends could so read any day of few people; therefore a period that was chosen freely begins and ends where it
 * differs from any other, and from the weeks and months of the calendar, by many people or by nobody. Days of few at its
 * ends are left out, or where only they are missing up to the end of a week or month, they are told with it. The same
 * holds of each tool: one of which the chosen period would tell the days of few is left out of it.
 */
import type { Metrics, Period, UsageApi, UsageSubject } from '../ports.ts'
import { type AskedPeriod, isChosenFreely } from '../report/period.ts'
import { listSteps, type TrendRow } from '../report/trend.ts'
import { type Tool, tools } from '../report/withheld.ts'
import { addDays, earlier, later, startOfDay } from '../utc-days.ts'
import { type AtEdges, whyWithheld } from './floor.ts'

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
    return settleEnds(period, listSteps(usage, 'daily'), floor)
  }
  const [told, before] = await Promise.all([settle(asked.period), asked.previous && settle(asked.previous)])
  if (!told) return null
  const { period } = told
  const isAsAsked = isSame(period, asked.period)
  const isWhole = isAsAsked && (asked.previous === null || (before !== null && isSame(before.period, asked.previous)))
  const changed = { period: isAsAsked ? asked.period : period, previous: null, isOver: period.to <= startOfDay(now) }
  return {
    asked: isWhole ? asked : { ...asked, ...changed },
    atEdges: { now: told.tools, before: before?.tools ?? [] },
  }
}

/** Up to the Monday or the first of a month beside it, as far as days have begun. */
function widen({ from, to }: Period, now: Date): Period {
  const beside = (day: Date, by: number): Date => (isOfCalendar(day) ? day : beside(addDays(day, by), by))
  return { from: beside(from, -1), to: later(to, earlier(beside(to, 1), addDays(now, 1))) }
}

function settleEnds(asked: Period, rows: readonly TrendRow[], floor: number): Told | null {
  const days = rows.map(({ period }) => period.from)
  const boundaryAt = (day: Date) => days.filter(each => each < day).length
  // The days reach as far as the calendar's own periods do, or up to today.
  const isEdge = (at: number) => at === 0 || at === days.length || isOfCalendar(days[at])
  const settle = (span: Span, sizeOf: (metrics: Metrics) => Size) =>
    settleSpan(
      rows.map(({ metrics }) => (metrics ? sizeOf(metrics) : 'nobody')),
      span,
      isEdge,
    )
  const inside = { begin: boundaryAt(asked.from), end: boundaryAt(asked.to) }
  const told = settle(inside, metrics => sizeOfAll(metrics, floor))
  if (!told) return null
  const isCut = (tool: Tool) => {
    const own = settle(told, metrics => sizeOfTool(metrics, tool, floor))
    return own?.begin !== told.begin || own.end !== told.end
  }
  const [first, last] = [rows[told.begin], rows[told.end - 1]]
  const period = first && last ? { from: first.period.from, to: last.period.to } : asked
  return { period, tools: tools.filter(isCut) }
}

type Size = 'nobody' | 'few' | 'many'

/** Boundaries between days: `begin` stands before the first of them, `end` behind the last. */
type Span = { readonly begin: number; readonly end: number }

/** `null`: there is no day of many in it, though there is one of few. */
function settleSpan(sizes: readonly Size[], { begin, end }: Span, isEdge: (boundary: number) => boolean): Span | null {
  const mirrored = (boundary: number) => sizes.length - boundary
  const last = settleEnd(sizes, { begin, end }, isEdge)
  const first = settleEnd(sizes.toReversed(), { begin: mirrored(end), end: mirrored(begin) }, boundary =>
    isEdge(mirrored(boundary)),
  )
  return last === null || first === null ? null : { begin: mirrored(first), end: last }
}

/**
 * Wherever a span ends behind its last day of many and before the next one, it is told up to the same days of few: to the
 * first edge of the calendar there, where there is one, and else to the first of them.
 */
function settleEnd(sizes: readonly Size[], { begin, end }: Span, isEdge: (boundary: number) => boolean): number | null {
  const inside = sizes.slice(begin, end)
  const lastOfMany = inside.lastIndexOf('many')
  const firstOfFew = inside.indexOf('few', lastOfMany + 1)
  // From what nobody did nothing can be taken away.
  if (lastOfMany < 0) return firstOfFew < 0 ? end : null
  const edge = findEdge(sizes, begin + lastOfMany + 1, isEdge)
  if (edge === null) return firstOfFew < 0 ? end : begin + firstOfFew
  return sizes.slice(Math.min(end, edge), Math.max(end, edge)).includes('few') ? edge : end
}

/** `null` where a day of many comes first. */
function findEdge(sizes: readonly Size[], from: number, isEdge: (boundary: number) => boolean): number | null {
  let boundary = from
  while (!isEdge(boundary)) {
    if (sizes[boundary] === 'many') return null
    boundary++
  }
  return boundary
}

function isOfCalendar(day: Date | undefined): boolean {
  return day !== undefined && (day.getUTCDay() === 1 || day.getUTCDate() === 1)
}

function isSame(one: Period, other: Period): boolean {
  return one.from.getTime() === other.from.getTime() && one.to.getTime() === other.to.getTime()
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
