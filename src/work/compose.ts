import { AppError } from '../errors.ts'
import { type Message, note } from '../message/message.ts'
import type { Clock, Delivery, Store, Subscription, UsageApi } from '../ports.ts'
import { type DigestFacts, digestReport } from '../report/digest.ts'
import type { SeatHistory, Voice } from '../report/report.ts'
import { readNotice, tellNotice } from './notices.ts'
import { shareAnswers } from './shared-answers.ts'

export type ComposeParts = {
  readonly store: Store
  readonly usageApi: UsageApi
  readonly clock: Clock
  readonly history: SeatHistory
  /** How readers of a conversation are spoken to. */
  readonly voiceIn: (conversation: string, zone: string) => Voice
}

/** What a delivery says. Throws an `AppError` where that cannot be found out (now). */
export function createCompose(parts: ComposeParts) {
  const { store, usageApi, clock, history, voiceIn } = parts
  const askFor = shareAnswers(usageApi)

  function collect({ subjects, schedule }: Subscription, dueAt: Date): Promise<DigestFacts> {
    const from = { usageApi: askFor(dueAt), history, signal: new AbortController().signal, onProgress: () => {} }
    return digestReport.collect(from, { subjects, unit: schedule.every.unit, zone: schedule.zone }, dueAt)
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
