import type { ChatGateway } from '../../src/delivery/chat-gateway.ts'
import type { Message } from '../../src/message/message.ts'
import type { Clock, Conversation } from '../../src/ports.ts'

/** What the bot said of itself. */
type Post = {
  readonly id: string
  readonly conversation: string
  readonly at: Date
  /** How often it was put in another one's place. */
  readonly edits: number
  readonly message: Message
  /** Under which post it stands, where in a thread. */
  readonly inReplyTo: string | null
}

export type ChatLog = { readonly gateway: ChatGateway; posts(): readonly Post[] }

/** A chat that holds what is posted, in the order in which it came. */
export function createChatLog(clock: Clock, personIn: ChatGateway['personIn']): ChatLog {
  const posts = new Map<string, Post>()
  const ids = new Map<string, string>()

  return {
    posts: () => [...posts.values()],
    gateway: {
      // Both drawings show what is kept here; the store only wants to know a platform, and Teams has no prefix to type.
      platform: 'teams',
      personIn,
      async post(to: Conversation, message, { key, inReplyTo = null }) {
        const id = `post-${posts.size + 1}`
        posts.set(id, { id, conversation: to.id, at: clock.now(), edits: 0, message, inReplyTo })
        ids.set(key, id)
        return { kind: 'sent', messageId: id }
      },
      async edit(_to, id, message) {
        const post = posts.get(id)
        if (!post) return { kind: 'refused', reason: 'message not found' }
        posts.set(id, { ...post, message, edits: post.edits + 1 })
        return { kind: 'sent', messageId: id }
      },
      async find(_to, key) {
        const messageId = ids.get(key)
        return messageId === undefined ? 'absent' : { messageId }
      },
    },
  }
}
