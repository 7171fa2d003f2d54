import { z } from 'zod'
import { argument } from '../../command/argument.ts'
import type { Command } from '../../command/command.ts'
import { requirePlace } from '../../command/persistence.ts'
import { isDigest } from '../claim-due.ts'
import { sheetOfHistory } from '../list-sheets.ts'
import { renderHistory } from '../subscriptions.ts'
import { findSubscription } from './subscription.ts'

const args = z.object({ number: argument.number() })

/** Years of them, and some notices among them that are left out. A file has all; the bound only limits the memory of the process. */
const maxRead = 1_000
const maxExported = 100_000

export const historyCommand: Command<z.output<typeof args>, 'settings'> = {
  name: 'history',
  usage: 'history <n>',
  about: {
    en: { summary: 'delivery history of a digest', examples: ['history 7'] },
    de: { summary: 'Verlauf eines Berichts', examples: ['verlauf 7'] },
  },
  listArgs: args,
  needsBot: true,
  surface: 'private',
  holds: 'settings',
  args,
  async run(asked, context) {
    const { store } = requirePlace(context)
    const subscription = await findSubscription(asked.number, context)
    const all = await store.deliveries.ofSubscription(subscription.id, context.isWhole ? maxExported : maxRead)
    const deliveries = all.filter(isDigest)
    return {
      facts: deliveries,
      message: renderHistory(subscription, deliveries, context.rendering),
      sheet: { make: () => sheetOfHistory(deliveries) },
    }
  },
}
