import { type Level, levelFor, type Privacy, type Surface } from '../access/policy.ts'
import { pseudonymOf } from '../access/pseudonym.ts'
import { AppError } from '../errors.ts'
import type { Message } from '../message/message.ts'
import type { Clock, Delivery, Store } from '../ports.ts'
import type { Voice } from '../report/report.ts'
import { keyOf, seatsOf, tellUnused, tellUnusedNews, type UnusedView } from '../report/unused-seats.ts'
import { type AlertContent, findFor, readState, type WatchParts } from './watch.ts'

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
  const findings = alert && (await findFor(parts, store, alert, now))
  if (!episode || !findings) throw new AppError('subscription-gone')
  const { progress, resolvedOn } = readState(episode.state)
  const facts = {
    findings,
    episode: progress && { number: alert.id, progress, resolvedOn },
    isBaseline: content.isBaseline,
    host,
    askedAt: findings.day,
  }
  const surface = await surfaceIn(parts, delivery.conversation)
  const level = levelFor({ role: 'bot', surface, subject: 'group', isSelf: false, privacy })
  const view = viewAt(level, privacy.floor, key)
  if (content.how !== 'reply') return tellUnused(facts, voice, view)
  const wanted = new Set(content.added)
  const added = seatsOf(findings).filter(({ record }) => wanted.has(keyOf(record)))
  return tellUnusedNews(facts, added, voice, view)
}

/** Who may be told by which name at a level; `floor` binds where people are not named. */
export function viewAt(level: Level, floor: number, key: string): UnusedView {
  return {
    floor: level === 'named' ? 0 : floor,
    name: record => {
      if (level === 'named') return record.email ?? record.id
      return level === 'pseudonym' ? pseudonymOf(keyOf(record), key) : null
    },
  }
}

/** Who reads what is said in a conversation without being asked. */
export async function surfaceIn({ store }: { readonly store: Store }, conversation: string): Promise<Surface> {
  return (await store.conversations.get(conversation))?.kind === 'personal' ? 'personal' : 'channel'
}
