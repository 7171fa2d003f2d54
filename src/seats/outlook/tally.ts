import type { Tally } from '../../ports.ts'

export function tally(people: readonly { readonly teamId: string | null }[], isOfAll: boolean): Tally {
  if (!isOfAll) return { count: people.length, ofTeams: [] }
  const teams = new Map<string | null, number>()
  for (const { teamId } of people) teams.set(teamId, (teams.get(teamId) ?? 0) + 1)
  return { count: people.length, ofTeams: [...teams.values()] }
}

/**
 * Whether a number may be shown where others read along: it is zero or of at least `minGroupSize` people, and so is the
 * rest of it after the numbers of all teams that may be shown are subtracted.
 */
export function isShownOfAll({ count, ofTeams }: Tally, minGroupSize: number): boolean {
  const left = ofTeams.filter(people => people < minGroupSize).reduce((sum, people) => sum + people, 0)
  return [count, left].every(people => people === 0 || people >= minGroupSize)
}
