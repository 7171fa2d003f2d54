import { z } from 'zod'
import { type DeliveryKind, type DeliveryOf, defineDeliveryKind } from '../delivery/kind.ts'
import type { Json, Store } from '../ports.ts'
import { type PostReader, releasePost } from '../report/post-reader.ts'
import { claimNotice, type NotifyParts, noticeKind, passedOn } from './notify.ts'
import type { Notice, NoticeTopic } from './topic.ts'

export type NoticeKindParts = NotifyParts & {
  readonly store: Store
  readonly reader: PostReader
  readonly topics: readonly NoticeTopic[]
  /** Personal chats of admins, for when an owner cannot be reached. */
  readonly admins: readonly string[]
}

/** Says owners and operators what failed. */
export function createNoticeKind(parts: NoticeKindParts): DeliveryKind {
  const { store, reader } = parts
  return defineDeliveryKind({
    name: noticeKind,
    payload: schemaOf(parts.topics),
    async compose(delivery) {
      const { conversation, content: notice } = delivery
      const authorization = await reader.authorize(conversation, 'settings')
      const recipient = await notice.findRecipient(store, delivery)
      // Admins and the operations channel are addressed as the settings say.
      const language = recipient?.owner === conversation ? recipient.language : null
      const message = notice.render(reader.rendering(conversation, 'UTC', language))
      return releasePost(message, authorization, language)
    },
    onFailed: (tx, delivery) => passOn(parts, tx, delivery),
  })
}

function schemaOf(topics: readonly NoticeTopic[]): z.ZodType<Notice> {
  return z.json().transform((content: Json, context) => {
    for (const topic of topics) {
      const notice = topic.read(content)
      if (notice) return notice
    }
    context.addIssue({ code: 'custom', message: 'no topic of notices has this content' })
    return z.NEVER
  })
}

/** An owner who cannot be reached has left or blocked the bot: the admins get the notice instead, once. */
async function passOn(parts: NoticeKindParts, tx: Store, delivery: DeliveryOf<Notice>): Promise<void> {
  if (delivery.slot === passedOn || delivery.conversation === parts.operations) return
  const { subscription, content } = delivery
  const notice = { subscription, slot: passedOn, content: content.content }
  for (const admin of parts.admins) await claimNotice(tx, parts, `${delivery.key} → ${admin}`, admin, notice)
}
