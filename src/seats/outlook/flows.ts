import type { FlowKind, Flows, Period } from '../../ports.ts'
import type { FormerLife, SeatLife } from './life.ts'
import { tally } from './tally.ts'

export const flowKinds = [
  'invited',
  'registered',
  'started',
  'back',
  'deactivated',
] as const satisfies readonly FlowKind[]

/**
 * Each person who passed into a state counts, also who has left since: a difference of two counts would hide those who
 * came back meanwhile.
 * @param since the first day on which the bot looked: of a period that began before it nothing is known
 * @param left `null`: who has left is not known of the days on which the period begins and ends
 */
export function flowsIn(
  period: Period,
  lives: readonly SeatLife[],
  left: readonly FormerLife[] | null,
  { since, isOfAll }: { readonly since: Date; readonly isOfAll: boolean },
): Flows | null {
  if (since > period.from) return null
  const holders = [...lives, ...(left ?? [])]
  const count = (dayOf: (life: SeatLife) => Date | null) =>
    tally(
      holders.filter(life => isWithin(period, dayOf(life))),
      isOfAll,
    )
  return {
    invited: count(({ invitedOn }) => invitedOn),
    registered: count(({ registeredOn }) => registeredOn),
    started: count(({ usedOn, isFirst }) => (isFirst ? usedOn : null)),
    back: count(({ cameBackOn }) => cameBackOn),
    deactivated:
      left &&
      tally(
        left.filter(({ leftOn }) => isWithin(period, leftOn)),
        isOfAll,
      ),
  }
}

function isWithin({ from, to }: Period, day: Date | null): boolean {
  return day !== null && day >= from && day < to
}
