/** Use as rows for machines. */
import type { Cell, Sheet } from '../message/csv.ts'
import type { Metrics } from '../ports.ts'
import { dayCells, fill, seatCells, seatColumns, subjectCells } from '../report/cells.ts'
import { formatDay } from '../time/utc-days.ts'
import { type Activity, comparable } from './activity.ts'
import { automationFactor, consumptionRate, productivityFactor, type Total } from './metrics.ts'
import type { Step, TrendRow } from './trend.ts'
import type { UsageFacts } from './usage.ts'
import type { UserFacts } from './user.ts'

export function sheetOfUsage({ subject, seats, activity, by, trend }: UsageFacts): Sheet {
  return {
    columns: ['team_id', 'team', ...seatColumns, 'seats_on', ...columnsOfUse],
    rows: [
      [...subjectCells(subject), ...seatCells(seats), dayAsked(activity), ...wholeCells(activity)],
      ...rowsOfUse(activity, by, trend).map(cells => [...subjectCells(subject), ...seatCells(null), null, ...cells]),
    ],
  }
}

export function sheetOfModels({ subject, activity, models }: UsageFacts): Sheet {
  const shown = models === 'hidden' ? [] : (models ?? [])
  return {
    columns: [
      ...['team_id', 'team', 'first_day', 'last_day', 'model', 'name'],
      ...['chat_messages', 'chat_users', 'agent_turns', 'agent_users'],
    ],
    rows: shown.map(({ model, name, chat, agent }) => [
      ...[...subjectCells(subject), ...dayCells(activity.asked.period), model, name],
      ...[chat.messages, chat.members, agent.messages, agent.members],
    ]),
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
export const columnsOfUse = [
  'step',
  'first_day',
  'last_day',
  'state',
  'is_lower_bound',
  ...counted.map(([name]) => name),
]

export function wholeCells(activity: Activity): Cell[] {
  const total = activity.state === 'no-data' ? null : activity.total
  return ['all', ...dayCells(activity.asked.period), activity.state, ...totalCells(total)]
}

export function rowsOfUse(activity: Activity, step: Step, trend: readonly TrendRow[]): Cell[][] {
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

/** The day of which the seats are; the numbers of a period in the same row are of other days. */
export function dayAsked({ origin }: Activity): string {
  return formatDay(origin.askedAt)
}
