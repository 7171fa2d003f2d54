import type { Conversation, Conversations, Scope } from './conversations.ts'
import type { People, Person, PersonName } from './people.ts'
import { toMessage, type WrittenText } from './written-text.ts'

/** Something that happens in Teams and is sent to the bot. */
export type Inbound = {
  scope: Scope
  kind?: 'message' | 'conversationUpdate' | 'installationUpdate' | 'invoke' | 'messageReaction'
  from?: PersonName
  /** Of a message; left out where a card's button was pressed, which carries `value` alone. */
  text?: string
  /** How the bot is mentioned; by default with a space in channels and group chats, not at all in personal chats. */
  mention?: WrittenText['mention']
  quote?: WrittenText['quote']
  /** The message whose thread, card or reaction this belongs to. */
  replyToId?: string
  /** The first message of the thread, where that is not the one replied to: a card may be further down. */
  thread?: string
  /** An earlier activity's id: Teams delivers it again. */
  id?: string
  /** What a card's button carries, or the payload of an invoke. */
  value?: unknown
  /** Of an invoke; `adaptiveCard/action` by default. */
  name?: string
  /** Whether a person, or a reaction, was added or removed; the app itself also as part of an upgrade. */
  action?: 'add' | 'remove' | 'add-upgrade' | 'remove-upgrade'
  /** Who was added or removed; the bot itself by default. */
  members?: PersonName[]
}

export type InboundActivity = { type: string; id: string; conversation: { id: string }; [key: string]: unknown }

export type InboundParts = {
  people: People
  conversations: Conversations
  tenantId: string
  serviceUrl: string
  nextId(): string
  now(): number
}

/** The activity as Teams would send it. Where the bot itself is added or removed, the place changes as well. */
export function createInbound(parts: InboundParts, inbound: Inbound): InboundActivity {
  const { people, tenantId, serviceUrl } = parts
  const { kind = 'message', replyToId, thread = replyToId } = inbound
  const from = people[inbound.from ?? 'plain']
  const place = parts.conversations.of(inbound.scope, from)
  const id = inbound.id ?? parts.nextId()
  const at = new Date(parts.now()).toISOString()
  const clientInfo = { type: 'clientInfo', locale: from.locale, platform: 'Windows', timezone: from.timeZone }
  const identity = from.role === 'bot' ? { role: 'bot' } : { aadObjectId: from.objectId }
  return {
    type: kind,
    id,
    timestamp: at,
    localTimestamp: at,
    localTimezone: from.timeZone,
    channelId: 'msteams',
    serviceUrl,
    locale: from.locale,
    from: { id: from.id, name: from.name, ...identity },
    recipient: { id: people.self.id, name: people.self.name },
    conversation: describeConversation(place, tenantId, kind === 'message' ? (thread ?? id) : thread),
    entities: [clientInfo],
    channelData: describeChannel(place, tenantId, inbound),
    ...(replyToId ? { replyToId } : {}),
    ...describeKind(people, place, inbound, clientInfo),
  }
}

function describeKind(
  people: People,
  place: Conversation,
  inbound: Inbound,
  clientInfo: unknown,
): Record<string, unknown> {
  const { kind = 'message', action = 'add', scope, text, quote, value } = inbound
  const { mention = scope === 'personal' ? false : 'space' } = inbound
  const isAdded = action === 'add'
  switch (kind) {
    case 'message':
      return { value, ...(text === undefined ? {} : toMessage({ text, mention, quote }, people.self, clientInfo)) }
    case 'invoke':
      return { name: inbound.name ?? 'adaptiveCard/action', value }
    case 'messageReaction':
      return { [isAdded ? 'reactionsAdded' : 'reactionsRemoved']: [{ type: 'like' }] }
    default: {
      const members = (inbound.members ?? ['self']).map(name => people[name])
      if (members.includes(people.self) && !action.endsWith('upgrade')) place.hasBot = isAdded
      if (kind === 'installationUpdate') return { action }
      return { [isAdded ? 'membersAdded' : 'membersRemoved']: members.map(describeAccount) }
    }
  }
}

function describeAccount({ id, objectId, role }: Person) {
  return role === 'bot' ? { id } : { id, aadObjectId: objectId }
}

/** A message of a channel belongs to a thread, and a thread is addressed by its first message. */
function describeConversation(place: Conversation, tenantId: string, thread: string | undefined) {
  const isThread = place.scope === 'channel' && thread !== undefined
  const account = {
    id: isThread ? `${place.id};messageid=${thread}` : place.id,
    conversationType: place.scope,
    tenantId,
  }
  return place.scope === 'personal' ? account : { ...account, isGroup: true }
}

function describeChannel(
  place: Conversation,
  tenantId: string,
  { kind, action = 'add' }: Inbound,
): Record<string, unknown> {
  const tenant = { id: tenantId }
  if (place.scope !== 'channel') return { tenant }
  const channel = { teamsTeamId: place.teamId, teamsChannelId: place.id, team: { id: place.teamId } }
  const eventType = action === 'add' ? 'teamMemberAdded' : 'teamMemberRemoved'
  return { tenant, ...channel, channel: { id: place.id }, ...(kind === 'conversationUpdate' ? { eventType } : {}) }
}
