import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Database, openDatabase, read } from '../../../src/storage/db.ts'
import { sql } from '../../../src/storage/drizzle.ts'
import { findMigrations, migrate, readVersion } from '../../../src/storage/migrate.ts'
import { makeBlankDatabase } from '../../helpers/database.ts'
import { makeScratch } from '../../helpers/scratch.ts'

// Each test makes a new database, which takes seconds.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

const log = { debug() {}, info() {}, warn() {}, error() {} }
const folder = makeScratch('store-')

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
})

const homes = [
  { home: 'embedded', makeAddress: async () => '' },
  { home: 'server', makeAddress: async () => (await makeBlankDatabase()).url },
]

describe.each(homes)('a migration, $home', ({ home, makeAddress }) => {
  let databaseUrl: string
  let database: Database
  const dataDir = join(folder, home)
  const open = () => openDatabase({ databaseUrl, dataDir, log })

  beforeAll(async () => {
    databaseUrl = await makeAddress()
    database = await open()
    await migrate(database)
  })
  afterAll(() => database.close())

  it('that fails halfway leaves the tables as they were, and can be repeated', async () => {
    const next = withMigrations(`${home} failing`, {
      '9998_next': 'create table next (id integer);\n--> statement-breakpoint\nselect 1 / 0;',
    })
    await expect(migrate(database, { folder: next })).rejects.toThrow(
      'The tables could not be brought up to date and are as they were (division by zero). Fix that and start again.',
    )
    expect(await has(database, 'next')).toBe(false)
    writeFileSync(join(next, '9998_next.sql'), '-- breaks older versions\ncreate table next (id integer);')
    await migrate(database, { folder: next })
    await migrate(database, { folder: next })
    expect(await has(database, 'next')).toBe(true)
  })

  it('that is newer than the bot is refused', async () => {
    await expect(migrate(database)).rejects.toThrow(
      'A newer version of the bot has updated this database. Run that version, or restore an older backup.',
    )
  })

  it('in whose middle the process is killed is done by the next start, as a whole', async () => {
    const next = withMigrations(`${home} killed`, {
      '9998_next': 'create table next (id integer);',
      '9999_more': "create table more (id integer);\n--> statement-breakpoint\nselect 'now';",
    })
    const before = await readVersion(database.queries)
    // The embedded database serves one process only.
    await database.close()
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'child/die-migrating.ts'), dataDir, databaseUrl, next],
      {
        stdio: ['ignore', 'inherit', 'inherit'],
      },
    )
    expect(await once(child, 'close')).toEqual([null, 'SIGKILL'])
    database = await open()
    expect([await has(database, 'more'), await readVersion(database.queries)]).toEqual([false, before])
    await migrate(database, { folder: next })
    expect([await has(database, 'more'), await readVersion(database.queries)]).toEqual([true, before + 1])
  })
})

async function has({ queries }: Database, table: string): Promise<unknown> {
  const [row] = await read(queries, sql`select to_regclass(${table}) is not null as found`)
  return row?.found
}

type Journal = { entries: { idx: number; when: number; tag: string }[] }

/** The migrations there are, and these after them. */
function withMigrations(name: string, added: Record<string, string>): string {
  const migrations = join(folder, name)
  cpSync(findMigrations(), migrations, { recursive: true })
  const file = join(migrations, 'meta/_journal.json')
  const { entries, ...rest } = JSON.parse(readFileSync(file, 'utf8')) as Journal
  for (const [tag, text] of Object.entries(added)) {
    const last = entries.at(-1)
    entries.push({ ...last, idx: entries.length, when: (last?.when ?? 0) + 1, tag })
    writeFileSync(join(migrations, `${tag}.sql`), text)
  }
  writeFileSync(file, JSON.stringify({ ...rest, entries }))
  return migrations
}
