import type { Store } from '../../../src/ports.ts'
import { startOfDay } from '../../../src/time/utc-days.ts'
import { invitedAt, keepDone } from './seats-of-a-day.ts'

/** As if seats had been checked on a day, and these people had been invited long ago and had not joined. */
export async function keepInvited(store: Store, emails: readonly string[], at: string): Promise<void> {
  const day = startOfDay(new Date(at))
  const invitations = emails.map(email => ({ id: email, email, teamId: null, createdAt: invitedAt, expiresAt: null }))
  await store.people.seeInvited(invitations, day)
  await keepDone(store, day)
}
