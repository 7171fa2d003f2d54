/** The one thing a digest advises. */
import type { Count, SeatCounts, Subject } from '../ports.ts'
import { countOpen, type Invites } from '../seats/invites.ts'
import { subjectWord } from '../subject.ts'
import { inactiveMembers } from '../usage/active-split.ts'
import { type Activity, activePeople, comparable } from '../usage/activity.ts'
import { exactActive } from '../usage/metrics.ts'
import type { TrendRow } from '../usage/trend.ts'

export type Advice = 'nobody-started' | 'open-invitations' | 'many-inactive' | 'look-closer'

type AdviceFacts = {
  readonly members: Count
  readonly inactive: Count
  /** All that nobody has accepted where only their count is known. */
  readonly open: Count
  readonly expired: Count
}

type Judged = {
  readonly seats: SeatCounts
  readonly invites?: Invites
  readonly activity: Activity
  readonly trend: readonly TrendRow[]
}

/** The one thing most worth doing, or nothing: advice every week about everything is read by nobody. */
export function suggest({ seats, invites, activity, trend }: Judged): Advice | null {
  if (activity.state === 'no-data') return null
  if (activity.state === 'quiet') return suggestToQuiet(trend)
  const { registered } = seats
  const open = countOpen(invites, seats.invited)
  const active = activePeople(activity)
  const inactive = inactiveMembers(activity, registered)
  if (open !== null && open >= 3 && open >= (registered ?? 0) * 0.1) return 'open-invitations'
  if (inactive !== null && registered !== null && inactive >= 3 && inactive >= registered * 0.3) return 'many-inactive'
  const before = comparable(activity)
  const activeBefore = before && exactActive(before.total)
  if (active !== null && activeBefore !== null && active <= activeBefore * 0.8 - 1) return 'look-closer'
  return null
}

/** Steps of which nothing is reported say neither that somebody used it, nor that nobody did. */
function suggestToQuiet(trend: readonly TrendRow[]): Advice | null {
  const before = trend.at(-2)
  if (before?.metrics?.activeUsers) return 'look-closer'
  return trend.length > 0 && trend.every(row => row.metrics?.activeUsers === 0) ? 'nobody-started' : null
}

/** The numbers that an advice names. */
export function adviceFacts({ seats, invites, activity }: Omit<Judged, 'trend'>): AdviceFacts {
  return {
    members: seats.registered,
    inactive: inactiveMembers(activity, seats.registered),
    open: countOpen(invites, seats.invited),
    expired: invites?.expired ?? null,
  }
}

/** What the button asks. */
export function lineFor(advice: Advice, subject: Subject): string {
  return `${advice === 'look-closer' ? 'usage' : 'seats'} ${subjectWord(subject)}`
}
