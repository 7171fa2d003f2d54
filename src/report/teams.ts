import { countCell, type Message, note, table, text, withWhole } from '../message/message.ts'
import type { SeatCounts, Team } from '../ports.ts'
import { chartTeams } from './charts.ts'
import { exampleSeats } from './example.ts'
import type { Report } from './report.ts'
import { tellLeftOut, type Withheld } from './withheld.ts'

/** Each team's seats cost one request; beyond this many teams, only the largest are asked for. */
const askedTeams = 100

export type TeamsFacts = {
  readonly organization: string
  /** `withheld`: why the seats of one are left out. */
  readonly teams: readonly { readonly team: Team; readonly seats: SeatCounts; readonly withheld?: Withheld }[]
  readonly total: number
  readonly host: string
  readonly askedAt: Date
}

/** All teams with their seats, the largest first. */
export const teamsReport: Report<TeamsFacts, Record<string, never>> = {
  name: 'teams',

  async collect({ usageApi, signal, onProgress }, _args, now) {
    const [organization, all] = await Promise.all([usageApi.organization(signal), usageApi.teams(signal)])
    const largest = all.toSorted((a, b) => (b.people ?? 0) - (a.people ?? 0) || a.name.localeCompare(b.name))
    let done = 0
    const teams = await Promise.all(
      largest.slice(0, askedTeams).map(async (team, _index, asked) => {
        const seats = await usageApi.teamSeats(team.id, signal)
        onProgress({ done: ++done, of: asked.length, what: 'teams' })
        return { team, seats }
      }),
    )
    return { organization: organization.name, teams, total: all.length, host: usageApi.host, askedAt: now }
  },

  tell({ organization, teams, total, host, askedAt }, { words: w, zone, prefix }): Message {
    const names = teams.map(({ team }) => team.name)
    // Two teams of one name can be told apart, and asked for, only by their ids.
    const nameOf = ({ id, name }: Team) => (names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${id})`)
    const summary = w.teams.summary(organization, total)
    const message = {
      title: w.teams.title,
      summary,
      parts: [
        text(summary),
        ...chartTeams(teams, nameOf, w),
        table(
          w.teams.caption,
          [
            { label: w.teams.team, align: 'left' },
            { label: w.seats.registered, align: 'right' },
            { label: w.seats.invited, align: 'right' },
            { label: w.seats.deactivated, align: 'right' },
          ],
          teams.map(({ team, seats, withheld }) => [
            nameOf(team),
            ...[seats.registered, seats.invited, seats.deactivated].map(count =>
              withheld ? w.withheld.cell : countCell(w.count(count), count),
            ),
          ]),
          total - teams.length,
        ),
        ...tellLeftOut(teams, w),
        text(w.teams.next, { code: `${prefix}team ${w.teams.placeholder}` }),
        note(w.origin.asked(host, askedAt, zone)),
      ],
    }
    return withWhole(message, `${prefix}export teams`)
  },

  example: {
    organization: 'Northwind Robotics',
    teams: [
      { team: { id: 'team-1', name: 'Payments', people: 61 }, seats: exampleSeats },
      { team: { id: 'team-2', name: 'Web', people: 20 }, seats: { registered: 20, invited: 0, deactivated: 1 } },
      { team: { id: 'team-3', name: 'Web', people: 9 }, seats: { registered: 9, invited: 2, deactivated: 0 } },
    ],
    total: 3,
    host: 'console.tabnine.com',
    askedAt: new Date('2026-11-23T10:25:00Z'),
  },
}
