/** What happens to a reminder between claim and post, and what an alert shows of all of them. */

import type { DeliveryMode, DeliveryOf } from '../../delivery/kind.ts'
import type { Clock, Jobs, SentReminder, Store } from '../../ports.ts'
import { isPolite, politeMoment } from '../../time/polite-time.ts'
import type { WatchParts } from '../alert/evaluate.ts'
import { refreshSoon } from '../alert/refresh.ts'
import { collectUnused, type Findings, type ReminderAnswers } from '../findings.ts'
import { listCandidates } from './decide.ts'
import type { ReminderContent } from './message.ts'
import { listToDos } from './seats-to-free.ts'

export type RemindParts = Pick<WatchParts, 'policy' | 'politeness'> & { readonly store: Store; readonly clock: Clock }

const minute = 60_000

/**
 * A reminder waits for the morning, and is dropped if by then the person has joined, uses their seat or opted out, or the
 * alert has ended.
 */
export function createModeOfReminder(
  parts: RemindParts,
): (delivery: DeliveryOf<ReminderContent>) => Promise<DeliveryMode> {
  const { store, clock } = parts
  /** The reminders of one alert are posted one by one; its seats are read once a minute for all of them. */
  let known: { readonly key: string; readonly persons: Promise<ReadonlySet<string>> } | null = null

  function findUnused(alert: number): Promise<ReadonlySet<string>> {
    const key = `${alert} ${Math.floor(clock.now().getTime() / minute)}`
    if (known?.key !== key) known = { key, persons: readUnused(parts, alert) }
    return known.persons
  }

  return async ({ content, conversation }) => {
    const reminder = await store.reminders.get(content.reminder)
    if (!reminder) return { kind: 'drop' }
    const declined = await store.optOuts.among([reminder.person, conversation])
    if (declined.length > 0 || !(await findUnused(reminder.alert)).has(reminder.person)) return { kind: 'drop' }
    const now = clock.now()
    const post = { kind: 'post', inReplyTo: null } as const
    if (isPolite(now, content.zone, parts.politeness)) return post
    // It is late and may be night by now: people get no message at night.
    const until = politeMoment(now, content.zone, parts.politeness) ?? undefined
    return { ...post, notYet: { reason: 'quiet-hours', until } }
  }
}

async function readUnused(parts: RemindParts, id: number): Promise<ReadonlySet<string>> {
  const alert = await parts.store.alerts.get(id)
  const findings =
    alert && alert.closed === null && (await collectUnused(parts.store, alert, parts.policy, parts.clock.now()))
  if (!findings || findings.noData !== null) return new Set()
  return new Set(listCandidates(findings).map(({ person }) => person))
}

/**
 * A reminder that could not be posted needs no repair: the alert shows how many there are. The person's chat stays open,
 * and no one is notified. Runs in the transaction that records the end.
 */
export async function endReminder(tx: Store, jobs: Jobs, content: ReminderContent, now: Date): Promise<void> {
  const reminder = await tx.reminders.get(content.reminder)
  if (reminder) await refreshSoon(tx, jobs, reminder.alert, now)
}

/**
 * How the people who were reminded have answered; `null` if no one was.
 * @param findings what is unused now
 */
export function countAnswers(reminders: readonly SentReminder[], findings: Findings): ReminderAnswers | null {
  const count = (matches: (reminder: SentReminder) => boolean) => reminders.filter(matches).length
  const isUnanswered = (reminder: SentReminder) => reminder.answer === null
  const isWaiting = ({ state }: SentReminder) => state === 'pending' || state === 'sending'
  const asked = {
    use: count(({ answer }) => answer === 'use'),
    release: count(({ answer }) => answer === 'release'),
    later: count(({ answer }) => answer === 'later'),
    open: count(reminder => isUnanswered(reminder) && !['failed', 'skipped'].includes(reminder.state ?? 'sent')),
    unreached: count(reminder => isUnanswered(reminder) && reminder.state === 'failed'),
  }
  if (Object.values(asked).every(people => people === 0)) return null
  const toDos = listToDos(reminders, findings)
  const sent = reminders.filter(({ state }) => state !== 'skipped').map(({ sentAt, askedAt }) => sentAt ?? askedAt)
  return {
    ...asked,
    waiting: count(reminder => isUnanswered(reminder) && isWaiting(reminder)),
    toFree: toDos.filter(({ answer }) => answer === 'release').length,
    newInvites: toDos.filter(({ answer }) => answer === 'use').length,
    lastSentOn: sent.reduce((last, at) => (at > last ? at : last)),
  }
}
