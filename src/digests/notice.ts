/** What the person who subscribed reads when a digest was not posted. */
import { z } from 'zod'
import { actions, type Message, note, text } from '../message/message.ts'
import type { RenderContext } from '../message/render-context.ts'
import type { ClosedConversation } from '../notices/close-conversation.ts'
import type { Notify } from '../notices/notify.ts'
import { defineNoticeTopic } from '../notices/topic.ts'
import type { Store, Subscription } from '../ports.ts'

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

export const digestNotice = defineNoticeTopic({
  schema: DigestNotice,
  render: renderDigestNotice,
  findRecipient: async (store, _content, { subscription }) =>
    subscription === null ? null : store.subscriptions.get(subscription),
})

/** What failed, why in plain words, what to do, and when it is tried next. */
function renderDigestNotice(notice: DigestNotice, { t, commandPrefix }: RenderContext): Message {
  const { subscription: id, slot, reason, names, nextRunAt, zone } = notice
  const happened = t.notice.happened[notice.notice](id, t.list(names), slot)
  const isPaused = notice.notice === 'unreachable'
  return {
    title: t.notice.title,
    summary: happened,
    parts: [
      text(happened),
      text(t.notice.because(t.subscription.reason(reason)), ' ', t.notice.todo[notice.notice](commandPrefix, id)),
      note(isPaused ? t.notice.paused : t.notice.next(t.moment(new Date(nextRunAt), zone))),
      ...(notice.notice === 'unknown'
        ? [
            actions(
              (['sent', 'resend', 'drop'] as const).map(how => ({
                label: t.subscription.settleAs[how],
                line: `settle ${id} ${how}`,
              })),
            ),
          ]
        : []),
    ],
  }
}

export type About = Pick<DigestNotice, 'notice' | 'slot' | 'reason'>

/** @param key of what happened; each subscription gets a notice of its own about it */
export function notifySubscriber(
  tx: Store,
  notify: Notify,
  subscription: Subscription,
  key: string,
  about: About,
): Promise<void> {
  const content: DigestNotice = {
    ...about,
    subscription: subscription.id,
    names: subscription.subjects.map(({ name }) => name),
    nextRunAt: subscription.nextRunAt.toISOString(),
    zone: subscription.schedule.zone,
  }
  const notice = { subscription: subscription.id, slot: about.slot, content }
  return notify(tx, subscription.owner, `${key} · ${subscription.id}`, notice)
}

/**
 * Pauses the subscriptions of a conversation in which nothing can be posted, and notifies the people who made them.
 * @returns how many were not paused before
 */
export async function pauseDigestsIn(
  tx: Store,
  notify: Notify,
  { conversation, reason, slot, key }: ClosedConversation,
): Promise<number> {
  const pause = { reason: 'unreachable', until: null, detail: reason } as const
  const paused = await tx.subscriptions.pauseAllIn(conversation, pause)
  for (const each of paused) await notifySubscriber(tx, notify, each, key, { notice: 'unreachable', slot, reason })
  return paused.length
}
