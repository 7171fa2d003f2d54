import type { z } from 'zod'
import type { Message } from '../message/message.ts'
import type { RenderContext } from '../message/render-context.ts'
import type { Delivery, Json, Store } from '../ports.ts'

/** The owner of a notice's subject, and the language of the notice. */
export type Recipient = { readonly owner: string; readonly language: string | null }

/** A notice that was read from a delivery. */
export type Notice = {
  /** As it is stored. */
  readonly content: Json
  readonly render: (rendering: RenderContext) => Message
  /** `null` if its subject has no owner, or does not exist any more. */
  readonly findRecipient: (store: Store, delivery: Pick<Delivery, 'subscription'>) => Promise<Recipient | null>
}

/** What one sort of notices is about; registered with the kind of all notices. */
export type NoticeTopic = {
  /** `null` where the content is another topic's. */
  readonly read: (content: Json) => Notice | null
}

export function defineNoticeTopic<Content>(topic: {
  /** Of a delivery's content; no content fits the schemas of two topics. */
  readonly schema: z.ZodType<Content>
  readonly render: (content: Content, rendering: RenderContext) => Message
  readonly findRecipient?: (
    store: Store,
    content: Content,
    delivery: Pick<Delivery, 'subscription'>,
  ) => Promise<Recipient | null>
}): NoticeTopic {
  return {
    read(json) {
      const found = topic.schema.safeParse(json)
      if (!found.success) return null
      const content = found.data
      return {
        content: json,
        render: rendering => topic.render(content, rendering),
        findRecipient: async (store, delivery) => (await topic.findRecipient?.(store, content, delivery)) ?? null,
      }
    },
  }
}
