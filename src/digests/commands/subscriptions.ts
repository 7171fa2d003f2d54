import { z } from 'zod'
import type { Command } from '../../command/command.ts'
import { requirePlace } from '../../command/persistence.ts'
import { isDigest } from '../claim-due.ts'
import { configuredDigests } from '../configured.ts'
import { sheetOfSubscriptions } from '../list-sheets.ts'
import { renderSubscriptions } from '../subscriptions.ts'

export const subscriptionsCommand: Command<Record<string, never>, 'settings'> = {
  name: 'subscriptions',
  usage: 'subscriptions',
  about: {
    en: { summary: 'digests in this channel', examples: ['subscriptions'] },
    de: { summary: 'Berichte in diesem Kanal', examples: ['abos'] },
  },
  listArgs: z.object({}),
  needsBot: true,
  surface: 'private',
  holds: 'settings',
  args: z.object({}),
  async run(_args, context) {
    const { store, conversation } = requirePlace(context)
    const found = await store.subscriptions.inConversation(conversation.id)
    const configured = await configuredDigests(store)
    const listed = await Promise.all(
      found.map(async subscription => {
        const deliveries = await store.deliveries.ofSubscription(subscription.id, 20)
        return { subscription, last: deliveries.find(isDigest) ?? null, isConfigured: configured.has(subscription.id) }
      }),
    )
    return {
      facts: listed,
      message: renderSubscriptions(listed, context.rendering),
      sheet: { make: () => sheetOfSubscriptions(listed) },
    }
  },
}
