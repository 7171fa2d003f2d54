/** Seats as rows for machines. */
import type { Cell, Sheet } from '../message/csv.ts'
import { dayCells, fill, seatCells, seatColumns, subjectCells } from '../report/cells.ts'
import { formatDay } from '../time/utc-days.ts'
import { activePeople, inactiveMembers } from '../usage/activity.ts'
import type { Invites } from './invites.ts'
import type { SeatsFacts } from './seats.ts'
import type { TeamFacts } from './team.ts'
import type { TeamsFacts } from './teams.ts'

/** Of those invited, where the server lists them. */
export const inviteColumns = ['open_invitations', 'expired_invitations']

export function sheetOfTeams({ teams }: TeamsFacts): Sheet {
  return {
    columns: ['team_id', 'team', ...seatColumns, ...inviteColumns, 'unused'],
    rows: teams.map(({ team, seats, invites, unused }) => [
      ...[team.id, team.name, ...seatCells(seats), ...inviteCells(invites ?? null), unused ?? null],
    ]),
  }
}

export function sheetOfTeam({ team, seats, invites, roles }: TeamFacts): Sheet {
  const row = (kind: string, name: string | null, people: Cell) => [team.id, team.name, kind, name, people]
  return {
    columns: ['team_id', 'team', 'kind', 'name', 'people'],
    rows: [
      ...seatColumns.map((state, at) => row('seats', state, seatCells(seats)[at] ?? null)),
      ...inviteColumns.map((state, at) => row('seats', state, inviteCells(invites)[at] ?? null)),
      ...roles.map(({ role, people }) => row('role', role, people)),
    ],
  }
}

/** The seats of today, then those of past month ends. */
export function sheetOfSeats(facts: SeatsFacts): Sheet {
  const { subject, seats, activity, invitations, months } = facts
  const active = activePeople(activity)
  const thresholds = [14, 30, 90]
  const older = thresholds.map(days => invitations?.older.find(found => found.days === days)?.count ?? null)
  const now = [
    ...subjectCells(subject),
    null,
    ...seatCells(seats),
    ...[...dayCells(activity.asked.period), active, inactiveMembers(activity, seats.registered)],
    ...[...inviteCells(invitations), invitations?.oldest ? formatDay(invitations.oldest) : null, ...older],
  ]
  const columns = [
    ...['team_id', 'team', 'month', ...seatColumns, 'first_day', 'last_day', 'active', 'idle'],
    ...[...inviteColumns, 'oldest_invitation'],
    ...thresholds.map(days => `older_than_${days}_days`),
  ]
  const past = months.map(month => [...subjectCells(subject), month.month, ...seatCells(month)])
  return { columns, rows: [now, ...past.map(row => fill(row, columns.length))] }
}

export function inviteCells(invites: Invites | null): Cell[] {
  return [invites?.open ?? null, invites?.expired ?? null]
}
