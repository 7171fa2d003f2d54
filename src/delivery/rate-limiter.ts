import { believedWaitMs, deliverJob, platformOf } from '../platform.ts'
import type { Clock, Delivery, Jobs, Platform, RateLimit, Store } from '../ports.ts'

export type RateLimiterParts = {
  readonly store: Store
  readonly jobs: Jobs
  readonly clock: Clock
  /** For so long a platform is left alone that named a time which it cannot mean. */
  readonly restMs: number
  /** Resolves after so many milliseconds; rejects when the signal ends it. */
  readonly wait?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined
}

export type RateLimiter = {
  /** False where its slot is about now. Otherwise it gets a job for its slot, and does not count as stranded before. */
  isDeferred(delivery: Delivery): Promise<boolean>
  /** Resolves with `null` when it may be posted, or at once with the moment before which it may not. */
  acquire(conversation: string, latest: Date, signal: AbortSignal): Promise<Date | null>
  /**
   * No replica posts there while the platform asks to wait. `retryAfter`: seconds as they came, `null` where it named none.
   * Whatever they are, one post finds out after some minutes whether it still asks.
   */
  close(conversation: string, retryAfter: number | null): Promise<void>
}

/** Milliseconds between two posts to everybody on a platform together, and to one conversation. */
type PostIntervals = { readonly everywhere: number; readonly conversation: number }

/**
 * A little slower than what is allowed, because posts that leave evenly do not arrive evenly. Slack takes 300 a minute of a
 * workspace and one a second of a channel; Teams 30 a second of a tenant, and of a conversation 7 in one second, 8 in two
 * and 60 in thirty. Source: the platforms' documents on rate limits.
 */
const postIntervalsMs: Readonly<Record<Platform, PostIntervals>> = {
  slack: { everywhere: 210, conversation: 1_200 },
  teams: { everywhere: 36, conversation: 550 },
}

/** A job comes before its turn by what the queue may be late; a turn that is nearer is not worth going back for. */
const leadMs = 3_000
/** How late the turns may be for a worker to wait for one all the same, with the message in its hands. */
const nearMs = 8_000
/** How much closer together those may leave that are late, within what is allowed. */
const catchUp = 0.95
/** After its turn, before it counts as left without a job. */
const patienceMs = 90_000

/** For so long a conversation is closed at most, whatever the platform asked for. */
const maxClosedMs = 5 * 60_000
/** Where it names none: whoever was refused waits longer by itself. */
const unnamedCloseMs = 1_000
/**
 * Both platforms count the posts of everybody within a minute. A longer wait is about one conversation, so the others are kept
 * only for a moment.
 */
const maxSharedCloseMs = 60_000

/** Keeps each platform's rate limits across all replicas: every post takes a slot first. */
export function createRateLimiter({ store, jobs, clock, restMs, wait = waitFor }: RateLimiterParts): RateLimiter {
  const last = new Map<string, number>()

  /** A process that was held up wakes with several turns at once: they leave one after the other all the same. */
  async function spread({ scope, intervalMs }: RateLimit, signal: AbortSignal): Promise<void> {
    const now = clock.now().getTime()
    const before = last.get(scope) ?? 0
    // A clock that was put back is nothing to wait for.
    const at = before - now > nearMs ? now : Math.max(now, before + intervalMs * catchUp)
    last.set(scope, at)
    if (at > now) await wait(at - now, signal)
  }

  return {
    async isDeferred(delivery) {
      const { id, conversation, notBefore } = delivery
      const now = clock.now()
      const limits = rateLimitsOf(conversation)
      // Whoever was told when to come does not stand in line again, unless that was too soon by far.
      if (notBefore !== null && +(await store.rateLimits.next(limits, now)) <= +now + nearMs) return false
      const turn = await store.rateLimits.plan(limits, now)
      if (+turn <= +now + leadMs) return false
      return store.transaction(async tx => {
        if (!(await tx.deliveries.postpone(id, new Date(turn.getTime() + patienceMs)))) return false
        const startAfter = new Date(turn.getTime() - leadMs)
        await jobs.enqueue(tx, deliverJob(delivery), { key: `turn ${id} ${turn.getTime()}`, startAfter })
        return true
      })
    },

    async acquire(conversation, latest, signal) {
      const limits = rateLimitsOf(conversation)
      for (;;) {
        const now = clock.now()
        const { at, isTaken } = await store.rateLimits.take(limits, latest, now)
        if (!isTaken && at > latest) return at
        if (at > now) await wait(at.getTime() - now.getTime(), signal)
        // While it waited another post may have been told to come later, which goes for all.
        if (!isTaken || !(await store.rateLimits.areOpen(limits, at))) continue
        await spread(limits[0], signal)
        return null
      }
    },

    async close(conversation, retryAfter) {
      const now = clock.now()
      const [shared, own] = rateLimitsOf(conversation)
      const { sharedMs, ownMs } = closeFor(retryAfter, restMs)
      await store.rateLimits.close([shared], new Date(now.getTime() + sharedMs), now)
      await store.rateLimits.close([own], new Date(now.getTime() + ownMs), now)
    },
  }
}

/** Milliseconds for which a platform, and one conversation of it, rest after it asked for so many seconds. */
function closeFor(retryAfter: number | null, restMs: number): { readonly sharedMs: number; readonly ownMs: number } {
  if (retryAfter === null) return { sharedMs: unnamedCloseMs, ownMs: unnamedCloseMs }
  const namedMs = believedWaitMs(retryAfter)
  if (namedMs === null) return { sharedMs: restMs, ownMs: restMs }
  const sharedMs = namedMs > maxSharedCloseMs ? restMs : namedMs
  return { sharedMs, ownMs: Math.min(namedMs, maxClosedMs) }
}

/** Everybody's first: the store never lets it stand idle for one slow conversation. */
function rateLimitsOf(conversation: string): [RateLimit, RateLimit] {
  const platform = platformOf(conversation)
  const { everywhere, conversation: alone } = postIntervalsMs[platform]
  return [
    { scope: platform, intervalMs: everywhere },
    { scope: conversation, intervalMs: alone },
  ]
}

function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal.addEventListener('abort', stop, { once: true })
  })
}
