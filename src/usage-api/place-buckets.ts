import type { Granularity } from '../ports.ts'
import { addDays, startOfDay } from '../time/utc-days.ts'

/** A bucket as the server dates it. */
type DatedRow = { readonly from: Date; readonly to: Date }

export type PlacedRows<Row> = {
  /** In time order, from midnight UTC to midnight UTC, each start once. */
  readonly rows: readonly Row[]
  /** Rows that fit no UTC day, with the server's dates. */
  readonly undated: readonly Row[]
}

const hour = 3_600_000
/** A local day lasts 23 to 25 hours where clocks change; anything longer is not a day. */
const maxDayHours = 36

/**
 * Moves buckets onto whole UTC days. A server may cut its days in a zone of its own, or at an odd hour: a day is then the
 * UTC day in which most of the bucket lies, and a week or month begins and ends at the nearest midnight. Several buckets
 * within one day, as of a server that counts by the hour, cannot be placed: people cannot be added up.
 */
export function placeRows<Row extends DatedRow>(
  rows: readonly Row[],
  granularity: Exclude<Granularity, 'all'>,
): PlacedRows<Row> {
  const byStart = new Map<number, Row[]>()
  const undated: Row[] = []
  for (const row of new Map(rows.map(one => [one.from.getTime(), one])).values()) {
    const days = granularity === 'daily' ? dayOf(row) : daysOf(row)
    if (days === null) {
      undated.push(row)
      continue
    }
    const start = days.from.getTime()
    const sameStart = byStart.get(start) ?? []
    sameStart.push({ ...row, ...days })
    byStart.set(start, sameStart)
  }
  const placed: Row[] = []
  for (const [only, ...others] of byStart.values()) {
    if (only && others.length === 0) placed.push(only)
    else if (only) undated.push(only, ...others)
  }
  return { rows: placed.sort(byTime), undated: undated.sort(byTime) }
}

function dayOf({ from, to }: DatedRow): { from: Date; to: Date } | null {
  const length = to.getTime() - from.getTime()
  if (length < 0 || length > maxDayHours * hour) return null
  const day = startOfDay(new Date(from.getTime() + length / 2))
  return { from: day, to: addDays(day, 1) }
}

function daysOf({ from, to }: DatedRow): { from: Date; to: Date } | null {
  const days = { from: nearestMidnight(from), to: nearestMidnight(to) }
  return days.from < days.to ? days : null
}

function nearestMidnight(moment: Date): Date {
  return startOfDay(new Date(moment.getTime() + 12 * hour))
}

function byTime(one: DatedRow, other: DatedRow): number {
  return one.from.getTime() - other.from.getTime()
}
