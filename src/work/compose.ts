import { LRUCache } from 'lru-cache'
import { AppError } from '../errors.ts'
import { type Message, note } from '../message/message.ts'
import type { Clock, Delivery, Store, Subscription, UsageApi } from '../ports.ts'
import { type DigestFacts, type DigestPart, digestReport } from '../report/digest.ts'
import { type SeatHistory, type Sources, subjectWord, type Voice } from '../report/report.ts'
import { readNotice, tellNotice } from './notices.ts'

export type ComposeParts = {
  readonly store: Store
  readonly usageApi: UsageApi
  readonly clock: Clock
  readonly history: SeatHistory
  /** How readers of a conversation are spoken to. */
  readonly voiceIn: (conversation: string, zone: string) => Voice
}

/** A digest that many channels want at the same time is collected once; a few minutes later it may be another. */
const shared = 5 * 60_000

/** What a delivery says. Throws an `AppError` where that cannot be found out (now). */
export function createCompose(parts: ComposeParts) {
  const { store, usageApi, clock, history, voiceIn } = parts
  const collected = new LRUCache<string, DigestPart, Question>({
    max: 2_000,
    ttl: shared,
    fetchMethod: async (_key, _stale, { context }) => {
      const facts = await digestReport.collect(sourcesFor(), context, context.now)
      const [part] = facts.parts
      if (!part) throw new AppError('internal')
      return part
    },
  })

  // Not the signal of one delivery: another may be waiting for the same facts. The client has time limits of its own.
  function sourcesFor(): Sources {
    return { usageApi, history, signal: new AbortController().signal, onProgress: () => {} }
  }

  async function collect({ subjects, schedule }: Subscription, dueAt: Date): Promise<DigestFacts> {
    const unit = schedule.every.unit
    const { zone } = schedule
    const wanted = subjects.map(subject => {
      const question = { subjects: [subject], unit, zone, now: dueAt }
      const key = `${subjectWord(subject)} ${unit} ${zone} ${dueAt.toISOString().slice(0, 10)}`
      return collected.forceFetch(key, { context: question })
    })
    return { unit, parts: await Promise.all(wanted) }
  }

  return async function compose(delivery: Delivery): Promise<Message> {
    const notice = readNotice(delivery)
    if (notice) return tellNotice(notice, voiceIn(delivery.conversation, 'UTC'))
    const subscription = delivery.subscription === null ? null : await store.subscriptions.get(delivery.subscription)
    if (!subscription) throw new AppError('subscription-gone')
    const voice = voiceIn(delivery.conversation, subscription.schedule.zone)
    // The digest of a slot is about the period before its due time, also when it is said later.
    const message = digestReport.tell(await collect(subscription, delivery.dueAt), voice)
    const late = Math.round((clock.now().getTime() - delivery.dueAt.getTime()) / 60_000)
    const by = delivery.kind === 'run' && typeof delivery.content === 'string' ? delivery.content : null
    const remarks = note(
      by === null ? null : voice.words.digest.askedBy(by),
      delivery.kind === 'digest' && late >= 15 ? voice.words.digest.late(late) : null,
      voice.words.digest.footer(subscription.id, voice.prefix),
    )
    return { ...message, parts: [...message.parts, remarks] }
  }
}

type Question = Parameters<typeof digestReport.collect>[1] & { now: Date }
