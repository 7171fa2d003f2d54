import { toAppError } from '../errors.ts'
import type { Message } from '../message/message.ts'
import { type Platform, platformOf } from '../platform.ts'
import type { Clock, Conversation, Delivery, Jobs, Log, Store } from '../ports.ts'
import type { Authorized } from '../privacy/authorize.ts'
import type { ChatGateway, Outcome } from './chat-gateway.ts'
import { deliverJob } from './enqueue.ts'
import {
  type DeliveryFailure,
  type DeliveryKind,
  type DeliveryMode,
  kindsByName,
  type Sent,
  type Waiting,
} from './kind.ts'
import { createRateLimiter, type RateLimiterParts } from './rate-limiter.ts'
import { firstWaitMs, nextAttempt } from './retry.ts'

/**
 * The one ledger for everything the bot posts on its own: claim → post → record. A feature registers its kinds, and claims a
 * delivery together with its job in one transaction; from there on this file alone decides whether it is posted.
 */
export type DeliverParts = {
  readonly store: Store
  readonly jobs: Jobs
  readonly clock: Clock
  readonly log: Log
  readonly gateways: readonly ChatGateway[]
  /** Between 0 and 1, spreads retries. */
  readonly random: () => number
  /** What to do with an unconfirmed delivery that cannot be looked up. */
  readonly onUnknown: 'park' | 'resend'
  /** What can be posted. A delivery of another kind, which a newer version claimed, stays pending. */
  readonly kinds: readonly DeliveryKind[]
  /** Called before anything is composed; what it throws is handled like a failure to compose. */
  readonly beforeCompose?: () => Promise<void>
  /** For tests that cannot wait. */
  readonly times?: Partial<DeliverTimes>
  readonly wait?: Exclude<RateLimiterParts['wait'], undefined>
}

/** All in milliseconds. */
export type DeliverTimes = {
  /** How long a worker may hold a delivery. Posting has its own, shorter time limit, and ends well before. */
  readonly lease: number
  /** Before the end of its lease, after which a worker does not begin to post. */
  readonly safety: number
  /** Before the second attempt. */
  readonly firstWait: number
  /**
   * How long nothing is posted on a platform that refused this process or named an absurd wait; then one post checks whether
   * it still does.
   */
  readonly rest: number
}

const usualTimes: DeliverTimes = { lease: 90_000, safety: 15_000, firstWait: firstWaitMs, rest: 30_000 }

/** The longest wait for the rate limit with a message that is composed already. */
const maxAcquireMs = 10_000

/** The longest wait for anything but the platform, such as working hours, before the next check. */
const maxWaitMs = 8 * 60_000

/** The longest wait for the source of a post, so that it is posted soon after the source is back. */
const maxSourceWaitSeconds = 600

/** A wait of this length is logged, because people see that nothing is posted. */
const longRetryAfterSeconds = 60

/** Marks a delivery that may have reached the platform: set before the request, replaced by its outcome. */
const posting = 'posting'

