import { type Language, languageOf } from '../message/languages.ts'
import type { Message } from '../message/message.ts'
import type { RenderContext } from '../message/render-context.ts'
import type { Conversation, Store } from '../ports.ts'
import {
  type AccessPolicy,
  type Authorization,
  type Authorized,
  authorize,
  type Content,
  readerOfPost,
  release,
} from '../privacy/authorize.ts'
import type { ChatPerson } from '../privacy/policy.ts'

export type PostReaderParts = {
  readonly store: Store
  readonly accessPolicy: AccessPolicy
  /** The person of a personal chat; `null` where the platform does not answer now. Never throws. */
  readonly personIn: (conversation: Conversation) => Promise<ChatPerson | null>
  /** The language, zone and prefix for readers of a conversation; without a language, that of the settings. */
  readonly renderingIn: (conversation: string, zone: string, language: Language | null) => RenderContext
}

/** Who reads what the bot posts in a conversation on its own: what they may see, and how they are addressed. */
export type PostReader = {
  /**
   * In a personal chat the reader's own role at the moment of posting counts, not the role of the post's owner.
   * @throws AppError see `authorize`
   */
  authorize<What extends Content>(conversation: string, content: What): Promise<Authorization<What>>
  /** @param language as requested; `null`, or one that the bot does not know (any more): the language of the settings */
  rendering(conversation: string, zone: string, language: string | null): RenderContext
}

export function createPostReader({ store, accessPolicy, personIn, renderingIn }: PostReaderParts): PostReader {
  return {
    async authorize(conversation, content) {
      const found = await store.conversations.get(conversation)
      const person = found?.kind === 'personal' ? await personIn(found) : null
      return authorize(accessPolicy.privacy, readerOfPost(accessPolicy, found, person), content)
    },
    rendering(conversation, zone, wanted) {
      return renderingIn(conversation, zone, languageOf(wanted))
    },
  }
}

/** What may be posted, marked with the language that was asked for, so that the platform adds its own words in it. */
export function releasePost(
  message: Message,
  authorization: Authorization,
  wanted: string | null,
): Authorized<Message> {
  const language = languageOf(wanted)
  return release(language ? { ...message, language } : message, authorization)
}
