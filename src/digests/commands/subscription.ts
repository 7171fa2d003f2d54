/** What the commands about subscriptions have in common. */

import type { Context, Reply } from '../../command/command.ts'
import { isManagedHere, requirePlace } from '../../command/persistence.ts'
import { AppError } from '../../errors.ts'
import type { Subscription } from '../../ports.ts'
import { formatTime } from '../../time/read-schedule.ts'
import { completeFrom } from '../complete-from.ts'
import { configuredDigests } from '../configured.ts'
import { editLine, subscribeLine } from '../lines.ts'
import { nextRunsOf } from '../next-runs.ts'
import { type Change, renderSubscription } from '../subscriptions.ts'

/** A subscription of this conversation; in a personal chat, one of the person's own. */
export async function findSubscription(id: number, context: Context): Promise<Subscription> {
  const found = await requirePlace(context).store.subscriptions.get(id)
  if (!found || !isManagedHere(found, context)) throw new AppError('unknown-subscription', { subject: String(id) })
  return found
}

/** The same, for a permanent change. @throws AppError if it comes from the configuration file, which cannot be changed in chat */
export async function findOwnSubscription(id: number, context: Context): Promise<Subscription> {
  const found = await findSubscription(id, context)
  if ((await configuredDigests(requirePlace(context).store)).has(found.id)) throw new AppError('set-in-file')
  return found
}

/**
 * Confirms what happened to a subscription, with its next run. Where the bot is not a member it cannot post, so only the
 * asker reads the confirmation, with the way to invite it. The subscription is kept anyway, so that they need not ask
 * twice; if they do not invite it, the first digest fails, and its owner gets a notice.
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
  const lines = { edit: editLine(subscription), again: subscribeLine(subscription) }
  const shown = { subscription, runs, isPassedOver, invitation, complete, lines }
  const message = renderSubscription(shown, change, rendering)
  const facts = { subscription, runs }
  return invitation === null ? { facts, message } : { facts, message, surface: 'private' }
}
