import type { QuestionStage, SeatCheck, Store } from '../ports.ts'
import { formatDay } from '../time/utc-days.ts'
import { clean } from './columns.ts'
import type { Queries } from './db.ts'
import {
  and,
  asc,
  eq,
  getTableColumns,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  or,
  type SQL,
  sql,
} from './drizzle.ts'
import { readChanges } from './member-changes.ts'
import { seatChecks as checks, people as table } from './seat-tables.ts'

/** Rows in one statement. */
const rowsAtOnce = 500

const { claimedOn: _, teamBefore: __, ...columns } = getTableColumns(table)

export function createPeople(queries: Queries): Store['people'] {
  return {
    // One value for many rows: drizzle's builder makes an object for each value of each row, which is memory at this size.
    async see(people, day, unreadTeams = []) {
      const isKept = sql`(excluded.team_id is null
        and people.team_id in (select json_array_elements_text(${JSON.stringify(unreadTeams)}::json)))`
      for (const some of parts(people)) {
        const rows = JSON.stringify(some.map(({ id, email, teamId }) => [id, clean(email), teamId]))
        await queries.execute(sql`
          insert into people (key, id, email, team_id, team_since, seen_on)
          select row->>0, row->>0, row->>1, row->>2, ${formatDay(day)}::date, ${formatDay(day)}::date
          from json_array_elements(${rows}::json) as row
          on conflict (key) do update set
            email = excluded.email,
            team_id = case when ${isKept} then people.team_id else excluded.team_id end,
            team_before = case when ${isKept} or people.team_id is not distinct from excluded.team_id then people.team_before
              else coalesce(people.team_id, '') end,
            team_since = case when ${isKept} then people.team_since
              when people.team_id is distinct from excluded.team_id then excluded.team_since
              else people.team_since end,
            seen_on = excluded.seen_on`)
      }
    },

    async seeInvited(invitations, day) {
      for (const some of parts(invitations)) {
        const rows = JSON.stringify(
          some.map(({ id, email, teamId, createdAt, expiresAt }) => [id, clean(email), teamId, createdAt, expiresAt]),
        )
        await queries.execute(sql`
          insert into people (key, email, team_id, invited_at, expires_at, team_since, seen_on)
          select 'invitation ' || (row->>0), row->>1, row->>2, (row->>3)::timestamptz, (row->>4)::timestamptz,
            ${formatDay(day)}::date, ${formatDay(day)}::date
          from json_array_elements(${rows}::json) as row
          on conflict (key) do update set
            email = excluded.email,
            team_id = excluded.team_id,
            invited_at = excluded.invited_at,
            expires_at = excluded.expires_at,
            seen_on = excluded.seen_on`)
      }
    },

    async joinInvitations() {
      await queries.execute(sql`
        update people set invited_at = invited.at
        from (
          select lower(email) as email, max(invited_at) as at from people where id is null group by lower(email)
        ) as invited
        where people.id is not null and people.invited_at is null and lower(people.email) = invited.email`)
    },

    async count(day) {
      const rows = await queries
        .select({ count: sql<number>`count(*)::int` })
        .from(table)
        .where(and(isNotNull(table.id), eq(table.seenOn, day)))
      return rows[0]?.count ?? 0
    },

    async page(day, { teamId, after, limit }) {
      const isOfTeam = teamId === undefined ? undefined : eq(table.teamId, teamId)
      return queries
        .select(columns)
        .from(table)
        .where(and(eq(table.seenOn, day), gt(table.key, after), isOfTeam, isOnlyHolder(day)))
        .orderBy(asc(table.key))
        .limit(limit)
    },

    async withEmails(day, emails) {
      if (emails.length === 0) return []
      const wanted = emails.map(email => clean(email.trim().toLowerCase()))
      return queries
        .select(columns)
        .from(table)
        .where(and(isNotNull(table.id), eq(table.seenOn, day), inArray(sql`lower(${table.email})`, wanted)))
        .orderBy(asc(table.key))
    },

    async claim(check, due, { after, limit, most, graceFrom }) {
      return queries.transaction(async tx => {
        // Held to the end of the transaction, so that two replicas count one after the other.
        const [counted] = await tx
          .select({ questions: checks.questions })
          .from(checks)
          .where(eq(checks.day, check.day))
          .for('update')
        const left = Math.min(limit, most - (counted?.questions ?? most))
        if (left <= 0) return []
        const taken = tx
          .select({ key: table.key })
          .from(table)
          .where(and(isPresent(check), isDue(check, due, graceFrom), gt(table.key, after)))
          .orderBy(asc(table.key))
          .limit(left)
        const rows = await tx
          .update(table)
          .set({ claimedOn: check.day })
          .where(inArray(table.key, taken))
          .returning(columns)
        if (rows.length > 0)
          await tx
            .update(checks)
            .set({ questions: sql`${checks.questions} + ${rows.length}` })
            .where(eq(checks.day, check.day))
        return rows.sort((a, b) => (a.key < b.key ? -1 : 1))
      })
    },

    async learn(learned) {
      await queries.transaction(async tx => {
        for (const { key, ...known } of learned)
          await tx
            .update(table)
            .set({ ...known, claimedOn: null })
            .where(eq(table.key, key))
      })
    },

    async release(keys, day) {
      if (keys.length === 0) return
      await queries.transaction(async tx => {
        await tx
          .update(table)
          .set({ claimedOn: null })
          .where(inArray(table.key, [...keys]))
        await tx
          .update(checks)
          .set({ questions: sql`${checks.questions} - ${keys.length}` })
          .where(eq(checks.day, day))
      })
    },

    async remove(keys) {
      if (keys.length > 0) await queries.delete(table).where(inArray(table.key, [...keys]))
    },

    async teamsDue(check) {
      const used = sql<number>`(count(*) filter (where ${hasUsedHere(check)}))::int`
      const rows = await queries
        .select({ teamId: table.teamId, used })
        .from(table)
        .where(and(isNotNull(table.id), eq(table.seenOn, check.day), isNotNull(table.teamId)))
        .groupBy(table.teamId)
        .having(sql`bool_or(${isProvable(check)})`)
        .orderBy(asc(table.teamId))
      return rows.map(({ teamId, used }) => ({ teamId: teamId ?? '', used }))
    },

    async learnUnused(check, teamId) {
      const rows = await queries
        .update(table)
        .set({ knownTo: check.day })
        .where(and(eq(table.teamId, teamId), isProvable(check)))
        .returning({ key: table.key })
      return rows.length
    },

    changes: (day, since, teamId) => readChanges(queries, day, since, teamId),
  }
}

