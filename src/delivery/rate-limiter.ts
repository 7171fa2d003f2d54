import { believedWaitMs, type Platform, platformOf } from '../platform.ts'
import type { Clock, Delivery, Jobs, RateLimit, Store } from '../ports.ts'
import { deliverJob } from './enqueue.ts'

export type RateLimiterParts = {
  readonly store: Store
  readonly jobs: Jobs
  readonly clock: Clock
  /** How long a platform that named an absurd wait is left alone. */
  readonly restMs: number
  /** Resolves after so many milliseconds; rejects when the signal aborts. */
  readonly wait?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined
}

export type RateLimiter = {
  /** False if it can be posted about now. Otherwise it gets a job for later, and does not count as stranded until then. */
  isDeferred(delivery: Delivery): Promise<boolean>
  /** Resolves with `null` when it may be posted; if that is after `latest`, at once with that moment. */
  acquire(conversation: string, latest: Date, signal: AbortSignal): Promise<Date | null>
  /**
   * Stops all replicas from posting there while the platform asks to wait. `retryAfter`: seconds from the platform, `null`
   * if it named none. However long the wait, one post checks after some minutes whether it still applies.
   */
  close(conversation: string, retryAfter: number | null): Promise<void>
}

/** Milliseconds between two posts on a platform as a whole, and in one conversation. */
type PostIntervals = { readonly everywhere: number; readonly conversation: number }

/**
 * A little slower than allowed, because posts that leave evenly do not arrive evenly. Slack takes 300 a minute for a
 * workspace and one a second for a channel; Teams takes 30 a second for a tenant, and for a conversation 7 in one second,
 * 8 in two and 60 in thirty. Source: the platforms' documentation of rate limits.
 */
const postIntervalsMs: Readonly<Record<Platform, PostIntervals>> = {
  slack: { everywhere: 210, conversation: 1_200 },
  teams: { everywhere: 36, conversation: 550 },
}

/** A job starts this long before its permit, since the queue may be late; a nearer permit is waited for. */
const leadMs = 3_000
/** A worker that was reported to come now waits this long for its permit rather than going back to the queue. */
const nearMs = 8_000
/** Late posts may leave closer together by this factor, which is within what is allowed. */
const catchUp = 0.95
/** After its permit, before a delivery counts as stranded. */
const patienceMs = 90_000

/** The longest time for which a conversation is closed, whatever the platform asked for. */
const maxClosedMs = 5 * 60_000
/** If the platform names no wait: the refused delivery itself waits longer by its own back-off. */
const unnamedCloseMs = 1_000
/**
 * Both platforms count a whole workspace's posts within a minute. A longer wait is about one conversation, so the others
 * wait only for a moment.
 */
const maxSharedCloseMs = 60_000

/** Keeps each platform's rate limits across all replicas: every post takes a permit first. */
export function createRateLimiter({ store, jobs, clock, restMs, wait = waitFor }: RateLimiterParts): RateLimiter {
  const last = new Map<string, number>()

  /** A process that was delayed wakes with several permits at once: their posts still leave one after the other. */
  async function spread({ scope, intervalMs }: RateLimit, signal: AbortSignal): Promise<void> {
    const now = clock.now().getTime()
    const before = last.get(scope) ?? 0
    // After a clock was set back, there is nothing to wait for.
    const at = before - now > nearMs ? now : Math.max(now, before + intervalMs * catchUp)
    last.set(scope, at)
    if (at > now) await wait(at - now, signal)
  }

  return {
    async isDeferred(delivery) {
      const { id, conversation, notBefore } = delivery
      const now = clock.now()
      const limits = rateLimitsOf(conversation)
      // A deferred delivery is not deferred again, unless it came far too early.
      if (notBefore !== null && +(await store.rateLimits.next(limits, now)) <= +now + nearMs) return false
      const permit = await store.rateLimits.plan(limits, now)
      if (+permit <= +now + leadMs) return false
      return store.transaction(async tx => {
        if (!(await tx.deliveries.postpone(id, new Date(permit.getTime() + patienceMs)))) return false
        const startAfter = new Date(permit.getTime() - leadMs)
        await jobs.enqueue(tx, deliverJob(delivery), { key: `permit ${id} ${permit.getTime()}`, startAfter })
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
        // Meanwhile the platform may have made another post wait, which applies to all.
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

/** Milliseconds for which a platform, and the one conversation, are closed after it asked for so many seconds. */
function closeFor(retryAfter: number | null, restMs: number): { readonly sharedMs: number; readonly ownMs: number } {
  if (retryAfter === null) return { sharedMs: unnamedCloseMs, ownMs: unnamedCloseMs }
  const namedMs = believedWaitMs(retryAfter)
  if (namedMs === null) return { sharedMs: restMs, ownMs: restMs }
  const sharedMs = namedMs > maxSharedCloseMs ? restMs : namedMs
  return { sharedMs, ownMs: Math.min(namedMs, maxClosedMs) }
}

/** The platform's limit is first: the store never leaves it idle for one slow conversation. */
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
