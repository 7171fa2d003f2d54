/** What became of a seat once told of. `renewed`: was invited again. `released`: given back, revoked, or in another team. */
export const fates = ['joined', 'started', 'released', 'renewed', 'excluded'] as const
export type Fate = (typeof fates)[number]

/** How people who were asked about their seats have answered; `open`: not yet. */
export type Asked = {
  readonly use: number
  readonly release: number
  readonly later: number
  readonly open: number
  /** Could not be written to. */
  readonly unreached: number
}

/** How an alert stands since it was opened, in numbers of seats. */
export type EpisodeProgress = {
  readonly openedOn: Date
  readonly openedWith: number
  /** Still unused, snoozed ones included. */
  readonly open: number
  readonly snoozed: number
  /** Those of the snoozed ones who are so because they answered "later": an answer, and told only as answers are. */
  readonly deferred: number
  /** Found unused and not told of by name or number yet, e.g. while all is snoozed; not among the open ones. */
  readonly untold: number
  readonly fates: Readonly<Record<Fate, number>>
  /** Left out where nobody was asked. */
  readonly asked?: Asked
}
