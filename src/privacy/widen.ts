import type { Period } from '../ports.ts'
import { type AskedPeriod, isChosenFreely } from '../time/period.ts'
import { addDays, countDays, earlier, startOfDay, startOfWeek } from '../time/utc-days.ts'

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
