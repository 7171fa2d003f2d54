import type { Activity } from 'botbuilder'
import type { Places } from '../../src/delivery/places.ts'
import type { Log } from '../../src/ports.ts'
import { placeOf } from './place.ts'

/** Teams marks bots by their ids, other clients by a role. */
export function isFromBot({ from, recipient }: Activity): boolean {
  return from.role === 'bot' || from.id.startsWith('28:') || from.id === recipient.id
}

/** The bot itself was added: to a person's chats, a group chat or a team. */
export function isInstallation({ type, membersAdded = [], recipient }: Activity): boolean {
  return type === 'conversationUpdate' && membersAdded.some(({ id }) => id === recipient.id)
}

/** Stores the conversations in which the bot may post, from the events it receives. Never throws: no answer depends on it. */
export function createInstallationTracker(places: Places, log: Log): (activity: Activity) => Promise<void> {
  async function note(activity: Activity): Promise<void> {
    const { conversation, person } = placeOf(activity)
    if (isRemoval(activity)) return places.left(conversation.id, 'removed')
    if (activity.type !== 'message' && !isAdded(activity)) return
    if (!isFromBot(activity)) return places.seen({ conversation, person })
    // Added by an administrator's policy: only the conversation can be reached, not a person.
    if (isAdded(activity) && conversation !== person) return places.seen({ conversation, person: conversation })
  }

  return async activity => {
    try {
      await note(activity)
    } catch (error) {
      log.warn({ err: error }, 'could not keep a conversation of Teams: the bot can post there after its next event')
    }
  }
}

function isAdded(activity: Activity): boolean {
  return isInstallation(activity) || (activity.type === 'installationUpdate' && /^add/.test(activity.action ?? ''))
}

/** An upgrade sends `remove-upgrade`, but the bot stays installed. */
function isRemoval({ type, action, membersRemoved = [], recipient }: Activity): boolean {
  return type === 'installationUpdate'
    ? action === 'remove'
    : type === 'conversationUpdate' && membersRemoved.some(({ id }) => id === recipient.id)
}
