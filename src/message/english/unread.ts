/** What could not be read, in one line. */
import { type Formats, keepDirection } from '../formats.ts'

type Part = keyof ReturnType<typeof partNames>
export type UnreadCounts = {
  parts: readonly Part[]
  teams: readonly string[]
  rows: number
  buckets: number
  undated: number
}

/** Names that a list shows before it only counts the rest. */
const maxNames = 5

function partNames() {
  return {
    seats: 'the seat counts',
    use: 'the usage',
    trend: 'the trend',
    before: 'the period before',
    organization: 'the whole organization’s usage',
    freshness: 'how fresh the data is',
    invitations: 'the invites',
    months: 'the month ends',
    members: 'the member list',
    history: 'what the bot remembers',
    license: 'the licence',
    caps: 'the teams’ caps',
    cost: 'the cost of agents',
  }
}

export function unreadText(f: Formats) {
  const partsByName = partNames()
  const teamsOf = (teams: readonly string[]) => {
    const names = teams.slice(0, maxNames).map(keepDirection)
    const rest = teams.length - names.length
    const shown = rest > 0 ? [...names, `${f.number(rest)} more`] : names
    return `${f.plural(teams.length, { one: 'team', other: 'teams' })} (${f.list(shown)})`
  }
  return {
    unread: {
      /** At least one thing is missing. */
      line: ({ parts, teams, rows, buckets, undated }: UnreadCounts) => {
        const missing = [
          ...(teams.length > 0 ? [teamsOf(teams)] : []),
          ...parts.map(part => partsByName[part]),
          ...(rows > 0 ? [f.plural(rows, { one: 'row of a list', other: 'rows of a list' })] : []),
          ...(buckets > 0 ? [f.plural(buckets, { one: 'entry of the usage', other: 'entries of the usage' })] : []),
        ]
        const dates =
          undated > 0
            ? `${f.plural(undated, { one: 'entry of the usage fits', other: 'entries of the usage fit' })} no single day.`
            : ''
        return [missing.length > 0 ? `I couldn’t read ${f.list(missing)}.` : '', dates].filter(Boolean).join(' ')
      },
    },
  }
}
