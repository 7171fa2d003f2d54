import type { Unwatched } from '../ports.ts'
import type { Database, Queries } from './db.ts'
import { and, isNull, lt, or, sql } from './drizzle.ts'
import { toStoreFailure } from './errors.ts'
import { audit, budgetEpisodes, exclusions, people, seatActions } from './schema.ts'

/** For how many days what is over is kept. */
export type Retention = {
  readonly auditDays: number
  /** What was posted, and what became of alerts, reminders, exclusions and changes of seats. */
  readonly historyDays: number
  /** People who are in no list of the Usage API any more. */
  readonly peopleDays: number
}

const defaultRetention: Retention = { auditDays: 365, historyDays: 180, peopleDays: 90 }

/**
 * Once a night. A server keeps its files in order by itself, but nothing in the embedded database ever does: its log would
 * grow with each write and be read again at the next start, and rows of the past would keep their room. Snapshots stay:
 * a team's year is 365 short rows, and "since when" is asked of them.
 */
export async function tidy(
  { home, queries }: Database,
  now: Date,
  { auditDays, historyDays, peopleDays }: Retention = defaultRetention,
): Promise<void> {
  try {
    const before = daysBefore(now, historyDays)
    await queries.delete(people).where(lt(people.seenOn, daysBefore(now, peopleDays)))
    await queries.delete(budgetEpisodes).where(lt(budgetEpisodes.closedAt, before))
    await queries.delete(exclusions).where(lt(exclusions.until, before))
    await queries.delete(audit).where(lt(audit.at, daysBefore(now, auditDays)))
    await forgetDeliveries(queries, before)
    await forgetSeatActions(queries, now, before)
    await forgetUnwatched(queries, before)
    await queries.execute(sql`delete from daily_jobs where day < ${before.toISOString()}::date`)
    if (home.kind === 'server') return
    await queries.execute(sql`vacuum analyze`)
    await queries.execute(sql`checkpoint`)
  } catch (error) {
    throw toStoreFailure(error)
  }
}

/** A preview that no one acted on is worthless after minutes; what was done is asked for as long as its alert. */
async function forgetSeatActions(queries: Queries, now: Date, before: Date): Promise<void> {
  await queries
    .delete(seatActions)
    .where(
      or(and(isNull(seatActions.usedAt), lt(seatActions.shownAt, daysBefore(now, 1))), lt(seatActions.usedAt, before)),
    )
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000)
}

/** Together with its reminders: until then, ending and restarting an alert does not remind anyone more often. */
async function forgetUnwatched(queries: Queries, before: Date): Promise<void> {
  const unwatched: Unwatched = 'off'
  await queries.execute(sql`
    delete from alerts
    where closed = ${unwatched} and coalesce(decided_at, created_at) < ${before.toISOString()}::timestamptz
      and not exists (
        select 1 from reminders
        where reminders.alert = alerts.id and reminders.asked_at >= ${before.toISOString()}::timestamptz)`)
}

/**
 * Deletes only deliveries that ended before; pending and unconfirmed ones stay, however old. The newest of each kind stays
 * as long as its subscription, which shows it.
 */
async function forgetDeliveries(queries: Queries, before: Date): Promise<void> {
  await queries.execute(sql`
    delete from deliveries old
    where state in ('sent', 'failed', 'skipped') and changed_at < ${before.toISOString()}::timestamptz
      and (subscription is null or exists (
        select 1 from deliveries newer
        where newer.subscription = old.subscription and newer.kind = old.kind and newer.id > old.id))`)
}
