import { claimDelivery } from '../delivery/enqueue.ts'
import type { DeliveryMode } from '../delivery/kind.ts'
import type { Clock, Delivery, Jobs, Log, Store, Subscription } from '../ports.ts'
import { type DueDecision, decideDue } from './due.ts'

/** Stored with each delivery: digests that are due, and digests that someone asked for in between. */
export const digestKind = 'digest'
export const runKind = 'run'

/** Whether a delivery of a subscription is one of its digests; others are notices about them. */
export function isDigest({ kind }: Pick<Delivery, 'kind'>): boolean {
  return kind === digestKind || kind === runKind
}

/** How late a digest may still be posted after the bot was down, by default. */
const catchUpWindowMs = 24 * 60 * 60_000

/** When a schedule that cannot be read is tried again. */
const retryAfterMs = 24 * 60 * 60_000

/** Subscriptions locked at a time: a small number, so that replicas share the work of a busy minute. */
const batchSize = 50

export type DigestParts = {
  readonly store: Store
  readonly jobs: Jobs
  readonly clock: Clock
  readonly log: Log
}

/**
 * Claims the slots that are due: slot, job and next due time are written in one transaction, so no replica can double
 * one and no crash can lose one. A slot too late for catching up is kept as skipped, so that the history shows it.
 */
export async function claimDigests({ store, jobs, clock, log }: DigestParts): Promise<void> {
  for (;;) {
    const now = clock.now()
    const claimed = await store.transaction(async tx => {
      const due = await tx.subscriptions.lockDue(now, batchSize)
      for (const subscription of due) await claimSlots({ jobs, log }, tx, subscription, now)
      return due.length
    })
    if (claimed > 0) log.info({ subscriptions: claimed }, 'digests are due')
    if (claimed < batchSize) return
  }
}

async function claimSlots(
  { jobs, log }: Pick<DigestParts, 'jobs' | 'log'>,
  tx: Store,
  subscription: Subscription,
  now: Date,
): Promise<void> {
  const decision = decide(subscription, now, log)
  if (!decision) {
    await tx.subscriptions.update(subscription.id, { nextRunAt: new Date(now.getTime() + retryAfterMs) })
    return
  }
  const { run, missed, next } = decision
  for (const slot of missed) {
    await tx.deliveries.claim({ ...deliveryOf(subscription, slot), state: 'skipped', reason: 'too late' }, now)
  }
  if (run) {
    await claimDelivery(tx, jobs, deliveryOf(subscription, run), now)
  }
  // A pause with an end is over when its subscription is due again.
  await tx.subscriptions.update(subscription.id, { nextRunAt: next, pause: null })
}

/** `null`: the schedule cannot be read, as where this machine does not know its zone. Others are claimed all the same. */
function decide({ id, schedule, nextRunAt }: Subscription, now: Date, log: Log): DueDecision | null {
  try {
    return decideDue(schedule, nextRunAt, now, catchUpWindowMs)
  } catch (error) {
    log.error({ err: error, subscription: id }, 'a schedule cannot be read, and is tried again tomorrow')
    return null
  }
}

/** A digest that no process could take for a day, for none had its platform, is as late as one of a bot that was down. */
export function modeOfDigest(
  { dueAt, reason, failures }: Pick<Delivery, 'dueAt' | 'reason' | 'failures'>,
  now: Date,
): DeliveryMode {
  const isUntried = reason === null && failures === 0
  if (isUntried && now.getTime() - dueAt.getTime() > catchUpWindowMs) return { kind: 'drop', reason: 'too late' }
  return { kind: 'post', inReplyTo: null }
}

function deliveryOf(subscription: Subscription, slot: { at: Date; label: string }) {
  return {
    key: `subscription ${subscription.id} · ${slot.label}`,
    kind: digestKind,
    subscription: subscription.id,
    conversation: subscription.conversation,
    slot: slot.label,
    dueAt: slot.at,
    content: null,
  }
}
