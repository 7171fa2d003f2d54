/** The minimum group size: where others read along, a number is shown if it is zero or of at least that many people. */
import type { Count, SeatCounts } from '../ports.ts'

/** Zero is shown: "no one used it" singles no one out. */
export function isBelowMinGroupSize(count: Count, minGroupSize: number): boolean {
  return count !== null && count > 0 && count < minGroupSize
}

/** How many people a group has: its members, or if the server does not count those, everyone it lists. */
export function groupSize({ registered, invited, deactivated }: SeatCounts): number {
  return registered ?? (invited ?? 0) + (deactivated ?? 0)
}

/** The states of a group's seats: each is a number of people. */
export function suppressSeats(seats: SeatCounts, minGroupSize: number): SeatCounts {
  const shown = (count: Count) => (isBelowMinGroupSize(count, minGroupSize) ? null : count)
  return {
    registered: shown(seats.registered),
    invited: shown(seats.invited),
    deactivated: shown(seats.deactivated),
  }
}
