import { z } from 'zod'
import { argument } from '../../command/argument.ts'
import type { Command, Context, Persistence } from '../../command/command.ts'
import { requirePersistence } from '../../command/persistence.ts'
import { AppError } from '../../errors.ts'
import type { Alert, SentReminder, Store } from '../../ports.ts'
import { addDays } from '../../time/utc-days.ts'
import { refreshSoon } from '../alert/refresh.ts'
import { collectUnused, keyOf, namesOf } from '../findings.ts'
import { laterDays, listCandidates, needsInvite, type ReminderCandidate } from '../reminders/decide.ts'
import { firstNameOf, renderAnswered, renderChange } from '../reminders/reminder.ts'
import { namesOfCaller } from './reminders.ts'

const args = z.object({ token: argument.name(), answer: argument.choice(['use', 'release', 'later', 'change']) })

/** Days in which a reminder can be answered. */
const openDays = 60

/** A person's answer to a reminder. It changes nothing in Tabnine: an admin decides. */
export const replyCommand: Command<z.output<typeof args>, 'own'> = {
  name: 'reply',
  usage: 'reply <token> use, release, later or change',
  about: {
    en: { summary: 'answer a reminder', examples: ['reply 4f7k2m use'] },
    de: { summary: 'eine Erinnerung beantworten', examples: ['reply 4f7k2m use'] },
  },
  needsBot: true,
  surface: 'personal',
  holds: 'own',
  args,
  async run({ token, answer }, context) {
    const persistence = requirePersistence(context)
    const { now, rendering } = context
    const asked = await findAsked(token, context)
    const seat = await findSeat(persistence, persistence.store, asked, now)
    const isInviteNeeded = seat !== null && needsInvite(seat)
    if (answer === 'change') {
      return { facts: { answer }, message: renderChange(token, isInviteNeeded, rendering), replacesPressed: true }
    }
    await persistence.store.transaction(async tx => {
      const alert = await tx.alerts.lock(asked.alert)
      const before = await tx.reminders.find(token)
      if (!alert || !before) throw new AppError('unknown-reminder')
      // The same answer again changes nothing, not even its date.
      if (before.answer === answer) return
      await tx.reminders.answer(token, answer, now)
      if (answer === 'later' || before.answer === 'later') {
        await snooze(persistence, tx, alert, asked.person, answer === 'later' ? addMoment(now) : null, now)
      }
      await refreshSoon(tx, persistence.jobs, alert.id, now)
    })
    const firstName = firstNameOf((await context.caller.profile()).name)
    const answered = { firstName, until: addDays(now, laterDays), needsInvite: isInviteNeeded }
    const message = renderAnswered(token, answer, answered, persistence.watching.links, rendering)
    return { facts: { answer }, message, replacesPressed: true }
  },
}

/** The unused seat that a reminder was about; `null` where it is not unused any more. */
async function findSeat(
  { watching }: Persistence,
  store: Store,
  { alert: id, person }: SentReminder,
  now: Date,
): Promise<ReminderCandidate | null> {
  const alert = await store.alerts.get(id)
  const findings = alert && (await collectUnused(store, alert, watching.policy, now))
  if (!findings || findings.noData !== null) return null
  return listCandidates(findings).find(each => each.person === person) ?? null
}

/** Only the person it was sent to can answer, and no one else learns whether there is such a reminder. */
async function findAsked(token: string, context: Context): Promise<SentReminder> {
  const found = await requirePersistence(context).store.reminders.find(token)
  const names = await namesOfCaller(context)
  const isTheirs =
    found !== null && (names.includes(found.person) || (found.place !== null && names.includes(found.place)))
  if (!found || !isTheirs || found.askedAt < addDays(context.now, -openDays)) throw new AppError('unknown-reminder')
  return found
}

/** The alert leaves this person out until then. */
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
