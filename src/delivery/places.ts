import type { Clock, Store } from '../ports.ts'
import type { OpenConversation, Place } from '../privacy/policy.ts'

/** The conversations in which the bot may post unprompted, stored from the events it receives: no one has to register them. */
export interface Places {
  /** Stores the conversation in which the bot was addressed or added, and the personal chat with the person there. */
  seen(place: Place): Promise<void>
  /** The bot was removed from a conversation: posts there end, and the people who set them up are notified. */
  left(conversation: string, reason: string): Promise<void>
}

export type PlacesParts = {
  readonly store: Store
  readonly clock: Clock
  /** Closes the conversation, with all that follows, in one transaction. */
  readonly onLeft: (tx: Store, conversation: string, reason: string) => Promise<void>
}

export function createPlaces({ store, clock, onLeft }: PlacesParts): Places {
  /** Reads first, for nearly always nothing has changed. Not from a cache: another replica may have closed it since. */
  async function keep(spot: OpenConversation, isHere: boolean): Promise<void> {
    const kept = await store.conversations.get(spot.id)
    // The person who put the bot out of their personal chat may still write to it elsewhere.
    const isNews = kept === null || (kept.closed === null ? !isSame(kept, spot) : isHere)
    if (isNews) await store.conversations.save(spot, clock.now())
  }

  return {
    async seen({ conversation, person }) {
      await keep(conversation, true)
      if (person.id !== conversation.id) await keep(person, false)
    },
    left: (conversation, reason) => store.transaction(tx => onLeft(tx, conversation, reason)),
  }
}

/** References are kept as JSON, whose order of keys stays. */
function isSame(one: OpenConversation, other: OpenConversation): boolean {
  return one.kind === other.kind && JSON.stringify(one.reference) === JSON.stringify(other.reference)
}
