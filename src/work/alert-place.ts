import type { Delivery, Store } from '../ports.ts'
import { readAlertContent } from './alert-message.ts'
import type { Manner } from './deliver.ts'

/** After so many attempts the message that an edit waits for is not coming any more. */
const mostWaits = 8

/** How an alert's delivery is said: its episode has one message, and what comes later edits it or replies to it. */
export async function mannerOfAlert(store: Store, delivery: Delivery): Promise<Manner> {
  const content = readAlertContent(delivery)
  if (!content) return { kind: 'post', inReplyTo: null }
  const episode = await store.episodes.get(content.episode)
  if (!episode) return { kind: 'drop' }
  const { messageId, closedAt } = episode
  if (content.how === 'post') return messageId === null ? { kind: 'post', inReplyTo: null } : { kind: 'drop' }
  if (messageId === null) return { kind: closedAt === null && delivery.attempts < mostWaits ? 'wait' : 'drop' }
  return content.how === 'edit' ? { kind: 'edit', messageId } : { kind: 'post', inReplyTo: messageId }
}

/** Keeps where an episode's message stands, for what comes later. */
export async function keepMessageOfAlert(tx: Store, delivery: Delivery, messageId: string): Promise<void> {
  const content = readAlertContent(delivery)
  if (content?.how === 'post') await tx.episodes.update(content.episode, { messageId })
}
