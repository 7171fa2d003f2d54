/** What the commands about subscriptions have in common. */

import type { Context, Reply } from '../../command/command.ts'
import { isManagedHere, requirePlace } from '../../command/persistence.ts'
import { AppError } from '../../errors.ts'
import type { Subscription } from '../../ports.ts'
import { formatTime } from '../../time/read-schedule.ts'
import { completeFrom } from '../complete-from.ts'
import { nextRunsOf } from '../next-runs.ts'
import { type Change, renderSubscription } from '../subscriptions.ts'

/**
 * A subscription of the conversation in which it is asked for, or in one's own chat with the bot one that is one's own;
 * others do not exist for the caller.
 */
export async function findSubscription(id: number, context: Context): Promise<Subscription> {
  const found = await requirePlace(context).store.subscriptions.get(id)
  if (!found || !isManagedHere(found, context)) throw new AppError('unknown-subscription', { subject: String(id) })
  return found
}

/**
 * Tells what became of a subscription, with its next runs. Where the bot is no member nothing can be said to everybody:
 * the person who asked learns how to let it in. The subscription stands all the same, for that is the next thing they do, and
 * nobody likes to ask twice; if they do not, the first digest fails, and its owner hears why.
 */
export async function replyWith(subscription: Subscription, change: Change, context: Context): Promise<Reply> {
  const { store, wayIn } = requirePlace(context)
  const { now, rendering } = context
  const willPost = change !== 'paused' && change !== 'alreadyPaused' && change !== 'removed'
  const [{ runs, isPassedOver }, invitation] = await Promise.all([
    nextRunsOf(store, subscription, now),
    willPost && wayIn ? wayIn() : null,
  ])
  const time = change === 'created' || change === 'changed' ? completeFrom(subscription.schedule, now) : null
  const complete = time && { time, line: `edit ${subscription.id} at ${formatTime(time)}` }
  const message = renderSubscription({ subscription, runs, isPassedOver, invitation, complete }, change, rendering)
  const facts = { subscription, runs }
  return invitation === null ? { facts, message } : { facts, message, surface: 'private' }
}
