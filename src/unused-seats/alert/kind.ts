import { type DeliveryFailure, type DeliveryKind, type DeliveryOf, defineDeliveryKind } from '../../delivery/kind.ts'
import type { EndInConversation } from '../../notices/close-conversation.ts'
import type { Notify } from '../../notices/notify.ts'
import type { Jobs, Store } from '../../ports.ts'
import { type PostReader, releasePost } from '../../report/post-reader.ts'
import { endAlertMessage, notifyAlertOwner } from './end.ts'
import { AlertContent, alertKind } from './evaluate.ts'
import { type AlertMessageParts, composeAlert } from './message.ts'
import { followUpAlert, modeOfAlert } from './mode.ts'

export type AlertKindParts = AlertMessageParts & {
  readonly jobs: Jobs
  readonly reader: PostReader
  /** IANA zone of alerts without one of their own. */
  readonly zone: string
  readonly notify: Notify
  readonly closeConversation: EndInConversation
}

/** The message of an alert's episode, its edits, and the replies to it. */
export function createAlertKind(parts: AlertKindParts): DeliveryKind {
  const { store, jobs, clock, reader, zone } = parts
  return defineDeliveryKind({
    name: alertKind,
    payload: AlertContent,
    mode: delivery => modeOfAlert(store, delivery),
    async compose(delivery) {
      const { conversation, content } = delivery
      const alert = await store.alerts.get(content.alert)
      const language = alert?.language ?? null
      const { message, authorization } = await composeAlert(parts, delivery, {
        authorize: what => reader.authorize(conversation, what),
        rendering: reader.rendering(conversation, alert?.zone ?? zone, language),
      })
      return releasePost(message, authorization, language)
    },
    onSent: (tx, delivery, sent) => followUpAlert(tx, jobs, delivery, sent, clock.now()),
    onFailed: (tx, delivery, failure) => endAlert(parts, tx, delivery, failure),
  })
}

async function endAlert(
  { clock, notify, closeConversation }: AlertKindParts,
  tx: Store,
  { id, content, conversation, slot }: DeliveryOf<AlertContent>,
  failure: DeliveryFailure,
): Promise<void> {
  const { reason, isUnreachable, state } = failure
  const key = `notice ${id}`
  if (isUnreachable) return closeConversation(tx, { conversation, reason, slot, key })
  const alert = await endAlertMessage(tx, content, failure, clock.now())
  if (alert) await notifyAlertOwner(tx, notify, alert, key, { notice: state, slot, reason })
}
