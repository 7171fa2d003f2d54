/** From what a clock on the wall shows to the moment it is meant, whatever zone this process runs in. */
import { tzOffset } from '@date-fns/tz'
import { AppError } from '../errors.ts'
import { utcDay } from './utc-days.ts'

export type WallTime = { readonly hour: number; readonly minute: number }

/** `skipped`: the clock was put forward over the wanted time. `repeated`: it was put back, and shows it twice. */
export type LocalMoment = { readonly at: Date; readonly clockChange: 'skipped' | 'repeated' | null }

const minute = 60_000

/** No zone's clock is further from UTC than this, in milliseconds. */
const furthest = 15 * 60 * minute

/** How far a zone's clock is ahead of UTC, in milliseconds. Throws `bad-schedule` for a zone that is not known here. */
export function offsetAt(zone: string, at: Date): number {
  const minutes = tzOffset(zone, at)
  // Not a number would travel on silently, and a slot that is never due is a digest lost.
  if (Number.isNaN(minutes)) throw new AppError('bad-schedule', { subject: zone, problem: 'zone' })
  return minutes * minute
}

/** The date that a calendar on the wall shows, as the midnight UTC of that date. */
export function localDay(at: Date, zone: string): Date {
  const shown = new Date(+at + offsetAt(zone, at))
  return utcDay(shown.getUTCFullYear(), shown.getUTCMonth(), shown.getUTCDate())
}

/** Minutes after midnight that a clock on the wall shows. */
export function minuteOfDay(at: Date, zone: string): number {
  const shown = new Date(+at + offsetAt(zone, at))
  return shown.getUTCHours() * 60 + shown.getUTCMinutes()
}

/**
 * The moment at which a wall clock shows this time on this date (a midnight UTC): the first of two such moments, or if
 * there is none, the first moment after the gap. That is still the same date, unless the gap reaches midnight.
 */
export function momentOf(day: Date, time: WallTime, zone: string): LocalMoment {
  const wall = +day + (time.hour * 60 + time.minute) * minute
  // Whichever moment it is lies between these two, so one of their offsets is the right one.
  const before = offsetAt(zone, new Date(wall - furthest))
  const after = offsetAt(zone, new Date(wall + furthest))
  const shown = [wall - before, wall - after].filter(instant => isShown(instant, wall, zone))
  const [first] = shown
  if (first === undefined) return { at: changeBetween(wall - after, wall - before, zone), clockChange: 'skipped' }
  return { at: new Date(first), clockChange: shown.length > 1 && before !== after ? 'repeated' : null }
}

function isShown(instant: number, wall: number, zone: string): boolean {
  return instant + offsetAt(zone, new Date(instant)) === wall
}

/** The minute in which the clock was put forward: not yet at `from`, done at `to`. */
function changeBetween(from: number, to: number, zone: string): Date {
  const offset = offsetAt(zone, new Date(to))
  let [earlier, later] = [from, to]
  while (later - earlier > minute) {
    const middle = earlier + Math.floor((later - earlier) / minute / 2) * minute
    if (offsetAt(zone, new Date(middle)) === offset) later = middle
    else earlier = middle
  }
  return new Date(later)
}
