import type { Tally } from '../../ports.ts'

export function tally(people: readonly { readonly teamId: string | null }[], isOfAll: boolean): Tally {
  if (!isOfAll) return { count: people.length, ofTeams: [] }
  const teams = new Map<string | null, number>()
  for (const { teamId } of people) teams.set(teamId, (teams.get(teamId) ?? 0) + 1)
  return { count: people.length, ofTeams: [...teams.values()] }
}

/**
 * Whether a number may be told where others read along: it is of nobody or of as many people as the floor, and so is what
 * is left of it by those who know the numbers of all teams that may be told.
 */
export function isToldOfAll({ count, ofTeams }: Tally, floor: number): boolean {
  const left = ofTeams.filter(people => people < floor).reduce((sum, people) => sum + people, 0)
  return [count, left].every(people => people === 0 || people >= floor)
}
