import { claimDelivery } from '../delivery/enqueue.ts'
import type { Delivery, Jobs, Store } from '../ports.ts'

/** As it is stored with each notice. */
export const noticeKind = 'notice'

/** The slot of a notice that no one else gets when it fails. */
export const passedOn = 'passed on'

/** What a notice says, to be read by its topic. */
export type NewNotice = Pick<Delivery, 'subscription' | 'slot' | 'content'>

/**
 * Notifies the owner of something that failed, and the operations channel, but never its audience. Each gets one notice
 * per key.
 */
export type Notify = (tx: Store, owner: string, key: string, notice: NewNotice) => Promise<void>

export type NotifyParts = {
  readonly jobs: Jobs
  readonly now: () => Date
  /** The conversation that learns of all failures, e.g. `slack:C0123`. */
  readonly operations: string | null
}

export function createNotify(parts: NotifyParts): Notify {
  const { operations } = parts
  return async (tx, owner, key, notice) => {
    const places = new Set([owner, ...(operations === null ? [] : [operations])])
    for (const place of places) await claimNotice(tx, parts, `${key} · ${place}`, place, notice)
  }
}

export async function claimNotice(
  tx: Store,
  { jobs, now }: Pick<NotifyParts, 'jobs' | 'now'>,
  key: string,
  conversation: string,
  { subscription, slot, content }: NewNotice,
): Promise<void> {
  const at = now()
  await claimDelivery(tx, jobs, { key, kind: noticeKind, subscription, conversation, slot, dueAt: at, content }, at)
}
