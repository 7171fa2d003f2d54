import type { DeliveryFailure, DeliveryMode, DeliveryOf, Sent } from '../../delivery/kind.ts'
import { isMessageComing, modeOfStep } from '../../delivery/lasting-message.ts'
import type { Jobs, Store } from '../../ports.ts'
import { BudgetContent, claimBudget } from './evaluate.ts'

type BudgetDelivery = DeliveryOf<BudgetContent>

/** An episode has one message, and later deliveries edit it or reply to it. */
export async function modeOfBudget(store: Store, delivery: BudgetDelivery): Promise<DeliveryMode> {
  const { content } = delivery
  const isComing = await isMessageComing(store, delivery, BudgetContent, ({ episode }) => episode === content.episode)
  const episode = await store.budgets.get(content.episode)
  if (!episode) return { kind: 'drop' }
  return modeOfStep(content.how, { ...episode, isComing, isUnwanted: episode.state.end !== null })
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
