import { z } from 'zod'
import type { Command } from '../../command/command.ts'
import { tellSubscriptions } from '../subscriptions.ts'
import { rememberedPlace } from './subscription.ts'

export const subscriptionsCommand: Command<Record<string, never>, 'settings'> = {
  name: 'subscriptions',
  usage: 'subscriptions',
  surface: 'private',
  holds: 'settings',
  args: z.object({}),
  async run(_args, context) {
    const { store, conversation } = rememberedPlace(context)
    const found = await store.subscriptions.inConversation(conversation.id)
    const listed = await Promise.all(
      found.map(async subscription => {
        const deliveries = await store.deliveries.ofSubscription(subscription.id, 20)
        return { subscription, last: deliveries.find(({ kind }) => kind !== 'notice') ?? null }
      }),
    )
    return { facts: listed, message: tellSubscriptions(listed, context.voice) }
  },
}
