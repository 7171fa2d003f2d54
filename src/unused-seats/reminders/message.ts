import { z } from 'zod'
import { AppError } from '../../errors.ts'
import type { Message } from '../../message/message.ts'
import type { RenderContext } from '../../message/render-context.ts'
import type { Clock, Store, TabnineLinks } from '../../ports.ts'
import { unusedKinds } from '../findings.ts'
import { type ReminderSeat, renderReminder } from './reminder.ts'

/** As it is stored with each delivery of a reminder. */
export const reminderKind = 'reminder'

export type ReminderMessageParts = { readonly store: Store; readonly clock: Clock; readonly links: TabnineLinks }

/** What a delivery of kind `reminder` holds: the reminder itself knows the person. */
export const ReminderContent = z
  .object({
    reminder: z.int(),
    /** IANA zone of the person. */
    zone: z.string(),
    /** Of the person; `null`: as the settings say. */
    language: z.string().nullable(),
    /** Display name of the admin who sent it; older versions did not keep it. */
    askedBy: z.string().nullable().default(null),
    /** ISO moment; `null`: there is no invite, or it has no end. */
    expiresAt: z.iso.datetime().nullable().default(null),
    seat: z.object({
      kind: z.enum(unusedKinds),
      since: z.iso.datetime(),
      isAtLeast: z.boolean(),
      hasExpired: z.boolean(),
    }) satisfies z.ZodType<ReminderSeat>,
  })
  .readonly()
export type ReminderContent = z.output<typeof ReminderContent>

/** @param firstName of the person; `null`: not known */
export async function composeReminder(
  { store, clock, links }: ReminderMessageParts,
  { reminder: id, seat, askedBy, expiresAt }: ReminderContent,
  firstName: string | null,
  rendering: RenderContext,
): Promise<Message> {
  const reminder = await store.reminders.get(id)
  if (!reminder) throw new AppError('unknown-reminder')
  // It waits for the morning, and the invite may expire in the meantime.
  const hasExpired = seat.hasExpired || (expiresAt !== null && new Date(expiresAt) <= clock.now())
  return renderReminder(reminder.token, { ...seat, hasExpired }, { firstName, askedBy }, links, rendering)
}
