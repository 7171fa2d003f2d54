/** The minimum group size: where others read along, a number is shown if it is zero or of at least that many people. */

import { type TextPart, text } from '../message/message.ts'
import type { Words } from '../message/words.ts'
import type { Count, Period, SeatCounts } from '../ports.ts'
import { type AskedPeriod, isChosenFreely } from '../time/period.ts'
import { addDays, countDays, earlier, startOfDay, startOfWeek } from '../time/utc-days.ts'

/** Zero is shown: "no one used it" singles no one out. */
export function isBelowMinGroupSize(count: Count, minGroupSize: number): boolean {
  return count !== null && count > 0 && count < minGroupSize
}

/** How many people a group has: its members, or if the server does not count those, everyone it lists. */
export function groupSize({ registered, invited, deactivated }: SeatCounts): number {
  return registered ?? (invited ?? 0) + (deactivated ?? 0)
}

/** The states of a group's seats: each is a number of people. */
export function suppressSeats(seats: SeatCounts, minGroupSize: number): SeatCounts {
  const shown = (count: Count) => (isBelowMinGroupSize(count, minGroupSize) ? null : count)
  return {
    registered: shown(seats.registered),
    invited: shown(seats.invited),
    deactivated: shown(seats.deactivated),
  }
}

/** The tools that usage is counted by. */
export const tools = ['completions', 'chat', 'agent'] as const
export type Tool = (typeof tools)[number]

/**
 * What a report hides where others read along, as its `suppress` states it. `group`: everything. Else the breakdown that
 * would show groups below the minimum size.
 */
export type Hidden = 'group' | 'tools' | 'steps' | 'teams' | 'states'

/** The sentence on what a message leaves out; none where nothing is. */
export function renderHidden(
  hidden: readonly (Hidden | null | undefined)[],
  minGroupSize: number | undefined,
  t: Words,
): TextPart[] {
  const kinds = new Set(hidden.filter(kind => kind !== null && kind !== undefined))
  const [first] = kinds
  if (first === undefined || minGroupSize === undefined) return []
  return [text(kinds.size === 1 ? t.hidden[first](minGroupSize) : t.hidden.some(minGroupSize))]
}

/**
 * A period as it may be asked for where others read along: calendar weeks and months stay, anything else begins on the
 * Monday before and ends on the Sunday after, so that two answers cannot differ by a single day.
 */
export function widenToWeeks(asked: AskedPeriod, now: Date): AskedPeriod {
  if (!isChosenFreely(asked)) return asked
  const from = startOfWeek(asked.period.from)
  const lastMonday = startOfWeek(addDays(asked.period.to, -1))
  const period: Period = { from, to: earlier(addDays(lastMonday, 7), addDays(now, 1)) }
  const isOver = period.to <= startOfDay(now)
  const previous = isOver ? { from: addDays(from, -countDays(from, period.to)), to: from } : null
  return { ...asked, period, previous, isOver }
}
