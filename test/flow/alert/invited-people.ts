import type { Store } from '../../../src/ports.ts'
import { addDays, startOfDay, utcDay } from '../../../src/utc-days.ts'

/** Since when they have been invited. */
const invitedAt = utcDay(2026, 8, 1)

/** As if seats had been checked on a day, and these people had been invited long ago and had not joined. */
export async function keepInvited(store: Store, emails: readonly string[], at: string): Promise<void> {
  const day = startOfDay(new Date(at))
  const invitations = emails.map(email => ({ id: email, email, teamId: null, createdAt: invitedAt, expiresAt: null }))
  await store.people.seeInvited(invitations, day)
  await store.seatChecks.begin({
    ...{
      day,
      windowFrom: addDays(day, -14),
      stage: 'done',
      questions: 0,
      isInvitedKnown: true,
      isInvitedRefused: false,
    },
    ...{ organizationUsed: true, isFrozen: false, versionSince: null, usageSince: utcDay(2024, 0, 1) },
  })
}
