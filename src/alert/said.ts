import type { Json, Unwatched } from '../ports.ts'
import type { EpisodeProgress, Fate, UnusedKind } from '../report/unused-seats.ts'

/** Why an alert is closed that nobody wants any more. */
export const unwatched: Unwatched = 'off'

/** What people were last told of one subject. Plain JSON, so that it can be kept as it is; days are ISO days where the alert is read. */
export type Said = {
  /** When somebody was last notified: by a post or a reply, not by an edit. */
  readonly spokenOn: string
  /** `null` while nothing is the matter. */
  readonly episode: Episode | null
}

/** One alert, from opened to resolved. */
export type Episode = {
  readonly openedOn: string
  readonly openedWith: number
  /** Everybody told of so far, those who are settled as well. */
  readonly items: readonly SaidItem[]
  /** Which states of the whole team were told. */
  readonly teamStates: readonly string[]
  /** Where invitations are only counted: the most that were told, and how many there are now. */
  readonly pending: { readonly most: number; readonly now: number }
  /** ISO moment until which nobody is notified; `null`: not snoozed. */
  readonly snoozedUntil: string | null
}

export type SaidItem = {
  /** `keyOf` the record: an id, or the e-mail of who has none yet. */
  readonly who: string
  readonly kind: UnusedKind
  readonly fate: 'open' | Fate
  /** ISO moment until which this person, who answered "later", is not spoken of; stays until they are spoken of again. */
  readonly snoozedUntil: string | null
}

export function isSnoozed({ snoozedUntil }: { readonly snoozedUntil: string | null }, now: Date): boolean {
  return snoozedUntil !== null && new Date(snoozedUntil) > now
}

/** Until when an alert is silent as a whole; `null` where it is not. */
export function silentUntil(said: Json, now: Date): Date | null {
  const episode = (said as unknown as Said | null)?.episode
  return episode?.snoozedUntil && isSnoozed(episode, now) ? new Date(episode.snoozedUntil) : null
}

/** Whether the time is over for which somebody was snoozed, and nothing has been said of them since. */
export function hasReturned(item: SaidItem, now: Date): boolean {
  return item.snoozedUntil !== null && !isSnoozed(item, now)
}

/**
 * How an episode stands, in numbers.
 * @param untold seats that were found and are none of its items
 */
export function readProgress(episode: Episode, now: Date, untold = 0): EpisodeProgress {
  const open = episode.items.filter(({ fate }) => fate === 'open')
  const deferred = open.filter(item => isSnoozed(item, now)).length
  const isSilent = isSnoozed(episode, now)
  const count = (fate: Fate) => episode.items.filter(item => item.fate === fate).length
  return {
    openedOn: new Date(episode.openedOn),
    openedWith: episode.openedWith,
    untold,
    open: open.length + episode.pending.now,
    snoozed: isSilent ? open.length + episode.pending.now : deferred,
    // Of a silent episode all are snoozed, whoever answered what.
    deferred: isSilent ? 0 : deferred,
    fates: {
      joined: count('joined'),
      started: count('started'),
      released: count('released'),
      renewed: count('renewed'),
      excluded: count('excluded'),
    },
  }
}
