import type { NewDelivery, Store } from '../../src/ports.ts'
import type { ReminderContent } from '../../src/unused-seats/reminders/message.ts'
import { emailOf } from '../flow/alert/seats-of-a-day.ts'
import type { Workspace } from './workspace.ts'

/** People are reminded whenever the chaos runs, also at night or on a Sunday. */
export const alwaysPolite = "weekend: []\nalerts: { reminders: { quietHours: { from: '0:00', to: '0:00' } } }\n"

/** Each of these people is to be asked in their direct messages, as `remind` leaves it when its process is killed. */
export async function remindAll(
  store: Store,
  { cloud }: Workspace,
  wish: { readonly alert: number; readonly people: readonly string[] },
  at: Date,
): Promise<void> {
  const users = Object.values(cloud.users).filter(({ deleted }) => !deleted)
  const seat = { kind: 'invited', since: at.toISOString(), isAtLeast: false, hasExpired: false } as const
  for (const [nth, name] of wish.people.entries()) {
    const user = users[nth]
    if (!user) throw new Error('the workspace has not enough people')
    const conversation = `slack:${user.id}`
    await store.conversations.save({ id: conversation, kind: 'personal', reference: { channel: user.id } }, at)
    const asking = { token: `token ${name}`, alert: wish.alert, person: emailOf(name) }
    const reminder = await store.reminders.claim(asking, at, at)
    if (!reminder) throw new Error(`${name} was asked before`)
    const claim: NewDelivery = {
      ...{ key: `reminder ${reminder.id}`, kind: 'reminder', subscription: null, conversation, slot: 'reminder' },
      ...{
        dueAt: at,
        content: {
          reminder: reminder.id,
          zone: 'UTC',
          language: null,
          askedBy: null,
          expiresAt: null,
          seat,
        } satisfies ReminderContent,
      },
    }
    await store.deliveries.claim(claim, at)
  }
}
