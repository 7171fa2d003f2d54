import { z } from 'zod'
import { argument } from '../../command/argument.ts'
import type { Command } from '../../command/command.ts'
import { requirePlace } from '../../command/persistence.ts'
import { AppError } from '../../errors.ts'
import { findOwnSubscription, replyWith } from './subscription.ts'

const args = z.object({ number: argument.number() })

export const unsubscribeCommand: Command<z.output<typeof args>, 'posts'> = {
  name: 'unsubscribe',
  usage: 'unsubscribe <n>',
  about: {
    en: { summary: 'end a digest', examples: ['unsubscribe 7'] },
    de: { summary: 'einen Bericht beenden', examples: ['abbestellen 7'] },
  },
  needsBot: true,
  surface: 'channel',
  holds: 'posts',
  args,
  async run(asked, context) {
    const { store } = requirePlace(context)
    const found = await findOwnSubscription(asked.number, context)
    if (!(await store.subscriptions.remove(found.id))) throw new AppError('subscription-gone')
    return replyWith(found, 'removed', context)
  },
}