/** Has an account, or no one has one with this e-mail, in whichever team. */
function isOnlyHolder(day: Date): SQL | undefined {
  const joined = sql`(select lower(email) from people where id is not null and seen_on = ${formatDay(day)}::date)`
  return or(isNotNull(table.id), sql`lower(${table.email}) not in ${joined}`)
}

/** In the lists of the day, and not claimed by a replica on that day. */
function isPresent({ day }: SeatCheck): SQL | undefined {
  return and(isNotNull(table.id), eq(table.seenOn, day), or(isNull(table.claimedOn), ne(table.claimedOn, day)))
}

/** @param graceFrom of those `likely` only */
function isDue(check: SeatCheck, due: QuestionStage, graceFrom = check.day): SQL | undefined {
  if (due === 'past') return isPastDue(check)
  const isOpen = and(
    or(isNull(table.knownTo), lt(table.knownTo, check.day)),
    or(isNull(table.lastUsedOn), lt(table.lastUsedOn, check.windowFrom)),
  )
  if (due === 'recent') return isOpen
  const windowBefore = new Date(2 * check.windowFrom.getTime() - check.day.getTime())
  const mayBeInGrace = and(eq(table.hasInfo, false), gte(table.firstUsedOn, graceFrom))
  return and(isOpen, or(isNull(table.knownTo), gte(table.lastUsedOn, windowBefore), mayBeInGrace))
}

function isPastDue({ usageSince }: SeatCheck): SQL | undefined {
  const registeredOn = sql`(${table.registeredAt} at time zone 'UTC')::date`
  return and(
    isNull(table.lastUsedOn),
    gt(table.knownFrom, usageSince),
    or(isNull(table.registeredAt), sql`${table.knownFrom} > ${registeredOn}`),
  )
}

/** Due, known up to within the window, and in one team all through it: what the team's count says holds for them. */
function isProvable(check: SeatCheck): SQL | undefined {
  return and(
    isPresent(check),
    isDue(check, 'recent'),
    gte(table.knownTo, check.windowFrom),
    lte(table.teamSince, check.windowFrom),
  )
}

/** Has used something in the window, for all we know, and in the team where they are. */
function hasUsedHere({ windowFrom }: SeatCheck): SQL | undefined {
  return and(gte(table.lastUsedOn, windowFrom), gte(table.lastUsedOn, table.teamSince))
}

function* parts<T>(list: readonly T[]): Generator<T[]> {
  for (let from = 0; from < list.length; from += rowsAtOnce) yield list.slice(from, from + rowsAtOnce)
}
