import type { MemberChanges } from '../ports.ts'
import type { Queries } from './db.ts'
import { and, asc, eq, getTableColumns, gt, gte, isNotNull, isNull, lt, min, or, sql } from './drizzle.ts'
import { people as table } from './seat-tables.ts'

const { claimedOn: _, teamBefore: __, ...columns } = getTableColumns(table)

/** How members came and went; see `SeatStore`. */
export async function readChanges(queries: Queries, day: Date, since: Date, teamId?: string): Promise<MemberChanges> {
  const isOfTeam = teamId === undefined ? undefined : eq(table.teamId, teamId)
  const isHere = and(eq(table.seenOn, day), isOfTeam)
  // Who registers is in the lists on that day or the next.
  const isNew = sql`coalesce((${table.registeredAt} at time zone 'UTC')::date >= ${table.teamSince} - 1, false)`
  const mayHaveMoved = and(
    gte(table.seenOn, since),
    gt(table.teamSince, since),
    sql`not ${isNew}`,
    teamId === undefined
      ? undefined
      : or(eq(table.teamId, teamId), eq(table.teamBefore, teamId), isNull(table.teamBefore)),
  )
  const [counted] = await queries
    .select({
      members: sql<number>`(count(*) filter (where ${isHere}))::int`,
      firstLook: min(table.teamSince),
      hasMoved: sql<boolean>`coalesce(bool_or(${mayHaveMoved}), false)`,
    })
    .from(table)
    .where(isNotNull(table.id))
  const leavers = await queries
    .select(columns)
    .from(table)
    .where(and(isNotNull(table.id), gte(table.seenOn, since), lt(table.seenOn, day), isOfTeam))
    .orderBy(asc(table.key))
  return { members: 0, firstLook: null, hasMoved: false, ...counted, leavers }
}
