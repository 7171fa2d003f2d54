import { z } from 'zod'
import { argument } from '../../command/argument.ts'
import { type Command, replyLine } from '../../command/command.ts'
import { requirePlace } from '../../command/persistence.ts'
import { AppError } from '../../errors.ts'
import { note } from '../../message/message.ts'
import { refreshNow } from '../alert/refresh.ts'
import { findAlert } from './alert.ts'

const args = z.object({ number: argument.number(), how: argument.days(/^(\d{1,3}) ?d(ays?)?$/i, ['', 'd']).optional() })

const usualDays = 7
const mostDays = 90
/** Milliseconds. */
const sameMoment = 60_000

export const snoozeCommand: Command<z.output<typeof args>, 'posts'> = {
  name: 'snooze',
  usage: 'snooze <n> [7d]',
  about: {
    en: {
      summary: 'mute an alert for some days',
      examples: ['snooze 3 14d', 'snooze 3 0d'],
      formTitle: 'Snooze an alert',
      submit: 'Snooze',
    },
    de: {
      summary: 'eine Meldung einige Tage stummschalten',
      examples: ['snooze 3 14d', 'snooze 3 0d'],
      formTitle: 'Meldung ruhen lassen',
      submit: 'Ruhen lassen',
    },
  },
  needsBot: true,
  surface: 'private',
  holds: 'posts',
  args,
  async run(asked, context) {
    const { store, jobs } = requirePlace(context)
    const { now, rendering } = context
    const { id } = await findAlert(asked.number, context)
    const days = Math.min(mostDays, Number(/\d+/.exec(asked.how ?? '')?.[0] ?? usualDays))
    const until = new Date(now.getTime() + days * 86_400_000)
    await store.transaction(async tx => {
      // Held, so that two who press at the same time take turns.
      const said = (await tx.alerts.lock(id))?.notified
      if (!said?.episode) throw new AppError('nothing-open', { subject: String(id) })
      // The same button, pressed by two: the second changes nothing.
      const before = said.episode.snoozedUntil
      if (before !== null && Math.abs(new Date(before).getTime() - until.getTime()) < sameMoment) return
      const episode = { ...said.episode, snoozedUntil: days === 0 ? null : until.toISOString() }
      await tx.alerts.update(id, { notified: { ...said, episode } })
      await refreshNow(tx, jobs, id, now)
    })
    const { alerts } = rendering.t
    const told = days === 0 ? alerts.awake(id) : alerts.snoozed(id, rendering.t.moment(until, rendering.timeZone))
    const parts = days === 0 ? [] : [note(alerts.wake(rendering.commandPrefix, id))]
    return replyLine(alerts.title(id), told, { id, until }, parts)
  },
}
