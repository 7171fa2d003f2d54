import { z } from 'zod'
import { argument } from '../../command/argument.ts'
import { type Command, replyLine } from '../../command/command.ts'
import { requirePlace } from '../../command/persistence.ts'
import { AppError } from '../../errors.ts'
import { actions } from '../../message/message.ts'
import { localDay } from '../../time/wall-clock.ts'
import { refreshNow } from '../alert/refresh.ts'
import { findAlert } from './alert.ts'

const args = z.object({ number: argument.number(), how: argument.days(/^(\d{1,3}) ?d(ays?)?$/i, ['', 'd']).optional() })

const usualDays = 7
const maxDays = 90
const samePressMs = 60_000

export const snoozeCommand: Command<z.output<typeof args>, 'posts'> = {
  name: 'snooze',
  usage: 'snooze <n> [7d]',
  about: {
    en: {
      summary: 'mute an alert for some days',
      examples: ['snooze 3 14d', 'snooze 3 0d'],
      formTitle: 'Snooze alert',
      submit: 'Snooze',
    },
    de: {
      summary: 'eine Meldung einige Tage stummschalten',
      examples: ['stummschalten 3 14 Tage', 'stummschalten 3 0 Tage'],
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
    const days = Math.min(maxDays, Number(/\d+/.exec(asked.how ?? '')?.[0] ?? usualDays))
    const until = new Date(now.getTime() + days * 86_400_000)
    await store.transaction(async tx => {
      // Locked, so that of two presses at the same time the second sees the first.
      const notified = (await tx.alerts.lock(id))?.notified
      if (!notified?.episode) throw new AppError('nothing-open', { subject: String(id) })
      // The same button, pressed by two: the second changes nothing.
      const before = notified.episode.snoozedUntil
      if (before !== null && Math.abs(new Date(before).getTime() - until.getTime()) < samePressMs) return
      const episode = { ...notified.episode, snoozedUntil: days === 0 ? null : until.toISOString() }
      await tx.alerts.update(id, { notified: { ...notified, episode } })
      await refreshNow(tx, jobs, id, now)
    })
    const { alerts, unused } = rendering.t
    if (days === 0) return replyLine(alerts.awakeTitle, alerts.awake, { id, until })
    const sentence = alerts.snoozed(rendering.t.weekday(localDay(until, rendering.timeZone)))
    const wake = actions([{ label: unused.act.wake, line: `snooze ${id} 0d` }])
    return replyLine(alerts.snoozedTitle, sentence, { id, until }, [wake])
  },
}
