import type { ActivationRate, FirstUse } from '../../ports.ts'
import { addDays, countDays } from '../../time/utc-days.ts'
import type { SeatLife } from './life.ts'
import { tally } from './tally.ts'

/**
 * Counts only people whose start the bot could see: of earlier ones it knows who still waits, but not who began at once.
 * @param since the first day of which the bot has a list
 * @returns `null` if no one has begun
 */
export function collectTimes(lives: readonly SeatLife[], since: Date, isOfAll: boolean): FirstUse | null {
  const seen = lives.filter(life => isSeen(life, since))
  const began = seen.filter(({ usedOn, isFirst }) => usedOn !== null && isFirst)
  const days = began.map(daysTo).sort((a, b) => a - b)
  if (days.length === 0) return null
  return {
    medianDays: rank(days, 0.5),
    mostDays: rank(days, 0.9),
    began: tally(began, isOfAll),
    open: tally(
      seen.filter(({ usedOn }) => usedOn === null),
      isOfAll,
    ),
  }
}

/** @returns `null` if no one has had so many days */
export function rateAfter(
  days: number,
  lives: readonly SeatLife[],
  { since, day, isOfAll }: { readonly since: Date; readonly day: Date; readonly isOfAll: boolean },
): ActivationRate | null {
  const began: SeatLife[] = []
  const people: SeatLife[] = []
  for (const life of lives) {
    const start = startOf(life)
    if (start === null || start < since || addDays(start, days) > day) continue
    const has = hasBegun(life, days)
    if (has === null) continue
    people.push(life)
    if (has) began.push(life)
  }
  return people.length === 0 ? null : { days, began: tally(began, isOfAll), people: tally(people, isOfAll) }
}

/** Whether a person began within so many days; `null`: not known. An earlier use than the earliest known changes no yes. */
function hasBegun(life: SeatLife, days: number): boolean | null {
  const { usedOn, isFirst, knownTo } = life
  if (usedOn !== null && daysTo(life) <= days) return true
  if (!isFirst) return null
  const start = startOf(life)
  return usedOn !== null || (start !== null && knownTo !== null && knownTo >= addDays(start, days)) ? false : null
}

function isSeen(life: SeatLife, since: Date): boolean {
  const start = startOf(life)
  return start !== null && start >= since
}

function startOf({ invitedOn, registeredOn }: SeatLife): Date | null {
  return invitedOn ?? registeredOn
}

/** Who was invited again after they began took no time. */
function daysTo(life: SeatLife): number {
  const start = startOf(life)
  return start === null || life.usedOn === null ? 0 : Math.max(0, countDays(start, life.usedOn))
}

/** The smallest value that such a part of all does not exceed. */
function rank(sorted: readonly number[], part: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0
}
