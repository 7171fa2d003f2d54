/** Cells that the sheets of several reports share: ISO days, plain numbers, nothing where nothing is known or shown. */
import type { Cell } from '../message/csv.ts'
import type { Period, SeatCounts, Subject } from '../ports.ts'
import { subjectWord } from '../subject.ts'
import { addDays, formatDay } from '../time/utc-days.ts'

/** `invited`: all invites that were not accepted, as the server counts them. */
export const seatColumns = ['registered', 'invited', 'deactivated']
export function seatCells(seats: SeatCounts | null): Cell[] {
  return seats ? [seats.registered, seats.invited, seats.deactivated] : [null, null, null]
}

export function subjectCells(subject: Subject): Cell[] {
  return [subjectWord(subject), subject.name]
}

/** Both ends included, as people count. */
export function dayCells({ from, to }: Period): Cell[] {
  return [formatDay(from), formatDay(addDays(to, -1))]
}

export function fill(cells: readonly Cell[], length: number): Cell[] {
  return Array.from({ length }, (_, at) => cells[at] ?? null)
}

/** An ISO moment. */
export function moment(at: Date | null | undefined): Cell {
  return at ? at.toISOString() : null
}
