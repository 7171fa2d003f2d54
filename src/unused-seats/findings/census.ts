import type { Period, SeatCounts, Snapshot, Subject } from '../../ports.ts'
import type { Unread } from '../../report/unread.ts'

/**
 * One holder of a seat, as known on a day. Days are midnights UTC. Deactivated people hold none and are not among them:
 * from 6.3 on a team's list does not say who they are, the organization's does.
 */
export type SeatRecord = {
  /** `null`: invited, no account yet. */
  readonly id: string | null
  readonly email: string | null
  readonly teamId: string | null
  /** The newest invitation that was not revoked. */
  readonly invitedAt: Date | null
  readonly expiresAt: Date | null
  /** `null`: the server does not say. */
  readonly registeredAt: Date | null
  /** Earliest day of use that is known. */
  readonly firstUsedOn: Date | null
  /** Latest day of use that is known. */
  readonly lastUsedOn: Date | null
  /** `null`: not known, because it was never asked or the server's usage does not reach back. */
  readonly hasEverUsed: boolean | null
  readonly usedInWindow: boolean | null
  /** Working days with use in the window that ended at `knownTo`; missing or `null`: not known. */
  readonly usedDays?: number | null
  readonly knownTo?: Date | null
}

/** What one daily check knows of a team or of the whole organization. */
export type SeatCensus = {
  readonly subject: Subject
  /** The UTC day of the check. */
  readonly day: Date
  /** The window of use, in whole UTC days. */
  readonly window: Period
  /** As the server counts them. */
  readonly counts: SeatCounts
  readonly members: readonly SeatRecord[]
  /** `null`: the server does not list invitations, or not to the bot. */
  readonly invited: readonly SeatRecord[] | null
  /** Accounts elsewhere that may belong to a person here: their use counts for that person; they are not judged here. */
  readonly others?: readonly SeatRecord[]
  /** The server lists invitations, but not to the bot. */
  readonly isInvitedRefused: boolean
  /** `false`: no one in the organization used anything in the window, so there is no data. */
  readonly organizationUsed: boolean | null
  /** What of the lists could not be read. */
  readonly unread?: Unread
  /** The server's usage stopped counting. */
  readonly isFrozen: boolean
  /** Our own daily counts of this subject, oldest first, for where people are unknown. */
  readonly snapshots: readonly Snapshot[]
}
