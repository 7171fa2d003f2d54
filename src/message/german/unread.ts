/** Was nicht zu lesen war, in einer Zeile. */
import type { UnreadCounts } from '../english/unread.ts'
import { type Formats, keepDirection } from '../formats.ts'

/** So viele Namen stehen in der Liste, der Rest wird gezählt. */
const maxNames = 5

export function unreadText(f: Formats) {
  const partsByName: Readonly<Record<UnreadCounts['parts'][number], string>> = {
    seats: 'die Sitzzahlen',
    use: 'die Nutzung',
    trend: 'den Verlauf',
    before: 'den Zeitraum davor',
    organization: 'die Nutzung der ganzen Organisation',
    freshness: 'wie aktuell die Daten sind',
    invitations: 'die Einladungen',
    months: 'die Monatsenden',
    members: 'die Mitgliederliste',
    history: 'was der Bot sich gemerkt hat',
    license: 'die Lizenz',
    caps: 'die Obergrenzen der Teams',
    cost: 'die Kosten der Agenten',
  }
  const teamsOf = (teams: readonly string[]) => {
    const names = teams.slice(0, maxNames).map(keepDirection)
    const rest = teams.length - names.length
    const shown = rest > 0 ? [...names, `${f.number(rest)} weitere`] : names
    return `${f.plural(teams.length, { one: 'Team', other: 'Teams' })} (${f.list(shown)})`
  }
  return {
    unread: {
      line: ({ parts, teams, rows, buckets, undated }: UnreadCounts) => {
        const missing = [
          ...(teams.length > 0 ? [teamsOf(teams)] : []),
          ...parts.map(part => partsByName[part]),
          ...(rows > 0 ? [f.plural(rows, { one: 'Zeile einer Liste', other: 'Zeilen einer Liste' })] : []),
          ...(buckets > 0 ? [f.plural(buckets, { one: 'Eintrag der Nutzung', other: 'Einträge der Nutzung' })] : []),
        ]
        const dates =
          undated > 0
            ? `${f.plural(undated, { one: 'Eintrag der Nutzung passt', other: 'Einträge der Nutzung passen' })} zu keinem einzelnen Tag.`
            : ''
        return [missing.length > 0 ? `Nicht lesen konnte ich ${f.list(missing)}.` : '', dates].filter(Boolean).join(' ')
      },
    },
  }
}
