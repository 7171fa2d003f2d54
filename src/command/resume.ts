import { z } from 'zod'
import { AppError } from '../errors.ts'
import { changeWithNextRun } from '../schedule/next-runs.ts'
import { argument } from './argument.ts'
import type { Command } from './command.ts'
import { findSubscription, rememberedPlace, replyWith } from './subscription.ts'

const args = z.object({ number: argument.number() })

export const resumeCommand: Command<z.output<typeof args>, 'posts'> = {
  name: 'resume',
  usage: 'resume <n>',
  surface: 'private',
  holds: 'posts',
  args,
  async run(asked, context) {
    const { store, conversation } = rememberedPlace(context)
    const found = await findSubscription(asked.number, context)
    const { now } = context
    // What fell due while it was paused was not wanted: it goes on with the next.
    const resumed = await store.transaction(async tx => {
      await tx.conversations.save(conversation, now)
      return changeWithNextRun(tx, found.id, { pause: null }, now)
    })
    if (!resumed) throw new AppError('subscription-gone')
    return replyWith(resumed, 'resumed', context)
  },
}
