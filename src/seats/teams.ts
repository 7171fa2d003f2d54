import { labelTeams } from '../command/team-labels.ts'
import { actions, countCell, type Message, type Metric, type Part, table, text, withWhole } from '../message/message.ts'
import type { RenderContext } from '../message/render-context.ts'
import type { Words } from '../message/words.ts'
import { attempt, requireSome, valueOr } from '../partial.ts'
import type { Count, SeatCounts, Team } from '../ports.ts'
import { groupSize, isBelowMinGroupSize } from '../privacy/min-group-size.ts'
import type { Report, Sources } from '../report/report.ts'
import { createPartReader, noSeats, renderUnread, type Unread } from '../report/unread.ts'
import { exampleSeats } from '../usage/example.ts'
import { renderReadAt } from '../usage/render-activity.ts'
import {
  hasChanged,
  type MembersBefore,
  membersMetric,
  optionalBefore,
  readMembersBefore,
  suppressBefore,
} from './counts.ts'
import { collectInvitesByTeam, countOpen, type Invites, noInvites } from './invites.ts'

/** Each team's seats cost one request; in a chat, which shows no more, only the largest are asked for. */
const maxTeamsInChat = 100

type TeamRow = {
  readonly team: Team
  readonly seats: SeatCounts
  /** Missing where the server does not list them, or they are hidden. */
  readonly invites?: Invites
  /** Seats without use at the newest check; missing where it says nothing about them, or they are hidden. */
  readonly unused?: number
}

export type TeamsFacts = {
  readonly organization: string
  readonly teams: readonly TeamRow[]
  /** Where others read along: teams below the minimum group size, which are not listed. */
  readonly small?: { readonly teams: number; readonly minGroupSize: number; readonly hidesStates: boolean }
  readonly total: number
  readonly host: string
  readonly askedAt: Date
  /** Members of the listed teams a week before, and the day of that count; missing: not known of each of them. */
  readonly before?: MembersBefore
  readonly unread?: Unread
}

export type TeamsArgs = {
  /** All teams are listed, as in a file. */
  readonly isWhole?: boolean
  /** As the newest daily check counts unused seats, by the team's id; `null`: it says nothing about them. */
  readonly countUnused?: (now: Date) => Promise<ReadonlyMap<string, number> | null>
}

/** What `about` answers for the list of teams. */
export function explainTeams({ host, askedAt }: TeamsFacts, { t, timeZone }: RenderContext): string[] {
  return [t.origin.asked(host, askedAt, timeZone)]
}

