import type { SeatHistory, Store } from '../ports.ts'
import { addDays } from '../time/utc-days.ts'
import { collectMembership } from './membership.ts'
import { collectOutlook, type OutlookSettings } from './outlook.ts'

/** A day's counts may be missing: the bot was down, or the server was. Within a week the one before will do. */
const maxGapDays = 7

/** Seats of the past, from what the bot has kept of counts and people. */
export function createSeatHistory(store: Store, settings: OutlookSettings): SeatHistory {
  return {
    async seatsBefore(subject, day) {
      const kept = await store.snapshots.between(subject, addDays(day, -maxGapDays), day)
      return kept.at(-1) ?? null
    },
    seatsWithin: (subject, { from, to }) => store.snapshots.between(subject, from, to),
    membership: (subject, period, now) => collectMembership(store, subject, period, now),
    outlook: (subject, period, now) => collectOutlook(store, { ...settings, subject, period }, now),
  }
}
