import { z } from 'zod'
import { AppError } from '../errors.ts'
import { changeWithNextRun } from '../schedule/next-runs.ts'
import { readUntil } from '../schedule/read-until.ts'
import { argument } from './argument.ts'
import type { Command } from './command.ts'
import { findSubscription, rememberedPlace, replyWith } from './subscription.ts'

const args = z.object({ number: argument.number(), until: argument.until().optional() })

export const pauseCommand: Command<z.output<typeof args>, 'posts'> = {
  name: 'pause',
  usage: 'pause <n> [until <date>]',
  surface: 'private',
  holds: 'posts',
  args,
  async run(asked, context) {
    const { store } = rememberedPlace(context)
    const found = await findSubscription(asked.number, context)
    const until = asked.until === undefined ? null : readUntil(asked.until, context.now, found.schedule.zone)
    const pause = { reason: 'asked', until, detail: null } as const
    const paused = await store.transaction(tx => changeWithNextRun(tx, found.id, { pause }, context.now))
    if (!paused) throw new AppError('subscription-gone')
    return replyWith(paused, 'paused', context)
  },
}
