import { type AlertSettings, type Decision, decide } from '../alert/decide.ts'
import type { Said } from '../alert/said.ts'
import type { Alert, Clock, Delivery, Episode, Jobs, Json, Log, NewDelivery, Store } from '../ports.ts'
import { type EpisodeProgress, findUnused, keyOf, type SeatPolicy } from '../report/unused-seats.ts'
import { readCensus } from './census.ts'
import { enqueueDelivery } from './digests.ts'

export type WatchParts = {
  readonly store: Store
  readonly jobs: Jobs
  readonly clock: Clock
  readonly log: Log
  /** Of the installation; what was said in chat about single persons is added. */
  readonly policy: Omit<SeatPolicy, 'graceDays'>
}

/** What an episode's message tells, besides what is read anew each time. */
export type EpisodeState = {
  readonly progress: EpisodeProgressJson | null
  /** ISO moment; `null` while it goes on. */
  readonly resolvedOn: string | null
}
type EpisodeProgressJson = Omit<EpisodeProgress, 'openedOn'> & { readonly openedOn: string }

/** What a delivery of kind `alert` says: the episode's message, new or edited, or a reply to it. */
export type AlertContent = {
  readonly alert: number
  readonly episode: number
  readonly how: 'post' | 'edit' | 'reply'
  /** Of a reply: who is told of for the first time. */
  readonly added: readonly string[]
  readonly isBaseline: boolean
}

/** After a day's check: compares what was found with what was said, alert by alert, and claims what is to be said. */
export async function speakOfAlerts(parts: WatchParts, day: Date): Promise<void> {
  for (const { id } of await parts.store.alerts.open()) {
    await parts.store.transaction(tx => speakOf(parts, tx, id, day))
  }
}

/** One alert, in a transaction that holds it. Also after somebody pressed a button: then the message is edited. */
export async function speakOf(parts: WatchParts, tx: Store, id: number, day: Date): Promise<Decision | null> {
  const { clock, log } = parts
  const now = clock.now()
  const alert = await tx.alerts.lock(id)
  if (!alert || alert.closed !== null) return null
  const findings = await findFor(parts, tx, alert, day, now)
  if (!findings) return null
  const decision = decide(findings, readSaid(alert.said), now, settingsOf(alert))
  await tx.alerts.update(id, { said: decision.next as unknown as Json, reason: decision.reason, decidedAt: now })
  log.info({ alert: id, reason: decision.reason, speak: decision.speak }, 'an alert was decided on')
  if (decision.speak) await say(parts, tx, alert, decision, now)
  return decision
}

export function readSaid(said: Json): Said | null {
  return said as unknown as Said | null
}

/** What is found of an alert's subject, by the newest check up to a day; `null` before the first check. */
export async function findFor(
  { policy }: Pick<WatchParts, 'policy'>,
  store: Store,
  alert: Alert,
  day: Date,
  now: Date,
) {
  const census = await readCensus(store, alert.subject, day)
  if (!census) return null
  const exclusions = [...policy.exclusions, ...(await store.exclusions.all(now))]
  return findUnused(census, { ...policy, exclusions, graceDays: alert.graceDays }, now)
}

function settingsOf({ repeatDays }: Alert): AlertSettings {
  return { isOn: true, atLeast: 1, repeatDays }
}

type Spoken = Extract<Decision, { speak: true }>

async function say(parts: WatchParts, tx: Store, alert: Alert, decision: Spoken, now: Date): Promise<void> {
  const { reason, how } = decision
  const isOver = decision.next.episode === null
  const state: EpisodeState = { progress: toJson(decision.progress), resolvedOn: isOver ? now.toISOString() : null }
  const open = await tx.episodes.openOf(alert.id)
  const episode = open ?? (await tx.episodes.open(alert.id, { state: state as unknown as Json, reason }, now))
  await tx.episodes.update(episode.id, {
    state: state as unknown as Json,
    reason,
    ...(isOver ? { closedAt: now } : {}),
  })
  const content: AlertContent = {
    alert: alert.id,
    episode: episode.id,
    how: how === 'post' ? 'post' : 'edit',
    added: [],
    isBaseline: reason === 'baseline',
  }
  const slot = `${reason} ${now.toISOString()}`
  await claimAlert(parts, tx, alert, episode, slot, content, now)
  if (how === 'edit-and-reply') {
    const added = decision.added.map(({ record }) => keyOf(record))
    await claimAlert(parts, tx, alert, episode, `${slot} reply`, { ...content, how: 'reply', added }, now)
  }
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
    kind: 'alert',
    subscription: null,
    conversation: alert.conversation,
    slot,
    dueAt: now,
    content: content as unknown as Json,
  }
  const delivery = await tx.deliveries.claim(claim, now)
  if (delivery) await enqueueDelivery(tx, jobs, delivery.id)
  return delivery
}

function toJson(progress: EpisodeProgress | null): EpisodeProgressJson | null {
  return progress && { ...progress, openedOn: progress.openedOn.toISOString() }
}

export function readState(state: Json): { progress: EpisodeProgress | null; resolvedOn: Date | null } {
  const { progress, resolvedOn } = state as unknown as EpisodeState
  return {
    progress: progress && { ...progress, openedOn: new Date(progress.openedOn) },
    resolvedOn: resolvedOn === null ? null : new Date(resolvedOn),
  }
}
