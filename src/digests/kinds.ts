import { z } from 'zod'
import { type DeliveryFailure, type DeliveryKind, type DeliveryOf, defineDeliveryKind } from '../delivery/kind.ts'
import { AppError } from '../errors.ts'
import { type Message, note } from '../message/message.ts'
import type { RenderContext } from '../message/render-context.ts'
import type { EndInConversation } from '../notices/close-conversation.ts'
import type { Notify } from '../notices/notify.ts'
import type { BusinessCalendar, Clock, SeatHistory, Store, Subscription, UsageApi } from '../ports.ts'
import type { Authorized } from '../privacy/authorize.ts'
import { type PostReader, releasePost } from '../report/post-reader.ts'
import type { Sources } from '../report/report.ts'
import { collectFor } from '../report/run-report.ts'
import { digestKind, modeOfDigest, runKind } from './claim-due.ts'
import { type DigestFacts, digestReport } from './digest.ts'
import { notifySubscriber, pauseDigestsIn } from './notice.ts'
import { shareAnswers } from './shared-answers.ts'

export type DigestKindParts = {
  readonly store: Store
  readonly usageApi: UsageApi
  readonly clock: Clock
  readonly history: SeatHistory
  readonly calendar: BusinessCalendar
  readonly reader: PostReader
  readonly notify: Notify
  readonly closeConversation: EndInConversation
  /** @throws where the Usage API answers for another organization than the data is of */
  readonly confirmOrganization: () => Promise<void>
}

/** Digests that are due, and those that somebody asked for in between. */
export function createDigestKinds(parts: DigestKindParts): readonly DeliveryKind[] {
  const { clock } = parts
  const compose = createComposeDigest(parts)
  const onFailed = (tx: Store, delivery: DeliveryOf<unknown>, failure: DeliveryFailure) =>
    endDigest(parts, tx, delivery, failure)
  return [
    defineDeliveryKind({
      name: digestKind,
      payload: z.null(),
      mode: async delivery => modeOfDigest(delivery, clock.now()),
      compose: delivery => compose(delivery, ({ t }) => tellLate(delivery.dueAt, clock.now(), t)),
      onFailed,
    }),
    defineDeliveryKind<string | null>({
      name: runKind,
      /** Who asked for it. */
      payload: z.string().nullable(),
      isAwaited: true,
      compose: delivery =>
        compose(delivery, ({ t }) => (delivery.content === null ? null : t.digest.askedBy(delivery.content))),
      onFailed,
    }),
  ]
}

type Posted = Pick<DeliveryOf<unknown>, 'conversation' | 'subscription' | 'dueAt'>

function createComposeDigest(parts: DigestKindParts) {
  const { store, usageApi, clock, history, calendar, reader } = parts
  const askFor = shareAnswers(usageApi)

  function sourcesFor(dueAt: Date): Sources {
    return { usageApi: askFor(dueAt), history, calendar, signal: new AbortController().signal, onProgress: () => {} }
  }

  /** @param remark what the footer says besides how to change the subscription */
  return async function compose(
    { conversation, subscription: id, dueAt }: Posted,
    remark: (rendering: RenderContext) => string | null,
  ): Promise<Authorized<Message>> {
    await parts.confirmOrganization()
    const subscription = id === null ? null : await store.subscriptions.get(id)
    if (!subscription) throw new AppError('subscription-gone')
    const authorization = await reader.authorize(conversation, 'groups')
    const { subjects, schedule, language } = subscription
    // The digest of a slot is about the period before its due time, also when it is posted later.
    const asked = { subjects, unit: schedule.every.unit, zone: schedule.zone, dueAt }
    const facts = await collectFor(digestReport, { sources: sourcesFor(dueAt), authorization, now: clock.now() }, asked)
    const rendering = reader.rendering(conversation, schedule.zone, language)
    return releasePost(renderDigest(facts, subscription, remark(rendering), rendering), authorization, language)
  }
}

function renderDigest(
  facts: DigestFacts,
  { id }: Subscription,
  remark: string | null,
  rendering: RenderContext,
): Message {
  const message = digestReport.render(facts, rendering)
  const footer = note(remark, rendering.t.digest.footer(id, rendering.commandPrefix))
  return { ...message, parts: [...message.parts, footer] }
}

/** From so many minutes on a digest says that it is late. */
const minLateMinutes = 15

function tellLate(dueAt: Date, now: Date, { digest: t }: RenderContext['t']): string | null {
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
