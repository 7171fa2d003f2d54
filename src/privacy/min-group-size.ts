/** The minimum group size: where others read along, a number is shown where at least that many people are behind it, or nobody. */
import type { Count, SeatCounts } from '../ports.ts'

/** Zero is shown: "nobody used it" says nothing about one person. */
export function isBelowMinGroupSize(count: Count, minGroupSize: number): boolean {
  return count !== null && count > 0 && count < minGroupSize
}

/** How many people a group has: its members, or where the server does not count those, everybody it lists. */
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
