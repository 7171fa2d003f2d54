import { z } from 'zod'
import { type DeliveryFailure, type DeliveryKind, type DeliveryOf, defineDeliveryKind } from '../delivery/kind.ts'
import { AppError } from '../errors.ts'
import type { Message } from '../message/message.ts'
import type { RenderContext } from '../message/render-context.ts'
import type { EndInConversation } from '../notices/close-conversation.ts'
import type { Notify } from '../notices/notify.ts'
import type { BusinessCalendar, Clock, SeatHistory, Store, Subscription, UsageApi } from '../ports.ts'
import type { Authorized } from '../privacy/authorize.ts'
import { type PostReader, releasePost } from '../report/post-reader.ts'
import { collectFor, type ReportSettings, type Sources } from '../report/report.ts'
import { chooseAdvice, keysOfChosen } from './advice.ts'
import { digestKind, modeOfDigest, runKind } from './claim-due.ts'
import { digestReport } from './digest.ts'
import { editLine } from './lines.ts'
import { notifySubscriber, pauseDigestsIn } from './notice.ts'
import { shareAnswers } from './shared-answers.ts'
import type { CountUnused } from './unused-count.ts'

export type DigestKindParts = {
  readonly store: Store
  readonly usageApi: UsageApi
  readonly clock: Clock
  readonly history: SeatHistory
  readonly calendar: BusinessCalendar
  readonly reports: ReportSettings
  readonly reader: PostReader
  readonly notify: Notify
  readonly closeConversation: EndInConversation
  /** As an alert in this conversation counts them. */
  readonly countUnusedIn: (conversation: string) => CountUnused
  /** @throws if the Usage API answers for another organization than the stored data belongs to */
  readonly confirmOrganization: () => Promise<void>
}

/** What is stored with a digest: what it advised, see `keysOfChosen`. */
const DigestContent = z.object({ advised: z.array(z.string()) }).nullable()

/** Digests that are due, and digests that someone asked for in between. */
export function createDigestKinds(parts: DigestKindParts): readonly DeliveryKind[] {
  const { clock, store } = parts
  const compose = createComposeDigest(parts)
  const onFailed = (tx: Store, delivery: DeliveryOf<unknown>, failure: DeliveryFailure) =>
    endDigest(parts, tx, delivery, failure)
  return [
    defineDeliveryKind({
      name: digestKind,
      payload: DigestContent,
      mode: async delivery => modeOfDigest(delivery, clock.now()),
      async compose(delivery) {
        const remark = ({ t }: RenderContext) => renderLate(delivery.dueAt, clock.now(), t)
        const { message, advised } = await compose(delivery, remark)
        // Kept before it is posted: a post whose outcome is unknown may have been read.
        await store.deliveries.keepContent(delivery.id, { advised })
        return message
      },
      onFailed,
    }),
    defineDeliveryKind<string | null>({
      name: runKind,
      /** Who asked for it. */
      payload: z.string().nullable(),
      isAwaited: true,
      compose: async delivery => {
        const remark = ({ t }: RenderContext) => (delivery.content === null ? null : t.digest.askedBy(delivery.content))
        return (await compose(delivery, remark)).message
      },
      onFailed,
    }),
  ]
}

type Posted = Pick<DeliveryOf<unknown>, 'id' | 'conversation' | 'subscription' | 'dueAt'>
type Composed = { readonly message: Authorized<Message>; readonly advised: readonly string[] }

function createComposeDigest(parts: DigestKindParts) {
  const { store, usageApi, clock, history, calendar, reports, reader } = parts
  const askFor = shareAnswers(usageApi)

  function sourcesFor(dueAt: Date): Sources {
    const signal = new AbortController().signal
    return { usageApi: askFor(dueAt), history, calendar, settings: reports, signal, onProgress: () => {} }
  }

  /** @param remark that it is late, or who asked for it */
  return async function compose(
    { id: delivery, conversation, subscription: id, dueAt }: Posted,
    remark: (rendering: RenderContext) => string | null,
  ): Promise<Composed> {
    await parts.confirmOrganization()
    const subscription = id === null ? null : await store.subscriptions.get(id)
    if (!subscription) throw new AppError('subscription-gone')
    const authorization = await reader.authorize(conversation, 'groups')
    const { subjects, schedule, language } = subscription
    // The digest of a slot is about the period before its due time, also when it is posted later.
    const countUnused = parts.countUnusedIn(conversation)
    const asked = { subjects, unit: schedule.every.unit, zone: schedule.zone, dueAt, countUnused }
    const facts = await collectFor(digestReport, { sources: sourcesFor(dueAt), authorization, now: clock.now() }, asked)
    const rendering = reader.rendering(conversation, schedule.zone, language)
    const advisedBefore = await readAdvised(store, subscription, delivery)
    const posted = {
      number: subscription.id,
      remark: remark(rendering),
      editLine: editLine(subscription),
      advisedBefore,
    }
    const message = digestReport.render({ ...facts, posted }, rendering)
    return {
      message: releasePost(message, authorization, language),
      advised: keysOfChosen(chooseAdvice(facts.parts, advisedBefore)),
    }
  }
}

/** Earlier digests that are compared; the count of periods in a row ends with them. */
const maxDigestsRead = 60

/** What the digests before this one advised, newest first. */
async function readAdvised(store: Store, { id }: Subscription, delivery: number): Promise<readonly string[][]> {
  const deliveries = await store.deliveries.ofSubscription(id, maxDigestsRead)
  return deliveries
    .filter(other => other.kind === digestKind && other.id < delivery && other.state === 'sent')
    .map(({ content }) => DigestContent.safeParse(content).data?.advised ?? [])
}

/** From so many minutes on, a digest states that it is late. */
const minLateMinutes = 15

function renderLate(dueAt: Date, now: Date, { digest: t }: RenderContext['t']): string | null {
  const late = Math.round((now.getTime() - dueAt.getTime()) / 60_000)
  return late >= minLateMinutes ? t.late(late) : null
}

async function endDigest(
  { notify, closeConversation }: DigestKindParts,
  tx: Store,
  delivery: DeliveryOf<unknown>,
  { state, reason, isUnreachable }: DeliveryFailure,
): Promise<void> {
  const subscription = delivery.subscription === null ? null : await tx.subscriptions.get(delivery.subscription)
  if (!subscription) return
  const { slot, conversation } = delivery
  const key = `notice ${delivery.id}`
  if (!isUnreachable) return notifySubscriber(tx, notify, subscription, key, { notice: state, slot, reason })
  const closed = { conversation, reason, slot, key }
  const paused = await pauseDigestsIn(tx, notify, closed)
  await closeConversation(tx, closed)
  // A subscription that was paused for this reason has had its notice from the delivery that found out first.
  if (paused === 0 && subscription.pause?.reason === 'asked')
    await notifySubscriber(tx, notify, subscription, key, { notice: 'unreachable', slot, reason })
}
