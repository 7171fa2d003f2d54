import { hasCode } from '../errors.ts'
import type { Store, UsageApi } from '../ports.ts'

/** Rows of a list that are in memory before they are written. */
const atOnce = 200

/** What the server says of invitations: older ones have no list of them, and a weaker token may not read it. */
type Invitations = 'listed' | 'unlisted' | 'refused'

type Place = { readonly teamId: string; readonly email: string; readonly isActive: boolean }

/**
 * Writes down everybody who holds a seat and everybody invited, as the server lists them on a day. The lists may change
 * while they are read: who is on two pages counts once, who moved counts where they were seen last, and whom the
 * organization's list has just missed is taken from their team's, where that says that they are active.
 */
export async function listSeats(
  { store, usageApi }: { readonly store: Store; readonly usageApi: UsageApi },
  day: Date,
  signal: AbortSignal,
): Promise<Invitations> {
  const places = await readPlaces(usageApi, signal)
  const members = usageApi.organizationMembers({ active: true }, signal)
  const seen = new Set<string>()
  for await (const some of chunks(members)) {
    const active = some.filter(member => member.active !== false)
    const rows = active.map(({ id, email }) => ({ id, email, teamId: places.get(id)?.teamId ?? null }))
    await store.people.see(rows, day)
    for (const { id } of some) seen.add(id)
  }
  const missed = [...places].filter(([id, { isActive }]) => isActive && !seen.has(id))
  await store.people.see(
    missed.map(([id, { email, teamId }]) => ({ id, email, teamId })),
    day,
  )
  const invitations = await listInvited({ store, usageApi }, day, signal)
  if (invitations === 'listed') await store.people.joinInvitations()
  return invitations
}

/** Who is in which team. A team that is gone meanwhile is left out. */
async function readPlaces(usageApi: UsageApi, signal: AbortSignal): Promise<Map<string, Place>> {
  const places = new Map<string, Place>()
  for (const { id: teamId } of await usageApi.teams(signal)) {
    try {
      for await (const { id, email, active } of usageApi.teamMembers(teamId, signal))
        places.set(id, { teamId, email, isActive: active === true })
    } catch (error) {
      if (!hasCode(error, 'not-found')) throw error
    }
  }
  return places
}

async function listInvited(
  { store, usageApi }: { readonly store: Store; readonly usageApi: UsageApi },
  day: Date,
  signal: AbortSignal,
): Promise<Invitations> {
  try {
    for await (const some of chunks(usageApi.invitations(undefined, signal)))
      await store.people.seeInvited(
        some.filter(({ revokedAt }) => revokedAt === null),
        day,
      )
    return 'listed'
  } catch (error) {
    if (hasCode(error, 'not-found')) return 'unlisted'
    if (hasCode(error, 'forbidden', 'bad-token')) return 'refused'
    throw error
  }
}

async function* chunks<T>(rows: AsyncIterable<T>): AsyncGenerator<T[]> {
  let some: T[] = []
  for await (const row of rows) {
    some.push(row)
    if (some.length < atOnce) continue
    yield some
    some = []
  }
  if (some.length > 0) yield some
}
