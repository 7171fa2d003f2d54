import { z } from 'zod'
import { claimDelivery } from '../../delivery/enqueue.ts'
import { hasDigestOn } from '../../digests/digest-day.ts'
import type {
  Alert,
  Clock,
  Delivery,
  Episode,
  EpisodeProgressState,
  EpisodeState,
  Jobs,
  Log,
  NewDelivery,
  NotifiedState,
  SeatPolicy,
  Store,
} from '../../ports.ts'
import { isPolite, type Politeness } from '../../time/polite-time.ts'
import { formatDay } from '../../time/utc-days.ts'
import { localDay } from '../../time/wall-clock.ts'
import { isAfterCheck } from '../findings/apply-actions.ts'
import { collectUnused, type EpisodeProgress, keyOf } from '../findings.ts'
import { type AlertDecision, type AlertSettings, decide } from './decide.ts'
import { readProgress, unwatched } from './notified-state.ts'
import { findUnnotified, reconcile } from './reconcile.ts'

export type WatchParts = {
  readonly store: Store
  readonly jobs: Jobs
  readonly clock: Clock
  readonly log: Log
  /** Of the installation; exclusions made in chat are added. */
  readonly policy: Omit<SeatPolicy, 'graceDays'>
  /** When people may be notified. */
  readonly politeness: Politeness
  /** IANA zone of alerts without one of their own. */
  readonly zone: string
}

/** As it is stored with each delivery of an alert. */
export const alertKind = 'alert'

/** What a delivery of kind `alert` posts: the episode's message, new or edited, or a reply to it. */
export const AlertContent = z
  .object({
    alert: z.int(),
    episode: z.int(),
    how: z.enum(['post', 'edit', 'reply']),
    /** Of a reply: the people it names for the first time. */
    added: z.array(z.string()),
    isBaseline: z.boolean(),
  })
  .readonly()
export type AlertContent = z.output<typeof AlertContent>

/**
 * Compares the newest check with what people were notified of, alert by alert, and claims notifications. Each alert is
 * decided on once for each check, at the first working hour of its conversation.
 * @throws what the first alert that failed threw; the others are decided on
 */
export async function evaluateAlerts(parts: WatchParts): Promise<void> {
  const { store, clock } = parts
  const check = await store.seatChecks.newest(clock.now())
  // A running check does not know yet who uses what.
  if (check?.stage !== 'done') return
  const failures: unknown[] = []
  for (const alert of await store.alerts.open()) {
    if (!isDue(alert, check.day, parts)) continue
    // A failure does not affect other alerts; the job is retried for it.
    await store.transaction(tx => evaluateAlert(parts, tx, alert.id, check.day)).catch(error => failures.push(error))
  }
  if (failures.length > 0) throw failures[0]
}

/**
 * Whether an alert is due for a decision now. Not at night and not before people have read their mail on a Monday: they
 * would miss it. A first check is due at once, because the person who asked for it waits.
 */
function isDue(alert: Alert, checkedOn: Date, { clock, politeness, zone }: WatchParts): boolean {
  if (alert.decidedFor !== null && alert.decidedFor >= checkedOn) return false
  return alert.notified === null || isPolite(clock.now(), alert.zone ?? zone, politeness)
}

/** One alert, in a transaction that holds it. */
async function evaluateAlert(parts: WatchParts, tx: Store, id: number, checkedOn: Date): Promise<void> {
  const { clock, log } = parts
  const now = clock.now()
  const alert = await tx.alerts.lock(id)
  if (!alert || alert.closed !== null || !isDue(alert, checkedOn, parts)) return
  const findings = await collectUnused(tx, alert, parts.policy, now)
  if (!findings) return
  const today = localDay(now, alert.zone ?? parts.zone)
  const digests = await tx.subscriptions.inConversation(alert.conversation)
  const settings = {
    ...settingsOf(alert),
    isInDigest: hasDigestOn(digests, alert.subject, now),
    hasNewChanges: await hasNewChanges(tx, alert, checkedOn),
  }
  const decision = decide(findings, boundNotified(alert.notified, today), now, settings, today)
  const { reason, next } = decision
  await tx.alerts.update(id, { notified: next, reason, decidedAt: now, decidedFor: checkedOn })
  log.info({ alert: id, reason: decision.reason, notifies: decision.notifies }, 'an alert was decided on')
  if (decision.notifies) await notify(parts, tx, alert, decision, now)
}

/** Whether seats were changed from an alert after the check that it was decided on last, and before this one. */
async function hasNewChanges(tx: Store, { id, decidedFor }: Alert, checkedOn: Date): Promise<boolean> {
  const acted = decidedFor === null ? [] : await tx.seatActions.ofAlert(id, decidedFor)
  return acted.some(action => !isAfterCheck(action, checkedOn))
}

/**
 * Updates the message of an open episode after a snooze, an exclusion, an answer or the end of the alert. Edits only, so
 * it notifies no one.
 */
