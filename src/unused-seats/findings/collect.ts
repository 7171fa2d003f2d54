import type { Alert, KnownPerson, Period, SeatCheck, SeatPolicy, Snapshot, Store, Subject } from '../../ports.ts'
import type { Unread } from '../../report/unread.ts'
import { subjectWord } from '../../subject.ts'
import { addDays, countDays, startOfDay } from '../../time/utc-days.ts'
import { applyActions } from './apply-actions.ts'
import type { SeatCensus, SeatRecord } from './census.ts'
import { type Findings, findUnused } from './find.ts'

/** Days. The search for a person's last use goes back two years. */
export const daysBack = 730

const peopleAtOnce = 1_000
/** Days that our own daily counts go back. */
const snapshotDays = 120

/**
 * What the newest check up to a day knows of a team or of the whole organization, from our own database alone: nothing is
 * asked of the Usage API. `null`: there was no check.
 * @param samePerson e-mails that belong to one person, a list for each
 * @internal
 */
export async function readCensus(
  store: Store,
  subject: Subject,
  upTo: Date,
  samePerson: SeatPolicy['samePerson'] = [],
): Promise<SeatCensus | null> {
  const check = await store.seatChecks.newest(upTo)
  if (!check) return null
  const { day } = check
  const known = await readPeople(store, day, subject.kind === 'team' ? subject.id : undefined)
  const snapshots = await store.snapshots.between(subjectWord(subject), addDays(day, -snapshotDays), day)
  // A team's people may have their other account in another team.
  const emails = subject.kind === 'team' ? samePerson.flat() : []
  const others = await store.people.withEmails(day, emails)
  return assembleCensus({ subject, check, known, others, snapshots })
}

async function readPeople(store: Store, day: Date, teamId: string | undefined): Promise<KnownPerson[]> {
  const known: KnownPerson[] = []
  for (let after: string | undefined = ''; after !== undefined; ) {
    const some = await store.people.page(day, {
      ...(teamId === undefined ? {} : { teamId }),
      after,
      limit: peopleAtOnce,
    })
    known.push(...some)
    after = some.length < peopleAtOnce ? undefined : some.at(-1)?.key
  }
  return known
}

/** Pure. */
function assembleCensus({
  subject,
  check,
  known,
  others,
  snapshots,
}: {
  readonly subject: Subject
  readonly check: SeatCheck
  readonly known: readonly KnownPerson[]
  readonly others: readonly KnownPerson[]
  readonly snapshots: readonly Snapshot[]
}): SeatCensus {
  const { day, windowFrom, isInvitedKnown, isInvitedRefused, organizationUsed, isFrozen } = check
  const members = known.filter(({ id }) => id !== null)
  const invited = isInvitedKnown ? pickInvited(known, members) : null
  const today = snapshots.find(snapshot => snapshot.day.getTime() === day.getTime())
  return {
    subject,
    day,
    window: { from: windowFrom, to: day },
    counts: today ?? { registered: members.length, invited: invited?.length ?? null, deactivated: null },
    members: members.map(person => toRecord(person, check)),
    invited: invited?.map(person => ({ ...toRecord(person, check), hasEverUsed: false, usedInWindow: false })) ?? null,
    others: others.filter(({ id }) => !members.some(member => member.id === id)).map(person => toRecord(person, check)),
    isInvitedRefused,
    ...unreadOf(check, subject),
    organizationUsed,
    isFrozen,
    snapshots,
  }
}

/** For a team only its own list matters. Unreadable rows may be about anyone, so they always count. */
function unreadOf({ skippedRows = 0, unreadTeams = [] }: SeatCheck, subject: Subject): { readonly unread?: Unread } {
  const teams = subject.kind === 'team' ? unreadTeams.filter(name => name === subject.name) : unreadTeams
  const unread = { ...(skippedRows > 0 ? { rows: skippedRows } : {}), ...(teams.length > 0 ? { teams } : {}) }
  return Object.keys(unread).length > 0 ? { unread } : {}
}

/** The newest invitation of each e-mail; a person with an account has accepted, even if the list still has the invite. */
function pickInvited(known: readonly KnownPerson[], members: readonly KnownPerson[]): KnownPerson[] {
  const joined = new Set(members.map(({ email }) => email.toLowerCase()))
  const newest = new Map<string, KnownPerson>()
  for (const person of known) {
    const email = person.email.toLowerCase()
    if (person.id !== null || joined.has(email)) continue
    const other = newest.get(email)
    if (!other || (person.invitedAt ?? 0) > (other.invitedAt ?? 0)) newest.set(email, person)
  }
  return [...newest.values()]
}

function toRecord(person: KnownPerson, check: SeatCheck): SeatRecord {
  const { id, email, teamId, invitedAt, expiresAt, registeredAt, firstUsedOn, lastUsedOn } = person
  const { usedDays, knownTo } = person
  const window = { from: check.windowFrom, to: check.day }
  return {
    id,
    email,
    teamId,
    invitedAt,
    expiresAt,
    registeredAt,
    firstUsedOn,
    lastUsedOn,
    ...{ usedDays, knownTo },
    hasEverUsed: hasEverUsed(person, check),
    usedInWindow: usedWithin(person, window),
  }
}

function usedWithin({ lastUsedOn, registeredAt, knownFrom, knownTo }: KnownPerson, window: Period): boolean | null {
  if (lastUsedOn !== null && lastUsedOn >= window.from) return true
  if (knownFrom === null || knownTo === null || knownTo < window.to) return null
  return knownFrom <= window.from || (registeredAt !== null && startOfDay(registeredAt) >= knownFrom) ? false : null
}

/** The start of the usage data is a month, and may be the organization's first or only the first that the server kept. */
const toleranceDays = 31

function hasEverUsed({ lastUsedOn, knownFrom, knownTo, registeredAt }: KnownPerson, check: SeatCheck): boolean | null {
  if (lastUsedOn !== null) return true
  if (knownFrom === null || knownTo === null || knownTo < check.day) return null
  const registeredOn = registeredAt && startOfDay(registeredAt)
  if (registeredOn && registeredOn >= knownFrom) return false
  if (knownFrom > check.usageSince) return null
  const isFromTheBeginning = countDays(check.usageSince, check.day) >= daysBack - toleranceDays
  return isFromTheBeginning || (registeredOn !== null && registeredOn >= addDays(check.usageSince, -toleranceDays))
    ? false
    : null
}

/**
 * What an alert, or a person who asks the same, finds of its subject by the newest check and the changes that admins made
 * since; `null` before the first check.
 */
export async function collectUnused(
  store: Store,
  { subject, graceDays }: Pick<Alert, 'subject' | 'graceDays'>,
  policy: Omit<SeatPolicy, 'graceDays'>,
  now: Date,
): Promise<Findings | null> {
  const census = await readCensus(store, subject, now, policy.samePerson)
  if (!census) return null
  const exclusions = [...policy.exclusions, ...(await store.exclusions.all(now))]
  const done = await store.seatActions.doneSince(census.day)
  return findUnused(applyActions(census, done), { ...policy, graceDays, exclusions }, now)
}
