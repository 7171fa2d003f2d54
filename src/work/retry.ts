/** Before the second attempt, in milliseconds. */
export const firstWait = 15_000
const longest = 60 * 60_000
/** With the growing waits below these span most of a day; a digest later than that is of no use to anybody. */
const mostAttempts = 18

/**
 * Milliseconds until the next attempt, after so many: doubling, spread by `random` (0..1) over its upper half, and never
 * sooner than the other side asked for (seconds). `null` when enough has been tried.
 */
export function nextAttempt(
  attempts: number,
  retryAfter: number | null,
  random: number,
  first = firstWait,
): number | null {
  if (attempts >= mostAttempts) return null
  const wait = Math.min(longest, first * 2 ** (attempts - 1))
  return Math.max(wait * (0.5 + random / 2), (retryAfter ?? 0) * 1000)
}
