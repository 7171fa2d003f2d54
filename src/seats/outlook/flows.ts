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
 * Counts each person who entered a state, even if they have left since: a difference of two counts would hide people who
 * came back.
 * @param since the first day of which the bot has a list; of a period that began before it nothing is known
 * @param left `null`: there was no check on the first or last day of the period, so leavers are not known
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
