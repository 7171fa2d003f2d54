import { claimDelivery } from '../../delivery/enqueue.ts'
import type { DeliveryMode, DeliveryOf, Sent } from '../../delivery/kind.ts'
import { isMessageComing, modeOfStep } from '../../delivery/lasting-message.ts'
import type { Jobs, Store } from '../../ports.ts'
import { AlertContent, alertKind } from './evaluate.ts'
import { unwatched } from './notified-state.ts'

type AlertDelivery = DeliveryOf<AlertContent>

/** The mode of an alert's delivery: an episode has one message, and later deliveries edit it or reply to it. */
export async function modeOfAlert(store: Store, delivery: AlertDelivery): Promise<DeliveryMode> {
  const { content } = delivery
  const isComing = await isMessageComing(store, delivery, AlertContent, ({ episode }) => episode === content.episode)
  const episode = await store.episodes.get(content.episode)
  if (!episode) return { kind: 'drop' }
  // After an alert was turned off nothing new is posted; the last edit says so in its message.
  const isUnwanted = content.how !== 'edit' && (await store.alerts.get(content.alert))?.closed === unwatched
  return modeOfStep(content.how, { ...episode, isComing, isUnwanted })
}

/**
 * Runs after a delivery of an alert was posted. Keeps the id of the episode's message for later deliveries, and edits it
 * once more if its state changed meanwhile. Replicas may edit at the same time, and the first request may arrive last:
 * each edit that was overtaken is followed by another, so the newest state is shown in the end.
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
