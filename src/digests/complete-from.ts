/** From which local hour on a digest has all hours of its week or month, which ends at midnight UTC. Pure. */
import type { Schedule } from '../ports.ts'
import { resolvePeriod } from '../time/period.ts'
import { minuteOfDay, type WallTime } from '../time/wall-clock.ts'
import { upcoming } from './due.ts'

/** Runs that are looked at: a year of them, so that the zone's clock changes are among them. */
const runsPerYear = { week: 53, month: 12 } as const

/** Added where clocks are put back in the very hour in which a week or a month ends. */
const stepMinutes = 30

/**
 * The earliest local time at which every run of the coming year has all hours of its period; `null` if the schedule's own
 * time has them already. It is later than that time and before 15:00, because no clock is more than 14 hours ahead of UTC.
 */
export function completeFrom(schedule: Schedule, after: Date): WallTime | null {
  const ends = findIncomplete(schedule, after).map(({ end }) => minuteOfDay(end, schedule.zone))
  if (ends.length === 0) return null
  let minutes = Math.max(...ends)
  while (findIncomplete({ ...schedule, ...toTime(minutes) }, after).length > 0) minutes += stepMinutes
  return toTime(minutes)
}

/** The runs of the coming year that come before the UTC end of their period, with that end. */
function findIncomplete(schedule: Schedule, after: Date): { at: Date; end: Date }[] {
  const { unit } = schedule.every
  return upcoming(schedule, after, runsPerYear[unit])
    .map(({ at }) => ({ at, end: resolvePeriod(`last ${unit}`, at, schedule.zone).period.to }))
    .filter(({ at, end }) => at < end)
}

function toTime(minutes: number): WallTime {
  return { hour: Math.floor(minutes / 60), minute: minutes % 60 }
}
