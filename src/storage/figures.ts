/** The numbers that an operator watches, read by one look at the tables a minute. */
import { z } from 'zod'
import type { StoredFigures } from '../ports.ts'
import { type Queries, read } from './db.ts'
import { sql } from './drizzle.ts'
import { exists } from './transfer.ts'

const counts = z.record(z.string(), z.coerce.number())

const Row = z.object({
  deliveries: counts.nullable().transform(found => found ?? {}),
  oldestDue: z.coerce.date().nullable(),
  openAlerts: z.coerce.number(),
  pausedDigests: counts.nullable().transform(found => found ?? {}),
  dailyJobs: z
    .record(z.string(), z.coerce.date())
    .nullable()
    .transform(found => found ?? {}),
})

const Job = z.object({ queue: z.string(), state: z.string(), jobs: z.coerce.number() })

export async function readFigures(queries: Queries, now: Date): Promise<StoredFigures> {
  const at = sql`${now.toISOString()}::timestamptz`
  const [row] = await read(
    queries,
    sql`select
      (select json_object_agg(state, posts) from
        (select state, count(*) as posts from deliveries where state in ('pending', 'sending', 'unknown') group by state) each
      ) as deliveries,
      least(
        (select min(due_at) from deliveries where state in ('pending', 'sending') and due_at <= ${at}),
        (select min(next_run_at) from subscriptions
          where next_run_at <= ${at} and (pause_reason is null or pause_until <= ${at}))
      ) as "oldestDue",
      (select count(*) from episodes where closed_at is null) as "openAlerts",
      (select json_object_agg(pause_reason, digests) from
        (select pause_reason, count(*) as digests from subscriptions where pause_reason is not null group by pause_reason) each
      ) as "pausedDigests",
      (select json_object_agg(job, day) from
        (select job, to_char(max(day), 'YYYY-MM-DD') as day from daily_jobs group by job) each
      ) as "dailyJobs"`,
  )
  return { ...Row.parse(row), jobs: await readJobs(queries) }
}

async function readJobs(queries: Queries): Promise<StoredFigures['jobs']> {
  if (!(await exists(queries, 'pgboss.job'))) return []
  const rows = await read(
    queries,
    sql`select name as queue, state::text as state, count(*) as jobs from pgboss.job
      where state in ('created', 'retry', 'active') and name not like '\_\_pgboss%' group by name, state order by name, state`,
  )
  return z.array(Job).parse(rows)
}
