import { nextWorkday } from './calendar.ts'
import { type Company, identify, listLives } from './company.ts'
import type { SeatChange } from './seats.ts'

/** What someone decides about a seat: to use it from the next working day, or to have its account deactivated. */
export type Decision = 'use' | 'free'

/**
 * Has a person act on what they decided, from the day after `day`: days that were shown already stay as they were.
 * @returns false where no one with that e-mail holds a seat
 */
export function decideSeat(company: Company, email: string, decision: Decision, day: number): boolean {
  for (const life of listLives(company, day)) {
    if (identify(company, life).email.toLowerCase() !== email.toLowerCase()) continue
    const { seat, generation } = life
    const before = seat.change?.generation === generation ? seat.change : { generation }
    const next: SeatChange =
      decision === 'use' ? { generation, usesFrom: nextWorkday(day + 1) } : { ...before, deactivated: day + 1 }
    seat.change = next
    return true
  }
  return false
}
