import type { Clock } from '../ports.ts'

/**
 * Time to live of a cache by the bot's clock: if that moves ahead by a week, entries are a week old, however little time
 * has passed on the machine. @param milliseconds of that clock
 */
export function keptFor(milliseconds: number, clock: Clock) {
  // Else the cache remembers the time for a millisecond of the machine's, in which another clock may move by days.
  return { ttl: milliseconds, ttlResolution: 0, perf: { now: () => clock.now().getTime() } }
}
