/** What can be learned of a database by reading alone, for the person who wants to know why the bot does not do something. */

import { z } from 'zod'
import { ownerKinds } from '../platform.ts'
import type { Owner } from '../ports.ts'
import { type Database, type Queries, read } from './db.ts'
import { sql } from './drizzle.ts'
import { exists } from './transfer.ts'

const Server = z.object({
  version: z.string(),
  versionNumber: z.coerce.number(),
  isEncrypted: z.boolean(),
  isReadOnly: z.boolean(),
  canCreateSchema: z.boolean(),
  canCreateTable: z.boolean(),
  maxConnections: z.coerce.number(),
  usedConnections: z.coerce.number(),
})
export type ServerFacts = z.infer<typeof Server>

const moment = z.coerce.date().nullable()
const Stored = z.object({
  /** Deliveries that may or may not have arrived, and wait for a person. */
  unconfirmed: z.coerce.number(),
  /** Deliveries that were given up since the moment asked for. */
  failed: z.coerce.number(),
  /** Digests that rest because their conversation cannot be reached. */
  pausedDigests: z.coerce.number(),
  /** Alerts that ended for the same reason. */
  closedAlerts: z.coerce.number(),
  /** Due time of the oldest delivery, or digest, that is still to be posted; `null`: nothing is due. */
  oldestDue: moment,
  /** When any replica last wrote, which it does every minute; `null`: never. */
  lastWrite: moment,
  /** UTC day of the newest seat counts. */
  lastSnapshot: moment,
})
export type StoredFacts = z.infer<typeof Stored> & {
  /** Jobs that failed permanently. */
  readonly deadJobs: number
}

const owner = z.object({ kind: z.enum(ownerKinds), id: z.string(), name: z.string() })

/** Reads without being able to write, whatever the statements are. */
export function readOnly<T>({ queries }: Database, work: (queries: Queries) => Promise<T>): Promise<T> {
  return queries.transaction(work, { accessMode: 'read only' })
}

/** A server as this connection sees it. */
export async function readServer(database: Database): Promise<ServerFacts> {
  const [row] = await read(
    database.queries,
    sql`select
      current_setting('server_version') as version,
      current_setting('server_version_num') as "versionNumber",
      coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false) as "isEncrypted",
      current_setting('transaction_read_only') = 'on' or pg_is_in_recovery() as "isReadOnly",
      has_database_privilege(current_database(), 'CREATE') as "canCreateSchema",
      coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) as "canCreateTable",
      current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
        as "maxConnections",
      (select count(*) from pg_stat_activity where backend_type = 'client backend') as "usedConnections"`,
  )
  return Server.parse(row)
}

/** Whose data this is. */
export async function readOwners(queries: Queries): Promise<Owner[]> {
  if (!(await exists(queries, 'owners'))) return []
  return z.array(owner).parse(await read(queries, sql`select kind, id, name from owners order by kind`))
}

type Wanted = {
  /** From here on deliveries count that were given up. */
  readonly since: Date
  readonly now: Date
  /** The queue of jobs that failed permanently. */
  readonly deadQueue: string
}

/** The state of pending posts. The tables must be those of this version. */
export async function readStored(queries: Queries, { since, now, deadQueue }: Wanted): Promise<StoredFacts> {
  const at = now.toISOString()
  const [row] = await read(
    queries,
    sql`select
      (select count(*) from deliveries where state = 'unknown') as unconfirmed,
      (select count(*) from deliveries where state = 'failed' and changed_at >= ${since.toISOString()}::timestamptz)
        as failed,
      (select count(*) from subscriptions where pause_reason = 'unreachable') as "pausedDigests",
      (select count(*) from alerts where closed is not null and closed <> 'off') as "closedAlerts",
      least(
        (select min(due_at) from deliveries where state in ('pending', 'sending') and due_at <= ${at}::timestamptz),
        (select min(next_run_at) from subscriptions
          where next_run_at <= ${at}::timestamptz
          and (pause_reason is null or pause_until <= ${at}::timestamptz))
      ) as "oldestDue",
      (select at from marks where name = 'written') as "lastWrite",
      (select max(day)::timestamptz from snapshots) as "lastSnapshot"`,
  )
  const facts = Stored.parse(row)
  return { ...facts, deadJobs: await countDeadJobs(queries, deadQueue) }
}

async function countDeadJobs(queries: Queries, deadQueue: string): Promise<number> {
  if (!(await exists(queries, 'pgboss.job'))) return 0
  const [row] = await read(queries, sql`select count(*) as jobs from pgboss.job where name = ${deadQueue}`)
  return Number(row?.jobs ?? 0)
}
