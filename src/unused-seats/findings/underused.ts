import type { Underused } from '../../seats/underused.ts'
import { addDays, countDays } from '../../time/utc-days.ts'
import type { Findings } from './find.ts'
import type { Verdict } from './judge.ts'

/**
 * How many members who use Tabnine do so on fewer working days than expected. Each is looked at over the window of the
 * last question about them, which is at most a window ago. Who began, or came back after a break, in these days counts as new.
 * @returns `null` where nothing is known of anyone's days, as before the first whole check
 */
export function countUnderused({ verdicts, window, graceDays, day }: Findings, minDays: number): Underused | null {
  const windowDays = countDays(window.from, window.to)
  const known = verdicts.filter(({ standing, record }) => standing === 'in-use' && typeof record.usedDays === 'number')
  if (known.length === 0 || minDays === 0) return null
  const isNew = ({ record: { registeredAt, firstUsedOn, knownTo } }: Verdict) =>
    (registeredAt !== null && countDays(registeredAt, day) <= graceDays) ||
    (firstUsedOn !== null && firstUsedOn >= addDays(knownTo ?? day, -windowDays))
  const people = known.filter(verdict => (verdict.record.usedDays ?? minDays) < minDays && !isNew(verdict)).length
  return { people, minDays, windowDays }
}
