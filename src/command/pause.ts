import { z } from 'zod'
import { AppError } from '../errors.ts'
import { nextRun } from '../schedule/due.ts'
import { readUntil } from '../schedule/read-until.ts'
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
    const pause = { reason: 'asked', until, detail: null } as const
    // What falls due meanwhile is not wanted, neither then nor late.
    const nextRunAt = nextRun(found.schedule, until ?? context.now)
    const paused = await store.subscriptions.update(found.id, { pause, nextRunAt })
    if (!paused) throw new AppError('subscription-gone')
    return replyWith(paused, 'paused', context)
  },
}
