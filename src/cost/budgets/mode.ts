import type { DeliveryFailure, DeliveryMode, DeliveryOf, Sent } from '../../delivery/kind.ts'
import type { Jobs, Store } from '../../ports.ts'
import { BudgetContent, budgetKind, claimBudget } from './evaluate.ts'

type BudgetDelivery = DeliveryOf<BudgetContent>

/** An episode has one message, and later deliveries edit it or reply to it. */
export async function modeOfBudget(store: Store, delivery: BudgetDelivery): Promise<DeliveryMode> {
  const { content } = delivery
  // Checked before the episode is read: a message that is posted in between is found there.
  const isComing = content.how !== 'post' && (await isMessageComing(store, delivery))
  const episode = await store.budgets.get(content.episode)
  if (!episode) return { kind: 'drop' }
  const { messageId, version, state } = episode
  const isUnwanted = state.end !== null
  if (content.how === 'post')
    return messageId === null ? { kind: 'post', inReplyTo: null, isUnwanted } : { kind: 'drop' }
  if (content.how === 'reply' && isUnwanted) return { kind: 'drop' }
  if (messageId === null) return isComing ? { kind: 'wait', reason: 'waits for its message' } : { kind: 'drop' }
  return content.how === 'edit' ? { kind: 'edit', messageId, version } : { kind: 'post', inReplyTo: messageId }
}

async function isMessageComing(store: Store, { conversation, content }: BudgetDelivery): Promise<boolean> {
  const open = await store.deliveries.openIn(conversation, budgetKind)
  return open.some(delivery => {
    const read = BudgetContent.safeParse(delivery.content)
    return read.success && read.data.episode === content.episode && read.data.how === 'post'
  })
}

/** Keeps the id of the message, and edits it once more if its state changed meanwhile. */
export async function followUpBudget(
  tx: Store,
  jobs: Jobs,
  { id, content }: BudgetDelivery,
  { messageId, mode }: Sent,
  now: Date,
): Promise<void> {
  if (content.how === 'post') await tx.budgets.update(content.episode, { messageId })
  if (mode.kind !== 'edit') return
  const episode = await tx.budgets.get(content.episode)
  if (episode && episode.version !== mode.version) await claimBudget({ jobs }, tx, episode, 'edit', now, id)
}

/** A message that was deleted is not edited any more; the next threshold posts a new one. */
export async function forgetBudgetMessage(
  tx: Store,
  { content }: BudgetDelivery,
  { state }: DeliveryFailure,
): Promise<void> {
  if (content.how === 'edit' && state === 'failed') await tx.budgets.update(content.episode, { messageId: null })
}
