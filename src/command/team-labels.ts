import type { Team } from '../ports.ts'

/** Characters of an id that distinguish two teams at a glance. */
const shownIdLength = 4

/** Names of teams by their ids. Teams with the same name are labelled with the ends of their ids. */
export function labelTeams(teams: readonly Pick<Team, 'id' | 'name'>[]): (id: string) => string {
  const count = (labels: readonly string[]) => {
    const found = new Map<string, number>()
    for (const label of labels) found.set(label, (found.get(label) ?? 0) + 1)
    return found
  }
  const shortLabel = ({ id, name }: Pick<Team, 'id' | 'name'>) => `${name} (…${id.slice(-shownIdLength)})`
  const names = count(teams.map(({ name }) => name))
  const shortLabels = count(teams.map(shortLabel))
  const labels = new Map(
    teams.map(team => {
      const short = shortLabel(team)
      const isUnique = shortLabels.get(short) === 1
      return [team.id, names.get(team.name) === 1 ? team.name : isUnique ? short : `${team.name} (${team.id})`]
    }),
  )
  return id => labels.get(id) ?? id
}
