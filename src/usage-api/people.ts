import { LRUCache } from 'lru-cache'
import { AppError, hasCode } from '../errors.ts'
import type { Clock, OnSkipped, Person, TeamMember } from '../ports.ts'
import { type Endpoints, keptFor } from './endpoints.ts'
import { readPages } from './pages.ts'

/** Everyone in the organization: the endpoint wants both filters named, so each is asked in turn. */
export async function* readOrganization(
  endpoints: Endpoints,
  filter: { active?: boolean } = {},
  signal?: AbortSignal,
  onSkipped?: OnSkipped,
): AsyncGenerator<TeamMember, void, undefined> {
  const seen = new Set<string>()
  for (const active of filter.active === undefined ? [true, false] : [filter.active]) {
    for (const teamMember of [true, false]) {
      const rows = readPages(
        (offset, limit) => endpoints.organizationUsers({ active, teamMember }, offset, limit, signal),
        { onSkipped },
      )
      for await (const row of rows) {
        if (seen.has(row.id)) continue
        seen.add(row.id)
        yield { ...row, active: row.active ?? active }
      }
    }
  }
}

/** Milliseconds after which reading the whole organization is given up. */
const maxReadMs = 2 * 60_000

type Directory = { readonly byEmail: ReadonlyMap<string, TeamMember>; readonly byId: ReadonlyMap<string, TeamMember> }

/** Finds people by id and by e-mail. */
export function createPeople(endpoints: Endpoints, clock: Clock) {
  // Everyone, read only if a single call does not find a person, and cached for minutes.
  const directory = new LRUCache<'directory', Directory>({
    max: 1,
    ...keptFor(10 * 60_000, clock),
    fetchMethod: readDirectory,
  })

  async function readDirectory(): Promise<Directory> {
    const until = clock.now().getTime() + maxReadMs
    const byEmail = new Map<string, TeamMember>()
    const byId = new Map<string, TeamMember>()
    for await (const member of readOrganization(endpoints)) {
      if (clock.now().getTime() > until) throw new AppError('upstream-timeout')
      byId.set(member.id, member)
      const email = member.email.toLowerCase()
      // A deactivated account and its replacement may have the same e-mail.
      if (!byEmail.has(email) || (member.active && !byEmail.get(email)?.active)) byEmail.set(email, member)
    }
    return { byEmail, byId }
  }

  async function person(userId: string, signal?: AbortSignal): Promise<Person> {
    if (isNoId(userId)) throw new AppError('unknown-person', { subject: userId })
    const found =
      (await orNull(endpoints.person(userId, signal))) ?? (await orNull(endpoints.managedPerson(userId, signal)))
    if (!found) throw new AppError('unknown-person', { subject: userId })
    return { ...found, id: found.id ?? userId }
  }

  async function personByEmail(email: string, signal?: AbortSignal): Promise<Person | null> {
    const found = await orNull(endpoints.personByEmail(email, signal))
    if (found) return found
    // 404 is also what a server without this endpoint says, and nothing reliable distinguishes the two.
    const member = (await directory.forceFetch('directory')).byEmail.get(email.toLowerCase())
    if (!member) return null
    const known = await person(member.id, signal)
    return { ...known, active: known.active ?? member.active }
  }

  /** From the page of newer servers, else from the list of everyone: a person's older page does not say. */
  async function isActive(userId: string, signal?: AbortSignal): Promise<boolean | null> {
    if (isNoId(userId)) return null
    const managed = await orNull(endpoints.managedPerson(userId, signal))
    if (managed && managed.active !== null) return managed.active
    return (await directory.forceFetch('directory')).byId.get(userId)?.active ?? null
  }

  return { person, personByEmail, isActive }
}

/** What would lead to another endpoint of the same path, where the answer is about something else. */
function isNoId(userId: string): boolean {
  return ['usage', '.', '..', ''].includes(userId)
}

async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (hasCode(error, 'not-found')) return null
    throw error
  }
}
