import { z } from 'zod'
import { argument } from '../../command/argument.ts'
import { type Command, type Context, type Reply, replyLine } from '../../command/command.ts'
import { requirePersistence, requirePlace } from '../../command/persistence.ts'
import { AppError } from '../../errors.ts'
import { changeWithNextRun } from '../next-runs.ts'
import { findSubscription, replyWith } from './subscription.ts'

const args = z.object({ number: argument.numberOrAll() })

export const resumeCommand: Command<z.output<typeof args>, 'posts'> = {
  name: 'resume',
  usage: 'resume <n or all>',
  about: {
    en: { summary: 'resume a digest', examples: ['resume 7', 'resume all'] },
    de: { summary: 'einen Bericht fortsetzen', examples: ['fortsetzen 7', 'fortsetzen alle'] },
  },
  needsBot: true,
  surface: 'private',
  holds: 'posts',
  args,
  async run(asked, context) {
    if (asked.number === 'all') return resumeAll(context)
    const { store, conversation } = requirePlace(context)
    const found = await findSubscription(asked.number, context)
    const { now } = context
    // What fell due during the pause is not posted late.
    const { subscription, change } = await store.transaction(async tx => {
      await tx.conversations.save(conversation, now)
      // Resumed from the owner's personal chat, after someone let the bot in again.
      if (found.conversation !== conversation.id) await tx.conversations.reopen(found.conversation, now)
      const current = await tx.subscriptions.lock(found.id)
      if (current && current.pause === null) return { subscription: current, change: 'notPaused' as const }
      return { subscription: await changeWithNextRun(tx, found.id, { pause: null }, now), change: 'resumed' as const }
    })
    if (!subscription) throw new AppError('subscription-gone')
    return replyWith(subscription, change, context)
  },
}

/**
 * Everything that is paused because nothing could be posted in its conversation, in all conversations: after an outage that
 * paused them all. One that still cannot be posted is paused again, with a notice. What people paused stays paused.
 */
async function resumeAll(context: Context): Promise<Reply> {
  if ((await context.access.role()) !== 'admin') throw new AppError('admins-only')
  const { store } = requirePersistence(context)
  const { now, rendering } = context
  const resumed = await store.transaction(async tx => {
    const digests = await tx.subscriptions.unreachable()
    const alerts = await tx.alerts.unreachable()
    for (const conversation of new Set([...digests, ...alerts].map(each => each.conversation)))
      await tx.conversations.reopen(conversation, now)
    for (const { id } of digests) await changeWithNextRun(tx, id, { pause: null }, now)
    for (const { id } of alerts) await tx.alerts.update(id, { closed: null })
    return { digests: digests.length, alerts: alerts.length }
  })
  const w = rendering.t.subscription
  return replyLine(w.resumedAllTitle, w.resumedAll(resumed.digests, resumed.alerts), resumed)
}
