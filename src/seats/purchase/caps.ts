import type { Team } from '../../ports.ts'
import { isBelowMinGroupSize } from '../../privacy/min-group-size.ts'

/** A team with more members and invites than it may have. */
export type ExceededCap = {
  readonly team: { readonly id: string; readonly name: string }
  readonly members: number
  readonly invited: number
  readonly cap: number
  /** Members and invites beyond the cap. */
  readonly over: number
}

/** Those that exceed their cap, the most first; with a team only that one. */
export function findExceededCaps(teams: readonly Team[], teamId?: string): ExceededCap[] {
  return teams
    .filter(({ id }) => teamId === undefined || id === teamId)
    .flatMap(({ id, name, people, seatCap, invited = 0 }): ExceededCap[] => {
      if (seatCap === undefined || people === null) return []
      const over = people + invited - seatCap
      return over > 0 ? [{ team: { id, name }, members: people, invited, cap: seatCap, over }] : []
    })
    .sort((a, b) => b.over - a.over || a.team.name.localeCompare(b.team.name))
}

/** Where others read along, a team is listed only if none of its numbers is of a small group. */
export function suppressCaps(caps: readonly ExceededCap[], minGroupSize: number): ExceededCap[] {
  return caps.filter(({ members, invited }) =>
    [members, invited].every(people => !isBelowMinGroupSize(people, minGroupSize)),
  )
}
