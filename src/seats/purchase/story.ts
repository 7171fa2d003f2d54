/** The first thing about the seats of an organization: bought, assigned, free, and what is not used costs. */
import type { Count, MonthlySeats, SeatCounts } from '../../ports.ts'
import { isBelowMinGroupSize } from '../../privacy/min-group-size.ts'
import { suppressUnderused, type Underused } from '../underused.ts'
import { suppressCaps, type TightCap } from './caps.ts'
import type { Purchase } from './purchase.ts'

export type SeatStory = {
  readonly purchase: Purchase
  /** Unused seats by the newest daily check; `null`: not known, or not shown. */
  readonly unused: Count
  readonly underused: Underused | null
  /** Seats freed since the year began, less those of people who came back; `null`: not known, or not shown. */
  readonly freed: Count
  readonly caps: readonly TightCap[]
}

/**
 * How many more accounts are deactivated than when the year began. Who came back is not deactivated any more.
 * @param months as the server counts them, the last one of the year before among them
 */
export function countFreed(months: readonly MonthlySeats[], { deactivated }: SeatCounts, now: Date): Count {
  const lastOfYearBefore = `${now.getUTCFullYear() - 1}-12`
  const before = months.find(({ month }) => month === lastOfYearBefore)?.deactivated ?? null
  return before === null || deactivated === null ? null : Math.max(0, deactivated - before)
}

/** What is shown where others read along. That the licence is refused is for admins. */
export function suppressStory(story: SeatStory, minGroupSize: number): SeatStory {
  const shown = (count: Count) => (isBelowMinGroupSize(count, minGroupSize) ? null : count)
  return {
    purchase: { ...story.purchase, isLicenseRefused: false },
    unused: shown(story.unused),
    underused: suppressUnderused(story.underused, minGroupSize),
    freed: shown(story.freed),
    caps: suppressCaps(story.caps, minGroupSize),
  }
}
