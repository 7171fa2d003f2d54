import type { NotifiedEpisode, NotifiedState } from '../../ports.ts'
import { countDays, formatDay, startOfDay } from '../../time/utc-days.ts'
import { countFound, type EpisodeProgress, type Findings, type UnusedSeat } from '../findings.ts'
import { hasReturned, isSnoozed, readProgress } from './notified-state.ts'
import { findUnnotified, markNotified, markSeen, reconcile } from './reconcile.ts'

export type AlertSettings = {
  readonly isOn: boolean
  /** How many seats must be unused before anyone is notified; 1 or more. */
  readonly atLeast: number
  /** Days after which seats that are still unused are notified again. */
  readonly repeatDays: number
  /** A digest states the same number in the same conversation today, so nothing is repeated. */
  readonly isInDigest?: boolean
  /** The message has changes of seats that this check is the first to see. */
  readonly hasNewChanges?: boolean
}

/** @internal */
export const defaultAlertSettings: AlertSettings = { isOn: true, atLeast: 1, repeatDays: 7 }

const notifyReasons = ['baseline', 'opened', 'more', 'fewer', 'back', 'confirmed', 'repeat', 'resolved'] as const
type NotifyReason = (typeof notifyReasons)[number]

/**
 * `few-more`: too small a change to notify of; it comes with the next repetition at the latest.
 * `said-today`: people were notified today already. `in-digest`: a digest repeats it today.
 */
const silenceReasons = [
  'off',
  'no-data',
  'below-threshold',
  'snoozed',
  'said-today',
  'in-digest',
  'few-more',
  'nothing-new',
] as const
type SilenceReason = (typeof silenceReasons)[number]

export type AlertDecision =
  | {
      readonly notifies: true
      readonly reason: NotifyReason
      /** A new message, the episode's message edited, or that and a reply to it, which notifies people. */
      readonly how: 'post' | 'edit' | 'edit-and-reply'
      /** Seats that people are notified of for the first time. */
      readonly added: readonly UnusedSeat[]
      /** `null` where a baseline opens nothing. */
      readonly progress: EpisodeProgress | null
      readonly next: NotifiedState
    }
  | { readonly notifies: false; readonly reason: SilenceReason; readonly next: NotifiedState | null }

/** New ones are worth a message of their own from this share of what is open; else every day of a large company has one. */
const shareWorthNotifying = 0.1

/**
 * Compares the findings with what people were notified of.
 * @param notified `null` before the first check that knows anything
 * @param today the date where the alert is read, as its midnight UTC: people are notified once a day
 */
export function decide(
  findings: Findings,
  notified: NotifiedState | null,
  now: Date,
  settings: AlertSettings,
  today = startOfDay(now),
): AlertDecision {
  if (!settings.isOn) return { notifies: false, reason: 'off', next: notified }
  if (findings.noData !== null) return { notifies: false, reason: 'no-data', next: notified }

  return notified?.episode
    ? goOn(notified.episode, notified.spokenOn, findings, { now, today }, settings)
    : begin(notified, findings, { now, today }, settings)
}

type Moment = { readonly now: Date; readonly today: Date }

function begin(
  notified: NotifiedState | null,
  findings: Findings,
  moment: Moment,
  { atLeast }: AlertSettings,
): AlertDecision {
  const { now } = moment
  const today = formatDay(moment.today)
  const found = countFound(findings)
  const opens = found >= Math.max(1, atLeast)
  if (notified && !opens)
    return { notifies: false, reason: found === 0 ? 'nothing-new' : 'below-threshold', next: notified }
  if (notified && notified.spokenOn >= today) return { notifies: false, reason: 'said-today', next: notified }

  const pending = { most: 0, now: findings.pending?.count ?? 0 }
  const empty = { openedOn: today, openedWith: found, items: [], teamStates: [], pending, snoozedUntil: null }
  const episode = opens ? markNotified(empty, findings, now) : null
  return {
    notifies: true,
    reason: notified ? 'opened' : 'baseline',
    how: 'post',
    added: findUnnotified(empty, findings).seats,
    progress: episode && readProgress(episode, now),
    next: { spokenOn: today, episode },
  }
}

