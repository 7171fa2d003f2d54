import { z } from 'zod'
import { argument } from '../../command/argument.ts'
import type { Command } from '../../command/command.ts'
import { requirePlace } from '../../command/persistence.ts'
import { AppError } from '../../errors.ts'
import type { Pause } from '../../ports.ts'
import { readUntil } from '../../time/read-until.ts'
import { changeWithNextRun } from '../next-runs.ts'
import { findSubscription, replyWith } from './subscription.ts'

const args = z.object({ number: argument.number(), until: argument.until().optional() })

export const pauseCommand: Command<z.output<typeof args>, 'posts'> = {
  name: 'pause',
  usage: 'pause <n> [until <date>]',
  about: {
    en: {
      summary: 'pause a digest',
      examples: ['pause 7 until 2027-01-10', 'pause 7'],
      formTitle: 'Pause digest',
      submit: 'Pause',
    },
    de: {
      summary: 'einen Bericht pausieren',
      examples: ['pausieren 7 bis 10.1.2027', 'pausieren 7'],
      formTitle: 'Bericht pausieren',
      submit: 'Pausieren',
    },
  },
  needsBot: true,
  surface: 'private',
  holds: 'posts',
  args,
  async run(asked, context) {
    const { store } = requirePlace(context)
    const found = await findSubscription(asked.number, context)
    const until = asked.until === undefined ? null : readUntil(asked.until, context.now, found.schedule.zone)
    const pause = { reason: 'asked', until, detail: null } as const
    const { subscription, change } = await store.transaction(async tx => {
      const current = await tx.subscriptions.lock(found.id)
      if (current && isSamePause(current.pause, pause))
        return { subscription: current, change: 'alreadyPaused' as const }
      return { subscription: await changeWithNextRun(tx, found.id, { pause }, context.now), change: 'paused' as const }
    })
    if (!subscription) throw new AppError('subscription-gone')
    return replyWith(subscription, change, context)
  },
}

function isSamePause(one: Pause | null, other: Pause): boolean {
  return one?.reason === other.reason && one.until?.getTime() === other.until?.getTime()
}
