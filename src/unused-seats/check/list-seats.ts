import { hasCode } from '../../errors.ts'
import type { OnSkipped, Store, Team, UsageApi } from '../../ports.ts'
import { isOwnFault } from './own-fault.ts'

/** Rows of a list that are in memory before they are written. */
const rowsAtOnce = 200

/** What the server says of invitations: older ones have no list of them, or it is broken, and a weaker token may not read it. */
type Invitations = 'listed' | 'unlisted' | 'refused'

/** What was read, and what could not be. */
type Listed = {
  readonly invitations: Invitations
  /** Rows that could not be read. */
  readonly skippedRows: number
  /** Names of teams whose people could not be read. */
  readonly unreadTeams: readonly string[]
}

type Place = { readonly teamId: string; readonly email: string; readonly isActive: boolean }

/**
 * Stores everyone who holds a seat or an invite, as the server lists them on a day. The lists may change while they are
 * read: a person on two pages counts once, and a person who moved counts where they were seen last. A person missing
 * from the organization's list is taken from their team's list if that says they are active. The people of a team that
 * cannot be read stay where they were.
 * @throws where the organization's list, or no team at all, can be read
 */
export async function listSeats(
  { store, usageApi }: { readonly store: Store; readonly usageApi: UsageApi },
  day: Date,
  signal: AbortSignal,
): Promise<Listed> {
  let skippedRows = 0
  const onSkipped: OnSkipped = rows => {
    skippedRows += rows
  }
  const { places, unread } = await readPlaces(usageApi, signal, onSkipped)
  const unreadIds = unread.map(({ id }) => id)
  const members = usageApi.organizationMembers({ active: true }, signal, onSkipped)
  const seen = new Set<string>()
  for await (const some of chunks(members)) {
    const active = some.filter(member => member.active !== false)
    // A team that the list of teams does not name, as a default team, is known by its people alone.
    const rows = active.map(({ id, email, teamId = null }) => ({ id, email, teamId: places.get(id)?.teamId ?? teamId }))
    await store.people.see(rows, day, unreadIds)
    for (const { id } of some) seen.add(id)
  }
  const missed = [...places].filter(([id, { isActive }]) => isActive && !seen.has(id))
  await store.people.see(
    missed.map(([id, { email, teamId }]) => ({ id, email, teamId })),
    day,
  )
  const invitations = await listInvited({ store, usageApi }, day, signal, onSkipped)
  if (invitations === 'listed') await store.people.joinInvitations()
  return { invitations, skippedRows, unreadTeams: unread.map(({ name }) => name) }
}

/** Who is in which team. A team that was deleted meanwhile is left out. */
async function readPlaces(
  usageApi: UsageApi,
  signal: AbortSignal,
  onSkipped: OnSkipped,
): Promise<{ places: Map<string, Place>; unread: Team[] }> {
  const places = new Map<string, Place>()
  const failures: { team: Team; error: unknown }[] = []
  const teams = await usageApi.teams(signal, onSkipped)
  for (const team of teams) {
    try {
      for await (const { id, email, active } of usageApi.teamMembers(team.id, signal, onSkipped))
        places.set(id, { teamId: team.id, email, isActive: active === true })
    } catch (error) {
      if (hasCode(error, 'not-found')) continue
      signal.throwIfAborted()
      if (!isOwnFault(error)) throw error
      failures.push({ team, error })
    }
  }
  const [first] = failures
  if (first && failures.length === teams.length) throw first.error
  return { places, unread: failures.map(({ team }) => team) }
}

async function listInvited(
  { store, usageApi }: { readonly store: Store; readonly usageApi: UsageApi },
  day: Date,
  signal: AbortSignal,
  onSkipped: OnSkipped,
): Promise<Invitations> {
  try {
    for await (const some of chunks(usageApi.invitations(undefined, signal, onSkipped)))
      await store.people.seeInvited(
        some.filter(({ revokedAt }) => revokedAt === null),
        day,
      )
    return 'listed'
  } catch (error) {
    if (hasCode(error, 'forbidden', 'bad-token')) return 'refused'
    signal.throwIfAborted()
    // Those invited are then counted, not named, until a later check can read them.
    if (isOwnFault(error)) return 'unlisted'
    throw error
  }
}

async function* chunks<T>(rows: AsyncIterable<T>): AsyncGenerator<T[]> {
  let some: T[] = []
  for await (const row of rows) {
    some.push(row)
    if (some.length < rowsAtOnce) continue
    yield some
    some = []
  }
  if (some.length > 0) yield some
}
