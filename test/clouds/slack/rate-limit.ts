/** One post a second and channel, `burst` of them at once after a pause. */
export interface RateLimit {
  /** Seconds to wait, or 0 and the post is counted. */
  take(channel: string): number
}

const SECOND = 1000

export function createRateLimit(now: () => Date, burst: number): RateLimit {
  /** When the channel has its whole burst again, in milliseconds. */
  const freeFrom = new Map<string, number>()
  return {
    take(channel) {
      const at = now().getTime()
      const from = Math.max(freeFrom.get(channel) ?? at, at)
      const wait = from + SECOND - burst * SECOND - at
      if (wait > 0) return Math.ceil(wait / SECOND)
      freeFrom.set(channel, from + SECOND)
      return 0
    },
  }
}
