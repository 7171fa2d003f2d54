import type { Clock } from '../../src/ports.ts'

/** A clock that goes on by itself and can be moved on. */
export type MovableClock = Clock & {
  move(milliseconds: number): void
  /** Moves to a moment that lies ahead; to one that is past it does nothing. */
  moveTo(moment: Date): void
}

/** @param start what it shows at first; without it, what the real one shows */
export function createMovableClock(real: Clock, start: Date = real.now()): MovableClock {
  let ahead = start.getTime() - real.now().getTime()
  const now = () => new Date(real.now().getTime() + ahead)
  const move = (milliseconds: number) => {
    ahead += milliseconds
  }
  return { now, move, moveTo: moment => move(Math.max(0, moment.getTime() - now().getTime())) }
}
