import { z } from 'zod'
import { argument } from '../../command/argument.ts'
import { type Command, type Context, type Persistence, replyLine } from '../../command/command.ts'
import { requirePersistence } from '../../command/persistence.ts'
import { AppError } from '../../errors.ts'
import type { Alert, SentReminder, Store } from '../../ports.ts'
import { addDays } from '../../time/utc-days.ts'
import { refreshSoon } from '../alert/refresh.ts'
import { collectUnused, keyOf, namesOf } from '../findings.ts'
import { laterDays } from '../reminders/decide.ts'
import { namesOfCaller } from './reminders.ts'

const args = z.object({ token: argument.name(), answer: argument.choice(['use', 'release', 'later']) })

/** Days after which a question is not open any more. */
const openDays = 60

/** What somebody says who was asked about their seat. It changes nothing in Tabnine: an admin decides. */
export const replyCommand: Command<z.output<typeof args>, 'own'> = {
  name: 'reply',
  usage: 'reply <token> use, release or later',
  about: {
    en: { summary: 'answer a reminder', examples: ['reply 4f7k2m use'] },
    de: { summary: 'eine Erinnerung beantworten', examples: ['reply 4f7k2m use'] },
  },
  needsBot: true,
  surface: 'personal',
  holds: 'own',
  args,
  async run({ token, answer }, context) {
    const memory = requirePersistence(context)
    const { now, rendering } = context
    const asked = await findAsked(token, context)
    await memory.store.transaction(async tx => {
      const alert = await tx.alerts.lock(asked.alert)
      const before = await tx.reminders.find(token)
      if (!alert || !before) throw new AppError('unknown-reminder')
      // Pressed again it is the same answer, given then.
      if (before.answer === answer) return
      await tx.reminders.answer(token, answer, now)
      if (answer === 'later' || before.answer === 'later') {
        await snooze(memory, tx, alert, asked.person, answer === 'later' ? addMoment(now) : null, now)
      }
      await refreshSoon(tx, memory.jobs, alert.id, now)
    })
    const { title, answered } = rendering.t.remind.mine
    return replyLine(title, answered[answer](addDays(now, laterDays), rendering.commandPrefix), { answer })
  },
}

/** Only whom it was sent to may answer, and nobody is told whether there is a question for somebody else. */
async function findAsked(token: string, context: Context): Promise<SentReminder> {
  const found = await requirePersistence(context).store.reminders.find(token)
  const names = await namesOfCaller(context)
  const isTheirs =
    found !== null && (names.includes(found.person) || (found.place !== null && names.includes(found.place)))
  if (!found || !isTheirs || found.askedAt < addDays(context.now, -openDays)) throw new AppError('unknown-reminder')
  return found
}

/** The alert does not speak of this person until then. */
async function snooze(
  { watching }: Persistence,
  tx: Store,
  alert: Alert,
  person: string,
  until: Date | null,
  now: Date,
): Promise<void> {
  const { notified } = alert
  if (!notified?.episode) return
  const findings = await collectUnused(tx, alert, watching.policy, now)
  const verdict = findings?.verdicts.find(({ record }) => namesOf(record).includes(person))
  const who = verdict ? keyOf(verdict.record) : person
  const items = notified.episode.items.map(item =>
    item.who === who ? { ...item, snoozedUntil: until?.toISOString() ?? null } : item,
  )
  await tx.alerts.update(alert.id, { notified: { ...notified, episode: { ...notified.episode, items } } })
}

function addMoment(now: Date): Date {
  return new Date(now.getTime() + laterDays * 86_400_000)
}
