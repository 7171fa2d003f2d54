import type { Clock, Store } from '../ports.ts'

/** A conversation in which nothing can be posted any more. */
export type ClosedConversation = {
  readonly conversation: string
  readonly reason: string
  /** Begins the key of each notice about it. */
  readonly key: string
  /** What could not be posted; part of each notice. */
  readonly slot: string
}

/** Ends one feature's posts in a closed conversation and notifies their owners. Idempotent. */
export type EndInConversation = (tx: Store, closed: ClosedConversation) => Promise<void>

/** Closes a conversation with all that features post there; to be called in a transaction. */
export function createCloseConversation(clock: Clock, ends: readonly EndInConversation[]): EndInConversation {
  return async (tx, closed) => {
    await tx.conversations.close(closed.conversation, closed.reason, clock.now())
    for (const end of ends) await end(tx, closed)
  }
}

/** What follows when the platform says that the bot was removed from a conversation. Runs in a transaction of its own. */
export function createOnLeft(clock: Clock, closeConversation: EndInConversation) {
  return (tx: Store, conversation: string, reason: string): Promise<void> =>
    closeConversation(tx, { conversation, reason, slot: 'left', key: `notice left ${clock.now().toISOString()}` })
}
