import { type Conversation, type Conversations, stripThread } from './conversations.ts'
import type { Faults, Operation, Reply } from './faults.ts'
import type { Ledger } from './ledger.ts'
import { checkOutgoing, type Outgoing } from './outgoing.ts'
import { describeMember, type Person } from './people.ts'
import { type Answer, refuse } from './refusals.ts'

export type Call = { method: string; path: string; query: URLSearchParams; authorization: string; body: unknown }

/** What the connector needs of the rest of the cloud. */
export type ConnectorParts = {
  botId: string
  tenantId: string
  conversations: Conversations
  ledger: Ledger
  budget: number | false
  accepts(authorization: string): boolean
  faults: Faults
  /** Seconds to wait before this conversation takes another message; 0 for none. */
  countSend(conversation: string): number
}

/** The Bot Connector's REST surface that a Teams bot uses, below `v3/`. Undefined where there is no such address. */
export async function answerConnector(parts: ConnectorParts, call: Call): Promise<Reply | undefined> {
  const [root, conversation, kind, item] = call.path.split('/').map(decodeURIComponent)
  const operation = root === 'conversations' ? nameOperation(call, kind, item, conversation) : undefined
  if (!operation) return undefined
  if (!parts.accepts(call.authorization))
    return { status: 401, body: { message: 'Authorization has been denied for this request.' } }
  if (conversation === undefined)
    return parts.faults.meet(operation, undefined, () => createConversation(parts, call.body))

  return parts.faults.meet(operation, stripThread(conversation), () => {
    const place = parts.conversations.find(conversation)
    if (!place) return refuse('ConversationNotFound')
    if (!place.hasBot) return refuse('BotNotInConversationRoster')
    if (operation === 'members') return giveMembers(place, kind, item, call.query)
    return writeActivity(parts, place, { operation, conversation, item, body: call.body })
  })
}

function nameOperation({ method, body }: Call, kind?: string, item?: string, id?: string): Operation | undefined {
  if (id === undefined) return method === 'POST' ? 'create' : undefined
  if (method === 'GET') return kind === 'members' || (kind === 'pagedmembers' && !item) ? 'members' : undefined
  if (kind !== 'activities') return undefined
  if (method === 'POST') return (body as Outgoing | undefined)?.type === 'typing' ? 'typing' : 'post'
  if (item === undefined) return undefined
  return method === 'PUT' ? 'update' : method === 'DELETE' ? 'delete' : undefined
}

type Writing = { operation: Operation; conversation: string; item: string | undefined; body: unknown }

function writeActivity(
  parts: ConnectorParts,
  place: Conversation,
  { operation, conversation, item, body }: Writing,
): Answer {
  if (operation === 'delete')
    return item && parts.ledger.remove(conversation, item) ? { status: 200 } : refuse('ActivityNotFoundInConversation')
  const refused = checkOutgoing(body, conversation, parts)
  if (refused) return refused
  const wait = parts.countSend(place.id)
  if (wait > 0) return refuse('Throttled', undefined, { 'retry-after': String(wait) })

  const activity = body as Outgoing
  if (operation === 'typing') {
    parts.ledger.type(conversation)
    return { status: 201, body: {} }
  }
  if (operation === 'post') return { status: 201, body: { id: parts.ledger.post(conversation, activity, item).id } }
  return item && parts.ledger.edit(conversation, item, activity)
    ? { status: 200, body: { id: item } }
    : refuse('ActivityNotFoundInConversation')
}

type NewConversation = {
  isGroup?: boolean
  bot?: { id?: string }
  members?: { id?: string }[]
  tenantId?: string
  activity?: Outgoing
  channelData?: { tenant?: { id?: string }; channel?: { id?: string } }
}

/** A personal chat with one person, or a new thread in a channel: all that Teams lets a bot open. */
function createConversation(parts: ConnectorParts, body: unknown): Answer {
  const { members = [], tenantId, channelData, activity, isGroup } = (body ?? {}) as NewConversation
  const channelId = channelData?.channel?.id
  if (channelId !== undefined) return startThread(parts, channelId, activity)
  if (isGroup) return refuse('BadArgument', 'A bot cannot create group chats.')
  const [member] = members
  if (!member?.id || members.length > 1) return refuse('BadSyntax', 'Exactly one member is needed.')
  const tenant = channelData?.tenant?.id ?? tenantId
  if (tenant !== parts.tenantId) return refuse('BadArgument', `The tenant is ${parts.tenantId}, not ${tenant}.`)
  const place = parts.conversations.personalOf(member.id)
  if (!place) return refuse('BadSyntax', 'There is no such user in the tenant.')
  return place.hasBot ? { status: 201, body: { id: place.id } } : refuse('ForbiddenOperationException')
}

function startThread(parts: ConnectorParts, channelId: string, activity: Outgoing | undefined): Answer {
  const place = parts.conversations.find(channelId)
  if (!place?.teamId) return refuse('ConversationNotFound')
  if (!place.hasBot) return refuse('BotNotInConversationRoster')
  const refused = checkOutgoing({ from: { id: parts.botId }, ...activity }, channelId, parts)
  if (refused || !activity) return refused ?? refuse('BadSyntax', 'A thread starts with an activity.')
  const { id } = parts.ledger.post(place.id, activity)
  return { status: 201, body: { id: `${place.id};messageid=${id}`, activityId: id } }
}

function giveMembers(
  place: Conversation,
  kind: string | undefined,
  item: string | undefined,
  query: URLSearchParams,
): Answer {
  if (item !== undefined) {
    const wanted = item.toLowerCase()
    const answersTo = ({ id, objectId, email }: Person) => [id, objectId, email].some(is => is.toLowerCase() === wanted)
    const member = place.members.find(answersTo)
    return member ? { status: 200, body: describeMember(member) } : refuse('MemberNotFoundInConversation')
  }
  const all = place.members.map(describeMember)
  if (kind === 'members') return { status: 200, body: all }
  const from = Number(query.get('continuationToken') ?? 0)
  const upTo = from + Math.max(1, Number(query.get('pageSize') ?? 200))
  const next = upTo < all.length ? { continuationToken: String(upTo) } : {}
  return { status: 200, body: { ...next, members: all.slice(from, upTo) } }
}
