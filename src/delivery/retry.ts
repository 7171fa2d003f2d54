import { believedWaitMs } from '../platform.ts'

/** Before the second attempt. */
export const firstWaitMs = 15_000
/** So that a delivery that has failed for hours is retried within minutes of the fix. */
const maxOwnWaitMs = 10 * 60_000
/** A delivery fails after this time and this number of attempts: a later post is useless. */
const maxFailingMs = 20 * 60 * 60_000
const minAttempts = 18
/** How often a named wait is trusted. A server that refuses even then does not know when it will accept a request. */
const maxTrusted = 5
/** Spreads retries that were all asked to come back at the same time. */
const spreadMs = 1_000

export type Failing = {
  /** How often it has failed, this time included. */
  readonly failures: number
  /** How long ago the first failure was, in milliseconds. */
  readonly failingMs: number
  /** Seconds that the other side asked to wait, unchecked; `null` if it did not. */
  readonly retryAfter: number | null
}

/**
 * Milliseconds until the next attempt; `null` after enough attempts. The wait is what the other side asked for, spread by
 * `random` (0..1) over a second; else it doubles up to ten minutes, spread over its upper half.
 */
export function nextAttempt({ failures, failingMs, retryAfter }: Failing, random: number, firstMs = firstWaitMs) {
  if (failures >= minAttempts && failingMs >= maxFailingMs) return null
  const own = Math.min(maxOwnWaitMs, firstMs * 2 ** (failures - 1)) * (0.5 + random / 2)
  const namedMs = retryAfter === null ? null : believedWaitMs(retryAfter)
  if (namedMs === null) return own
  const named = namedMs + random * spreadMs
  return failures <= maxTrusted ? named : Math.max(named, own)
}
