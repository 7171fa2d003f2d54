import { z } from 'zod'
import { AppError } from '../../errors.ts'
import type { Message } from '../../message/message.ts'
import type { RenderContext } from '../../message/render-context.ts'
import type { Store } from '../../ports.ts'
import { unusedKinds } from '../findings.ts'
import { type ReminderSeat, renderReminder } from './reminder.ts'

/** As it is stored with each delivery of a reminder. */
export const reminderKind = 'reminder'

/** What a delivery of kind `reminder` holds: whom it asks is in the reminder itself. */
export const ReminderContent = z
  .object({
    reminder: z.int(),
    /** IANA zone of the person. */
    zone: z.string(),
    /** Of the person; `null`: as the settings say. */
    language: z.string().nullable(),
    seat: z.object({
      kind: z.enum(unusedKinds),
      since: z.iso.datetime(),
      isAtLeast: z.boolean(),
      hasExpired: z.boolean(),
    }) satisfies z.ZodType<ReminderSeat>,
  })
  .readonly()
export type ReminderContent = z.output<typeof ReminderContent>

export async function composeReminder(
  store: Store,
  { reminder: id, seat }: ReminderContent,
  rendering: RenderContext,
): Promise<Message> {
  const reminder = await store.reminders.get(id)
  if (!reminder) throw new AppError('unknown-reminder')
  return renderReminder(reminder.token, seat, rendering)
}
