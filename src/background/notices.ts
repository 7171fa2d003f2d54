import { z } from 'zod'
import type { Ended } from '../delivery/deliver.ts'
import { claimDelivery } from '../delivery/enqueue.ts'
import { actions, type Message, note, text } from '../message/message.ts'
import type { Alert, Delivery, Jobs, Json, Store, Subscription } from '../ports.ts'
import type { Voice } from '../report/report.ts'
import {
  AlertNotice,
  alertNoticeOf,
  closeAlertsIn,
  endAlertMessage,
  tellAlertNotice,
} from '../unused-seats/alert/end.ts'
import type { Outage } from './beats.ts'
import { tellWaiting, WaitingNotice } from './waiting.ts'

/** Told to the owner of a subscription, and to the operations channel: never to the digest's audience. */
const DigestNotice = z.object({
  notice: z.enum(['failed', 'unknown', 'unreachable']),
  subscription: z.number(),
  names: z.array(z.string()),
  slot: z.string(),
  reason: z.string(),
  nextRunAt: z.string(),
  zone: z.string(),
})
type DigestNotice = z.output<typeof DigestNotice>
/** Told to the operations channel alone. */
const OutageNotice = z.object({ notice: z.literal('outage'), from: z.iso.datetime(), to: z.iso.datetime() })
const Notice = z.union([DigestNotice, AlertNotice, WaitingNotice, OutageNotice])
export type Notice = z.output<typeof Notice>

export function readNotice({ kind, content }: Delivery): Notice | null {
  return kind === 'notice' ? Notice.parse(content) : null
}

export function tellNotice(notice: Notice, voice: Voice): Message {
  if ('waiting' in notice) return tellWaiting(notice, voice)
  if ('alert' in notice) return tellAlertNotice(notice, voice)
  return notice.notice === 'outage' ? renderOutage(notice, voice) : tellDigestNotice(notice, voice)
}

function renderOutage({ from, to }: z.output<typeof OutageNotice>, { words: w, zone }: Voice): Message {
  const happened = w.notice.outage.happened(w.moment(new Date(from), zone), w.moment(new Date(to), zone))
  return { title: w.notice.outage.title, summary: happened, parts: [text(happened), text(w.notice.outage.next)] }
}

/** What failed, why in plain words, what to do, and when it is tried next. */
function tellDigestNotice(notice: DigestNotice, { words: w, prefix }: Voice): Message {
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
  const { operations, admins, now } = parts
  const { closePlace, tellOwner, tellOwnerOfAlert, claimNotice } = createTelling(parts)

  return async function onEnd(tx: Store, delivery: Delivery, ended: Ended): Promise<void> {
    if (delivery.kind === 'notice') return passOn(tx, delivery)
    const subscription = delivery.subscription === null ? null : await tx.subscriptions.get(delivery.subscription)
    if (!subscription && delivery.kind !== 'alert') return
    const { slot, conversation } = delivery
    const { reason, isUnreachable, state } = ended
    const key = `notice ${delivery.id}`
    if (isUnreachable) {
      const about = { notice: 'unreachable', slot, reason } as const
      const isFirst = await closePlace(tx, conversation, key, about)
      // Those that rest for this reason were told of by whichever delivery found out first.
      if (!isFirst && subscription?.pause?.reason === 'asked') await tellOwner(tx, subscription, key, about)
      return
    }
    const about = { notice: state, slot, reason }
    if (subscription) return tellOwner(tx, subscription, key, about)
    const alert = await endAlertMessage(tx, delivery, ended, now())
    if (alert) await tellOwnerOfAlert(tx, alert, key, about)
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
  const { closePlace } = createTelling(parts)

  return async function onLeft(tx: Store, conversation: string, reason: string): Promise<void> {
    const key = `notice left ${parts.now().toISOString()}`
    await closePlace(tx, conversation, key, { notice: 'unreachable', slot: 'left', reason })
  }
}

/** Replicas notice the same outage within some minutes of each other; one of them notifies. */
const sameOutageMs = 10 * 60_000

/** Notifies operators of an outage of the database that is over. Does nothing without an operations channel. */
export function createOnOutage(store: Store, parts: NoticeParts) {
  const { operations, now } = parts
  const { claimNotice } = createTelling(parts)

  return async function onOutage({ from, to }: Outage): Promise<void> {
    if (operations === null) return
    await store.transaction(async tx => {
      const at = now()
      if (!(await tx.marks.claim('outage notice', at, new Date(at.getTime() - sameOutageMs)))) return
      const content = { notice: 'outage', from: from.toISOString(), to: to.toISOString() }
      const notice = { subscription: null, slot: 'outage', content }
      await claimNotice(tx, `notice outage ${from.toISOString()}`, operations, notice)
    })
  }
}

type About = Pick<DigestNotice, 'notice' | 'slot' | 'reason'>

type NoticeClaim = Pick<Delivery, 'subscription' | 'slot' | 'content'>

function createTelling({ jobs, now, operations }: NoticeParts) {
  /**
   * Nothing can be said in a conversation any more: its subscriptions rest, its alerts are closed, and whoever asked for
   * them is told. False where all of that was so already.
   */
  async function closePlace(tx: Store, conversation: string, key: string, about: About): Promise<boolean> {
    const { reason } = about
    await tx.conversations.close(conversation, reason, now())
    const pause = { reason: 'unreachable', until: null, detail: reason } as const
    const paused = await tx.subscriptions.pauseAllIn(conversation, pause)
    const closed = await closeAlertsIn(tx, conversation, reason, now())
    for (const each of paused) await tellOwner(tx, each, key, about)
    for (const each of closed) await tellOwnerOfAlert(tx, each, key, about)
    return paused.length > 0
  }

  function tellOwner(tx: Store, subscription: Subscription, key: string, about: About): Promise<void> {
    const notice = { subscription: subscription.id, slot: about.slot, content: contentOf(subscription, about) }
    return claimFor(tx, subscription.owner, `${key} · ${subscription.id}`, notice)
  }

  function tellOwnerOfAlert(tx: Store, alert: Alert, key: string, about: About): Promise<void> {
    const notice = { subscription: null, slot: about.slot, content: alertNoticeOf(alert, about) satisfies Json }
    return claimFor(tx, alert.owner, `${key} · alert ${alert.id}`, notice)
  }

  async function claimFor(tx: Store, owner: string, key: string, notice: NoticeClaim): Promise<void> {
    const places = new Set([owner, ...(operations === null ? [] : [operations])])
    for (const place of places) await claimNotice(tx, `${key} · ${place}`, place, notice)
  }

  async function claimNotice(
    tx: Store,
    key: string,
    conversation: string,
    { subscription, slot, content }: NoticeClaim,
  ): Promise<void> {
    const claim = { key, kind: 'notice' as const, subscription, conversation, slot, dueAt: now(), content }
    await claimDelivery(tx, jobs, claim, now())
  }

  return { closePlace, tellOwner, tellOwnerOfAlert, claimNotice }
}

function contentOf(subscription: Subscription, about: About): DigestNotice {
  return {
    ...about,
    subscription: subscription.id,
    names: subscription.subjects.map(({ name }) => name),
    nextRunAt: subscription.nextRunAt.toISOString(),
    zone: subscription.schedule.zone,
  }
}
