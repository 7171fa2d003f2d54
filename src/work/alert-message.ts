import { levelFor, type Privacy, type Surface } from '../access/policy.ts'
import { viewAt } from '../access/unused-view.ts'
import { silentUntil } from '../alert/said.ts'
import { AppError } from '../errors.ts'
import type { Message } from '../message/message.ts'
import type { Clock, Delivery, Store } from '../ports.ts'
import type { Voice } from '../report/report.ts'
import { collectUnused, keyOf, seatsOf, tellUnused, tellUnusedNews, tellUnwatched } from '../report/unused-seats.ts'
import { countAnswers } from './remind.ts'
import { type AlertContent, readState, type WatchParts } from './watch.ts'

export type AlertMessageParts = Pick<WatchParts, 'policy'> & {
  readonly store: Store
  readonly clock: Clock
  readonly privacy: Privacy
  /** Of this installation, for pseudonyms. */
  readonly key: string
  /** Where the numbers come from, for people. */
  readonly host: string
}

export function readAlertContent({ kind, content }: Delivery): AlertContent | null {
  return kind === 'alert' ? (content as unknown as AlertContent) : null
}

/** What an alert's delivery says, from what is known now: whatever came between is then in it. */
export async function composeAlert(
  parts: AlertMessageParts,
  delivery: Delivery,
  content: AlertContent,
  voice: Voice,
): Promise<Message> {
  const { store, clock, privacy, key, host } = parts
  const now = clock.now()
  const [alert, episode] = await Promise.all([store.alerts.get(content.alert), store.episodes.get(content.episode)])
  if (!alert || !episode) throw new AppError('subscription-gone')
  const { progress, resolvedOn, isUnwatched } = readState(episode.state)
  if (isUnwatched) return tellUnwatched(alert.subject, progress, voice)
  const findings = await collectUnused(store, alert, parts.policy, now)
  if (!findings) throw new AppError('subscription-gone')
  const asked = countAnswers(await store.reminders.ofAlert(alert.id, episode.openedAt))
  const facts = {
    findings,
    episode: progress && {
      number: alert.id,
      progress: asked ? { ...progress, asked } : progress,
      resolvedOn,
      silentUntil: silentUntil(alert.said, now),
    },
    isBaseline: content.isBaseline,
    host,
    askedAt: findings.day,
  }
  const surface = await surfaceIn(parts, delivery.conversation)
  const level = levelFor({ role: 'bot', surface, subject: 'group', isSelf: false, privacy })
  if (level === 'off') throw new AppError('not-told-here')
  const view = viewAt(level, privacy.floor, key)
  if (content.how !== 'reply') return tellUnused(facts, voice, view)
  const wanted = new Set(content.added)
  const added = seatsOf(findings).filter(({ record }) => wanted.has(keyOf(record)))
  return tellUnusedNews(facts, added, voice, view)
}

/** Who reads what is said in a conversation without being asked. */
export async function surfaceIn({ store }: { readonly store: Store }, conversation: string): Promise<Surface> {
  return (await store.conversations.get(conversation))?.kind === 'personal' ? 'personal' : 'channel'
}
