import { type Caller, isAdmin, isListed, type Role } from './policy.ts'

/**
 * Who is what: platform ids, e-mails, Slack user groups (`S…`), and `team owners` for whoever owns the Teams team in
 * which it is asked. `null`: nobody was listed, so everybody is.
 */
export type Roles = {
  readonly admin: readonly string[]
  readonly subscriber: readonly string[] | null
  readonly viewer: readonly string[] | null
}

export const everybody: Roles = { admin: [], subscriber: null, viewer: null }

/** As it stands in a list of people; a platform that knows says it of a caller. */
export const teamOwners = 'team owners'

/** The groups a caller is in, as a list may name them; `null` where the platform does not tell. */
export type GroupsOf = (caller: Caller) => Promise<readonly string[] | null>

export const isSlackGroup = (entry: string) => /^S[A-Z0-9]{5,}$/.test(entry)
const isGroup = (entry: string) => entry === teamOwners || isSlackGroup(entry)

/** The highest role of a caller; `null` where none of the lists names them. */
export async function roleOf(
  caller: Caller,
  { admin, subscriber, viewer }: Roles,
  groupsOf?: GroupsOf,
): Promise<Role | null> {
  if (await isAdmin(caller, [])) return 'admin'
  // Asked once, and only where a list names a group at all.
  let groups: Promise<readonly string[] | null> | undefined
  const isIn = async (list: readonly string[]) => {
    const people = list.filter(entry => !isGroup(entry))
    if (await isListed(caller, people)) return true
    if (people.length === list.length || !groupsOf) return false
    // Whose groups cannot be found out is in none: the adapter logs why, and nobody gets a role by a failure.
    groups ??= groupsOf(caller).catch(() => null)
    return ((await groups) ?? []).some(group => list.includes(group))
  }
  if (await isIn(admin)) return 'admin'
  if (subscriber === null || (await isIn(subscriber))) return 'subscriber'
  if (viewer === null || (await isIn(viewer))) return 'viewer'
  return null
}
