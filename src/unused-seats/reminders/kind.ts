import { type DeliveryKind, defineDeliveryKind } from '../../delivery/kind.ts'
import type { Jobs } from '../../ports.ts'
import { type PostReader, type PostReaderParts, releasePost } from '../../report/post-reader.ts'
import { composeReminder, ReminderContent, type ReminderMessageParts, reminderKind } from './message.ts'
import { firstNameOf } from './reminder.ts'
import { createModeOfReminder, endReminder, type RemindParts } from './send.ts'

export type ReminderKindParts = RemindParts &
  ReminderMessageParts &
  Pick<PostReaderParts, 'personIn'> & {
    readonly jobs: Jobs
    readonly reader: PostReader
    /** IANA zone of people whose own zone is not known. */
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
      const firstName = await findFirstName(parts, conversation)
      const rendering = reader.rendering(conversation, zone, content.language)
      const message = await composeReminder(parts, content, firstName, rendering)
      return releasePost(message, authorization, content.language)
    },
    onFailed: (tx, { content }) => endReminder(tx, jobs, content, clock.now()),
  })
}

async function findFirstName(
  { store, personIn }: Pick<ReminderKindParts, 'store' | 'personIn'>,
  conversation: string,
): Promise<string | null> {
  const found = await store.conversations.get(conversation)
  const person = found && (await personIn(found))
  return person ? firstNameOf((await person.profile()).name) : null
}
