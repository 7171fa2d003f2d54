import type { Team } from '../../ports.ts'
import { isBelowMinGroupSize } from '../../privacy/min-group-size.ts'

/** A team with nearly as many members and invites as it may have, or more. */
export type TightCap = {
  readonly team: { readonly id: string; readonly name: string }
  readonly members: number
  readonly invited: number
  readonly cap: number
  /** What the cap leaves; negative: members and invites beyond it. */
  readonly left: number
}

/** A cap is near where less than this share of it is left. */
const nearShare = 0.1

/** Those that are near or over their cap, the fullest first; with a team only that one. */
export function findTightCaps(teams: readonly Team[], teamId?: string): TightCap[] {
  return teams
    .filter(({ id }) => teamId === undefined || id === teamId)
    .flatMap(({ id, name, people, seatCap, invited = 0 }): TightCap[] => {
      if (seatCap === undefined || people === null) return []
      const left = seatCap - people - invited
      return left <= seatCap * nearShare ? [{ team: { id, name }, members: people, invited, cap: seatCap, left }] : []
    })
    .sort((a, b) => a.left - b.left || a.team.name.localeCompare(b.team.name))
}

/** Where others read along, a team is listed only if none of its numbers is of a small group. */
export function suppressCaps(caps: readonly TightCap[], minGroupSize: number): TightCap[] {
  return caps.filter(({ members, invited }) =>
    [members, invited].every(people => !isBelowMinGroupSize(people, minGroupSize)),
  )
}