export function createDeliver(parts: DeliverParts) {
  const { store, clock, log } = parts
  const times = { ...usualTimes, ...parts.times }
  const rateLimiter = createRateLimiter({ ...parts, restMs: times.rest })
  const kinds = kindsByName(parts.kinds)
  const loggedKinds = new Set<string>()
  /** By platform, for this process alone: another one may have a token that works. */
  const refusedUntil = new Map<Platform, Date>()

  return async function deliver(id: number, signal: AbortSignal): Promise<void> {
    // It queues before it is taken: no lease runs out while others post.
    const waiting = await store.deliveries.get(id)
    const gateway = waiting && parts.gateways.find(({ platform }) => platform === platformOf(waiting.conversation))
    // A process with this platform posts it.
    if (!gateway) return
    const kind = kinds.get(waiting.kind)
    if (!kind) return logUnknown(waiting.kind)
    if (gateway.isReady?.() === false) {
      rest(gateway.platform)
      // The tick hands out again what another worker left while posting.
      if (waiting.state !== 'pending') return
    }
    if (waiting.state === 'pending' && ((await isResting(waiting)) || (await isDeferred(waiting, kind)))) return
    const now = clock.now()
    const leaseUntil = new Date(now.getTime() + times.lease)
    const delivery = await store.deliveries.take(id, now, leaseUntil)
    if (!delivery) return // posted already, settled by a person, or held by another worker
    const conversation = await store.conversations.get(delivery.conversation)
    if (!conversation || conversation.closed !== null) {
      const reason = conversation?.closed ?? 'no such conversation'
      return end(delivery, { state: 'failed', reason, isUnreachable: true })
    }
    let mode: DeliveryMode
    try {
      mode = await kind.mode(delivery)
    } catch (thrown) {
      return cannotCompose(delivery, thrown)
    }
    if (mode.kind === 'drop') return skip(delivery, mode.reason)
    if (mode.kind === 'wait') return waitFor(delivery, mode)
    const isDoubtful = delivery.reason === posting
    if (isDoubtful && mode.kind === 'post') {
      if (await isSettledByLook(delivery, gateway, conversation, mode)) return
    }
    if (mode.kind === 'post' && mode.isUnwanted) return skip(delivery)
    if (mode.kind === 'post' && mode.notYet) return waitFor(delivery, mode.notYet)

    let message: Authorized<Message>
    try {
      await parts.beforeCompose?.()
      message = await kind.compose(delivery, signal)
    } catch (thrown) {
      return cannotCompose(delivery, thrown)
    }
    const how = { key: delivery.key, deadline: new Date(leaseUntil.getTime() - times.safety) }
    if (clock.now() >= how.deadline) return scheduleRetry(delivery, 'held up', null)
    const latest = new Date(Math.min(how.deadline.getTime(), clock.now().getTime() + maxAcquireMs))
    const notBefore = await rateLimiter.acquire(delivery.conversation, latest, signal)
    if (notBefore) return wait(delivery, delivery.reason ?? 'rate-limited', secondsUntil(notBefore) * 1000)
    // From here on it may be in the chat. A worker that was delayed past its lease finds out here, or at the deadline.
    const mark = { state: 'sending', reason: posting, messageId: null } as const
    if (!(await store.deliveries.record(delivery, mark, clock.now()))) return
    if (clock.now() >= how.deadline) return scheduleRetry(delivery, 'held up', null)
    const posted =
      mode.kind === 'edit'
        ? gateway.edit(conversation, mode.messageId, message, how)
        : gateway.post(conversation, message, { ...how, inReplyTo: mode.inReplyTo })
    await record(delivery, mode, await posted)
  }

  /** It stays pending for a process that knows its kind: a newer version wrote it. */
  function logUnknown(kind: string): void {
    if (!loggedKinds.has(kind))
      log.warn({ kind }, 'a delivery of an unknown kind is left to a newer version of the bot')
    loggedKinds.add(kind)
  }

  async function isDeferred(delivery: Delivery, { isAwaited }: DeliveryKind): Promise<boolean> {
    return !isAwaited && (await rateLimiter.isDeferred(delivery))
  }

  async function cannotCompose(delivery: Delivery, thrown: unknown): Promise<void> {
    const error = toAppError(thrown)
    const about = { delivery: delivery.id, code: error.code, ...error.log, err: error.cause }
    log.warn(about, 'a delivery could not be composed')
    const asked = error.details.retryAfter
    const retryAfter = asked === undefined ? null : Math.min(asked, maxSourceWaitSeconds)
    if (error.canRetry || error.code === 'internal') return scheduleRetry(delivery, error.code, retryAfter)
    return end(delivery, { state: 'failed', reason: error.code, isUnreachable: false })
  }

  function secondsUntil(moment: Date): number {
    return Math.max(0, moment.getTime() - clock.now().getTime()) / 1000
  }

  /** Looks in the chat for the post of an earlier attempt. False if the delivery must be posted (again). */
  async function isSettledByLook(
    delivery: Delivery,
    gateway: ChatGateway,
    to: Conversation,
    mode: DeliveryMode & { kind: 'post' },
  ): Promise<boolean> {
    let found: Awaited<ReturnType<ChatGateway['find']>>
    try {
      found = await gateway.find(to, delivery.key, delivery.createdAt, mode.inReplyTo)
    } catch (error) {
      log.warn({ delivery: delivery.id, err: error }, 'a delivery could not be looked up')
      await scheduleRetry(delivery, posting, null)
      return true
    }
    if (found === 'absent') return false
    if (found === 'unknown') {
      if (parts.onUnknown === 'resend') return false
      await end(delivery, { state: 'unknown', reason: 'may or may not have been posted', isUnreachable: false })
      return true
    }
    await recordSent(delivery, 'found in the chat', { messageId: found.messageId, mode })
    return true
  }

  async function record(delivery: Delivery, mode: DeliveryMode, outcome: Outcome): Promise<void> {
    switch (outcome.kind) {
      case 'sent':
        return recordSent(delivery, null, { messageId: outcome.messageId, mode })
      case 'not-posted':
        if (outcome.reason === 'rate-limited') await closeFor(delivery, outcome.retryAfter)
        return scheduleRetry(delivery, outcome.reason, outcome.retryAfter)
      case 'platform-refused':
        rest(platformOf(delivery.conversation))
        return scheduleRetry(delivery, outcome.reason, null)
      case 'unknown':
        // The mark stays: the next worker looks in the chat before it posts again.
        return scheduleRetry(delivery, posting, null)
      case 'unreachable':
        return end(delivery, { state: 'failed', reason: outcome.reason, isUnreachable: true })
      case 'refused':
        return end(delivery, { state: 'failed', reason: outcome.reason, isUnreachable: false })
    }
  }

  async function recordSent(delivery: Delivery, reason: string | null, sent: Sent): Promise<void> {
    await store.transaction(async tx => {
      const result = { state: 'sent', reason, messageId: sent.messageId } as const
      const isOurs = await tx.deliveries.record(delivery, result, clock.now())
      if (isOurs) await kinds.get(delivery.kind)?.onSent(tx, delivery, sent)
    })
  }

  async function closeFor({ conversation }: Delivery, retryAfter: number | null): Promise<void> {
    if (retryAfter !== null && retryAfter >= longRetryAfterSeconds)
      log.warn({ conversation, retryAfter }, 'the platform asks to wait for a minute or more before the next post')
    await rateLimiter.close(conversation, retryAfter)
  }

  function rest(platform: Platform): void {
    refusedUntil.set(platform, new Date(clock.now().getTime() + times.rest))
  }

  /** While a platform refuses this process, its deliveries go back to the queue unchanged. */
  async function isResting(delivery: Delivery): Promise<boolean> {
    const now = clock.now().getTime()
    const restMs = (refusedUntil.get(platformOf(delivery.conversation))?.getTime() ?? 0) - now
    // After a clock was set back, there is nothing to wait for.
    if (restMs <= 0 || restMs > times.rest) return false
    const startAfter = new Date(now + restMs)
    return store.transaction(async tx => {
      if (!(await tx.deliveries.postpone(delivery.id, new Date(now + restMs + times.lease)))) return false
      const key = `rest ${delivery.id} ${startAfter.getTime()}`
      await parts.jobs.enqueue(tx, deliverJob(delivery), { key, startAfter })
      return true
    })
  }

  async function skip(delivery: Delivery, reason = 'nothing it belongs to'): Promise<void> {
    const result = { state: 'skipped', reason, messageId: null } as const
    await store.deliveries.record(delivery, result, clock.now())
  }

  /** Not a failure, however long it takes: what it waits for ends by itself. */
  function waitFor(delivery: Delivery, { reason, until }: Waiting): Promise<void> {
    const failing = { failures: delivery.attempts, failingMs: 0, retryAfter: null }
    const ownMs = nextAttempt(failing, parts.random(), times.firstWait) ?? maxWaitMs
    const delayMs = until ? secondsUntil(until) * 1000 : ownMs
    return wait(delivery, reason, Math.min(delayMs, maxWaitMs))
  }

  /** Returns it to pending with a job for later, or ends it after enough attempts. */
  async function scheduleRetry(delivery: Delivery, reason: string, retryAfter: number | null): Promise<void> {
    const { id, failingSince } = delivery
    // Counted here, not by attempts: a process that crashes repeatedly must not use up the attempts of its deliveries.
    const failures = delivery.failures + 1
    const failingMs = failingSince === null ? 0 : clock.now().getTime() - failingSince.getTime()
    const delay = nextAttempt({ failures, failingMs, retryAfter }, parts.random(), times.firstWait)
    if (delay === null) {
      const isDoubtful = reason === posting
      const state = isDoubtful ? 'unknown' : 'failed'
      return end(delivery, {
        state,
        reason: isDoubtful ? 'may or may not have been posted' : reason,
        isUnreachable: false,
      })
    }
    log.warn({ delivery: id, reason, failures, retryAfter }, 'a delivery failed and is tried again later')
    return wait(delivery, reason, delay, true)
  }

  /** Returns it to pending, with a job for later. Waiting by itself never ends a delivery. */
  async function wait(delivery: Delivery, reason: string, delay: number, hasFailed = false): Promise<void> {
    const now = clock.now()
    await store.transaction(async tx => {
      const startAfter = new Date(now.getTime() + delay)
      // Its job has until well after that; only then does it count as stranded.
      const notBefore = new Date(startAfter.getTime() + times.lease)
      const result = { state: 'pending', reason, messageId: null, notBefore, hasFailed } as const
      if (!(await tx.deliveries.record(delivery, result, now))) return
      await parts.jobs.enqueue(tx, deliverJob(delivery), {
        key: `deliver ${delivery.id} ${delivery.fence}`,
        startAfter,
      })
    })
  }

  async function end(delivery: Delivery, failure: DeliveryFailure): Promise<void> {
    log.warn({ delivery: delivery.id, key: delivery.key, ...failure }, 'a delivery ended without being posted')
    const kind = kinds.get(delivery.kind)
    await store.transaction(async tx => {
      const result = { state: failure.state, reason: failure.reason, messageId: null }
      if (!(await tx.deliveries.record(delivery, result, clock.now()))) return
      if (kind?.isReadable(delivery.content)) return kind.onFailed(tx, delivery, failure)
      // Only its content says whom to notify. The failure is recorded anyway, so that the delivery ends.
      log.error({ delivery: delivery.id }, 'the content of a failed delivery cannot be read: no one is notified')
    })
  }
}
