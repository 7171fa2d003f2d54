/** Brings the tables up to date, by the numbered files of `migrations/`: forward only, all or nothing. */
import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { join } from 'node:path'
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator'
import { z } from 'zod'
import { type Database, type Queries, read } from './db.ts'
import { sql } from './drizzle.ts'
import { codeOf, StoreError } from './errors.ts'

/** Any number that nothing else on the same server is likely to lock. */
const lockId = 7_242_611_903

/** A line of a migration that does more than add: older versions cannot work on its tables. */
const breaksOlder = '-- breaks older versions'

export const newerDatabase =
  'A newer version of the bot has updated this database. Run that version, or restore an older backup.'

/** drizzle-kit's folder, in a checkout and in the published package, from source or built. */
export function findMigrations(): string {
  const packageFile = findPackageJSON(import.meta.url)
  if (!packageFile) throw new StoreError('The package.json of the bot is missing: install it again.')
  return join(packageFile, '..', 'src/storage/migrations')
}

/**
 * Migrates the tables to this version, or to an older one (`upTo`, a number from `readVersion`), which drizzle's own
 * `migrate` cannot do. Replicas that start together wait for each other.
 * @throws StoreError if that fails; the tables are unchanged, and the next start tries again
 */
export async function migrate(
  database: Database,
  { folder = findMigrations(), upTo = Number.POSITIVE_INFINITY }: { folder?: string; upTo?: number } = {},
): Promise<void> {
  const migrations = readMigrationFiles({ migrationsFolder: folder })
  await database.session(async queries => {
    try {
      if (database.home.kind === 'server') await takeTurn(queries)
      const current = await readVersion(queries)
      if (current > (migrations.at(-1)?.folderMillis ?? 0)) return await refuseIncompatible(queries, migrations)
      const due = migrations.filter(({ folderMillis }) => folderMillis > current && folderMillis <= upTo)
      await queries.transaction(tx => apply(tx, due, findWorksFrom(migrations)))
    } catch (error) {
      throw error instanceof StoreError ? error : new StoreError(explain(error), { cause: error })
    }
  })
}

/**
 * A newer version has updated the tables. It also wrote which older ones can still work on them: during an upgrade these
 * run next to it, and start again.
 * @throws StoreError where this one is not among them
 */
async function refuseIncompatible(queries: Queries, migrations: readonly MigrationMeta[]): Promise<void> {
  const own = migrations.at(-1)?.folderMillis ?? 0
  const [column] = await read(
    queries,
    sql`select exists (select from information_schema.columns where table_schema = current_schema()
      and table_name = 'migrations' and column_name = 'works_from') as found`,
  )
  if (column?.found !== true) throw new StoreError(newerDatabase)
  const [row] = await read(
    queries,
    sql`select bool_and(coalesce(works_from <= ${own}::bigint, false)) as works from migrations
      where version > ${own}::bigint`,
  )
  if (row?.works !== true) throw new StoreError(newerDatabase)
}

/** @throws StoreError where the tables are of a newer version, which this one cannot know */
export function refuseNewer(
  version: number,
  migrations: readonly MigrationMeta[] = readMigrationFiles({ migrationsFolder: findMigrations() }),
): void {
  if (version <= (migrations.at(-1)?.folderMillis ?? 0)) return
  throw new StoreError(newerDatabase)
}

export type MigrationStatus = {
  /** `none`: there are no tables of the bot yet. `older`: this version updates them at its start. */
  readonly state: 'none' | 'older' | 'current' | 'newer'
  /** In the order in which they are applied. */
  readonly applied: readonly string[]
  readonly pending: readonly string[]
}

const Journal = z.object({ entries: z.array(z.object({ when: z.number(), tag: z.string() })) })

/** How the tables compare with those of this version; changes nothing. */
export async function readMigrationStatus(queries: Queries): Promise<MigrationStatus> {
  const { entries } = Journal.parse(JSON.parse(readFileSync(join(findMigrations(), 'meta/_journal.json'), 'utf8')))
  const current = await readVersion(queries)
  const tagsOf = (isChosen: (when: number) => boolean) =>
    entries.filter(({ when }) => isChosen(when)).map(({ tag }) => tag)
  const applied = tagsOf(when => when <= current)
  const pending = tagsOf(when => when > current)
  const isNewer = current > (entries.at(-1)?.when ?? 0)
  const state = current === 0 ? 'none' : isNewer ? 'newer' : pending.length > 0 ? 'older' : 'current'
  return { state, applied, pending }
}

/** When the newest migration was made that the tables have, in milliseconds; 0 for a database without tables of ours. */
export async function readVersion(queries: Queries): Promise<number> {
  const [found] = await read(queries, sql`select to_regclass('migrations') is not null as found`)
  if (found?.found !== true) return 0
  const [newest] = await read(queries, sql`select max(version) as version from migrations`)
  return Number(newest?.version ?? 0)
}

/** The lock belongs to the connection, which `session` drops, so it ends with this work however that ends. */
async function takeTurn(queries: Queries): Promise<void> {
  await queries.execute(sql`set statement_timeout = '5min'`)
  await queries.execute(sql`select pg_advisory_lock(${lockId}::bigint)`)
}

/** The oldest version of the tables whose code can still work on those that these migrations make. */
function findWorksFrom(migrations: readonly MigrationMeta[]): number {
  const broken = migrations.findLast(({ sql }) => sql.some(statement => statement.includes(breaksOlder)))
  return (broken ?? migrations[0])?.folderMillis ?? 0
}

async function apply(tx: Queries, migrations: readonly MigrationMeta[], worksFrom: number): Promise<void> {
  await tx.execute(
    sql`create table if not exists migrations (version bigint primary key, applied_at timestamptz not null)`,
  )
  if (migrations.length === 0) return
  await tx.execute(sql`alter table migrations add column if not exists works_from bigint`)
  for (const migration of migrations) {
    for (const statement of migration.sql) await tx.execute(sql.raw(statement))
    await tx.execute(sql`insert into migrations values (${migration.folderMillis}, now(), ${worksFrom})`)
  }
}

function explain(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  switch (codeOf(cause)) {
    case '57014':
      return 'Another replica has been bringing the tables up to date for five minutes: see what holds it up, and start again.'
    case '42501':
      return 'The user of DATABASE_URL may not create tables: grant it CREATE on the database and its schema public, and start again.'
    default:
      return `The tables could not be brought up to date and are as they were (${cause instanceof Error ? cause.message : cause}). Fix that and start again.`
  }
}
