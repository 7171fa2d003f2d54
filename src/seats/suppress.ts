/** Seats and invites where others read along: each state is a number of people. Pure. */
import type { SeatCounts } from '../ports.ts'
import { isBelowMinGroupSize } from '../privacy/min-group-size.ts'
import type { Invites } from './invites.ts'

/** Counts and ages of invites; `null` if one of them is below the minimum group size. */
export function suppressInvites(invites: Invites, minGroupSize: number): Invites | null {
  const counts = [invites.open, invites.expired, ...invites.older.map(({ count }) => count)]
  return counts.some(count => isBelowMinGroupSize(count, minGroupSize)) ? null : invites
}

/** Whether a state was hidden. */
export function hidesState(before: SeatCounts, after: SeatCounts): boolean {
  return (['registered', 'invited', 'deactivated'] as const).some(state => before[state] !== after[state])
}
