import { DAY, dayOf, monthStart } from '../company/calendar.ts'
import { type Company, listLives } from '../company/company.ts'
import { pendingInvitation } from '../company/invitations.ts'
import { isDeactivated, isListed } from '../company/lives.ts'
import { countActive } from '../company/usage.ts'
import type { World } from '../world.ts'

/** Months count from 0, January, to 11. */
export type MonthCounts = {
  year: number
  month: number
  registered: number
  deactivated: number
  active: number
  pending: number
}

const KEPT_MONTHS = 36

/**
 * The seats at the end of each month, oldest first; the present month is shown as it stands today.
 * @param start the first month wanted (`month` from 0); months before what is kept are left out
 * @returns undefined where the start lies in the future
 */
export function writeHistory(world: World, start?: { year: number; month: number }): MonthCounts[] | undefined {
  const now = world.now()
  const present = monthStart(dayOf(now))
  const oldest = monthStart(present, 1 - (start ? KEPT_MONTHS : world.dialect.historyMonths))
  const wanted = start ? dayOf(Date.UTC(start.year, start.month, 1)) : oldest
  if (wanted > present) return undefined
  const months: MonthCounts[] = []
  for (let first = Math.max(oldest, wanted); first <= present; first = monthStart(first, 1)) {
    months.push(countMonth(world.company, first, now))
  }
  return months
}

function countMonth(company: Company, first: number, now: number): MonthCounts {
  const end = Math.min(monthStart(first, 1), dayOf(now) + 1)
  // What holds at the end of a month is what the next midnight finds; today has not ended.
  const day = Math.min(end, dayOf(now))
  const date = new Date(first * DAY)
  let registered = 0
  let deactivated = 0
  let pending = 0
  for (const life of listLives(company, day)) {
    if (isDeactivated(life, day)) deactivated++
    else if (isListed(life, day)) registered++
    else if (pendingInvitation(life, day)) pending++
  }
  const active = countActive(company, { first, end }, now)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), registered, deactivated, active, pending }
}
