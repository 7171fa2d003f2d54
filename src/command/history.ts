import { z } from 'zod'
import { tellHistory } from '../report/subscriptions.ts'
import { argument } from './argument.ts'
import type { Command } from './command.ts'
import { findSubscription, rememberedPlace } from './subscription.ts'

const args = z.object({ number: argument.number() })

/** Years of them, and some notices among them that are left out. */
const mostRead = 1_000

export const historyCommand: Command<z.output<typeof args>, 'settings'> = {
  name: 'history',
  usage: 'history <n>',
  surface: 'private',
  holds: 'settings',
  args,
  async run(asked, context) {
    const { store } = rememberedPlace(context)
    const subscription = await findSubscription(asked.number, context)
    const all = await store.deliveries.ofSubscription(subscription.id, mostRead)
    const deliveries = all.filter(({ kind }) => kind !== 'notice')
    return { facts: deliveries, message: tellHistory(subscription, deliveries, context.voice) }
  },
}
