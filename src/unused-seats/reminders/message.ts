import { z } from 'zod'
import { AppError } from '../../errors.ts'
import type { Message } from '../../message/message.ts'
import type { Clock, Store } from '../../ports.ts'
import type { Voice } from '../../report/report.ts'
import { isPolite, type Politeness, politeMoment } from '../../time/polite-time.ts'
import { unusedKinds } from '../findings.ts'
import { type ReminderSeat, tellReminder } from './reminder.ts'

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

export type ReminderParts = { readonly store: Store; readonly clock: Clock; readonly politeness: Politeness }

/** @throws AppError `quiet-hours` where it has become late: nobody is written to at night, whatever held it up */
export async function composeReminder(
  { store, clock, politeness }: ReminderParts,
  { reminder: id, zone, seat }: ReminderContent,
  voice: Voice,
): Promise<Message> {
  const now = clock.now()
  if (!isPolite(now, zone, politeness)) {
    const next = politeMoment(now, zone, politeness)
    throw new AppError('quiet-hours', next ? { retryAfter: Math.ceil((next.getTime() - now.getTime()) / 1000) } : {})
  }
  const reminder = await store.reminders.get(id)
  if (!reminder) throw new AppError('unknown-reminder')
  return tellReminder(reminder.token, seat, voice)
}
