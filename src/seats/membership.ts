/**
 * The server counts the active people of a past period and the members of today. People who have left since are in
 * the first count but not in the second, so a rate needs the number of active people who have left.
 */
import type { KnownPerson, MemberChanges, Membership, Period, Store, UsageSubject } from '../ports.ts'
import { addDays, countDays, earlier, startOfDay } from '../time/utc-days.ts'

/** From our own database alone. `null`: not known, or not yet. */
export async function collectMembership(
  store: Store,
  subject: UsageSubject,
  period: Period,
  now: Date,
): Promise<Membership | null> {
  if (subject.kind === 'user') return null
  const today = startOfDay(now)
  const check = await store.seatChecks.newest(today)
  // Before the check of a day runs, that of the day before is the newest.
  if (!check || check.day < addDays(today, -1)) return null
  const isTeam = subject.kind === 'team'
  const changes = await store.people.changes(check.day, period.from, isTeam ? subject.id : undefined)
  return assembleMembership(changes, period, isTeam)
}

/** Pure. Of people who moved between teams it is not known in which team the server counts their use. @internal */
export function assembleMembership(
  { members, leavers, firstLook, hasMoved }: MemberChanges,
  period: Period,
  isTeam: boolean,
): Membership | null {
  if (firstLook === null || firstLook > period.from || (isTeam && hasMoved)) return null
  const used = leavers.map(leaver => usedIn(period, leaver))
  if (used.includes(null)) return null
  return { members, activeLeavers: used.filter(isUsed => isUsed).length }
}

/** Who used nothing for longer before their last day is taken to have used nothing on it. */
const quietDays = 14

/** Whether a person who has left used anything in the period; `null`: not known. */
function usedIn({ from, to }: Period, leaver: KnownPerson): boolean | null {
  const { firstUsedOn, lastUsedOn, registeredAt, knownFrom, knownTo, seenOn } = leaver
  if ([firstUsedOn, lastUsedOn].some(day => day !== null && day >= from && day < to)) return true
  if (knownFrom === null || knownTo === null) return null
  const isKnownFromStart = knownFrom <= from || (registeredAt !== null && startOfDay(registeredAt) >= knownFrom)
  if (firstUsedOn !== null && firstUsedOn >= to) return isKnownFromStart ? false : null
  // Used before and after the period: only the first and the last day are kept.
  if (lastUsedOn !== null && lastUsedOn >= to) return null
  const isKnown = isKnownFromStart || (lastUsedOn !== null && lastUsedOn >= knownFrom)
  if (!isKnown || knownTo < earlier(to, seenOn)) return null
  // The check on their last day does not see what they used later on that day.
  const isLastDayOpen = seenOn < to && lastUsedOn !== null && countDays(lastUsedOn, seenOn) <= quietDays
  return isLastDayOpen ? null : false
}
