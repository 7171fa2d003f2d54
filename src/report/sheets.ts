/** The facts of each report as rows for machines: ISO days, plain numbers, nothing where nothing is known or told. */

import type { DigestFacts } from '../digests/digest.ts'
import type { Cell, Sheet } from '../message/csv.ts'
import type { Metrics, Period, SeatCounts, Subject } from '../ports.ts'
import type { Invites } from '../seats/invites.ts'
import type { SeatsFacts } from '../seats/seats.ts'
import type { TeamFacts } from '../seats/team.ts'
import type { TeamsFacts } from '../seats/teams.ts'
import { subjectWord } from '../subject.ts'
import { addDays, formatDay } from '../time/utc-days.ts'
import { inactiveMembers } from '../usage/active-split.ts'
import { type Activity, activePeople, comparable } from '../usage/activity.ts'
import { automationFactor, consumptionRate, productivityFactor, type Total } from '../usage/metrics.ts'
import type { Step, TrendRow } from '../usage/trend.ts'
import type { UsageFacts } from '../usage/usage.ts'
import type { UserFacts } from '../usage/user.ts'

/** `invited`: all that nobody has accepted, as the server counts them. */
const seatColumns = ['registered', 'invited', 'deactivated']
/** Of those invited, where the server lists them. */
const inviteColumns = ['open_invitations', 'expired_invitations']

export function sheetOfTeams({ teams }: TeamsFacts): Sheet {
  return {
    columns: ['team_id', 'team', ...seatColumns, ...inviteColumns],
    rows: teams.map(({ team, seats, invites }) => [
      ...[team.id, team.name, ...seatCells(seats), ...inviteCells(invites ?? null)],
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

export function sheetOfUsage({ subject, seats, activity, by, trend }: UsageFacts): Sheet {
  return {
    columns: ['team_id', 'team', ...seatColumns, 'seats_on', ...columnsOfUse],
    rows: [
      [...subjectCells(subject), ...seatCells(seats), dayAsked(activity), ...wholeCells(activity)],
      ...rowsOfUse(activity, by, trend).map(cells => [...subjectCells(subject), ...seatCells(null), null, ...cells]),
    ],
  }
}

export function sheetOfDigest({ unit, parts }: DigestFacts): Sheet {
  const step = unit === 'week' ? 'weekly' : 'monthly'
  return {
    columns: ['team_id', 'team', ...seatColumns, ...inviteColumns, 'seats_on', ...columnsOfUse],
    rows: parts.flatMap(({ subject, seats, seatsBefore, invites, activity, trend }) => {
      const whole = wholeCells(activity)
      return [
        [
          ...[...subjectCells(subject), ...seatCells(seats), ...inviteCells(invites ?? null)],
          ...[dayAsked(activity), ...whole],
        ],
        ...rowsOfUse(activity, step, trend).map(([kind = null, ...cells]) => [
          ...[...subjectCells(subject), ...seatCells(kind === 'before' ? seatsBefore : null), ...inviteCells(null)],
          ...[kind === 'before' && seatsBefore ? formatDay(seatsBefore.day) : null, kind, ...cells],
        ]),
      ]
    }),
  }
}

export function sheetOfUser({ person, activity, trend }: UserFacts): Sheet {
  const { id, email, role, team, registeredAt, active } = person
  const account = active === null ? null : active ? 'active' : 'deactivated'
  const who = [id, email, role, team?.id ?? null, team?.name ?? null, registeredAt && formatDay(registeredAt), account]
  return {
    columns: ['user_id', 'email', 'role', 'team_id', 'team', 'registered', 'account', ...columnsOfUse],
    rows: [wholeCells(activity), ...rowsOfUse(activity, 'weekly', trend)].map(cells => [...who, ...cells]),
  }
}

const counted: readonly (readonly [column: string, of: (metrics: Metrics) => number | null])[] = [
  ['active_users', ({ activeUsers }) => activeUsers],
  ['completions_accepted', ({ completions }) => completions.accepted],
  ['completions_lines', ({ completions }) => completions.lines],
  ['completions_chars', ({ completions }) => completions.chars],
  ['typed_chars', ({ completions }) => completions.keystrokes],
  ['chat_interactions', ({ chat }) => chat.interactions],
  ['chat_used', ({ chat }) => chat.useful],
  ['agent_turns', ({ agent }) => agent.interactions],
  ['agent_lines_added', ({ agent }) => agent.linesAdded],
  ['agent_lines_added_kept', ({ agent }) => agent.linesAddedAccepted],
  ['agent_lines_removed', ({ agent }) => agent.linesRemoved],
  ['agent_lines_removed_kept', ({ agent }) => agent.linesRemovedAccepted],
  ['automation_factor', automationFactor],
  ['consumption_rate', consumptionRate],
  ['productivity_factor', productivityFactor],
]

/** `step`: `all` of the period, the period `before`, or one step of it. */
const columnsOfUse = ['step', 'first_day', 'last_day', 'state', 'is_lower_bound', ...counted.map(([name]) => name)]

function wholeCells(activity: Activity): Cell[] {
  const total = activity.state === 'no-data' ? null : activity.total
  return ['all', ...dayCells(activity.asked.period), activity.state, ...totalCells(total)]
}

function rowsOfUse(activity: Activity, step: Step, trend: readonly TrendRow[]): Cell[][] {
  const before = comparable(activity)
  const steps = trend.map(row => {
    const total = row.metrics && { metrics: row.metrics, isLowerBound: row.metrics.isLowerBound ?? false }
    return [step, ...dayCells(row.period), null, ...totalCells(total)]
  })
  return [...(before ? [['before', ...dayCells(before.period), null, ...totalCells(before.total)]] : []), ...steps]
}

function totalCells(total: Total | null): Cell[] {
  if (!total) return fill([], counted.length + 1)
  return [String(total.isLowerBound), ...counted.map(([, of]) => of(total.metrics))]
}

function seatCells(seats: SeatCounts | null): Cell[] {
  return seats ? [seats.registered, seats.invited, seats.deactivated] : [null, null, null]
}

function inviteCells(invites: Invites | null): Cell[] {
  return [invites?.open ?? null, invites?.expired ?? null]
}

/** The day of which the seats are; the numbers of a period beside them are of other days. */
function dayAsked({ origin }: Activity): string {
  return formatDay(origin.askedAt)
}

function subjectCells(subject: Subject): Cell[] {
  return [subjectWord(subject), subject.name]
}

/** Both ends included, as people count. */
function dayCells({ from, to }: Period): Cell[] {
  return [formatDay(from), formatDay(addDays(to, -1))]
}

function fill(cells: readonly Cell[], length: number): Cell[] {
  return Array.from({ length }, (_, at) => cells[at] ?? null)
}
