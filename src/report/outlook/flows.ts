import type { Period, Snapshot } from '../../ports.ts'
import { addDays } from '../../utc-days.ts'
import type { SeatLife } from './life.ts'
import { type Tally, tally } from './tally.ts'

export const flowKinds = ['invited', 'registered', 'started', 'back', 'deactivated'] as const
type FlowKind = (typeof flowKinds)[number]

/** How many people passed into a state within a period; `null`: not known. */
export type Flows = Readonly<Record<FlowKind, Tally | null>>

/** A day's counts may be missing; within so many days the ones before will do. */
const reach = 7

/** @param since the first day on which the bot looked: of a period that began before it nothing is known */
export function flowsIn(
  period: Period,
  lives: readonly SeatLife[],
  snapshots: readonly Snapshot[],
  { since, isOfAll }: { readonly since: Date; readonly isOfAll: boolean },
): Flows | null {
  if (since > period.from) return null
  const count = (dayOf: (life: SeatLife) => Date | null) =>
    tally(
      lives.filter(life => isWithin(period, dayOf(life))),
      isOfAll,
    )
  return {
    invited: count(({ invitedOn }) => invitedOn),
    registered: count(({ registeredOn }) => registeredOn),
    started: count(({ usedOn, isFirst }) => (isFirst ? usedOn : null)),
    back: count(({ cameBackOn }) => cameBackOn),
    deactivated: countDeactivated(period, snapshots),
  }
}

function isWithin({ from, to }: Period, day: Date | null): boolean {
  return day !== null && day >= from && day < to
}

/** More than before: who was reactivated meanwhile is not counted against it, for nobody tells. */
function countDeactivated({ from, to }: Period, snapshots: readonly Snapshot[]): Tally | null {
  const before = deactivatedOn(from, snapshots)
  const after = deactivatedOn(to, snapshots)
  return before === null || after === null ? null : { count: Math.max(0, after - before), ofTeams: [] }
}

function deactivatedOn(day: Date, snapshots: readonly Snapshot[]): number | null {
  const found = snapshots.findLast(
    ({ day: kept, deactivated }) => deactivated !== null && kept <= day && kept >= addDays(day, -reach),
  )
  return found?.deactivated ?? null
}
