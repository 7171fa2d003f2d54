import type { Count } from '../ports.ts'
import { countDays } from '../time/utc-days.ts'
import { type Activity, activePeople } from './activity.ts'

/** The active people of a period: today's members among them, and the people who have left since. */
export type ActiveSplit = { readonly members: number; readonly active: number; readonly left: number }

/** The server reports only today's members: after so many days they say nothing about a period. */
const maxAgeDays = 45

/**
 * @param members of today, as the server counts them
 * @returns `null` if the active people cannot be split into members and people who have left: then there is neither a
 * share of members nor a number of inactive ones
 */
export function splitActive(activity: Activity, members: Count): ActiveSplit | null {
  const { membership } = activity
  const active = activePeople(activity)
  if (active === null || members === null || isLongAgo(activity)) return null
  if (active === 0) return { members, active: 0, left: 0 }
  // Fewer members than at the check: someone has left since, and it is not known who.
  if (!membership || members < membership.members) return null
  const left = membership.activeLeavers
  return left > active || active - left > members ? null : { members, active: active - left, left }
}

/** Members of today who were not active in the period; `null`: not known, or not shown where others read along. */
export function inactiveMembers(activity: Activity, members: Count): Count {
  const split = splitActive(activity, members)
  const inactive = split && split.members - split.active
  return inactive !== null && inactive > 0 && inactive < (activity.minGroupSize ?? 0) ? null : inactive
}

export function isLongAgo({ asked, origin }: Activity): boolean {
  return countDays(asked.period.to, origin.askedAt) > maxAgeDays
}