function goOn(
  before: NotifiedEpisode,
  spokenOn: string,
  findings: Findings,
  { now, today }: Moment,
  settings: AlertSettings,
): AlertDecision {
  const followed = reconcile(before, findings)
  const unnotified = findUnnotified(followed, findings)
  // A new member of a team that was reported as a whole is no news: it is counted without a notification.
  const episode = unnotified.count === 0 ? markSeen(followed, findings) : followed
  const next = markNotified(episode, findings, now)
  const open = next.items.filter(({ fate }) => fate === 'open')
  const audible = open.filter(item => !isSnoozed(item, now)).length + next.pending.now
  const returned = episode.items.filter(item => item.fate === 'open' && hasReturned(item, now)).length
  const news = unnotified.count + returned
  const isWorthNotifying = news >= Math.max(1, Math.ceil(audible * shareWorthNotifying))

  const edit = (
    reason: 'fewer' | 'back' | 'confirmed' | 'resolved',
    after: NotifiedEpisode | null,
    on = spokenOn,
  ): AlertDecision => ({
    notifies: true,
    reason,
    how: 'edit',
    added: [],
    progress: readProgress(episode, now, findUnnotified(episode, findings).seats.length),
    next: { spokenOn: on, episode: after },
  })
  const isOpen = episode.items.some(({ fate }) => fate === 'open') || episode.pending.now > 0
  if (!isOpen && countFound(findings) < Math.max(1, settings.atLeast)) return edit('resolved', null)

  const silence = findSilence()
  if (silence === null) {
    return {
      notifies: true,
      reason: isWorthNotifying ? 'more' : 'repeat',
      how: 'edit-and-reply',
      added: unnotified.seats,
      progress: readProgress(next, now),
      next: { spokenOn: formatDay(today), episode: next },
    }
  }
  // The digest counts as the repetition: the next one is due as many days after it.
  const repeatedOn = silence === 'in-digest' ? formatDay(today) : spokenOn
  if (hasFewer(before, episode)) return edit('fewer', episode, repeatedOn)
  // The message shows a lower number, or changes that were not checked yet.
  if (hasReopened(before, episode)) return edit('back', episode, repeatedOn)
  if (settings.hasNewChanges) return edit('confirmed', episode, repeatedOn)
  return { notifies: false, reason: silence, next: { spokenOn: repeatedOn, episode } }

  function findSilence(): SilenceReason | null {
    if (isSnoozed(before, now) || (audible === 0 && open.length > 0)) return 'snoozed'
    if (audible < settings.atLeast) return 'below-threshold'
    const isRepeatDue = countDays(new Date(spokenOn), today) >= settings.repeatDays
    if (isWorthNotifying || isRepeatDue) {
      if (spokenOn >= formatDay(today)) return 'said-today'
      return !isWorthNotifying && settings.isInDigest ? 'in-digest' : null
    }
    return news > 0 ? 'few-more' : 'nothing-new'
  }
}

function hasReopened(before: NotifiedEpisode, after: NotifiedEpisode): boolean {
  const wasOver = new Set(before.items.filter(({ fate }) => fate !== 'open').map(({ who }) => who))
  return after.items.some(({ who, fate }) => fate === 'open' && wasOver.has(who))
}

function hasFewer(before: NotifiedEpisode, after: NotifiedEpisode): boolean {
  const wasOpen = new Set(before.items.filter(({ fate }) => fate === 'open').map(({ who }) => who))
  return (
    after.pending.now < before.pending.now || after.items.some(({ who, fate }) => fate !== 'open' && wasOpen.has(who))
  )
}
