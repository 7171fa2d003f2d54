import type { Store } from '../../../src/ports.ts'
import { addDays, startOfDay, utcDay } from '../../../src/time/utc-days.ts'

/** Since when people are invited by default. */
export const invitedAt = utcDay(2026, 8, 1)

/** Who has been invited long ago and has not joined, and who has joined, as a day's check finds them; by their names. */
export type Seats = { readonly invited?: readonly string[]; readonly joined?: readonly string[] }

export const emailOf = (name: string) => `${name}@northwind.example`

/** As if the seats of a team had been checked on a day: the bot then does not check again on it, and reports what was found. */
export async function keepSeats(store: Store, teamId: string | null, seats: Seats, at: Date): Promise<void> {
  const day = startOfDay(at)
  const { invited = [], joined = [] } = seats
  await store.people.seeInvited(
    invited.map(name => ({ id: name, email: emailOf(name), teamId, createdAt: invitedAt, expiresAt: null })),
    day,
  )
  await store.people.see(
    joined.map(name => ({ id: `user-${name}`, email: emailOf(name), teamId })),
    day,
  )
  await keepDone(store, day)
}

/** As if all seats had been looked at on a day. */
export async function keepDone(store: Store, day: Date): Promise<void> {
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
