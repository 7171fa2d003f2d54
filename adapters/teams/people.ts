import { type CloudAdapter, type ConversationReference, TeamsInfo, type TurnContext } from 'botbuilder'
import { LRUCache } from 'lru-cache'
import type { FoundPerson, Log, PeopleFinder } from '../../src/ports.ts'
import type { MembershipOf, RosterEntry } from './membership.ts'
import { personOf, readReference, tenantOf } from './place.ts'

/** Long enough to preview a reminder, read it, and send it. */
const ttlMs = 10 * 60_000
/** Members in one request, the most that Teams returns. */
const pageSize = 500
/** A team has 25,000 members at most. */
const maxPages = 50

/** By every e-mail and sign-in name, in small letters. */
type Roster = ReadonlyMap<string, FoundPerson>

type Parts = {
  readonly adapter: CloudAdapter
  readonly appId: string
  readonly membershipOf: MembershipOf
  readonly log: Log
}

/**
 * Finds people among the members of a conversation, which is read as a whole: a bot can look no one else up. External
 * users are not found. Teams gives no one's zone or language.
 */
export function createTeamsPeople({ adapter, appId, membershipOf, log }: Parts): PeopleFinder {
  const rosters = new LRUCache<string, Roster, Partial<ConversationReference>>({
    max: 20,
    ttl: ttlMs,
    fetchMethod: async (_id, _stale, { context: reference }) => {
      const roster = new Map<string, FoundPerson>()
      await adapter.continueConversationAsync(appId, reference, turn => readRoster(turn, roster, membershipOf))
      return roster
    },
  })

  return {
    platform: 'teams',

    async findByEmail(email, near) {
      const target = readReference(near)
      // In a personal chat there is no one but the one person.
      if (target?.kind !== 'known') return 'not-found'
      try {
        const roster = await rosters.forceFetch(near.id, { context: target.reference })
        return roster.get(email.toLowerCase()) ?? 'not-found'
      } catch (error) {
        log.warn({ err: error, conversation: near.id }, 'could not read the members of a conversation from Teams')
        return 'unknown'
      }
    },
  }
}

async function readRoster(
  turn: TurnContext,
  roster: Map<string, FoundPerson>,
  membershipOf: MembershipOf,
): Promise<void> {
  let token: string | undefined
  for (let read = 0; read < maxPages; read++) {
    const { members, continuationToken } = await TeamsInfo.getPagedMembers(turn, pageSize, token)
    for (const member of members as RosterMember[]) {
      if (membershipOf(member, tenantOf(turn.activity)) !== 'member') continue
      const { id, aadObjectId, objectId, email, userPrincipalName } = member
      const person = {
        ...personOf(turn.activity, { id, aadObjectId: aadObjectId ?? objectId }),
        zone: null,
        language: null,
      }
      // The person who signs in with an address keeps it, whatever address another person has in their profile.
      for (const name of [email, userPrincipalName]) if (name) roster.set(name.toLowerCase(), person)
    }
    token = continuationToken || undefined
    if (token === undefined) return
  }
}

/** As Teams sends it; the library's types leave some of it out. */
export type RosterMember = RosterEntry & {
  readonly id: string
  readonly name?: string
  readonly email?: string
  readonly userPrincipalName?: string
}

/** The name with which a person signs in is of a domain that the tenant owns. Their e-mail may be any that was entered. */
export function verifiedIn({ userPrincipalName }: RosterMember): { readonly verifiedEmail?: string } {
  const isAddress = userPrincipalName?.includes('@') && !userPrincipalName.includes('#')
  return isAddress && userPrincipalName ? { verifiedEmail: userPrincipalName.slice(0, 320) } : {}
}
