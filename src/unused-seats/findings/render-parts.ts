/** The pieces that the message of an alert consists of. */
import { footer } from '../../message/fit.ts'
import { countCell, cutTable, type Fact, type NotePart, type Part, table } from '../../message/message.ts'
import type { Words } from '../../message/words.ts'
import { countDays } from '../../time/utc-days.ts'
import type { SeatRecord } from './census.ts'
import { countFates, type EpisodeProgress, fates, type ReminderAnswers } from './episode.ts'
import { type Findings, seatsOf } from './find.ts'
import { type UnusedKind, type UnusedSeat, unusedKinds } from './judge.ts'

/** How much about people can be seen where this is read. */
export type UnusedView = {
  /** A name or a pseudonym; `null`: hidden here. */
  name(record: SeatRecord): string | null
  /** Numbers of smaller groups are not broken down. */
  readonly minGroupSize: number
}

/** Rows that a list shows; the export has them all. */
const maxListed = 50

const separator = ' · '

/** How many of each kind, unless the group is too small. */
export function countKinds(findings: Findings, seats: readonly UnusedSeat[], t: Words, view: UnusedView): string[] {
  if (isTooSmall(findings, view)) return []
  const idleDays = idleDaysOf(findings)
  const counted = unusedKinds.map(kind => [kind, seats.filter(({ standing }) => standing === kind).length] as const)
  return counted.filter(([, count]) => count > 0).map(([kind, count]) => t.unused.of[kind](count, idleDays))
}

/** One fact for each kind: how many, and how long the oldest has been unused. */
export function renderKinds(findings: Findings, t: Words, view: UnusedView): Fact[] {
  if (isTooSmall(findings, view)) return []
  return unusedKinds.flatMap(kind => {
    const seats = seatsOf(findings, kind)
    if (seats.length === 0) return []
    const value = [t.count(seats.length), ...describeAges(findings, kind, seats, t, view)].join(separator)
    return [{ label: t.unused.labels[kind](idleDaysOf(findings)), value }]
  })
}

/** In a small group an age, or that an invite expired, would be about a person whom readers may know. */
function describeAges(
  findings: Findings,
  kind: UnusedKind,
  seats: readonly UnusedSeat[],
  t: Words,
  { minGroupSize }: UnusedView,
): string[] {
  const [oldest] = seats.toSorted((a, b) => a.since.getTime() - b.since.getTime())
  if (!oldest || seats.length < minGroupSize) return []
  const expired = countExpired(seats)
  return [t.unused.longest[kind](ageOf(oldest, findings)), ...(expired === 0 ? [] : [t.unused.expired(expired)])]
}

/** Whether a part of a group, or what remains of it, is a group that must not be counted. */
export function isRevealing(part: number, whole: number, minGroupSize: number): boolean {
  return [part, whole - part].some(people => people > 0 && people < minGroupSize)
}

export function countExpired(seats: readonly UnusedSeat[]): number {
  return seats.filter(({ hasExpired }) => hasExpired).length
}

/** Where invites are only counted: what is known about them. */
export function renderPending({ pending, areInvitationsRefused }: Findings, t: Words): string {
  return pending ? t.unused.pending(pending, areInvitationsRefused) : t.unused.pendingUnknown(areInvitationsRefused)
}

export function renderPeople(findings: Findings, t: Words, { name }: UnusedView): Part[] {
  const seats = findings.team ? seatsOf(findings, 'invited') : seatsOf(findings)
  const idleDays = idleDaysOf(findings)
  const rows = seats.flatMap(seat => {
    const label = name(seat.record)
    if (label === null) return []
    const age = ageOf(seat, findings)
    const since = countCell(t.unused.sinceAge(seat.since, age), age.days)
    return [[label, t.unused.labels[seat.standing](idleDays), since] as const]
  })
  if (rows.length === 0) return []
  // By name: any other order would reveal who is behind a pseudonym.
  const sorted = rows.sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
  const columns = [
    { label: t.unused.person, align: 'left' },
    { label: t.unused.state, align: 'left' },
    { label: t.unused.since, align: 'left' },
  ] as const
  return [cutTable(table(t.unused.people, columns, sorted), maxListed)]
}

/** What changed since the alert was opened, in numbers of seats. */
export function renderProgress(progress: EpisodeProgress, t: Words): Fact {
  const { fates: counts, openedOn, openedWith, open, untold } = progress
  const added = Math.max(0, countFates(progress) + open + untold - openedWith)
  const changes = [
    ...fates.filter(fate => counts[fate] > 0).map(fate => t.unused.fates[fate](counts[fate])),
    ...(added > 0 ? [t.unused.added(added)] : []),
  ]
  const value = changes.length > 0 ? changes.join(separator) : t.unused.unchanged
  return { label: t.unused.sinceOpened(openedOn), value }
}

/** What people answered who were reminded; of a small group only that they were. */
export function renderAnswers(asked: ReminderAnswers, t: Words, { minGroupSize }: UnusedView): Fact {
  const all = countAsked(asked)
  const sent = t.remind.sentCount({ sent: all - asked.waiting - asked.unreached, all, on: asked.lastSentOn })
  const value =
    all < minGroupSize
      ? t.remind.answersHidden(all, minGroupSize)
      : `${sent}: ${t.remind.answers(asked).join(separator)}`
  return { label: t.remind.reminders, value }
}

export function countAsked({ use, release, later, open, unreached }: ReminderAnswers): number {
  return use + release + later + open + unreached
}

/** The rules by which seats count and names are hidden, the most important first. */
export function renderFooter(findings: Findings, t: Words, view: UnusedView, areNamesShown: boolean): NotePart {
  const { minGroupSize } = view
  const sizes = unusedKinds.map(kind => seatsOf(findings, kind).length)
  const hasSmallKind = sizes.some(seats => seats > 0 && seats < minGroupSize)
  return footer(
    isTooSmall(findings, view)
      ? t.unused.hiddenForSmallGroups(minGroupSize)
      : hasSmallKind
        ? t.unused.agesFrom(minGroupSize)
        : null,
    t.unused.notCounted(findings.graceDays),
    areNamesShown ? null : t.unused.noNames,
  )
}

export function isTooSmall({ verdicts }: Findings, { minGroupSize }: Pick<UnusedView, 'minGroupSize'>): boolean {
  return verdicts.length < minGroupSize
}

export function ageOf({ since, isAtLeast }: Pick<UnusedSeat, 'since' | 'isAtLeast'>, { day }: Pick<Findings, 'day'>) {
  return { days: Math.max(0, countDays(since, day)), isAtLeast }
}

/** Days without use after which a member counts as inactive. */
export function idleDaysOf({ window }: Findings): number {
  return countDays(window.from, window.to)
}
