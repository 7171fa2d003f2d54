/** A message that is posted once: later deliveries edit it or reply to it. */
import type { z } from 'zod'
import type { Store } from '../ports.ts'
import type { DeliveryMode, DeliveryOf } from './kind.ts'

/** What a delivery does to its message. */
type MessageStep = 'post' | 'edit' | 'reply'

type LastingMessage = {
  /** `null`: not posted yet, or gone. */
  readonly messageId: string | null
  readonly version: number
  /** Whether the message is still to be posted. */
  readonly isComing: boolean
  /** Nothing new is posted; an edit still shows the end. */
  readonly isUnwanted: boolean
}

export function modeOfStep(how: MessageStep, message: LastingMessage): DeliveryMode {
  const { messageId, version, isComing, isUnwanted } = message
  if (how === 'post') return messageId === null ? { kind: 'post', inReplyTo: null, isUnwanted } : { kind: 'drop' }
  if (how === 'reply' && isUnwanted) return { kind: 'drop' }
  if (messageId === null) return isComing ? { kind: 'wait', reason: 'waits for its message' } : { kind: 'drop' }
  return how === 'edit' ? { kind: 'edit', messageId, version } : { kind: 'post', inReplyTo: messageId }
}

/**
 * Whether the message is still to be posted, as an edit or a reply of it waits for. To be asked before its id is read: a
 * message that is posted in between is found there.
 * @param isItsPost whether content of the same kind is the post of this message
 */
export async function isMessageComing<Content extends { readonly how: MessageStep }>(
  store: Pick<Store, 'deliveries'>,
  { kind, conversation, content }: DeliveryOf<Content>,
  schema: z.ZodType<Content>,
  isItsPost: (other: Content) => boolean,
): Promise<boolean> {
  if (content.how === 'post') return false
  const open = await store.deliveries.openIn(conversation, kind)
  return open.some(delivery => {
    // An unreadable delivery fails by itself, and must not stop the others from being edited.
    const read = schema.safeParse(delivery.content)
    return read.success && read.data.how === 'post' && isItsPost(read.data)
  })
}
