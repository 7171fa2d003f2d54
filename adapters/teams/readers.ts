import { type CloudAdapter, type ConversationParameters, TeamsInfo } from 'botbuilder'
import { LRUCache } from 'lru-cache'
import type { ChatGateway } from '../../src/delivery/chat-gateway.ts'
import type { Conversation, Log } from '../../src/ports.ts'
import type { Profile } from '../../src/privacy/policy.ts'
import type { MembershipOf } from './membership.ts'
import { type RosterMember, verifiedIn } from './people.ts'
import { type Reference, readReference } from './place.ts'

const maxAgeMs = 10 * 60_000

const unknown: Profile = { email: null, name: null, zone: null }

type Parts = {
  readonly adapter: CloudAdapter
  readonly appId: string
  readonly membershipOf: MembershipOf
  readonly log: Log
}

/**
 * The person of a personal chat. Their e-mail comes from the roster of that chat, which must be opened for it, and is
 * read only if a role depends on it. It stays unknown if Teams does not answer, and for an external user. A personal chat
 * belongs to no team, so owning a team gives no role there.
 */
export function createPersonIn({ adapter, appId, membershipOf, log }: Parts): ChatGateway['personIn'] {
  const profiles = new LRUCache<string, Profile, Reference & { kind: 'open' }>({
    max: 5_000,
    ttl: maxAgeMs,
    fetchMethod: async (_id, _stale, { context: { serviceUrl, channelId, parameters } }) => {
      let profile: Profile | undefined
      const asked = parameters as ConversationParameters
      await adapter.createConversationAsync(appId, channelId, serviceUrl, '', asked, async turn => {
        const id = asked.members?.[0]?.id ?? ''
        const found = (await TeamsInfo.getMember(turn, id)) as RosterMember
        const isMember = membershipOf(found, asked.tenantId) === 'member'
        const { email, userPrincipalName, name } = found
        profile = isMember
          ? { ...unknown, email: email || userPrincipalName || null, name: name || null, ...verifiedIn(found) }
          : unknown
      })
      return profile
    },
  })

  async function profileIn(conversation: Conversation): Promise<Profile> {
    const { id } = conversation
    const target = readReference(conversation)
    if (target?.kind !== 'open') return unknown
    try {
      return (await profiles.fetch(id, { context: target })) ?? unknown
    } catch (error) {
      log.warn({ err: error, conversation: id }, 'could not read the profile of a person from Teams')
      return unknown
    }
  }

  return async conversation => ({
    platform: 'teams',
    id: conversation.id.slice('teams:'.length),
    isAdmin: false,
    // An external user gets no answer, so nothing is ever set up to be posted to one.
    isStranger: false,
    profile: () => profileIn(conversation),
    groups: async () => [],
  })
}
