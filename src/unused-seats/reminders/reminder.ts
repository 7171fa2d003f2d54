import { actions, type Message, note, text } from '../../message/message.ts'
import type { RenderContext } from '../../message/render-context.ts'
import type { UnusedKind } from '../findings.ts'

/** What one person is asked about; `since` is an ISO moment. */
export type ReminderSeat = {
  readonly kind: UnusedKind
  readonly since: string
  readonly isAtLeast: boolean
  readonly hasExpired: boolean
}

/** Kind and plain: who asks, about what, and that every answer is welcome. */
export function renderReminder(token: string, seat: ReminderSeat, { t, commandPrefix }: RenderContext): Message {
  const { remind } = t
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
      note(remind.promise, remind.howToStop(commandPrefix)),
    ],
  }
}
