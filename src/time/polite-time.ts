/** When a person may be written to: on a working day, and not at night where they are. */
import type { BusinessCalendar } from '../ports.ts'
import { addDays, isBusinessDay } from './utc-days.ts'
import { localDay, minuteOfDay, momentOf } from './wall-clock.ts'

/** Minutes after midnight; where `from` is later than `to` the night lies between them, and where they are equal there is none. */
type QuietHours = { readonly from: number; readonly to: number }

export type Politeness = { readonly quietHours: QuietHours; readonly calendar: BusinessCalendar }

/** Days ahead that are looked at; an installation without any working day in them has none. */
const maxDaysAhead = 370

/** Whether a person in a zone may get a message at a moment. */
export function isPolite(at: Date, zone: string, { quietHours, calendar }: Politeness): boolean {
  return isBusinessDay(localDay(at, zone), calendar) && !isQuiet(minuteOfDay(at, zone), quietHours)
}

/** The first moment from `now` on at which a person in a zone may get a message; `null` if there is none in a year. */
export function politeMoment(now: Date, zone: string, politeness: Politeness): Date | null {
  if (isPolite(now, zone, politeness)) return now
  const today = localDay(now, zone)
  // A day begins to be polite at midnight, or when its quiet hours are over.
  const starts = [0, politeness.quietHours.to].sort((a, b) => a - b)
  for (let ahead = 0; ahead < maxDaysAhead; ahead++) {
    const day = addDays(today, ahead)
    if (!isBusinessDay(day, politeness.calendar)) continue
    const moments = starts.map(start => momentOf(day, { hour: Math.floor(start / 60), minute: start % 60 }, zone).at)
    const first = moments.find(at => at >= now && isPolite(at, zone, politeness))
    if (first) return first
  }
  return null
}

function isQuiet(minute: number, { from, to }: QuietHours): boolean {
  if (from === to) return false
  return from < to ? minute >= from && minute < to : minute >= from || minute < to
}
