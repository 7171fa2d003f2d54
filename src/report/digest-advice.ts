/** The one thing a digest advises. */
import type { SeatCounts, Subject } from '../ports.ts'
import { subjectWord } from '../subject.ts'
import { type Activity, activePeople, comparable } from './activity.ts'
import { exactActive, idleOf } from './metrics.ts'
import type { TrendRow } from './trend.ts'

export type Advice = 'nobody-started' | 'open-invitations' | 'many-idle' | 'look-closer'

type Judged = { readonly seats: SeatCounts; readonly activity: Activity; readonly trend: readonly TrendRow[] }

/** The one thing most worth doing, or nothing: advice every week about everything is read by nobody. */
export function suggest({ seats, activity, trend }: Judged): Advice | null {
  if (activity.state === 'no-data') return null
  if (activity.state === 'quiet')
    return trend.some(row => row.withheld || row.metrics?.activeUsers) ? 'look-closer' : 'nobody-started'
  const { registered, invited } = seats
  const active = activePeople(activity)
  const idle = idleOf(registered, active)
  if (invited !== null && invited >= 3 && invited >= (registered ?? 0) * 0.1) return 'open-invitations'
  if (idle !== null && registered !== null && idle >= 3 && idle >= registered * 0.3) return 'many-idle'
  const before = comparable(activity)
  const activeBefore = before && exactActive(before.total)
  if (active !== null && activeBefore !== null && active <= activeBefore * 0.8 - 1) return 'look-closer'
  return null
}

/** What the button asks. */
export function lineFor(advice: Advice, subject: Subject): string {
  return `${advice === 'look-closer' ? 'usage' : 'seats'} ${subjectWord(subject)}`
}
