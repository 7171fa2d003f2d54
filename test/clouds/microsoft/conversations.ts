import { hash, type People, type Person } from './people.ts'

export type Scope = 'personal' | 'groupChat' | 'channel'

/** One conversation the bot may or may not be part of. */
export type Room = { id: string; scope: Scope; members: Person[]; hasBot: boolean; teamId?: string }

export type Rooms = {
  /** The room of an id as it comes over the wire, with or without `;messageid=…`. */
  find(conversation: string): Room | undefined
  /** The one personal chat of a person, or the one group chat, or the one channel. */
  of(scope: Scope, person: Person): Room
  /** The room where this person talks to the bot alone. */
  personalOf(id: string): Room | undefined
}

/** A personal chat for each person, one group chat and one channel; the people of the company are in both of these. */
export function createRooms(people: People, appId: string): Rooms {
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
  const groupChat: Room = {
    id: `19:${hash(`${appId} group`)}@thread.v2`,
    scope: 'groupChat',
    members: humans,
    hasBot: true,
  }
  const teamId = `19:${hash(`${appId} team`)}@thread.tacv2`
  const channel: Room = {
    id: `19:${hash(`${appId} channel`)}@thread.tacv2`,
    scope: 'channel',
    members: humans,
    hasBot: true,
    teamId,
  }
  const all = new Map([groupChat, channel, ...personal.values()].map(room => [room.id, room]))
  // A team's roster is asked for by the team's id; the app is installed for the team, so that is the same room.
  all.set(teamId, channel)

  return {
    find: conversation => all.get(stripThread(conversation)),
    of(scope, person) {
      if (scope === 'groupChat') return groupChat
      if (scope === 'channel') return channel
      const room = personal.get(person.id)
      if (!room) throw new Error(`${person.name} has no personal chat here`)
      return room
    },
    personalOf: id => personal.get(id),
  }
}

/** A thread of a channel is addressed as `<channel>;messageid=<first message>`. */
export function stripThread(conversation: string): string {
  return conversation.replace(/;messageid=\d+$/, '')
}
