import type { CountedSeats, Renewal, RenewalOutlook, RenewalPace, Snapshot } from '../../ports.ts'
import { addDays, countDays, startOfDay } from '../../time/utc-days.ts'

/** Weeks to look back: a steady change gives the same result for each span, an unsteady one a range. */
const spans = [4, 8, 12]

/** How far a stored count may be from the wanted day. */
const toleranceDays = 7

/** The days of counts that are looked at. */
export const renewalDays = 7 * Math.max(...spans) + 2 * toleranceDays

/**
 * Unassigned seats on the day of renewal, if the number of members goes on to change as it did: plain arithmetic on two
 * counts for each span. @returns `null` after the renewal, or without two counts
 */
export function projectRenewal(
  snapshots: readonly Snapshot[],
  { seats, date }: Renewal,
  now: Date,
): RenewalOutlook | null {
  const counts = snapshots.flatMap(({ day, registered }) => (registered === null ? [] : [{ day, registered }]))
  const today = nearest(counts, startOfDay(now))
  if (!today || date < startOfDay(now)) return null
  const daysLeft = countDays(today.day, date)
  const paces = spans.flatMap((weeks): RenewalPace[] => {
    const before = nearest(counts, addDays(today.day, -7 * weeks))
    if (!before) return []
    const perDay = (today.registered - before.registered) / countDays(before.day, today.day)
    const registered = Math.max(0, today.registered + perDay * daysLeft)
    return [{ weeks, before, perWeek: 7 * perDay, registered, unused: Math.max(0, seats - registered) }]
  })
  if (paces.length === 0) return null
  const unused = paces.map(pace => round(pace.unused))
  const low = Math.floor(Math.min(...unused))
  const high = Math.ceil(Math.max(...unused))
  return { seats, date, today, daysLeft, paces, unused: { low, high } }
}

/** Without what fractions lose on the way: 27.000000000000004 seats are 27. */
function round(value: number): number {
  return Math.round(value * 1e6) / 1e6
}

function nearest(counts: readonly CountedSeats[], wanted: Date): CountedSeats | null {
  const distance = ({ day }: CountedSeats) => Math.abs(countDays(wanted, day))
  return counts
    .filter(count => distance(count) <= toleranceDays)
    .reduce<CountedSeats | null>((best, count) => (best && distance(best) <= distance(count) ? best : count), null)
}
