import { z } from 'zod'
import type { Ended } from '../../delivery/deliver.ts'
import { type Message, note, text } from '../../message/message.ts'
import type { Alert, Delivery, Store } from '../../ports.ts'
import type { Voice } from '../../report/report.ts'
import { readAlertContent } from './message.ts'

/** Told to whoever asked for an alert, and to the operations channel: never to those whom the alert is for. */
export const AlertNotice = z.object({
  notice: z.enum(['failed', 'unknown', 'unreachable']),
  alert: z.number(),
  subject: z.string(),
  reason: z.string(),
})
export type AlertNotice = z.output<typeof AlertNotice>

/** What was not said, why in plain words, and what comes next. */
export function tellAlertNotice({ notice, alert, subject, reason }: AlertNotice, { words: w, prefix }: Voice): Message {
  const happened = w.notice.alert.happened[notice](alert, subject)
  return {
    title: w.notice.alert.title,
    summary: happened,
    parts: [
      text(happened),
      text(w.notice.because(w.subscription.reason(reason))),
      note(w.notice.alert.todo[notice](prefix, subject)),
    ],
  }
}

export function alertNoticeOf({ id, subject }: Alert, about: Pick<AlertNotice, 'notice' | 'reason'>): AlertNotice {
  return { notice: about.notice, reason: about.reason, alert: id, subject: subject.name || 'all' }
}

/**
 * What follows when something of an alert was not said, in a conversation that can be reached. Nobody can settle whether
 * the message of an episode stands, or bring back one that was deleted: it is not edited any more, and the next reason to
 * speak begins a new one.
 * @returns the alert whose owner is to be told
 */
export async function endAlertMessage(tx: Store, delivery: Delivery, ended: Ended, now: Date): Promise<Alert | null> {
  const content = readAlertContent(delivery)
  // Of a reply the message itself tells the same. An edit in doubt was said of a message that stands.
  if (!content || content.how === 'reply' || (content.how === 'edit' && ended.state === 'unknown')) return null
  const episode = await tx.episodes.get(content.episode)
  if (episode && episode.closedAt === null) await tx.episodes.update(episode.id, { closedAt: now })
  return content.how === 'post' ? tx.alerts.get(content.alert) : null
}

/** Nothing can be said in a conversation any more. Asked for again, its alerts begin anew. Tells which were open. */
export async function closeAlertsIn(tx: Store, conversation: string, reason: string, now: Date): Promise<Alert[]> {
  const closed = await tx.alerts.closeAllIn(conversation, reason)
  for (const { id } of closed) {
    const open = await tx.episodes.openOf(id)
    if (open) await tx.episodes.update(open.id, { closedAt: now })
    await tx.alerts.update(id, { said: null })
  }
  return closed
}
