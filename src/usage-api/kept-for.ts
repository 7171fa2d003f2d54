import type { Clock } from '../ports.ts'

/**
 * How long a cache keeps what it holds, by the clock that all else goes by: where that is moved on by a week, what was
 * known a week ago is old, however little time has gone by for the machine. @param milliseconds of that clock
 */
export function keptFor(milliseconds: number, clock: Clock) {
  // Else the cache remembers the time for a millisecond of the machine's, in which another clock may move by days.
  return { ttl: milliseconds, ttlResolution: 0, perf: { now: () => clock.now().getTime() } }
}
