import type { KnownPerson, Period, Store, Subject } from '../../ports.ts'
import { startOfDay } from '../../time/utc-days.ts'

/** The days that matter in the life of one seat, midnights UTC; `null` if they have not come, or are not known. */
export type SeatLife = {
  readonly teamId: string | null
  readonly invitedOn: Date | null
  readonly registeredOn: Date | null
  /** The earliest day of use that is known. */
  readonly usedOn: Date | null
  /** Nothing was used before `usedOn`, or, without one, up to `knownTo`: the days before were looked at. */
  readonly isFirst: boolean
  /** The day up to which use is known. */
  readonly knownTo: Date | null
  readonly cameBackOn: Date | null
}

/** Of a person who has left. */
export type FormerLife = SeatLife & {
  /** The last day on which they were in the lists: they left on it, after that day's check. */
  readonly leftOn: Date
}

/**
 * The people who have left since a period began, by the checks. `null`: not known, because there was no check on its
 * first or last day.
 */
export async function readFormer(
  store: Store,
  subject: Subject,
  period: Period,
  day: Date,
): Promise<FormerLife[] | null> {
  const [first, last] = await Promise.all([store.seatChecks.get(period.from), store.seatChecks.get(period.to)])
  if (!first || !last) return null
  const { leavers } = await store.people.changes(day, period.from, subject.kind === 'team' ? subject.id : undefined)
  return leavers.map(person => ({ ...toLife(person, day), leftOn: person.seenOn }))
}

/** @param day of the check that knows the person: a person who is only invited on it has not used anything before */
function toLife(person: KnownPerson, day: Date): SeatLife {
  const { id, teamId, invitedAt, registeredAt, firstUsedOn, knownFrom, knownTo, cameBackOn } = person
  const invitedOn = invitedAt && startOfDay(invitedAt)
  const registeredOn = registeredAt && startOfDay(registeredAt)
  if (id === null)
    return { teamId, invitedOn, registeredOn: null, usedOn: null, isFirst: true, knownTo: day, cameBackOn: null }
  // People register before they use anything, and are invited before they register.
  const begin = registeredOn ?? invitedOn
  const isFirst = begin !== null && knownFrom !== null && knownFrom <= begin
  return { teamId, invitedOn, registeredOn, usedOn: firstUsedOn, isFirst, knownTo, cameBackOn }
}

/** Rows of people that are in memory at once. */
const rowsAtOnce = 500

/**
 * Everyone in the lists of a day (once, even if invited twice), and the first day of which the bot has a list. Keeps only
 * what is needed of each person: a large company has many.
 */
export async function readLives(
  store: Store,
  subject: Subject,
  day: Date,
): Promise<{ lives: SeatLife[]; since: Date | null }> {
  const members: SeatLife[] = []
  const invited = new Map<string, SeatLife>()
  let since: Date | null = null
  for (let after: string | undefined = ''; after !== undefined; ) {
    const ofTeam = subject.kind === 'team' ? { teamId: subject.id } : {}
    const some = await store.people.page(day, { ...ofTeam, after, limit: rowsAtOnce })
    for (const person of some) {
      const email = person.email.toLowerCase()
      const life = toLife(person, day)
      if (since === null || person.teamSince < since) since = person.teamSince
      if (person.id === null) invited.set(email, newer(life, invited.get(email)))
      else members.push(life)
    }
    after = some.length < rowsAtOnce ? undefined : some.at(-1)?.key
  }
  return { lives: [...members, ...invited.values()], since }
}

function newer(life: SeatLife, other: SeatLife | undefined): SeatLife {
  return other && (other.invitedOn ?? 0) > (life.invitedOn ?? 0) ? other : life
}
