/** What follows when something of an alert could not be posted. */
import { z } from 'zod'
import type { DeliveryFailure } from '../../delivery/kind.ts'
import { text } from '../../message/message.ts'
import type { ClosedConversation } from '../../notices/close-conversation.ts'
import type { Notify } from '../../notices/notify.ts'
import { defineNoticeTopic } from '../../notices/topic.ts'
import type { Alert, Store } from '../../ports.ts'
import type { AlertContent } from './evaluate.ts'

/** For the person who asked for an alert, and the operations channel: never for its readers. */
const AlertNotice = z.object({
  notice: z.enum(['failed', 'unknown', 'unreachable']),
  alert: z.number(),
  subject: z.string(),
  reason: z.string(),
})
type AlertNotice = z.output<typeof AlertNotice>

export const alertNotice = defineNoticeTopic({
  schema: AlertNotice,
  /** What was not posted, why in plain words, and what comes next. */
  render({ notice, alert, subject, reason }, { t, commandPrefix }) {
    const happened = t.notice.alert.happened[notice](alert, subject)
    return {
      title: t.notice.alert.title,
      summary: happened,
      parts: [
        text(happened),
        text(t.notice.because(t.subscription.reason(reason))),
        text(t.notice.alert.todo[notice](commandPrefix, subject)),
      ],
    }
  },
  findRecipient: async (store, { alert }) => store.alerts.get(alert),
})

type About = Pick<AlertNotice, 'notice' | 'reason'> & { readonly slot: string }

/** @param key of what happened; each alert gets a notice of its own about it */
export function notifyAlertOwner(
  tx: Store,
  notify: Notify,
  { id, subject, owner }: Alert,
  key: string,
  { notice, reason, slot }: About,
): Promise<void> {
  const content: AlertNotice = { notice, reason, alert: id, subject: subject.name || 'all' }
  return notify(tx, owner, `${key} · alert ${id}`, { subscription: null, slot, content })
}

/**
 * Ends an episode whose message cannot be posted or edited although the conversation can be reached. A deleted message
 * cannot be restored, and an unconfirmed one cannot be checked: it is not edited any more, and the next reason to notify
 * starts a new episode.
 * @returns the alert whose owner is to be notified
 */
export async function endAlertMessage(
  tx: Store,
  content: AlertContent,
  { state }: DeliveryFailure,
  now: Date,
): Promise<Alert | null> {
  // A reply repeats what the message itself shows. An unconfirmed edit was of a message that exists.
  if (content.how === 'reply' || (content.how === 'edit' && state === 'unknown')) return null
  const episode = await tx.episodes.get(content.episode)
  if (episode && episode.closedAt === null) await tx.episodes.update(episode.id, { closedAt: now })
  return content.how === 'post' ? tx.alerts.get(content.alert) : null
}

/**
 * Closes the alerts of a conversation in which nothing can be posted, and notifies their owners. Asked for again, an alert
 * begins as a new one.
 */
export async function closeAlertsIn(
  tx: Store,
  notify: Notify,
  { conversation, reason, slot, key }: ClosedConversation,
  now: Date,
): Promise<void> {
  const closed = await tx.alerts.closeAllIn(conversation, reason)
  for (const alert of closed) {
    const open = await tx.episodes.openOf(alert.id)
    if (open) await tx.episodes.update(open.id, { closedAt: now })
    await tx.alerts.update(alert.id, { notified: null })
    await notifyAlertOwner(tx, notify, alert, key, { notice: 'unreachable', slot, reason })
  }
}
