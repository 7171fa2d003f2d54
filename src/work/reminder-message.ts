import { AppError } from '../errors.ts'
import { actions, type Message, note, text } from '../message/message.ts'
import type { Clock, Delivery, Store } from '../ports.ts'
import type { Voice } from '../report/report.ts'
import type { UnusedKind } from '../report/unused-seats.ts'
import { isPolite, type Politeness, politeMoment } from '../schedule/polite-time.ts'

/** What a delivery of kind `reminder` holds: whom it asks is in the reminder itself. */
export type ReminderContent = {
  readonly reminder: number
  /** IANA zone of the person. */
  readonly zone: string
  /** Of the person; `null`: as the settings say. */
  readonly language: string | null
  /** `since` is an ISO moment. */
  readonly seat: {
    readonly kind: UnusedKind
    readonly since: string
    readonly isAtLeast: boolean
    readonly hasExpired: boolean
  }
}

export type ReminderParts = { readonly store: Store; readonly clock: Clock; readonly politeness: Politeness }

export function readReminderContent({ content }: Delivery): ReminderContent {
  return content as unknown as ReminderContent
}

/** @throws AppError `quiet-hours` where it has become late: nobody is written to at night, whatever held it up */
export async function composeReminder(
  { store, clock, politeness }: ReminderParts,
  delivery: Delivery,
  voice: Voice,
): Promise<Message> {
  const { reminder: id, zone, seat } = readReminderContent(delivery)
  const now = clock.now()
  if (!isPolite(now, zone, politeness)) {
    const next = politeMoment(now, zone, politeness)
    throw new AppError('quiet-hours', next ? { retryAfter: Math.ceil((next.getTime() - now.getTime()) / 1000) } : {})
  }
  const reminder = await store.reminders.get(id)
  if (!reminder) throw new AppError('unknown-reminder')
  return tellReminder(reminder.token, seat, voice)
}

/** Kind and plain: who asks, about what, and that every answer is welcome. */
export function tellReminder(token: string, seat: ReminderContent['seat'], { words: w, prefix }: Voice): Message {
  const { remind } = w
  const summary = remind.seat[seat.kind](new Date(seat.since), seat.isAtLeast)
  return {
    title: remind.title,
    summary,
    parts: [
      text(summary, ' ', remind.question),
      ...(seat.hasExpired ? [text(remind.hasExpired)] : []),
      actions(
        (['use', 'release', 'later'] as const).map(to => ({ label: remind.act[to], line: `reply ${token} ${to}` })),
      ),
      note(remind.promise, remind.howToStop(prefix)),
    ],
  }
}
