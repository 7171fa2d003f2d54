import { claimDelivery } from '../../delivery/enqueue.ts'
import type { DeliveryMode, DeliveryOf, Sent } from '../../delivery/kind.ts'
import type { Jobs, Store } from '../../ports.ts'
import { AlertContent, alertKind } from './evaluate.ts'
import { unwatched } from './notified-state.ts'

type AlertDelivery = DeliveryOf<AlertContent>

/** How an alert's delivery is said: its episode has one message, and what comes later edits it or replies to it. */
export async function modeOfAlert(store: Store, delivery: AlertDelivery): Promise<DeliveryMode> {
  const { content } = delivery
  // Asked before the episode is read: one that is posted in between is found there.
  const isComing = content.how !== 'post' && (await isMessageComing(store, delivery, content))
  const episode = await store.episodes.get(content.episode)
  if (!episode) return { kind: 'drop' }
  const { messageId, version } = episode
  // Nothing new is said of what nobody wants any more; the last edit tells so where a message stands.
  const isUnwanted = content.how !== 'edit' && (await store.alerts.get(content.alert))?.closed === unwatched
  if (content.how === 'post')
    return messageId === null ? { kind: 'post', inReplyTo: null, isUnwanted } : { kind: 'drop' }
  if (isUnwanted) return { kind: 'drop' }
  if (messageId === null) return isComing ? { kind: 'wait', reason: 'waits for its message' } : { kind: 'drop' }
  return content.how === 'edit' ? { kind: 'edit', messageId, version } : { kind: 'post', inReplyTo: messageId }
}

/** Whether the message of an episode is still to be posted, as an edit or a reply of it waits for. */
async function isMessageComing(
  store: Store,
  { conversation }: AlertDelivery,
  { episode }: AlertContent,
): Promise<boolean> {
  const open = await store.deliveries.openIn(conversation, alertKind)
  return open.some(({ content }) => {
    // One that cannot be read fails by itself, and keeps no other from being edited.
    const read = AlertContent.safeParse(content)
    return read.success && read.data.episode === episode && read.data.how === 'post'
  })
}

/**
 * After something of an alert was said: keeps where an episode's message stands, for what comes later; and has a message
 * edited once more where it moved on while it was edited. Several replicas may edit one at the same time, and of two
 * requests the one that was made first may arrive last: each edit that was overtaken is followed by another, so that
 * the newest state is what is said last.
 */
export async function followUpAlert(
  tx: Store,
  jobs: Jobs,
  delivery: AlertDelivery,
  { messageId, mode }: Sent,
  now: Date,
): Promise<void> {
  const { content } = delivery
  if (content.how === 'post') await tx.episodes.update(content.episode, { messageId })
  if (mode.kind !== 'edit') return
  const episode = await tx.episodes.get(content.episode)
  if (!episode || episode.version === mode.version) return
  const { conversation } = delivery
  const key = `alert ${content.alert} · episode ${content.episode} · after ${delivery.id}`
  const again = { key, kind: alertKind, subscription: null, conversation, slot: 'overtaken', dueAt: now } as const
  await claimDelivery(tx, jobs, { ...again, content }, now)
}
