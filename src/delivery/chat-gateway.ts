import type { Message } from '../message/message.ts'
import type { Platform } from '../platform.ts'
import type { Conversation } from '../ports.ts'
import type { Authorized } from '../privacy/authorize.ts'
import type { ChatPerson } from '../privacy/policy.ts'

/** The outcome of a post or an edit. Only `unknown` leaves open whether it is in the chat. */
export type Outcome =
  | { readonly kind: 'sent'; readonly messageId: string }
  /** Surely not posted, and trying again can help; `retryAfter` in seconds where the platform names it. */
  | { readonly kind: 'not-posted'; readonly reason: string; readonly retryAfter: number | null }
  /**
   * Not posted, and no post on this platform will succeed before the bot's token, app or workspace is fixed. The
   * conversation is not at fault, so it is not paused.
   */
  | { readonly kind: 'platform-refused'; readonly reason: string }
  /** Surely not posted, and nothing will be in this conversation until someone lets the bot in again. */
  | { readonly kind: 'unreachable'; readonly reason: string }
  /** Surely not posted, and the same will not be either. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string }

/**
 * `key` finds the message again; after `deadline` nothing may be posted any more. With `inReplyTo`, a message id, it is posted
 * in that message's thread, where the place has threads.
 */
export type PostOptions = { readonly key: string; readonly deadline: Date; readonly inReplyTo?: string | null }

/** One chat platform, for what the bot posts on its own. Posting never throws: what goes wrong is an outcome. */
export interface ChatGateway {
  readonly platform: Platform
  /**
   * Whether the platform has confirmed whose bot this is; without it always. Before that no one can be distinguished from an external user, so
   * nothing is composed or posted.
   */
  readonly isReady?: () => boolean
  /** The person who reads a personal chat; `null` where the platform does not say. Never throws. */
  personIn(conversation: Conversation): Promise<ChatPerson | null>
  /** In a channel, a group, or the personal chat with one person. */
  post(to: Conversation, message: Authorized<Message>, how: PostOptions): Promise<Outcome>
  /** Replaces a message. Doing it twice does no harm, so its outcome is never in doubt. */
  edit(to: Conversation, messageId: string, message: Authorized<Message>, how: PostOptions): Promise<Outcome>
  /**
   * Whether a message with this key was posted in the conversation since then.
   * @throws temporary failures, such as an outage: the search is repeated later, and no person has to decide
   */
  find(
    to: Conversation,
    key: string,
    since: Date,
    inReplyTo?: string | null,
  ): Promise<{ readonly messageId: string } | 'absent' | 'unknown'>
}