export async function refreshAlert(parts: WatchParts, id: number): Promise<void> {
  await parts.store.transaction(async tx => {
    const now = parts.clock.now()
    const alert = await tx.alerts.lock(id)
    const open = alert && (await tx.episodes.openOf(id))
    if (alert?.closed === unwatched) return open ? partWith(parts, tx, alert, open, now) : undefined
    const findings = alert && (await collectUnused(tx, alert, parts.policy, now))
    const notified = alert?.notified
    if (!alert || alert.closed !== null || !open || !findings || !notified?.episode || findings.noData !== null) return
    const episode = reconcile(notified.episode, findings)
    await tx.alerts.update(id, { notified: { ...notified, episode } })
    const progress = readProgress(episode, now, findUnnotified(episode, findings).seats.length)
    const state: EpisodeState = { progress: toJson(progress), resolvedOn: null }
    await tx.episodes.update(open.id, { state })
    const content: AlertContent = { alert: id, episode: open.id, how: 'edit', added: [], isBaseline: false }
    await claimAlert(parts, tx, alert, open, `refresh ${now.toISOString()}`, content, now)
  })
}

/** The episode stays open, so that its last edit waits where its message is only just being posted. */
async function partWith(parts: WatchParts, tx: Store, alert: Alert, open: Episode, now: Date): Promise<void> {
  await tx.episodes.update(open.id, { state: { ...open.state, isUnwatched: true } })
  const content: AlertContent = { alert: alert.id, episode: open.id, how: 'edit', added: [], isBaseline: false }
  await claimAlert(parts, tx, alert, open, `unwatched ${now.toISOString()}`, content, now)
}

/** A future day was written by a clock that was ahead. It counts as today, so that the alert is not silent for years. */
function boundNotified(notified: NotifiedState | null, today: Date): NotifiedState | null {
  return notified && notified.spokenOn > formatDay(today) ? { ...notified, spokenOn: formatDay(today) } : notified
}

function settingsOf({ repeatDays }: Alert): AlertSettings {
  return { isOn: true, atLeast: 1, repeatDays }
}

type Notification = Extract<AlertDecision, { notifies: true }>

async function notify(parts: WatchParts, tx: Store, alert: Alert, decision: Notification, now: Date): Promise<void> {
  const { reason } = decision
  const isOver = decision.next.episode === null
  const state: EpisodeState = { progress: toJson(decision.progress), resolvedOn: isOver ? now.toISOString() : null }
  const before = await tx.episodes.openOf(alert.id)
  const mode = chooseMode(decision.how, before)
  if (mode === null) return
  if (mode === 'post' && before) await tx.episodes.update(before.id, { closedAt: now })
  const open = mode === 'post' ? null : before
  const episode = open ?? (await tx.episodes.open(alert.id, { state, reason }, now))
  await tx.episodes.update(episode.id, {
    state,
    reason,
    ...(isOver ? { closedAt: now } : {}),
  })
  const content: AlertContent = {
    alert: alert.id,
    episode: episode.id,
    how: mode === 'post' ? 'post' : 'edit',
    added: [],
    isBaseline: reason === 'baseline',
  }
  const slot = `${reason} ${now.toISOString()}`
  await claimAlert(parts, tx, alert, episode, slot, content, now)
  if (mode === 'edit-and-reply') {
    const added = decision.added.map(({ record }) => keyOf(record))
    await claimAlert(parts, tx, alert, episode, `${slot} reply`, { ...content, how: 'reply', added }, now)
  }
}

/**
 * Where an episode has no message (deleted, or never confirmed), a notification posts a new one, and a silent edit has
 * nothing to do.
 */
function chooseMode(how: Notification['how'], open: Episode | null): Notification['how'] | null {
  if (how === 'post' || open) return how
  return how === 'edit-and-reply' ? 'post' : null
}

async function claimAlert(
  { jobs }: Pick<WatchParts, 'jobs'>,
  tx: Store,
  alert: Alert,
  episode: Episode,
  slot: string,
  content: AlertContent,
  now: Date,
): Promise<Delivery | null> {
  const claim: NewDelivery = {
    key: `alert ${alert.id} · episode ${episode.id} · ${slot}`,
    kind: alertKind,
    subscription: null,
    conversation: alert.conversation,
    slot,
    dueAt: now,
    content,
  }
  return claimDelivery(tx, jobs, claim, now)
}

function toJson(progress: EpisodeProgress | null): EpisodeProgressState | null {
  return progress && { ...progress, openedOn: progress.openedOn.toISOString() }
}

export function readState({ progress, resolvedOn, isUnwatched = false }: EpisodeState): {
  progress: EpisodeProgress | null
  resolvedOn: Date | null
  isUnwatched: boolean
} {
  return {
    isUnwatched,
    progress: progress && { ...progress, openedOn: new Date(progress.openedOn) },
    resolvedOn: resolvedOn === null ? null : new Date(resolvedOn),
  }
}
