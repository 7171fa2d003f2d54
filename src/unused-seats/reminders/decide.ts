/** Who of those with unused seats is asked whether they want them. Pure. */
import type { ReminderHistory } from '../../ports.ts'
import { type Findings, namesOf, seatsOf, type UnusedKind, type UnusedSeat } from '../findings.ts'

/** A person who may be reminded; `person` is their e-mail in lower case, the key of reminders. */
export type ReminderCandidate = {
  readonly person: string
  readonly kind: UnusedKind
  readonly since: Date
  readonly isAtLeast: boolean
  readonly hasExpired: boolean
  /** When the invite expires; `null`: there is none, or it has no end. */
  readonly expiresAt: Date | null
}

/** Why a person is not reminded. */
export const skipReasons = [
  'opted-out',
  'not-needed',
  'later',
  'using',
  'expired-invite',
  'asked-recently',
  'cap',
] as const
export type SkipReason = (typeof skipReasons)[number]

/** Reasons that people gave themselves: for groups below the minimum size they are shown as one number. */
export const ownReasons: readonly SkipReason[] = ['opted-out', 'not-needed', 'later', 'using']

export type ReminderSettings = {
  /** The most one person is ever sent. */
  readonly cap: number
  readonly coolDownDays: number
}

/** What is known of who was asked before, whichever alert it was for. */
export type AskingRules = {
  readonly history: readonly ReminderHistory[]
  readonly optedOut: readonly string[]
}

export type ReminderDecision = {
  readonly asked: readonly ReminderCandidate[]
  readonly skipped: readonly { readonly candidate: ReminderCandidate; readonly reason: SkipReason }[]
}

/** Days for which "later" and "use" are left alone: to begin takes time too. */
export const laterDays = 14

/** Those invited come first, because one mail is all they got; then those who have waited longest. */
const order: readonly UnusedKind[] = ['invited', 'never-used', 'idle']

/** Everyone with an unused seat and an e-mail. In a team without any use, only people with an invite. */
export function listCandidates(findings: Findings): ReminderCandidate[] {
  const seats = findings.team ? seatsOf(findings, 'invited') : seatsOf(findings)
  const byPerson = new Map(seats.toSorted(compareSeats).reverse().flatMap(toCandidate))
  return [...byPerson.values()].sort(
    (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || +a.since - +b.since || (a.person < b.person ? -1 : 1),
  )
}

export function decideReminders(
  candidates: readonly ReminderCandidate[],
  { cap, coolDownDays }: ReminderSettings,
  { history, optedOut }: AskingRules,
  now: Date,
): ReminderDecision {
  const before = new Map(history.map(each => [each.person, each]))
  const declined = new Set(optedOut)
  const reasonFor = (candidate: ReminderCandidate): SkipReason | null => {
    const { person } = candidate
    if (declined.has(person)) return 'opted-out'
    const known = before.get(person)
    if (known?.lastAnswer === 'release') return 'not-needed'
    const isFresh = known?.answeredAt && known.answeredAt > daysBefore(now, laterDays)
    if (isFresh && known.lastAnswer === 'later') return 'later'
    if (isFresh && known.lastAnswer === 'use') return 'using'
    if (needsInvite(candidate)) return 'expired-invite'
    if (known && known.lastAskedAt > daysBefore(now, coolDownDays)) return 'asked-recently'
    return (known?.count ?? 0) >= cap ? 'cap' : null
  }
  const decided = candidates.map(candidate => ({ candidate, reason: reasonFor(candidate) }))
  return {
    asked: decided.filter(({ reason }) => reason === null).map(({ candidate }) => candidate),
    skipped: decided.flatMap(({ candidate, reason }) => (reason === null ? [] : [{ candidate, reason }])),
  }
}

/** An expired invite cannot be accepted, so a reminder of it would not help. */
export function needsInvite({ kind, hasExpired }: ReminderCandidate): boolean {
  return kind === 'invited' && hasExpired
}

/** People who were reminded after this moment are not reminded again yet. */
export function coolDownSince({ coolDownDays }: ReminderSettings, now: Date): Date {
  return daysBefore(now, coolDownDays)
}

function compareSeats(a: UnusedSeat, b: UnusedSeat): number {
  return order.indexOf(a.standing) - order.indexOf(b.standing) || a.since.getTime() - b.since.getTime()
}

function toCandidate({ record, standing, since, isAtLeast, hasExpired }: UnusedSeat): [string, ReminderCandidate][] {
  const [person] = namesOf(record)
  if (record.email === null || person === undefined) return []
  const { expiresAt } = record
  return [[person, { person, kind: standing, since, isAtLeast, hasExpired, expiresAt }]]
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000)
}
