import { hash, type People, type Person } from './people.ts'

export type Scope = 'personal' | 'groupChat' | 'channel'

/** One conversation the bot may or may not be part of. */
export type Conversation = { id: string; scope: Scope; members: Person[]; hasBot: boolean; teamId?: string }

export type Conversations = {
  /** The place of an id as it comes over the wire, with or without `;messageid=…`. */
  find(conversation: string): Conversation | undefined
  /** The one personal chat of a person, or the one group chat, or the one channel. */
  of(scope: Scope, person: Person): Conversation
  /** The place where this person talks to the bot alone. */
  personalOf(id: string): Conversation | undefined
}

/** A personal chat for each person, one group chat and one channel; the people of the company are in both of these. */
export function createConversations(people: People, appId: string): Conversations {
  const humans = Object.values(people).filter(person => person.role !== 'bot')
  const personal = new Map(
    Object.values(people).map(person => [
      person.id,
      {
        id: `a:1${hash(`${appId} ${person.id}`)}`,
        scope: 'personal' as const,
        members: [person],
        hasBot: person.hasInstalled,
      },
    ]),
  )
  const groupChat: Conversation = {
    id: `19:${hash(`${appId} group`)}@thread.v2`,
    scope: 'groupChat',
    members: humans,
    hasBot: true,
  }
  const teamId = `19:${hash(`${appId} team`)}@thread.tacv2`
  const channel: Conversation = {
    id: `19:${hash(`${appId} channel`)}@thread.tacv2`,
    scope: 'channel',
    members: humans,
    hasBot: true,
    teamId,
  }
  const all = new Map([groupChat, channel, ...personal.values()].map(place => [place.id, place]))
  // A team's roster is asked for by the team's id; the app is installed for the team, so that is the same place.
  all.set(teamId, channel)

  return {
    find: conversation => all.get(stripThread(conversation)),
    of(scope, person) {
      if (scope === 'groupChat') return groupChat
      if (scope === 'channel') return channel
      const place = personal.get(person.id)
      if (!place) throw new Error(`${person.name} has no personal chat here`)
      return place
    },
    personalOf: id => personal.get(id),
  }
}

/** A thread of a channel is addressed as `<channel>;messageid=<first message>`. */
export function stripThread(conversation: string): string {
  return conversation.replace(/;messageid=\d+$/, '')
}
