/** What English sentences of all kinds are made of. */
import type { Count, Period } from '../../ports.ts'
import { type Formats, largestUnit } from '../formats.ts'

export const notReported = 'not reported'

export type Unused = { since: Date; businessDays: number; isAtLeast: boolean }

export type Basics = ReturnType<typeof createBasics>

export function createBasics(f: Formats) {
  const count = (value: Count) => (value === null ? notReported : f.number(value))
  const people = (value: number) => f.plural(value, { one: 'person', other: 'people' })
  const membersOf = (value: number) => f.plural(value, { one: 'member', other: 'members' })
  const days = (period: Period) => f.span(period)
  const share = (part: Count, whole: Count) => {
    const ratio = f.ratio(part, whole)
    return ratio === null ? null : f.wholePercent(ratio)
  }
  /** "3 months". */
  const age = (calendarDays: number) => {
    const { unit, count: units } = largestUnit(calendarDays)
    return f.plural(units, { one: unit, other: `${unit}s` })
  }
  const since = (of: Unused) =>
    `${f.day(of.since)}${of.isAtLeast ? ' or before' : ''} (${f.plural(of.businessDays, { one: 'working day', other: 'working days' })})`
  const asked = ({ period, isOver }: { period: Period; isOver: boolean }) =>
    isOver ? days(period) : `${days(period)}, still running`
  return { count, people, membersOf, days, share, age, since, asked }
}
