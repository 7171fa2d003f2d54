import type { Words } from '../message/words.ts'
import type { Count } from '../ports.ts'
import { unitOf } from '../time/period.ts'
import { type Activity, comparable, isLongAgo, splitActive } from './activity.ts'
import { exactActive } from './metrics.ts'
import { isWholeStep, type TrendRow } from './trend.ts'

/** What a usage answer has found: its title, and the sentence that explains it. */
export type Finding = {
  readonly title: string
  readonly summary: string
  /** No one was active, so there are no numbers to show. */
  readonly isEmpty: boolean
}

/** Part of the members before, from which on a change is worth a remark. */
const notable = 0.1

/** A loss of this share against the period before is a decline. */
const decline = 0.05

/**
 * @param weeks whole weeks up to the period; empty where another trend is shown
 * @param membersToday as the server counts them now
 */
export function findUsage(
  subject: string,
  activity: Activity,
  weeks: readonly TrendRow[],
  membersToday: Count,
  t: Words,
): Finding {
  const { state, total, asked, hidden, minGroupSize } = activity
  const members = isLongAgo(activity) ? null : membersToday
  const plain = (summary: string, isEmpty = false) => ({
    title: t.usage.title(subject, t.period(asked)),
    summary,
    isEmpty,
  })
  if (hidden === 'group') return plain(t.hidden.group(minGroupSize ?? 0), true)
  if (state === 'no-data')
    return {
      title: t.usage.heading('alert', subject, t.usage.noData(asked)),
      summary: t.activity.noData,
      isEmpty: true,
    }
  if (state === 'quiet') {
    const silent = weeks.length > 1 && weeks.every(({ metrics }) => metrics?.activeUsers === 0) ? weeks.length : null
    return {
      title: t.usage.heading('alert', subject, t.usage.noneActive(members, asked)),
      summary: t.usage.othersDid(silent),
      isEmpty: true,
    }
  }
  const active = total?.metrics.activeUsers ?? null
  if (state === 'unknown' || !total || active === null) return plain(t.activity.activeUnknown)
  const { isLowerBound } = total
  const split = splitActive(activity, members)
  const before = comparable(activity)
  const activeBefore = before && !isLowerBound ? exactActive(before.total) : null
  const past = isLowerBound || !asked.isOver ? null : comparePast(active, activity, weeks)
  const hasFallen = activeBefore !== null && activeBefore - active > decline * activeBefore
  const tone = !asked.isOver || isLowerBound ? null : hasFallen || past?.isDown ? 'down' : 'steady'
  const summary = t.usage.summary({
    active,
    split,
    members: isLowerBound ? null : members,
    difference: activeBefore === null ? null : active - activeBefore,
    unit: unitOf(asked.period),
    past,
  })
  return {
    title: t.usage.heading(tone, subject, t.usage.active(active, isLowerBound, split, asked)),
    summary: summary ?? t.usage.noComparison(withheldOf(activity), asked),
    isEmpty: false,
  }
}

/** Why nothing is compared; `null` where no reason is known. */
function withheldOf({ before }: Activity) {
  return before && 'withheld' in before && before.withheld !== 'unread' ? before.withheld : null
}

/** The week of the last two months that differs most from now, where the difference is worth a remark. */
function comparePast(
  active: number,
  { asked }: Activity,
  weeks: readonly TrendRow[],
): { readonly isDown: boolean; readonly active: number; readonly week: Date; readonly isOtherMonth: boolean } | null {
  if (unitOf(asked.period) !== 'week') return null
  const known = weeks
    .filter(row => isWholeStep(row, 'weekly') && row.period.to < asked.period.to && !row.metrics?.isLowerBound)
    .flatMap(({ period, metrics }) =>
      metrics?.activeUsers === null || metrics?.activeUsers === undefined
        ? []
        : [{ week: period.from, active: metrics.activeUsers }],
    )
  const isNotable = (other: number) => Math.abs(other - active) >= Math.max(2, notable * other)
  const describe = (found: { readonly week: Date; readonly active: number }) => ({
    ...found,
    isDown: found.active > active,
    isOtherMonth: found.week.getUTCMonth() !== asked.period.from.getUTCMonth(),
  })
  const newest = <Row extends { readonly active: number }>(wanted: number, rows: readonly Row[]) =>
    rows.findLast(row => row.active === wanted)
  const most = newest(Math.max(...known.map(row => row.active)), known)
  if (most && most.active > active && isNotable(most.active)) return describe(most)
  const least = newest(Math.min(...known.map(row => row.active)), known)
  if (least && most && most.active <= active && isNotable(least.active)) return describe(least)
  return null
}
