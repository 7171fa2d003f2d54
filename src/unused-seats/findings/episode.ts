/** What became of an unused seat. `renewed`: invited again. `released`: given back, revoked, or in another team. */
export const fates = ['joined', 'started', 'released', 'renewed', 'excluded'] as const
export type Fate = (typeof fates)[number]

/** How people who were reminded have answered; `open`: not yet. */
export type ReminderAnswers = {
  readonly use: number
  readonly release: number
  readonly later: number
  readonly open: number
  /** Their message could not be delivered. */
  readonly unreached: number
  /** Seats that are still unused, of those who do not need them. */
  readonly toFree: number
  /** Of the open ones: their message is still to be sent. */
  readonly waiting: number
  /** Of those who keep their seat: their invite has expired, so they need a new one. */
  readonly newInvites: number
  /** When the last message was sent. */
  readonly lastSentOn: Date
}

/** The state of an alert since it was opened, in numbers of seats. */
export type EpisodeProgress = {
  readonly openedOn: Date
  readonly openedWith: number
  /** Still unused, snoozed ones included. */
  readonly open: number
  readonly snoozed: number
  /** Those of the snoozed ones whose holders answered "later": shown only where answers are. */
  readonly deferred: number
  /** Found unused but not posted yet, e.g. while the alert is snoozed; not among the open ones. */
  readonly untold: number
  readonly fates: Readonly<Record<Fate, number>>
  /** Missing if no one was reminded. */
  readonly asked?: ReminderAnswers
}

/** Seats that are not unused any more. */
export function countFates({ fates: counts }: EpisodeProgress): number {
  return fates.reduce((sum, fate) => sum + counts[fate], 0)
}

/** People of one kind of change; `unchecked`: those of them whose change is newer than the last check. */
export type ActedCount = { readonly all: number; readonly unchecked: number }

/** What was changed in Tabnine from an alert, in numbers of people. */
export type ActedCounts = {
  readonly freed: ActedCount
  readonly withdrawn: ActedCount
  readonly invited: ActedCount
  /** Invites that were withdrawn and not sent again. */
  readonly half: number
  /** Changes that a later check doesn't confirm: Tabnine still lists the seat or the old invite. */
  readonly unproven: number
}
