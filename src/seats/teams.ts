import { countCell, type Message, note, table, text, withWhole } from '../message/message.ts'
import { attempt, requireSome, valueOr } from '../partial.ts'
import type { Count, SeatCounts, Team } from '../ports.ts'
import { groupSize, isBelowMinGroupSize } from '../privacy/min-group-size.ts'
import type { Report } from '../report/report.ts'
import { createPartReader, noSeats, renderUnread, type Unread } from '../report/unread.ts'
import { exampleSeats } from '../usage/example.ts'
import { chartTeams } from './charts.ts'
import { collectInvitesByTeam, countOpen, type Invites, noInvites } from './invites.ts'

/** Each team's seats cost one request; in a chat, which shows no more, only the largest are asked for. */
const maxTeamsInChat = 100

type TeamRow = {
  readonly team: Team
  readonly seats: SeatCounts
  /** Missing where the server does not list them, or they are hidden. */
  readonly invites?: Invites
}

export type TeamsFacts = {
  readonly organization: string
  readonly teams: readonly TeamRow[]
  /** Where others read along: teams below the minimum group size, which are not listed. */
  readonly small?: { readonly teams: number; readonly minGroupSize: number; readonly hidesStates: boolean }
  readonly total: number
  readonly host: string
  readonly askedAt: Date
  readonly unread?: Unread
}

/** `isWhole`: all teams are listed, as in a file. */
type TeamsArgs = { readonly isWhole?: boolean }

/** All teams with their seats, the largest first. */
export const teamsReport: Report<TeamsFacts, TeamsArgs> = {
  name: 'teams',

  async collect(from, { isWhole = false }, now) {
    const { usageApi, signal, onProgress } = from
    const reading = createPartReader(signal)
    const [organization, all, listed] = await Promise.all([
      attempt(usageApi.organization(signal), signal),
      usageApi.teams(signal, reading.onSkipped),
      reading.part('invitations', collectInvitesByTeam(from, now, reading.onSkipped)),
    ])
    const largest = all.toSorted((a, b) => (b.people ?? 0) - (a.people ?? 0) || a.name.localeCompare(b.name))
    const asked = isWhole ? largest : largest.slice(0, maxTeamsInChat)
    let done = 0
    const answers = await Promise.all(
      asked.map(async team => {
        const answer = await reading.ofTeam(team.name, usageApi.teamSeats(team.id, signal))
        onProgress({ done: ++done, of: asked.length, what: 'teams' })
        return { team, answer }
      }),
    )
    const invites = valueOr(listed, null)
    requireSome(answers.map(({ answer }) => answer))
    return {
      // Without its name the organization is labelled with its host.
      organization: 'value' in organization ? organization.value.name : usageApi.host,
      teams: answers.map(({ team, answer }) => ({
        team,
        seats: valueOr(answer, noSeats),
        ...(invites ? { invites: invites.get(team.id) ?? noInvites } : {}),
      })),
      total: all.length,
      host: usageApi.host,
      askedAt: now,
      ...reading.found(),
    }
  },

  suppress(facts, minGroupSize) {
    const isSmall = ({ team, seats }: TeamRow) =>
      [team.people, groupSize(seats)].some(people => isBelowMinGroupSize(people, minGroupSize))
    const teams = facts.teams.filter(row => !isSmall(row))
    const isTooSmall = (countOf: (row: TeamRow) => Count) =>
      teams.some(row => isBelowMinGroupSize(countOf(row), minGroupSize))
    const hidesInvites =
      isTooSmall(({ invites }) => invites?.open ?? null) || isTooSmall(({ invites }) => invites?.expired ?? null)
    const hidesInvited = isTooSmall(({ seats }) => seats.invited)
    const hidesDeactivated = isTooSmall(({ seats }) => seats.deactivated)
    return {
      ...facts,
      teams: teams.map(({ team, seats, invites }) => ({
        team,
        seats: {
          ...seats,
          ...(hidesInvited ? { invited: null } : {}),
          ...(hidesDeactivated ? { deactivated: null } : {}),
        },
        ...(invites && !hidesInvites && !hidesInvited ? { invites } : {}),
      })),
      small: {
        teams: facts.teams.length - teams.length,
        minGroupSize,
        hidesStates: hidesInvites || hidesInvited || hidesDeactivated,
      },
    }
  },

  render({ organization, teams, total, small, host, askedAt, ...rest }, { t, timeZone: zone, commandPrefix }): Message {
    const names = teams.map(({ team }) => team.name)
    // Teams with the same name are labelled, and asked for, with their ids.
    const nameOf = ({ id, name }: Team) => (names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${id})`)
    const isListed = teams.every(({ invites }) => invites)
    const summary = t.teams.summary(organization, total)
    const all: readonly { readonly label: string; readonly of: (row: TeamRow) => Count }[] = [
      { label: t.seats.registered, of: ({ seats }) => seats.registered },
      {
        label: isListed ? t.seats.openInvites : t.seats.invites,
        of: ({ seats, invites }) => countOpen(isListed ? invites : null, seats.invited),
      },
      { label: t.seats.deactivated, of: ({ seats }) => seats.deactivated },
    ]
    // What is hidden is so in all rows: then it has no column.
    const columns = all.filter(({ of }) => !small?.hidesStates || teams.some(row => of(row) !== null))
    const message = {
      title: t.teams.title,
      summary,
      parts: [
        text(summary),
        ...chartTeams(teams, nameOf, t),
        table(
          t.teams.caption,
          [{ label: t.teams.team, align: 'left' }, ...columns.map(({ label }) => ({ label, align: 'right' as const }))],
          teams.map(row => [nameOf(row.team), ...columns.map(({ of }) => countCell(t.count(of(row)), of(row)))]),
          total - teams.length - (small?.teams ?? 0),
        ),
        ...renderUnread(rest, t),
        ...(small && small.teams > 0 ? [note(t.hidden.smallTeams(small.teams, small.minGroupSize))] : []),
        ...(small?.hidesStates ? [note(t.hidden.states(small.minGroupSize))] : []),
        text(t.teams.next, { code: `${commandPrefix}team ${t.teams.placeholder}` }),
        note(t.origin.asked(host, askedAt, zone)),
      ],
    }
    return withWhole(message, `${commandPrefix}export teams`)
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
