import { z } from 'zod'
import { AppError } from '../errors.ts'
import { readUntil } from '../schedule/read-schedule.ts'
import { argument, type Command } from './command.ts'
import { findSubscription, rememberedPlace, replyWith } from './subscription.ts'

const args = z.object({ number: argument.number(), until: argument.until().optional() })

export const pauseCommand: Command<z.output<typeof args>> = {
  name: 'pause',
  usage: 'pause <n> [until <date>]',
  surface: 'private',
  args,
  async run(asked, context) {
    const { store } = rememberedPlace(context)
    const found = await findSubscription(asked.number, context)
    const date = asked.until?.replace(/^until /i, '')
    const until = date === undefined ? null : readUntil(date, context.now, found.schedule.zone)
    const paused = await store.subscriptions.update(found.id, { pause: { reason: 'asked', until, detail: null } })
    if (!paused) throw new AppError('subscription-gone')
    return replyWith(paused, 'paused', context)
  },
}
