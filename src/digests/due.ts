/**
 * When a digest is due. Slots are counted by local dates and tied to moments one by one, so that a clock change moves
 * a slot by an hour or so and never loses or doubles it. Pure.
 */
import type { Schedule } from '../ports.ts'

import { monthLabel, weekLabel } from '../time/slot-label.ts'
import { isoWeekday, utcDay } from '../time/utc-days.ts'
import { type LocalMoment, localDay, momentOf, offsetAt } from '../time/wall-clock.ts'

/** One due time. The label names it by its local date, e.g. `2026-W48` (ISO week and its year) or `2026-12`. */
export type Slot = { readonly at: Date; readonly label: string }

/**
 * A future slot, and what a reader should be warned of. `skipped`, `repeated`: the wanted time does not exist on that day,
 * or exists twice. `offset-changed`: the clocks were changed since the run before.
 */
export type Run = Slot & { readonly clockChange: LocalMoment['clockChange'] | 'offset-changed' }

/** What is to be done for a subscription. `missed` are in order of time. */
export type DueDecision = { readonly run: Slot | null; readonly missed: readonly Slot[]; readonly next: Date }

/** A date of the schedule, as the midnight UTC of that date, and the moment it is tied to. */
type DatedMoment = LocalMoment & { readonly date: Date }

const dayMs = 24 * 60 * 60 * 1000
const maxMissed = 60

/** The first due time strictly after a moment. Throws `bad-schedule` for a zone that is not known here. */
export function nextRun(schedule: Schedule, after: Date): Date {
  return momentAfter(schedule, after).at
}

/** The label of the slot that is due at a moment; between slots, that of the local week or month. @internal */
export function slotLabel(schedule: Schedule, at: Date): string {
  const latest = momentBy(schedule, at)
  return labelOf(schedule, +latest.at === +at ? latest.date : localDay(at, schedule.zone))
}

/** The next runs after a moment, without those left out. The first is compared with the clocks of that moment. */
export function upcoming(
  schedule: Schedule,
  after: Date,
  count: number,
  isLeftOut: (slot: Slot) => boolean = () => false,
): Run[] {
  const runs: Run[] = []
  let before = after
  let moment = momentAfter(schedule, after)
  while (runs.length < count) {
    const { at, date } = moment
    const slot = { at, label: labelOf(schedule, date) }
    if (!isLeftOut(slot)) {
      const hasMoved = offsetAt(schedule.zone, at) !== offsetAt(schedule.zone, before)
      runs.push({ ...slot, clockChange: moment.clockChange ?? (hasMoved ? 'offset-changed' : null) })
      before = at
    }
    moment = momentOn(schedule, stepDate(schedule, date, 1))
  }
  return runs
}

/**
 * Catches up: of all slots due since `nextRunAt` (which came from `nextRun`, or from here) only the latest runs, and only
 * where it is late by no more than the window. The others are missed; of very many only the last ones are listed. While
 * `nextRunAt` is in the future nothing is due, so a clock put back repeats nothing.
 */
export function decideDue(schedule: Schedule, nextRunAt: Date, now: Date, windowMs: number): DueDecision {
  if (nextRunAt > now) return { run: null, missed: [], next: nextRunAt }
  // Governments change their clocks on short notice: the slot that was owed then may by now be some hours off.
  const owed = nextRun(schedule, new Date(+nextRunAt - dayMs))
  const due: Slot[] = []
  let moment = momentBy(schedule, now)
  while (moment.at >= owed && due.length <= maxMissed) {
    due.unshift({ at: moment.at, label: labelOf(schedule, moment.date) })
    moment = momentOn(schedule, stepDate(schedule, moment.date, -1))
  }
  const latest = due.at(-1)
  const run = latest && +now - +latest.at <= windowMs ? latest : null
  const missed = (run ? due.slice(0, -1) : due).slice(-maxMissed)
  return { run, missed, next: nextRun(schedule, now) }
}

function momentAfter(schedule: Schedule, after: Date): DatedMoment {
  // Hours missing before midnight may have moved a slot of the day before into this one.
  const eve = shift(localDay(after, schedule.zone), { days: -1 })
  let moment = momentOn(schedule, scheduledBy(schedule, eve))
  while (moment.at <= after) moment = momentOn(schedule, stepDate(schedule, moment.date, 1))
  return moment
}

/** The last one at or before `at`. */
function momentBy(schedule: Schedule, at: Date): DatedMoment {
  let moment = momentOn(schedule, scheduledBy(schedule, localDay(at, schedule.zone)))
  while (moment.at > at) moment = momentOn(schedule, stepDate(schedule, moment.date, -1))
  return moment
}

function momentOn(schedule: Schedule, date: Date): DatedMoment {
  return { ...momentOf(date, schedule, schedule.zone), date }
}

/** The last scheduled date at or before `date`. */
function scheduledBy({ every }: Schedule, date: Date): Date {
  if (every.unit === 'month') return utcDay(date.getUTCFullYear(), date.getUTCMonth(), 1)
  return shift(date, { days: -((isoWeekday(date) - every.weekday + 7) % 7) })
}

function stepDate({ every }: Schedule, date: Date, steps: 1 | -1): Date {
  return shift(date, every.unit === 'month' ? { months: steps } : { days: 7 * steps })
}

function labelOf({ every }: Schedule, date: Date): string {
  return every.unit === 'month' ? monthLabel(date) : weekLabel(date)
}

function shift(date: Date, { months = 0, days = 0 }: { months?: number; days?: number }): Date {
  return utcDay(date.getUTCFullYear(), date.getUTCMonth() + months, date.getUTCDate() + days)
}
