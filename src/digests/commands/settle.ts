import { z } from 'zod'
import { argument } from '../../command/argument.ts'
import type { Command } from '../../command/command.ts'
import { requirePlace } from '../../command/persistence.ts'
import { deliverJob } from '../../delivery/enqueue.ts'
import { AppError } from '../../errors.ts'
import { text } from '../../message/message.ts'
import { findSubscription } from './subscription.ts'

const args = z.object({ number: argument.number(), as: argument.choice(['sent', 'resend', 'drop']) })

const results = {
  sent: { state: 'sent', reason: 'found in the chat' },
  resend: { state: 'pending', reason: 'resend' },
  drop: { state: 'failed', reason: 'dropped' },
} as const

export const settleCommand: Command<z.output<typeof args>, 'posts'> = {
  name: 'settle',
  usage: 'settle <n> sent, resend or drop',
  about: {
    en: { summary: 'confirm an unconfirmed digest', examples: ['settle 7 sent', 'settle 7 resend', 'settle 7 drop'] },
    de: {
      summary: 'einen unbestätigten Bericht klären',
      examples: ['klären 7 gesendet', 'klären 7 erneut', 'klären 7 verwerfen'],
    },
  },
  needsBot: true,
  surface: 'private',
  holds: 'posts',
  args,
  async run(asked, context) {
    const { store, jobs } = requirePlace(context)
    const { id, subjects } = await findSubscription(asked.number, context)
    const { now, rendering } = context
    const unconfirmed = (await store.deliveries.ofSubscription(id, 50)).filter(({ state }) => state === 'unknown')
    const oldest = unconfirmed.at(-1)
    if (!oldest) throw new AppError('nothing-to-settle')
    await store.transaction(async tx => {
      // The first answer counts; a second press changes nothing.
      const settled = await tx.deliveries.settle(oldest.id, results[asked.as], now)
      if (!settled) throw new AppError('nothing-to-settle')
      if (asked.as === 'resend') {
        await jobs.enqueue(tx, deliverJob(settled), { key: `deliver ${settled.id} again` })
      }
    })
    const { t } = rendering
    const summary = t.subscription.settled(asked.as)
    const title = t.subscription.runTitle(t.list(subjects.map(t.subject)))
    return { facts: { id }, message: { title, summary, parts: [text(summary)] } }
  },
}
