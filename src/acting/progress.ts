/** How far actions on seats have come. Pure. */
import type { SeatAction, SeatActionState } from '../ports.ts'

/** An answer ends after a minute, and its last request 15 seconds later: what is older was cut off. */
const longestPressMs = 2 * 60_000

/** Whether the process that worked on the actions of one press has ended in the middle of them. */
export function isCutOff(actions: readonly SeatAction[], now: Date): boolean {
  return actions.every(({ changedAt }) => Math.abs(now.getTime() - changedAt.getTime()) > longestPressMs)
}

/** What a cut-off action counts as; `null`: it is final already. */
export function finalStateOf({ state, kind, resumes }: SeatAction): SeatActionState | null {
  switch (state) {
    case 'claimed':
      return resumes === null ? 'skipped' : 'half'
    case 'acting':
      return kind === 'invite' ? 'half' : 'unknown'
    case 'withdrawn':
      return 'half'
    default:
      return null
  }
}
