import { type DeliveryKind, defineDeliveryKind } from '../../delivery/kind.ts'
import type { Jobs } from '../../ports.ts'
import { type PostReader, releasePost } from '../../report/post-reader.ts'
import { composeReminder, ReminderContent, reminderKind } from './message.ts'
import { createModeOfReminder, endReminder, type RemindParts } from './send.ts'

export type ReminderKindParts = RemindParts & {
  readonly jobs: Jobs
  readonly reader: PostReader
  /** Where nobody's own zone is known. */
  readonly zone: string
}

/** A reminder is claimed before it is due: it waits for the person's next working morning, over holidays. */
const maxAheadMs = 60 * 86_400_000

/** The question to one person whether they want their seat. */
export function createReminderKind(parts: ReminderKindParts): DeliveryKind {
  const { jobs, clock, reader, zone } = parts
  return defineDeliveryKind({
    name: reminderKind,
    payload: ReminderContent,
    maxAheadMs,
    mode: createModeOfReminder(parts),
    async compose(delivery) {
      const { conversation, content } = delivery
      const authorization = await reader.authorize(conversation, 'own')
      const message = await composeReminder(
        parts.store,
        content,
        reader.rendering(conversation, zone, content.language),
      )
      return releasePost(message, authorization, content.language)
    },
    onFailed: (tx, { content }) => endReminder(tx, jobs, content, clock.now()),
  })
}
