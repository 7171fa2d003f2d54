/**
 * A digest of teams beside the whole organization: what is told of the teams, taken from the whole, leaves what the others
 * did. Where that is the work of few, the number of the whole is left out.
 */
import type { Count, Metrics, SeatCounts } from '../ports.ts'
import { type Activity, comparable } from '../report/activity.ts'
import type { DigestFacts, DigestPart } from '../report/digest.ts'
import type { TrendRow } from '../report/trend.ts'
import { type LeftOut, type Tool, tools } from '../report/withheld.ts'
import { isSamePeriod } from '../utc-days.ts'
import { isFew, leaveOutTools } from './floor.ts'

/** A number of people: all who were active, or who used a tool. */
type Measure = 'all' | Tool

/** What is told of a group in one span; `null`: nothing. */
type Told = LeftOut & { readonly metrics: Metrics | null }

/** @param facts as they may be told of each group by itself */
export function hideRests(facts: DigestFacts, floor: number): DigestFacts {
  const whole = facts.parts.find(({ subject }) => subject.kind === 'organization')
  const teams = facts.parts.filter(({ subject }) => subject.kind === 'team')
  if (!whole || teams.length === 0) return facts
  const trend = whole.trend.map(row =>
    hideInRow(
      row,
      teams.map(team => rowAt(team, row)),
      floor,
    ),
  )
  const activity = hideInActivity(whole, teams, trend, floor)
  const seatsBefore = isRestOfSeatsFew(whole, teams, floor) ? null : whole.seatsBefore
  const hidden: DigestPart = { ...whole, trend, activity, seatsBefore }
  return { ...facts, parts: facts.parts.map(part => (part === whole ? hidden : part)) }
}

function hideInRow(row: TrendRow, teams: readonly Told[], floor: number): TrendRow {
  if (!row.metrics) return row
  if (isRestFew(row.metrics, teams, 'all', floor)) return { ...row, metrics: null, withheld: { why: 'beside', floor } }
  const few = tools.filter(tool => isRestFew(row.metrics, teams, tool, floor))
  return few.length === 0 ? row : { ...row, ...leaveOutTools({ ...row, metrics: row.metrics }, few, floor) }
}

/** How many people use each tool now, and how many did before, where the change is told or the trend tells it anyhow. */
function hideInActivity(
  { activity }: DigestPart,
  teams: readonly DigestPart[],
  trend: readonly TrendRow[],
  floor: number,
): Activity {
  const { total } = activity
  if (!total || activity.withheld) return activity
  const now = teams.map(team => ({ ...team.activity, metrics: team.activity.total?.metrics ?? null }))
  const few = tools.filter(tool => isRestFew(total.metrics, now, tool, floor))
  const told = few.length === 0 ? null : leaveOutTools({ ...activity, metrics: total.metrics }, few, floor)
  const before = comparable(activity)
  const past = teams.map(team => ({ ...team.activity, metrics: comparable(team.activity)?.total.metrics ?? null }))
  const isHidden =
    before !== null &&
    ((['all', ...tools] as const).some(measure => isRestFew(before.total.metrics, past, measure, floor)) ||
      trend.some(row => isSamePeriod(row.period, before.period) && (row.withheld || row.few)))
  return {
    ...activity,
    ...(told ? { total: { ...total, metrics: told.metrics }, few: told.few } : {}),
    ...(isHidden ? { before: { withheld: 'few' } as const } : {}),
  }
}

/** Whether the whole less what is told of the teams is the number of few; nobody is not few. */
function isRestFew(whole: Metrics | null, teams: readonly Told[], measure: Measure, floor: number): boolean {
  const all = whole && peopleIn({ metrics: whole }, measure)
  if (all === null) return false
  return isFew(all - teams.reduce((sum, team) => sum + (peopleIn(team, measure) ?? 0), 0), floor)
}

function peopleIn({ metrics, withheld, few }: Told, measure: Measure): Count {
  if (!metrics || withheld || (measure !== 'all' && few?.tools.includes(measure))) return null
  return measure === 'all' ? metrics.activeUsers : metrics[measure].activeUsers
}

/** The seats of past days are told as changes only. */
function isRestOfSeatsFew({ seatsBefore }: DigestPart, teams: readonly DigestPart[], floor: number): boolean {
  if (!seatsBefore) return false
  const told = teams.flatMap(team => team.seatsBefore ?? [])
  return (['registered', 'invited', 'deactivated'] as const).some(state => {
    const all = seatsBefore[state]
    const isTold = (seats: SeatCounts) => seats[state] ?? 0
    return (
      told.length < teams.length &&
      all !== null &&
      isFew(all - told.reduce((sum, seats) => sum + isTold(seats), 0), floor)
    )
  })
}

function rowAt({ trend }: DigestPart, { period }: TrendRow): Told {
  return trend.find(row => isSamePeriod(row.period, period)) ?? { metrics: null }
}
