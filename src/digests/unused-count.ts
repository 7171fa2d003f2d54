/** Unused seats as the newest check of seats counts them; the digest itself counts none. */
import type { Count, Subject } from '../ports.ts'
import { isBelowMinGroupSize } from '../privacy/min-group-size.ts'
import { suppressUnderused, type Underused } from '../seats/underused.ts'

export type UnusedCount = {
  /** The alert on this subject in the digest's conversation; `null` where there is none. */
  readonly alert: number | null
  readonly unused: number
  /** People who can be sent a reminder now; `null` where their number is hidden. */
  readonly remindable: Count
  /** Invites that cannot be accepted any more; `null` if their number is hidden. */
  readonly expired: Count
  /** The alert is snoozed. */
  readonly isSnoozed: boolean
  /** Members who use Tabnine seldom; missing or `null`: not known, or hidden. */
  readonly underused?: Underused | null
}

/** @returns `null` where seats were not checked yet, or a check says nothing about them */
export type CountUnused = (subject: Subject, now: Date) => Promise<UnusedCount | null>

/** What is shown where others read along: no number of a small group, and none that follows from the others. */
export function suppressUnused(count: UnusedCount, minGroupSize: number): UnusedCount | null {
  const isSmall = (people: Count) => isBelowMinGroupSize(people, minGroupSize)
  if (isSmall(count.unused)) return null
  const { unused, remindable, expired } = count
  const isExpiredHidden = isSmall(expired) || isSmall(expired === null ? null : unused - expired)
  const others = remindable === null ? null : unused - remindable
  const isRemindableHidden = isSmall(remindable) || isSmall(others)
  const isBothRevealing = isSmall(others === null || expired === null ? null : others - expired)
  return {
    ...count,
    underused: suppressUnderused(count.underused ?? null, minGroupSize),
    expired: isExpiredHidden || isBothRevealing ? null : expired,
    remindable: isRemindableHidden ? null : remindable,
  }
}
