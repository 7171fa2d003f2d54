import type { ChatGateway } from '../../src/delivery/chat-gateway.ts'
import type { Message } from '../../src/message/message.ts'
import type { Clock, Conversation } from '../../src/ports.ts'
import type { LinkedFile } from './kept-files.ts'

/** What stands in a conversation, in the order in which it came. */
export type Entry = EntryDraft & {
  readonly id: string
  readonly at: Date
  /** Counts all changes of the stream: an entry that changed has a higher one than before. */
  readonly revision: number
  readonly editedAt: Date | null
}

type EntryDraft = {
  /** A channel's name, or the id of the person whose direct messages it is in. */
  readonly conversation: string
  /** Who alone sees it; `null` for everyone in the conversation. */
  readonly visibleTo: string | null
  /** The message whose thread it is in. */
  readonly inReplyTo: string | null
  readonly content: EntryContent
}

export type EntryContent =
  /** What the bot posts or answers; `line` is what it answers. */
  | {
      readonly kind: 'message'
      readonly message: Message
      readonly line: string | null
      readonly isError: boolean
      readonly file: LinkedFile | null
    }
  /** What a person typed, or the label of the button that they pressed. */
  | { readonly kind: 'typed' | 'pressed'; readonly text: string; readonly by: string }

/** Everything that a stream holds; plain data, with dates. */
export type StreamState = {
  readonly entries: readonly Entry[]
  /** The ids of posted entries by their delivery keys. */
  readonly posted: ReadonlyMap<string, string>
  readonly revision: number
}

export type Stream = {
  readonly gateway: ChatGateway
  /** Entries that are new or changed since that revision. */
  since(revision: number): readonly Entry[]
  revision(): number
  add(draft: EntryDraft): Entry
  find(id: string): Entry | null
  replace(id: string, content: EntryContent): void
  /** A copy of what it holds now. */
  state(): StreamState
}

const empty: StreamState = { entries: [], posted: new Map(), revision: 0 }

/** A chat that keeps what is posted. */
export function createStream(clock: Clock, personIn: ChatGateway['personIn'], before: StreamState = empty): Stream {
  const entries = new Map(before.entries.map(entry => [entry.id, entry]))
  const ids = new Map(before.posted)
  let { revision } = before

  function add(draft: EntryDraft): Entry {
    const entry: Entry = { ...draft, id: `m${entries.size + 1}`, at: clock.now(), revision: ++revision, editedAt: null }
    entries.set(entry.id, entry)
    return entry
  }

  function replace(id: string, content: EntryContent): void {
    const entry = entries.get(id)
    if (entry) entries.set(id, { ...entry, content, editedAt: clock.now(), revision: ++revision })
  }

  return {
    since: known => [...entries.values()].filter(entry => entry.revision > known),
    revision: () => revision,
    add,
    find: id => entries.get(id) ?? null,
    replace,
    state: () => ({ entries: [...entries.values()], posted: new Map(ids), revision }),
    gateway: {
      // The page draws both platforms; the store only wants one, and Teams has no prefix to type.
      platform: 'teams',
      personIn,
      async post(to: Conversation, message, { key, inReplyTo = null }) {
        const content: EntryContent = { kind: 'message', message, line: null, isError: false, file: null }
        const { id } = add({ conversation: to.id.slice('teams:'.length), visibleTo: null, inReplyTo, content })
        ids.set(key, id)
        return { kind: 'sent', messageId: id }
      },
      async edit(_to, id, message) {
        const entry = entries.get(id)
        if (entry?.content.kind !== 'message') return { kind: 'refused', reason: 'message not found' }
        replace(id, { ...entry.content, message })
        return { kind: 'sent', messageId: id }
      },
      async find(_to, key) {
        const messageId = ids.get(key)
        return messageId === undefined ? 'absent' : { messageId }
      },
    },
  }
}
