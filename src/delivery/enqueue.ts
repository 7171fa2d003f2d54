import { platformOf } from '../platform.ts'
import type { Delivery, Job, Jobs, NewDelivery, Store } from '../ports.ts'

/** The job that posts a delivery, for a process that has its platform. */
export function deliverJob({ id, conversation }: Pick<Delivery, 'id' | 'conversation'>): Job {
  return { kind: 'deliver', delivery: id, platform: platformOf(conversation) }
}

/** Adds the job that posts a delivery; to be called in the transaction that claims the delivery. */
export function enqueueDelivery(
  tx: Store,
  jobs: Jobs,
  delivery: Pick<Delivery, 'id' | 'conversation'>,
  startAfter?: Date,
): Promise<void> {
  return jobs.enqueue(tx, deliverJob(delivery), {
    key: `deliver ${delivery.id}`,
    ...(startAfter ? { startAfter } : {}),
  })
}

/**
 * Claims a delivery and adds its job. Both are in the caller's transaction, so that neither exists without the other.
 * @returns null where its key is claimed already
 */
export async function claimDelivery(tx: Store, jobs: Jobs, delivery: NewDelivery, now: Date): Promise<Delivery | null> {
  const claimed = await tx.deliveries.claim(delivery, now)
  if (claimed) await enqueueDelivery(tx, jobs, claimed)
  return claimed
}
