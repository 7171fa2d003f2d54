import type { Exclusion, Period, SeatPolicy } from '../../ports.ts'
import { addDays, countDays } from '../../time/utc-days.ts'
import type { SeatRecord } from './census.ts'
import type { People } from './policy.ts'

/** Invited and not joined; registered and never used; used once and idle since. */
export const unusedKinds = ['invited', 'never-used', 'idle'] as const
export type UnusedKind = (typeof unusedKinds)[number]

/**
 * Why a seat is not found unused. `duplicate`: another record stands for the same person. `unknown-date`: unused, but
 * not known for how long. `unknown-use`: whether it is used, or was ever, is not known.
 */
type Spared = 'in-use' | 'in-grace' | 'excluded' | 'service-account' | 'duplicate' | 'unknown-date' | 'unknown-use'

/** What is thought of one seat on a day, and why. */
export type Verdict = {
  readonly record: SeatRecord
  readonly standing: UnusedKind | Spared
  /** When it became unused; `null` if it is in use, or nothing is known. */
  readonly since: Date | null
  /** Working days from then to now. */
  readonly businessDays: number | null
  /** It has been unused since then or longer. */
  readonly isAtLeast: boolean
  /** The invitation has run out. */
  readonly hasExpired: boolean
  readonly exclusion: Exclusion | null
}

type Judging = {
  readonly policy: SeatPolicy
  readonly people: People
  readonly window: Period
  readonly now: Date
  readonly isDuplicate: (record: SeatRecord) => boolean
  /** Working days from a moment to now. */
  readonly countSince: (since: Date) => number
}

/** A seat that was found. */
export type UnusedSeat = Verdict & {
  readonly standing: UnusedKind
  readonly since: Date
  readonly businessDays: number
}

export function isUnused(verdict: Verdict): verdict is UnusedSeat {
  return unusedKinds.some(kind => kind === verdict.standing)
}

/** Whether a person used anything in the window; `null` if that cannot be concluded. */
export function usedIn({ from }: Period, { usedInWindow, lastUsedOn, hasEverUsed }: SeatRecord): boolean | null {
  if (usedInWindow || (lastUsedOn !== null && lastUsedOn >= from)) return true
  return hasEverUsed === false ? false : usedInWindow
}

export function hasEverUsed({ hasEverUsed, firstUsedOn, lastUsedOn, usedInWindow }: SeatRecord): boolean | null {
  return firstUsedOn !== null || lastUsedOn !== null || usedInWindow ? true : hasEverUsed
}

export function judge(record: SeatRecord, judging: Judging): Verdict {
  const { people, window, now, isDuplicate, countSince } = judging
  const exclusion = people.exclusionOf(record)
  const waited = unusedSince(record, window)
  const verdict = (standing: Verdict['standing']): Verdict => ({
    record,
    standing,
    since: waited?.since ?? null,
    businessDays: waited ? countSince(waited.since) : null,
    isAtLeast: waited?.isAtLeast ?? false,
    hasExpired: record.id === null && record.expiresAt !== null && record.expiresAt <= now,
    exclusion,
  })
  if (exclusion) return verdict('excluded')
  if (people.isServiceAccount(record)) return verdict('service-account')
  if (isDuplicate(record)) return verdict('duplicate')
  return verdict(record.id === null ? judgeInvited(record, judging) : judgeMember(record, judging))
}

function judgeInvited({ invitedAt }: SeatRecord, judging: Judging): Verdict['standing'] {
  if (invitedAt === null) return 'unknown-date'
  return isInGrace(invitedAt, judging) ? 'in-grace' : 'invited'
}

function judgeMember(record: SeatRecord, judging: Judging): Verdict['standing'] {
  const used = usedIn(judging.window, record)
  if (used === true) return 'in-use'
  if (record.registeredAt !== null && isInGrace(record.registeredAt, judging)) return 'in-grace'
  const ever = hasEverUsed(record)
  if (used === null || ever === null) return 'unknown-use'
  if (ever) return 'idle'
  return record.registeredAt === null ? 'unknown-date' : 'never-used'
}

function unusedSince(record: SeatRecord, window: Period): { since: Date; isAtLeast: boolean } | null {
  const begin = (since: Date | null) => (since === null ? null : { since, isAtLeast: false })
  if (record.id === null) return begin(record.invitedAt)
  if (usedIn(window, record) !== false) return null
  if (hasEverUsed(record) === false) return begin(record.registeredAt)
  return record.lastUsedOn === null
    ? { since: window.from, isAtLeast: true }
    : { since: addDays(record.lastUsedOn, 1), isAtLeast: false }
}

function isInGrace(begin: Date, { policy, now }: Judging): boolean {
  return countDays(begin, now) <= policy.graceDays
}
