import type { Count, Snapshot } from '../../ports.ts'
import { addDays, countDays } from '../../time/utc-days.ts'

/**
 * How many invites were open at every count since a day. Where the server does not list invites this is all that is
 * known: an accepted invite and a new one look like one that waits. So at most `count` have waited since then, perhaps
 * none.
 */
export type PendingCount = { readonly count: number; readonly since: Date; readonly counts: number }

/** After a longer gap between counts nothing is known of the days in between. */
const maxGapDays = 7

/** @returns `null` if our history does not reach back over `days`, or has a gap in them */
export function countPending(
  snapshots: readonly Snapshot[],
  today: { readonly day: Date; readonly invited: Count },
  days: number,
): PendingCount | null {
  const since = addDays(today.day, -days)
  const earlier = snapshots.filter(({ day }) => day < today.day).toReversed()
  let found = null as PendingCount | null
  for (const { day, invited } of [today, ...earlier]) {
    if (invited === null) continue
    if (countDays(day, found?.since ?? today.day) > maxGapDays) break
    const count: number = Math.min(found?.count ?? invited, invited)
    // Beyond the requested days it only shows for how long as many have been open.
    if (found && found.since <= since && count < found.count) break
    found = { count, since: day, counts: (found?.counts ?? 0) + 1 }
  }
  return found && found.since <= since ? found : null
}
