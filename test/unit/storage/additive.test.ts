/**
 * During an upgrade replicas of the version before work on tables that the new one has already updated. So a migration
 * only adds: what an older version reads is still there, and what it does not know it need not write.
 */

import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Database, openDatabase, type Queries, read } from '../../../src/storage/db.ts'
import { sql } from '../../../src/storage/drizzle.ts'
import { findMigrations, migrate, newerDatabase } from '../../../src/storage/migrate.ts'
import { makeBlankDatabase } from '../../helpers/database.ts'
import { recordLog } from '../../helpers/recording-log.ts'
import { makeScratch } from '../../helpers/scratch.ts'

const Column = z.object({
  name: z.string(),
  type: z.string(),
  isNullable: z.boolean(),
  isFilledIn: z.boolean(),
})
type Column = z.infer<typeof Column>
/** Rules of the database over existing columns: an older version may not keep a new one. */
type Tables = { readonly columns: ReadonlyMap<string, Column>; readonly rules: ReadonlyMap<string, string> }

const migrations = readMigrationFiles({ migrationsFolder: findMigrations() })
const versions = migrations.map(({ folderMillis }) => folderMillis)
const breaking = new Set(
  migrations.flatMap(({ sql }, at) => (sql.some(text => text.includes('-- breaks older versions')) ? [at] : [])),
)
const stages: Tables[] = []
let database: Database

beforeAll(async () => {
  database = await openDatabase({ databaseUrl: (await makeBlankDatabase()).url, dataDir: '', log: recordLog() })
  for (const upTo of versions) {
    await migrate(database, { upTo })
    stages.push(await readTables(database.queries))
  }
})
afterAll(() => database.close())

async function readTables(queries: Queries): Promise<Tables> {
  const columns = await read(
    queries,
    sql`select table_name || '.' || column_name as name, data_type as type, is_nullable = 'YES' as "isNullable",
      column_default is not null or is_identity = 'YES' as "isFilledIn"
      from information_schema.columns where table_schema = 'public'`,
  )
  const rules = await read(
    queries,
    sql`select conname as name, conrelid::regclass || ' ' || pg_get_constraintdef(oid) as definition
      from pg_constraint where connamespace = 'public'::regnamespace and contype in ('c', 'f', 'p', 'u', 'x')
      union all
      select indexname, indexdef from pg_indexes where schemaname = 'public' and indexdef like 'CREATE UNIQUE%'`,
  )
  return {
    columns: new Map(columns.map(row => [String(row.name), Column.parse(row)])),
    rules: new Map(rules.map(row => [String(row.name), String(row.definition)])),
  }
}

const tableOf = (column: string) => column.split('.')[0]

/** What a version that knows only `before` can no longer do with `after`. */
function findBreaks(before: Tables, after: Tables): string[] {
  const known = new Set([...before.columns.keys()].map(tableOf))
  const gone = [...before.columns].flatMap(([name, column]) => {
    const now = after.columns.get(name)
    if (!now) return [`${name} is gone`]
    if (now.type !== column.type) return [`${name} is ${now.type} instead of ${column.type}`]
    return column.isNullable && !now.isNullable ? [`${name} may not be empty any more`] : []
  })
  const needed = [...after.columns]
    .filter(([name]) => !before.columns.has(name) && known.has(tableOf(name)))
    .filter(([, { isNullable, isFilledIn }]) => !isNullable && !isFilledIn)
    .map(([name]) => `${name} must be written`)
  const added = [...after.rules]
    .filter(([name]) => !before.rules.has(name))
    .filter(([, definition]) => [...before.columns.keys()].some(column => isAbout(definition, column)))
    .map(([name, definition]) => `${name} is new: ${definition}`)
  return [...gone, ...needed, ...added]
}

/** Whether a rule is about a column that was there before, in a table that was. */
function isAbout(definition: string, column: string): boolean {
  const [table = '', name = ''] = column.split('.')
  const isOnTable = definition.startsWith(`${table} `) || definition.includes(` ON public.${table} `)
  return isOnTable && new RegExp(`\\((?:[^)]*\\W)?${name}\\W`).test(definition)
}

it('each migration only adds, or says that it does more', () => {
  expect(stages).toHaveLength(versions.length)
  expect(stages.length).toBeGreaterThan(10)
  for (const [at, after] of stages.entries()) {
    const before = stages[at - 1]
    if (before && !breaking.has(at)) expect(findBreaks(before, after), `migration ${at}`).toEqual([])
  }
})

describe('a version before the last migration', () => {
  const folder = makeScratch('migrations-')
  afterAll(() => rmSync(folder, { recursive: true }))

  /** The files of an older version: without the last one. */
  function leaveOutLast(): void {
    cpSync(findMigrations(), folder, { recursive: true })
    const file = join(folder, 'meta/_journal.json')
    const journal = JSON.parse(readFileSync(file, 'utf8'))
    writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, -1) }))
  }

  it('starts again on the tables of the new one, and changes nothing', async () => {
    leaveOutLast()
    const before = await readTables(database.queries)
    await migrate(database, { folder })
    expect(await readTables(database.queries)).toEqual(before)
  })

  it.each([
    ['works only from itself on', `update migrations set works_from = version where version = ${versions.at(-1)}`],
    ['does not say from where on it works', 'update migrations set works_from = null'],
    ['is of a time before that was written', 'alter table migrations drop column works_from'],
  ])('does not where the new one %s', async (_what, statement) => {
    await database.queries.execute(sql.raw(statement))
    await expect(migrate(database, { folder })).rejects.toThrow(newerDatabase)
  })
})

it.each([
  ['alter table audit drop column line', 'audit.line is gone'],
  ['alter table audit rename column line to question', 'audit.line is gone'],
  ['alter table deliveries alter column attempts type bigint', 'deliveries.attempts is bigint instead of integer'],
  ['alter table deliveries alter column content set not null', 'deliveries.content may not be empty any more'],
  ['alter table marks add column why text not null', 'marks.why must be written'],
  ['create unique index one_a_day on audit (at)', /^one_a_day is new/],
  ['alter table audit add constraint short check (length(line) < 9)', /^short is new/],
])('a change that takes something away is found: %s', async (statement, found) => {
  const before = stages.at(-1)
  if (!before) throw new Error('there are no migrations')
  const breaks: string[] = []
  const rollBack = new Error('only tried')
  const tried = database.queries.transaction(async tx => {
    await tx.execute(sql.raw(statement))
    breaks.push(...findBreaks(before, await readTables(tx)))
    throw rollBack
  })
  await expect(tried).rejects.toBe(rollBack)
  expect(breaks).toContainEqual(typeof found === 'string' ? found : expect.stringMatching(found))
})
