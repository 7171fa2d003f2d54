/** What a subscriber reads when a digest was not posted. */
import { z } from 'zod'
import { type Action, actions, type Message, note, text } from '../message/message.ts'
import type { RenderContext } from '../message/render-context.ts'
import type { Words } from '../message/words.ts'
import type { ClosedConversation } from '../notices/close-conversation.ts'
import type { Notify } from '../notices/notify.ts'
import { defineNoticeTopic } from '../notices/topic.ts'
import type { Store, Subscription } from '../ports.ts'
import { settleActions } from './settle-actions.ts'

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

/** What failed, why in plain words, what to do with a button that does it, and when the next one is due. */
function renderDigestNotice(notice: DigestNotice, { t }: RenderContext): Message {
  const { subscription: id, slot, reason, names, nextRunAt, zone } = notice
  const w = t.notice
  const happened = w.happened[notice.notice](t.list(names), slot)
  const todo = w.todo[notice.notice]
  return {
    title: notice.notice === 'unknown' ? w.titleOfUnknown : w.title,
    summary: happened,
    parts: [
      text(happened),
      text(w.because(t.subscription.reason(reason)), ...(todo === null ? [] : [` ${todo}`])),
      ...(notice.notice === 'unreachable' ? [] : [note(w.next(t.moment(new Date(nextRunAt), zone)))]),
      actions(noticeActions(notice.notice, id, t)),
    ],
  }
}

function noticeActions(notice: DigestNotice['notice'], id: number, t: Words): Action[] {
  switch (notice) {
    case 'failed':
      return [{ label: t.notice.postNow, line: `run ${id}`, style: 'primary' }]
    case 'unreachable':
      return [{ label: t.subscription.resume, line: `resume ${id}`, style: 'primary' }]
    case 'unknown':
      return settleActions(id, t)
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
 * Pauses the subscriptions of a conversation in which nothing can be posted, and notifies their owners.
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
