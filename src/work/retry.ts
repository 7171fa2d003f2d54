/** Before the second attempt, in milliseconds. */
export const firstWait = 15_000
const longest = 60 * 60_000
/** With the growing waits below these span most of a day; a digest later than that is of no use to anybody. */
const mostAttempts = 18
/** So often the other side is taken at its word; one that then still refuses does not know when it will take something. */
const trusted = 5
/** Milliseconds over which those are spread who were all asked to come back at the same time. */
const spread = 1_000

/**
 * Milliseconds until the next attempt, after so many in vain: what the other side asked for (seconds), spread by `random` (0..1)
 * over a second; else doubling, spread over its upper half. `null` when enough has been tried.
 */
export function nextAttempt(
  attempts: number,
  retryAfter: number | null,
  random: number,
  first = firstWait,
): number | null {
  if (attempts >= mostAttempts) return null
  const own = Math.min(longest, first * 2 ** (attempts - 1)) * (0.5 + random / 2)
  if (retryAfter === null) return own
  const named = retryAfter * 1000 + random * spread
  return attempts <= trusted ? named : Math.max(named, own)
}
