import { type Caller, isListed, type Role } from './policy.ts'

/**
 * The people of each role: platform ids, e-mails, Slack user groups (`S…`), and `team owners` for the owners of the Teams
 * team in which a question is asked. `null`: no list was given, so everyone has the role.
 */
export type Roles = {
  readonly admin: readonly string[]
  readonly subscriber: readonly string[] | null
  readonly viewer: readonly string[] | null
}

export const openRoles: Roles = { admin: [], subscriber: null, viewer: null }

/** An entry in a role's list; the platform says which callers it includes. */
export const teamOwners = 'team owners'

const isSlackGroup = (entry: string) => /^S[A-Z0-9]{5,}$/.test(entry)
const isGroup = (entry: string) => entry === teamOwners || isSlackGroup(entry)

/** A person on a platform, as far as a role depends on it. */
export type ChatPerson = Pick<Caller, 'platform' | 'id' | 'isAdmin' | 'isStranger' | 'profile' | 'groups'>

/**
 * The highest role of a person; `null` if no list names them. `unknown`: a list may name them by an e-mail or a group
 * that the platform does not reveal now.
 */
export async function findRole(
  person: ChatPerson,
  { admin, subscriber, viewer }: Roles,
): Promise<Role | 'unknown' | null> {
  if (person.isAdmin) return 'admin'
  // Requested once, and only if a list names a group of this platform: Slack needs one more permission for it.
  let groups: Promise<readonly string[] | null> | undefined
  let isUnsure = false
  const isIn = async (list: readonly string[]) => {
    const people = list.filter(entry => !isGroup(entry))
    if (await isListed(person, people)) return true
    if (people.some(entry => entry.includes('@')) && (await person.profile()).email === null) isUnsure = true
    const named = list.filter(entry => isGroupOn(person.platform, entry))
    if (named.length === 0) return false
    // The adapter logs why groups cannot be read; a failure gives no one a role.
    groups ??= person.groups?.().catch(() => null) ?? Promise.resolve(null)
    const known = await groups
    if (known === null) isUnsure = true
    return known?.some(group => named.includes(group)) ?? false
  }
  if (await isIn(admin)) return 'admin'
  if (subscriber === null || (await isIn(subscriber))) return 'subscriber'
  if (viewer === null || (await isIn(viewer))) return 'viewer'
  return isUnsure ? 'unknown' : null
}

/** As `findRole`, for a person who asks: an unknown role is no role. */
export async function roleOf(person: ChatPerson, roles: Roles): Promise<Role | null> {
  const role = await findRole(person, roles)
  return role === 'unknown' ? null : role
}

function isGroupOn(platform: ChatPerson['platform'], entry: string): boolean {
  if (platform === 'slack') return isSlackGroup(entry)
  return platform === 'teams' && entry === teamOwners
}
