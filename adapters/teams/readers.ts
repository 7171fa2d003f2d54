import { type CloudAdapter, type ConversationParameters, TeamsInfo } from 'botbuilder'
import { LRUCache } from 'lru-cache'
import type { Person } from '../../src/access/roles.ts'
import type { Conversation, Log } from '../../src/ports.ts'
import type { ChatGateway } from '../../src/work/chat-gateway.ts'
import type { Callers } from './callers.ts'
import type { Reference } from './place.ts'

const maxAgeMs = 10 * 60_000

type Member = { readonly email: string | null; readonly name: string | null; readonly isStranger: boolean }

const unknown: Member = { email: null, name: null, isStranger: false }

type Parts = {
  readonly adapter: CloudAdapter
  readonly appId: string
  readonly isStranger: Callers['isStranger']
  readonly log: Log
}

/**
 * The person of a personal chat, with what the roster of that chat says of them now. Where Teams does not answer only
 * their id is known. Nobody owns a team there, so nobody has a role by that.
 */
export function createPersonIn({ adapter, appId, isStranger, log }: Parts): ChatGateway['personIn'] {
  const members = new LRUCache<string, Member, Reference & { kind: 'open' }>({
    max: 5_000,
    ttl: maxAgeMs,
    fetchMethod: async (_id, _stale, { context: { serviceUrl, channelId, parameters } }) => {
      let member: Member | undefined
      const asked = parameters as ConversationParameters
      await adapter.createConversationAsync(appId, channelId, serviceUrl, '', asked, async turn => {
        const { email, userPrincipalName, name, userRole, tenantId } = await TeamsInfo.getMember(
          turn,
          asked.members?.[0]?.id ?? '',
        )
        member = {
          email: email || userPrincipalName || null,
          name: name || null,
          isStranger: isStranger({ isGuest: userRole === 'guest', tenantId: tenantId || null }, asked.tenantId),
        }
      })
      return member
    },
  })

  async function memberOf(conversation: Conversation): Promise<Member> {
    const target = conversation.reference as unknown as Reference
    if (target.kind !== 'open') return unknown
    try {
      return (await members.fetch(conversation.id, { context: target })) ?? unknown
    } catch (error) {
      log.warn({ err: error, conversation: conversation.id }, 'Teams does not tell the profile of a person')
      return unknown
    }
  }

  return async (conversation): Promise<Person> => {
    const { email, name, isStranger } = await memberOf(conversation)
    return {
      platform: 'teams',
      id: conversation.id.slice('teams:'.length),
      isAdmin: false,
      isStranger,
      profile: async () => ({ email, name, zone: null }),
      groups: async () => [],
    }
  }
}
