import type { Clock } from '../../src/ports.ts'

/** A clock that goes on by itself and can be moved on. */
export type MovableClock = Clock & { move(milliseconds: number): void }

export function createMovableClock(real: Clock): MovableClock {
  let ahead = 0
  return {
    now: () => new Date(real.now().getTime() + ahead),
    move(milliseconds) {
      ahead += milliseconds
    },
  }
}
