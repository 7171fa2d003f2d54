import { type Queries, read } from './db.ts'
import { type SQL, sql } from './drizzle.ts'

/** Clocks of replicas differ by seconds; what is farther ahead than this was written by a clock that was wrong. */
const maxAheadMs = 10 * 60_000

/** The reason of a digest that was claimed for a moment that had not come. */
const reason = 'clock was ahead'

/**
 * Forgets what only a clock that was ahead can have written, so that it is done again in its time.
 * @returns how many rows were changed
 */
export async function forgetAhead(queries: Queries, now: Date): Promise<number> {
  const moment = sql`${new Date(now.getTime() + maxAheadMs).toISOString()}::timestamptz`
  const day = sql`(${moment} at time zone 'UTC')::date`
  return queries.transaction(async tx => {
    let changed = 0
    for (const statement of statements(moment, day)) changed += (await read(tx, sql`${statement} returning 1`)).length
    return changed
  })
}

function statements(moment: SQL, day: SQL): SQL[] {
  return [
    // The key is free again for the digest of that week; what was posted stays in the history.
    sql`update deliveries set key = key || ' · ahead ' || id, reason = ${reason}, not_before = null, lease_until = null,
      state = case when state in ('sent', 'unknown') then state else 'skipped' end
      where kind = 'digest' and due_at > ${moment} and reason is distinct from ${reason}`,
    sql`delete from snapshots where day > ${day}`,
    sql`delete from daily_jobs where day > ${day}`,
    sql`delete from seat_checks where day > ${day}`,
    sql`update people set known_from = null, known_to = null where known_to > ${day}`,
    sql`update people set claimed_on = null where claimed_on > ${day}`,
    sql`update people set seen_on = ${day} where seen_on > ${day}`,
    sql`update people set team_since = ${day} where team_since > ${day}`,
    sql`update alerts set decided_for = null where decided_for > ${day}`,
    sql`update reminders set asked_at = ${moment} where asked_at > ${moment}`,
    sql`delete from presence where seen_at > ${moment}`,
    sql`delete from marks where at > ${moment}`,
  ]
}
