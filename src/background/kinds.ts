/** All that the bot posts on its own, feature by feature. */
import { createBudgetKind } from '../cost/budgets/kind.ts'
import type { DeliveryKind } from '../delivery/kind.ts'
import { createDigestKinds, type DigestKindParts } from '../digests/kinds.ts'
import { digestNotice, pauseDigestsIn } from '../digests/notice.ts'
import { createCloseConversation, type EndInConversation } from '../notices/close-conversation.ts'
import { createNoticeKind } from '../notices/kind.ts'
import { createNotify } from '../notices/notify.ts'
import { outageNotice } from '../notices/outage.ts'
import type { NoticeTopic } from '../notices/topic.ts'
import { waitingNotice } from '../notices/waiting.ts'
import type { Clock, Jobs } from '../ports.ts'
import { createPostReader, type PostReaderParts } from '../report/post-reader.ts'
import { alertNotice, closeAlertsIn } from '../unused-seats/alert/end.ts'
import { type AlertKindParts, createAlertKind } from '../unused-seats/alert/kind.ts'
import { type CountUnusedParts, countUnusedBy } from '../unused-seats/count-unused.ts'
import { createReminderKind, type ReminderKindParts } from '../unused-seats/reminders/kind.ts'
import { createRenewalKind } from '../unused-seats/renewal/kind.ts'

type FailureParts = {
  readonly jobs: Jobs
  readonly clock: Clock
  /** The conversation that learns of all failures, e.g. `slack:C0123`. */
  readonly operations: string | null
}

export type KindsParts = FailureParts &
  Omit<PostReaderParts, 'reader'> &
  Omit<DigestKindParts, 'reader' | 'notify' | 'closeConversation' | 'calendar' | 'countUnusedIn'> &
  Omit<AlertKindParts, 'reader' | 'notify' | 'closeConversation'> &
  Omit<ReminderKindParts, 'reader'> &
  CountUnusedParts & {
    /** Personal chats of admins, for when an owner cannot be reached. */
    readonly admins: readonly string[]
  }

/** @internal */
export const noticeTopics: readonly NoticeTopic[] = [digestNotice, alertNotice, waitingNotice, outageNotice]

export function createDeliveryKinds(parts: KindsParts): readonly DeliveryKind[] {
  const reader = createPostReader(parts)
  const notify = notifyWith(parts)
  const closeConversation = createConversationClosing(parts)
  const posting = { ...parts, reader, notify, closeConversation }
  return [
    ...createDigestKinds({ ...posting, calendar: parts.policy.calendar, countUnusedIn: countUnusedBy(parts) }),
    createAlertKind(posting),
    createReminderKind(posting),
    createBudgetKind(posting),
    createRenewalKind({ ...posting, countUnusedIn: countUnusedBy(parts) }),
    createNoticeKind({ ...posting, now: () => parts.clock.now(), topics: noticeTopics }),
  ]
}

/** Ends what every feature posts in a conversation that cannot be reached, and notifies the person who asked for it. */
export function createConversationClosing(parts: FailureParts): EndInConversation {
  const { clock } = parts
  const notify = notifyWith(parts)
  return createCloseConversation(clock, [
    async (tx, closed) => void (await pauseDigestsIn(tx, notify, closed)),
    (tx, closed) => closeAlertsIn(tx, notify, closed, clock.now()),
  ])
}

function notifyWith({ jobs, clock, operations }: FailureParts) {
  return createNotify({ jobs, now: () => clock.now(), operations })
}
