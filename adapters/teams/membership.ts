import type { Config } from '../../src/config.ts'

/** What a roster says of a person; all of it may be missing. */
export type RosterEntry = {
  readonly userRole?: string | undefined
  readonly tenantId?: string | undefined
  readonly aadObjectId?: string | undefined
  readonly objectId?: string | undefined
}

/** `unknown`: the roster did not answer, so nothing is known of the person. */
type Membership = 'member' | 'external' | 'unknown'

export type MembershipOf = (entry: RosterEntry | null, conversationTenant: string | undefined) => Membership

/** Roles in a roster: owners of a team are `owner`; guests and anonymous people have other roles. */
const memberRoles = ['user', 'owner']

/**
 * Decides who belongs to the company: only people with an account whom the roster calls members of the company's own
 * tenant. Everyone else is external, whatever their role is called: an anonymous participant of a meeting, for one, has
 * the tenant of the organizer.
 */
export function createMembership({ isDev, tenantId }: Pick<NonNullable<Config['teams']>, 'isDev' | 'tenantId'>) {
  const isOwn = (tenant: string | undefined) => tenantId !== '' && tenant?.toLowerCase() === tenantId.toLowerCase()

  const membershipOf: MembershipOf = (entry, conversationTenant) => {
    // Without authentication there is no tenant, and only this machine reaches the bot.
    if (isDev) return 'member'
    if (!isOwn(conversationTenant)) return 'external'
    if (entry === null) return 'unknown'
    const hasAccount = Boolean(entry.aadObjectId || entry.objectId)
    const isMember = hasAccount && isOwn(entry.tenantId) && memberRoles.includes(entry.userRole?.toLowerCase() ?? '')
    return isMember ? 'member' : 'external'
  }

  return { membershipOf, isOwn: (tenant: string | undefined) => isDev || isOwn(tenant) }
}
