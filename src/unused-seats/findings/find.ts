import type { BusinessCalendar, Period, SeatPolicy, Subject } from '../../ports.ts'
import type { Unread } from '../../report/unread.ts'
import { countBusinessDays, startOfDay } from '../../time/utc-days.ts'
import type { SeatCensus, SeatRecord } from './census.ts'
import { hasEverUsed, isUnused, judge, type UnusedKind, type UnusedSeat, usedIn, type Verdict } from './judge.ts'
import { countPending, type PendingCount } from './pending.ts'
import { keyOf, type People, readPeople } from './policy.ts'

/** A team in which no one used anything while others in the organization did: one finding, not one for each person. */
type TeamAtZero = {
  readonly state: 'never-started' | 'stopped'
  readonly people: number
  /** Latest day of use that is known. */
  readonly lastUsedOn: Date | null
}

/** What one check has found. */
export type Findings = {
  readonly subject: Subject
  readonly day: Date
  readonly window: Period
  /** Calendar days in which nothing is expected of who was invited or has registered. */
  readonly graceDays: number
  /** Why nothing is known of anyone; `null` if there is data. If set, all other fields are meaningless. */
  readonly noData: 'organization-quiet' | 'frozen' | null
  /** Of every record, those of people who are not to be named as well: `why` asks for them. */
  readonly verdicts: readonly Verdict[]
  readonly team: TeamAtZero | null
  readonly areInvitationsListed: boolean
  /** They are listed, but not to the bot. */
  readonly areInvitationsRefused: boolean
  /** Only where they are not listed. */
  readonly pending: PendingCount | null
  /** What of the server's lists could not be read at the check. */
  readonly unread?: Unread
}

/** A smaller team without any use is no sign about the team. */
const minTeamSize = 3

export function findUnused(census: SeatCensus, policy: SeatPolicy, now: Date): Findings {
  const { subject, day, window, invited } = census
  const noData = findNoData(census)
  const base = {
    ...{ subject, day, window, graceDays: policy.graceDays, noData },
    ...{ areInvitationsListed: invited !== null, areInvitationsRefused: census.isInvitedRefused },
    ...(census.unread ? { unread: census.unread } : {}),
  }
  if (noData !== null) return { ...base, verdicts: [], team: null, pending: null }

  const people = readPeople(policy, now)
  // The list may have changed while it was read, and hold a person twice.
  const members = new Map(census.members.map(member => [member.id, member])).values()
  const records = [...members, ...(invited ?? [])]
  const speakers = pickSpeakers([...records, ...(census.others ?? [])], people)
  const isDuplicate = (record: SeatRecord) => !speakers.has(record)
  const countSince = createCounter(now, policy.calendar)
  const verdicts = records.map(record => judge(record, { policy, people, window, now, isDuplicate, countSince }))
  return {
    ...base,
    verdicts,
    team: subject.kind === 'team' ? findTeamAtZero(verdicts, window) : null,
    pending:
      invited === null
        ? countPending(census.snapshots, { day, invited: census.counts.invited }, policy.graceDays)
        : null,
  }
}

/** The seats found of the kinds named, or of all. */
export function seatsOf({ verdicts }: Findings, ...kinds: UnusedKind[]): UnusedSeat[] {
  return verdicts.filter(isUnused).filter(({ standing }) => kinds.length === 0 || kinds.includes(standing))
}

/** How many were found, by name or by number. */
export function countFound(findings: Findings): number {
  return seatsOf(findings).length + (findings.pending?.count ?? 0)
}

/** Thousands of people begin on some hundred days. */
function createCounter(now: Date, calendar: BusinessCalendar): (since: Date) => number {
  const known = new Map<number, number>()
  return since => {
    const day = startOfDay(since)
    const count = known.get(day.getTime()) ?? countBusinessDays(day, now, calendar)
    known.set(day.getTime(), count)
    return count
  }
}

function findNoData({ isFrozen, organizationUsed, members, window }: SeatCensus): Findings['noData'] {
  if (isFrozen) return 'frozen'
  const used = organizationUsed ?? members.some(member => usedIn(window, member) === true)
  return used ? null : 'organization-quiet'
}

/** The record that represents each person: an account rather than an invite, the account used last, the newest invite. */
function pickSpeakers(records: readonly SeatRecord[], people: People): Set<SeatRecord> {
  const speakers = new Map<string, SeatRecord>()
  for (const record of records) {
    const person = people.personOf(record)
    const other = speakers.get(person)
    if (!other || isBefore(record, other)) speakers.set(person, record)
  }
  return new Set(speakers.values())
}

/** Of two alike the same one is taken in whichever team they are looked at. */
function isBefore(record: SeatRecord, other: SeatRecord): boolean {
  const difference = rank(record) - rank(other)
  return difference > 0 || (difference === 0 && keyOf(record) < keyOf(other))
}

function rank({ id, usedInWindow, lastUsedOn, invitedAt }: SeatRecord): number {
  if (id === null) return (invitedAt?.getTime() ?? 0) - 2e15
  return usedInWindow ? 2e15 : (lastUsedOn?.getTime() ?? -1e15)
}

function findTeamAtZero(verdicts: readonly Verdict[], window: Period): TeamAtZero | null {
  const people = verdicts.filter(
    ({ record, standing }) => record.id !== null && standing !== 'service-account' && standing !== 'duplicate',
  )
  if (people.some(({ record }) => usedIn(window, record) !== false)) return null
  if (people.filter(({ standing }) => standing === 'never-used' || standing === 'idle').length < minTeamSize)
    return null
  const days = people.map(({ record }) => record.lastUsedOn).filter(day => day !== null)
  return {
    state: people.every(({ record }) => hasEverUsed(record) === false) ? 'never-started' : 'stopped',
    people: people.length,
    lastUsedOn: days.reduce<Date | null>((last, day) => (last && last >= day ? last : day), null),
  }
}
