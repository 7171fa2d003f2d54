import { z } from 'zod'
import { actions, type Message, note, text } from '../message/message.ts'
import type { Delivery, Jobs, Store, Subscription } from '../ports.ts'
import type { Voice } from '../report/report.ts'
import type { Ended } from './deliver.ts'
import { enqueueDelivery } from './digests.ts'

/** Told to the owner of a subscription, and to the operations channel: never to the digest's audience. */
const Notice = z.object({
  notice: z.enum(['failed', 'unknown', 'unreachable']),
  subscription: z.number(),
  names: z.array(z.string()),
  slot: z.string(),
  reason: z.string(),
  nextRunAt: z.string(),
  zone: z.string(),
})
export type Notice = z.output<typeof Notice>

export function readNotice({ kind, content }: Delivery): Notice | null {
  return kind === 'notice' ? Notice.parse(content) : null
}

/** What failed, why in plain words, what to do, and when it is tried next. */
export function tellNotice(notice: Notice, { words: w, prefix }: Voice): Message {
  const { subscription: id, slot, reason, names, nextRunAt, zone } = notice
  const happened = w.notice.happened[notice.notice](id, w.list(names), slot)
  const isPaused = notice.notice === 'unreachable'
  return {
    title: w.notice.title,
    summary: happened,
    parts: [
      text(happened),
      text(w.notice.because(w.subscription.reason(reason)), ' ', w.notice.todo[notice.notice](prefix, id)),
      note(isPaused ? w.notice.paused : w.notice.next(w.moment(new Date(nextRunAt), zone))),
      ...(notice.notice === 'unknown'
        ? [
            actions(
              (['sent', 'resend', 'drop'] as const).map(how => ({
                label: w.subscription.settleAs[how],
                line: `settle ${id} ${how}`,
              })),
            ),
          ]
        : []),
    ],
  }
}

export type NoticeParts = {
  readonly jobs: Jobs
  readonly now: () => Date
  /** The conversation in which failures are told as well, e.g. `slack:C0123`. */
  readonly operations: string | null
  /** Personal chats of admins, for when an owner cannot be reached. */
  readonly admins: readonly string[]
}

/** What follows when a delivery ended without being said. Runs in the transaction that records the end. */
export function createOnEnd(parts: NoticeParts) {
  const { operations, admins } = parts
  const { pauseAll, tellOwner, claimNotice } = createTelling(parts)

  return async function onEnd(tx: Store, delivery: Delivery, ended: Ended): Promise<void> {
    if (delivery.kind === 'notice') return passOn(tx, delivery)
    const subscription = delivery.subscription === null ? null : await tx.subscriptions.get(delivery.subscription)
    if (!subscription) return
    const told = ended.isUnreachable
      ? await pauseFound(tx, delivery.conversation, ended.reason, subscription)
      : [subscription]
    const { slot } = delivery
    const about = { notice: ended.isUnreachable ? 'unreachable' : ended.state, slot, reason: ended.reason } as const
    for (const each of told) await tellOwner(tx, each, `notice ${delivery.id}`, about)
  }

  async function pauseFound(tx: Store, conversation: string, reason: string, found: Subscription) {
    const paused = await pauseAll(tx, conversation, reason)
    if (paused.length > 0) return paused
    // Those that rest for this reason were told of by whichever delivery found out first.
    return found.pause?.reason === 'asked' ? [found] : []
  }

  /** An owner who cannot be reached is gone, or has blocked the bot: the admins are told in their place, once. */
  async function passOn(tx: Store, delivery: Delivery): Promise<void> {
    if (delivery.slot === 'passed on' || delivery.conversation === operations) return
    for (const admin of admins) {
      await claimNotice(tx, `${delivery.key} → ${admin}`, admin, { ...delivery, slot: 'passed on' })
    }
  }
}

/** What follows when the platform tells that the bot was put out of a conversation. Runs in a transaction of its own. */
export function createOnLeft(parts: NoticeParts) {
  const { pauseAll, tellOwner } = createTelling(parts)

  return async function onLeft(tx: Store, conversation: string, reason: string): Promise<void> {
    const at = parts.now().toISOString()
    for (const each of await pauseAll(tx, conversation, reason)) {
      await tellOwner(tx, each, `notice left ${at}`, { notice: 'unreachable', slot: 'left', reason })
    }
  }
}

type About = Pick<Notice, 'notice' | 'slot' | 'reason'>

function createTelling({ jobs, now, operations }: NoticeParts) {
  /** Nothing can be said in a conversation any more: all its subscriptions rest. Tells which did not before. */
  async function pauseAll(tx: Store, conversation: string, reason: string): Promise<Subscription[]> {
    await tx.conversations.close(conversation, reason, now())
    return tx.subscriptions.pauseAllIn(conversation, { reason: 'unreachable', until: null, detail: reason })
  }

  async function tellOwner(tx: Store, subscription: Subscription, key: string, about: About): Promise<void> {
    const content = contentOf(subscription, about)
    const places = new Set([subscription.owner, ...(operations === null ? [] : [operations])])
    for (const place of places) {
      const notice = { subscription: subscription.id, slot: about.slot, content }
      await claimNotice(tx, `${key} · ${subscription.id} · ${place}`, place, notice)
    }
  }

  async function claimNotice(
    tx: Store,
    key: string,
    conversation: string,
    { subscription, slot, content }: Pick<Delivery, 'subscription' | 'slot' | 'content'>,
  ): Promise<void> {
    const claim = { key, kind: 'notice' as const, subscription, conversation, slot, dueAt: now(), content }
    const notice = await tx.deliveries.claim(claim, now())
    if (notice) await enqueueDelivery(tx, jobs, notice.id)
  }

  return { pauseAll, tellOwner, claimNotice }
}

function contentOf(subscription: Subscription, about: About): Notice {
  return {
    ...about,
    subscription: subscription.id,
    names: subscription.subjects.map(({ name }) => name),
    nextRunAt: subscription.nextRunAt.toISOString(),
    zone: subscription.schedule.zone,
  }
}
