import type { NotifiedEpisode, NotifiedItem, NotifiedState, Unwatched } from '../../ports.ts'
import type { EpisodeProgress, Fate } from '../findings.ts'

/** Why an alert is closed that was turned off. */
export const unwatched: Unwatched = 'off'

export function isSnoozed({ snoozedUntil }: { readonly snoozedUntil: string | null }, now: Date): boolean {
  return snoozedUntil !== null && new Date(snoozedUntil) > now
}

/** Until when an alert is silent as a whole; `null` if it is not. */
export function silentUntil(notified: NotifiedState | null, now: Date): Date | null {
  const episode = notified?.episode
  return episode?.snoozedUntil && isSnoozed(episode, now) ? new Date(episode.snoozedUntil) : null
}

/** Whether a person's snooze is over and no notification has named them since. */
export function hasReturned(item: NotifiedItem, now: Date): boolean {
  return item.snoozedUntil !== null && !isSnoozed(item, now)
}

/**
 * The state of an episode, in numbers.
 * @param untold seats that were found but are not among its items
 */
export function readProgress(episode: NotifiedEpisode, now: Date, untold = 0): EpisodeProgress {
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
    // Of a silent episode all are snoozed, whatever each person answered.
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