/** All teams with their seats: those with the most unused ones first, or the largest where these are not known. */
export const teamsReport: Report<TeamsFacts, TeamsArgs> = {
  name: 'teams',

  async collect(from, { isWhole = false, countUnused = async () => null }, now) {
    const { usageApi, signal, onProgress } = from
    const reading = createPartReader(signal)
    const [organization, all, listed, counted] = await Promise.all([
      attempt(usageApi.organization(signal), signal),
      usageApi.teams(signal, reading.onSkipped),
      reading.part('invitations', collectInvitesByTeam(from, now, reading.onSkipped)),
      reading.part('history', countUnused(now)),
    ])
    const unused = valueOr(counted, null)
    const unusedIn = ({ id }: Team) => (unused ? { unused: unused.get(id) ?? 0 } : {})
    const sorted = all
      .map(team => ({ team, ...unusedIn(team) }))
      .toSorted(compareRows)
      .map(({ team }) => team)
    const asked = isWhole ? sorted : sorted.slice(0, maxTeamsInChat)
    let done = 0
    const answers = await Promise.all(
      asked.map(async team => {
        const answer = await reading.ofTeam(team.name, usageApi.teamSeats(team.id, signal))
        onProgress({ done: ++done, of: asked.length, what: 'teams' })
        return { team, answer }
      }),
    )
    const invites = valueOr(listed, null)
    const before = await reading.part('history', readAllBefore(from, asked, now))
    requireSome(answers.map(({ answer }) => answer))
    return {
      // Without its name the organization is labelled with its host.
      organization: 'value' in organization ? organization.value.name : usageApi.host,
      teams: answers.map(({ team, answer }) => ({
        team,
        seats: valueOr(answer, noSeats),
        ...(invites ? { invites: invites.get(team.id) ?? noInvites } : {}),
        ...unusedIn(team),
      })),
      total: all.length,
      host: usageApi.host,
      askedAt: now,
      ...optionalBefore(before),
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
    const hidesUnused = isTooSmall(({ unused }) => unused ?? null)
    const shown = teams.map(({ team, seats, invites, unused }) => ({
      team,
      seats: {
        ...seats,
        ...(hidesInvited ? { invited: null } : {}),
        ...(hidesDeactivated ? { deactivated: null } : {}),
      },
      ...(invites && !hidesInvites && !hidesInvited ? { invites } : {}),
      ...(unused === undefined || hidesUnused ? {} : { unused }),
    }))
    return {
      ...suppressBefore(facts, minGroupSize),
      // The order must not show what is hidden.
      teams: shown.toSorted(compareRows),
      small: {
        teams: facts.teams.length - teams.length,
        minGroupSize,
        hidesStates: hidesInvites || hidesInvited || hidesDeactivated || hidesUnused,
      },
    }
  },

  render(given, { t, timeZone, commandPrefix }): Message {
    const { organization, teams, total, small, askedAt } = given
    const labelOf = labelTeams(teams.map(({ team }) => team))
    const isListed = teams.every(({ invites }) => invites)
    const isUnusedKnown = teams.length > 0 && teams.every(({ unused }) => unused !== undefined)
    const invitesColumn: Column = {
      label: isListed ? t.seats.openInvites : t.seats.invites,
      of: ({ seats, invites }) => countOpen(isListed ? invites : null, seats.invited),
    }
    // Teams has room for three columns.
    const all: readonly Column[] = [
      { label: t.seats.registered, of: ({ seats }) => seats.registered },
      isUnusedKnown ? { label: t.seats.unused, of: ({ unused }) => unused ?? null } : invitesColumn,
    ]
    // What is hidden is so in all rows: then it has no column.
    const columns = all.filter(({ of }) => !small?.hidesStates || teams.some(row => of(row) !== null))
    const [first] = teams
    const most = first?.seats.registered ?? null
    const summary = t.teams.summary(
      total,
      sumOf(given, ({ seats }) => seats.registered),
      first && most !== null && teams.length > 1
        ? { name: labelOf(first.team.id), members: most, unused: isUnusedKnown ? (first.unused ?? null) : null }
        : null,
    )
    const message = {
      title: t.teams.title(organization),
      summary,
      parts: [
        text(summary),
        ...renderTotals(given, isListed, t),
        table(
          isUnusedKnown ? t.teams.byUnused : t.teams.caption,
          [{ label: t.teams.team, align: 'left' }, ...columns.map(({ label }) => ({ label, align: 'right' as const }))],
          teams.map(row => [labelOf(row.team.id), ...columns.map(({ of }) => countCell(t.count(of(row)), of(row)))]),
          total - teams.length - (small?.teams ?? 0),
        ),
        ...renderUnread(given, t),
        ...(small && small.teams > 0 ? [text(t.hidden.smallTeams(small.teams, small.minGroupSize))] : []),
        ...(small?.hidesStates ? [text(t.hidden.states(small.minGroupSize))] : []),
        renderReadAt(askedAt, comparedWith(given, t), { t, timeZone }),
        actions([
          ...(first
            ? [
                {
                  label: t.teams.see,
                  line: `team ${first.team.id}`,
                  opens: 'form' as const,
                  style: 'primary' as const,
                },
              ]
            : []),
          { label: t.usage.seats, line: 'seats all' },
        ]),
      ],
    }
    return withWhole(message, `${commandPrefix}export teams`)
  },

  example: {
    organization: 'Northwind Robotics',
    teams: [
      { team: { id: 'team-1', name: 'Payments', people: 61 }, seats: exampleSeats, unused: 14 },
      {
        ...{ team: { id: 'team-2', name: 'Web', people: 20 }, unused: 6 },
        seats: { registered: 20, invited: 0, deactivated: 1 },
      },
      {
        ...{ team: { id: 'team-3', name: 'Web', people: 9 }, unused: 0 },
        seats: { registered: 9, invited: 2, deactivated: 0 },
      },
    ],
    total: 3,
    host: 'console.tabnine.com',
    askedAt: new Date('2026-11-23T10:25:00Z'),
  },
}

type Column = { readonly label: string; readonly of: (row: TeamRow) => Count }

/** The most unused seats first, then the largest; the same for the same teams always. */
function compareRows(a: Pick<TeamRow, 'team' | 'unused'>, b: Pick<TeamRow, 'team' | 'unused'>): number {
  return (
    (b.unused ?? 0) - (a.unused ?? 0) ||
    (b.team.people ?? 0) - (a.team.people ?? 0) ||
    a.team.name.localeCompare(b.team.name) ||
    a.team.id.localeCompare(b.team.id)
  )
}

/** Missing where one of the teams was not counted on the same day as the others. */
async function readAllBefore(from: Sources, teams: readonly Team[], now: Date): Promise<TeamsFacts['before']> {
  const kept = await Promise.all(teams.map(({ id }) => readMembersBefore(from, id, now)))
  const [first] = kept
  if (!first || kept.some(one => one?.day.getTime() !== first.day.getTime())) return undefined
  return { members: kept.reduce((sum, one) => sum + (one?.members ?? 0), 0), day: first.day }
}

/** `null` where a team is not listed, or its count is not known: then there is no total. */
function sumOf({ teams, total }: TeamsFacts, of: (row: TeamRow) => Count): Count {
  if (teams.length < total) return null
  return teams.reduce<Count>((sum, row) => {
    const count = of(row)
    return sum === null || count === null ? null : sum + count
  }, 0)
}

/** Of all teams together: none where some are not listed, because the rest could be computed. */
function renderTotals(facts: TeamsFacts, isListed: boolean, t: Words): Part[] {
  const { total, before } = facts
  const members = sumOf(facts, ({ seats }) => seats.registered)
  if (total === 0 || members === null) return []
  const invites = sumOf(facts, ({ seats, invites }) => countOpen(isListed ? invites : null, seats.invited))
  const deactivated = sumOf(facts, ({ seats }) => seats.deactivated)
  const metrics: Metric[] = [
    { label: t.teams.count, value: t.count(total) },
    membersMetric(members, before, t),
    ...(invites === null ? [] : [{ label: isListed ? t.seats.openInvites : t.seats.invites, value: t.count(invites) }]),
    ...(deactivated === null ? [] : [{ label: t.seats.deactivated, value: t.count(deactivated) }]),
  ]
  return [{ kind: 'metrics', metrics }]
}

/** Only where a change is shown. */
function comparedWith(facts: TeamsFacts, t: Words): string | null {
  const { before } = facts
  const members = sumOf(facts, ({ seats }) => seats.registered)
  return hasChanged(members, before) ? t.seats.comparedWith(before.day) : null
}
