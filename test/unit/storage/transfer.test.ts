import { cpSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { getTableName, is } from 'drizzle-orm'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { PgTable } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { runStore } from '../../../adapters/cli/store.ts'
import { readConfig } from '../../../src/config.ts'
import type { Store } from '../../../src/ports.ts'
import { openDatabase, read } from '../../../src/storage/db.ts'
import { sql } from '../../../src/storage/drizzle.ts'
import { StoreError } from '../../../src/storage/errors.ts'
import { exportStore } from '../../../src/storage/export.ts'
import { importStore } from '../../../src/storage/import.ts'
import { findMigrations, migrate, readVersion } from '../../../src/storage/migrate.ts'
import * as schema from '../../../src/storage/schema.ts'
import { openStorage } from '../../../src/storage/store.ts'
import { makeBlankDatabase } from '../../helpers/database.ts'
import { makeScratch } from '../../helpers/scratch.ts'

// Some of them make a new database, which takes seconds.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const log = { debug() {}, info() {}, warn() {}, error() {} }
const now = new Date('2026-03-08T06:30:00.123Z')
const folder = makeScratch('store-')
const dataDir = join(folder, 'first')
const file = join(folder, 'memory.jsonl')

beforeAll(async () => {
  const { store, close } = await openStorage({ dataDir, log })
  await fill(store)
  await close()
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
})

describe('store export and import', () => {
  it('carry everything from the folder to a server and back', async () => {
    const databaseUrl = (await makeBlankDatabase()).url
    const onServer = { databaseUrl, dataDir: '', log }
    const inFolder = { dataDir: join(folder, 'second'), log }
    const back = join(folder, 'back.jsonl')
    const again = join(folder, 'again.jsonl')

    const rows = await exportStore(file, { dataDir, log })
    expect(await importStore(file, onServer)).toBe(rows)
    await exportStore(back, onServer)
    expect(await importStore(back, inFolder)).toBe(rows)
    await exportStore(again, inFolder)

    expect(readRows(back)).toEqual(readRows(file))
    expect(readRows(again)).toEqual(readRows(file))
    const { store, close } = await openStorage(onServer)
    expect((await store.subscriptions.get(2))?.createdAt).toEqual(now)
    // The third one is gone, and its number is not given again.
    expect((await subscribe(store, 'slack:C4')).id).toBe(4)
    expect((await claim(store, 'new'))?.id).toBe(1002)
    await close()
  })

  it('carry every table', () => {
    const tables = Object.values(schema).filter(one => is(one, PgTable))
    const inFile = new Set(readRows(file).map(line => (JSON.parse(line) as { table?: string }).table))
    for (const table of tables) expect(inFile).toContain(getTableName(table))
  })

  it('change nothing where they export from: an older version can go on there', async () => {
    const databaseUrl = (await makeBlankDatabase()).url
    const dataDirBefore = join(folder, 'older')
    const first = readMigrationFiles({ migrationsFolder: findMigrations() })[0]?.folderMillis ?? 0
    for (const home of [
      { databaseUrl, dataDir: '', log },
      { dataDir: dataDirBefore, log },
    ]) {
      const database = await openDatabase(home)
      await migrate(database, { upTo: first })
      await database.queries.execute(sql`insert into conversations (id, kind, created_at, changed_at)
        values ('slack:C1', 'channel', now(), now())`)
      const tables = sql`select table_name as name, column_name from information_schema.columns
        where table_schema = 'public' order by 1, 2`
      const before = await read(database.queries, tables)
      await database.close()

      const out = join(folder, 'older.jsonl')
      expect(await exportStore(out, home)).toBe(1)
      const after = await openDatabase(home)
      expect([await readVersion(after.queries), await read(after.queries, tables)]).toEqual([first, before])
      await after.close()

      const fresh = { databaseUrl: (await makeBlankDatabase()).url, dataDir: '', log }
      expect(await importStore(out, fresh)).toBe(1)
    }
  })

  it('make nothing where there is nothing to export', async () => {
    const absent = join(folder, 'absent')
    const target = join(folder, 'nothing.jsonl')
    await expect(exportStore(target, { dataDir: absent, log })).rejects.toThrow(
      new StoreError(`There is no database of the bot in ${absent}.`),
    )
    const databaseUrl = (await makeBlankDatabase()).url
    await expect(exportStore(target, { databaseUrl, dataDir: '', log })).rejects.toThrow(
      new StoreError('This database contains no data of the bot.'),
    )
    expect([absent, target, `${target}.part`].filter(path => existsSync(path))).toEqual([])
    const database = await openDatabase({ databaseUrl, dataDir: '', log })
    expect(await readVersion(database.queries)).toBe(0)
    await database.close()
  })

  it('go through streams as well, which stay open', async () => {
    const stream = new PassThrough()
    const written = text(stream)
    const rows = await exportStore(stream, { dataDir, log })
    expect(stream.writable).toBe(true)
    stream.end()
    const lines = (await written).trim().split('\n')
    expect(lines.slice(1)).toEqual(readRows(file))
    const home = { databaseUrl: (await makeBlankDatabase()).url, dataDir: '', log }
    expect(await importStore(Readable.from(lines.map(line => `${line}\n`)), home)).toBe(rows)
    const other = { databaseUrl: (await makeBlankDatabase()).url, dataDir: '', log }
    await expect(importStore(Readable.from('PK'), other)).rejects.toThrow(
      'Line 1 of Standard input is not in the format of "store export".',
    )
  })

  it('write a file for its owner alone', () => {
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('lead from an older version to a newer one', async () => {
    const newer = join(folder, 'newer')
    cpSync(findMigrations(), newer, { recursive: true })
    const journal = JSON.parse(readFileSync(join(newer, 'meta/_journal.json'), 'utf8'))
    journal.entries.push({ ...journal.entries.at(-1), when: Date.now(), tag: '9999_next' })
    writeFileSync(join(newer, 'meta/_journal.json'), JSON.stringify(journal))
    writeFileSync(
      join(newer, '9999_next.sql'),
      `-- breaks older versions
alter table conversations add column title text;
--> statement-breakpoint
update conversations set title = upper(id);
--> statement-breakpoint
alter table conversations alter column title set not null;`,
    )
    const databaseUrl = (await makeBlankDatabase()).url
    await importStore(file, { databaseUrl, dataDir: '', log }, newer)
    await expect(openStorage({ databaseUrl, dataDir: '', log })).rejects.toThrow('newer version of the bot')
    await expect(importStore(file, { databaseUrl, dataDir: '', log }, newer)).rejects.toThrow(
      'The database is not empty. Import the file into an empty database.',
    )

    const fresh = join(folder, 'fresh')
    const database = await openDatabase({ dataDir: fresh, log })
    await migrate(database, { folder: newer })
    await database.close()
    await expect(importStore(file, { dataDir: fresh, log }, newer)).rejects.toThrow(
      'The file is from an older version than the tables here. Import it into a new folder.',
    )
  })

  it.each([
    { name: 'a file that is not there', text: null, sentence: /^There is no file or folder .*wrong\.jsonl\.$/ },
    { name: 'an empty file', text: '', sentence: /was not written by "store export"\.$/ },
    {
      name: 'something else',
      text: 'PK\u0003\u0004',
      sentence: /^Line 1 of .* is not in the format of "store export"\.$/,
    },
    {
      name: 'a newer version',
      text: '{"memory":"tabnine-usage-bot","version":9999999999999}\n',
      sentence: /was written by a newer version of the bot\. Import it with that version\.$/,
    },
  ])('refuse $name', async ({ text, sentence }) => {
    const wrong = join(folder, 'wrong.jsonl')
    if (text !== null) writeFileSync(wrong, text)
    const databaseUrl = (await makeBlankDatabase()).url
    await expect(importStore(wrong, { databaseUrl, dataDir: '', log })).rejects.toThrow(sentence)
  })

  it('read in all of a file or nothing', async () => {
    const broken = join(folder, 'broken.jsonl')
    const lines = readFileSync(file, 'utf8').split('\n')
    writeFileSync(broken, lines.slice(0, 900).join('\n'))
    const databaseUrl = (await makeBlankDatabase()).url
    const home = { databaseUrl, dataDir: '', log }
    await expect(importStore(broken, home)).rejects.toThrow(/is incomplete: it ends early/)
    expect(await importStore(file, home)).toBeGreaterThan(1000)
    await expect(importStore(file, home)).rejects.toThrow(
      'The database is not empty. Import the file into an empty database.',
    )
  })

  it('cannot write where there is no folder', async () => {
    await expect(exportStore(join(folder, 'no/such/file'), { dataDir, log })).rejects.toThrow(
      /^There is no file or folder/,
    )
  })
})

describe('npm run store', () => {
  it('prints what it did, or what to do', async () => {
    const out = vi.spyOn(console, 'log').mockReturnValue()
    const err = vi.spyOn(console, 'error').mockReturnValue()
    const settings = readConfig({ DATA_DIR: dataDir }, 'nothing')
    await runStore(['export', file], settings)
    expect(out).toHaveBeenLastCalledWith(`Exported 1022 rows of ${dataDir} to ${file}.`)
    expect(process.exitCode).toBeUndefined()
    await expect(runStore(['import', file], settings)).rejects.toThrow(
      'The database is not empty. Import the file into a new folder.',
    )
    await runStore(['move-owner', 'slack'], settings)
    expect(out).toHaveBeenLastCalledWith(
      `The data in ${dataDir} no longer belongs to the Slack workspace Acme (T1). The next bot that starts with a Slack workspace takes it over.`,
    )
    await runStore(['move-owner', 'slack'], settings)
    expect(out).toHaveBeenLastCalledWith(`No owner is recorded in ${dataDir}: nothing to move.`)
    expect(process.exitCode).toBeUndefined()
    await runStore(['move-owner', 'discord'], settings)
    expect(process.exitCode).toBe(2)
    await runStore(['exprot'], settings)
    expect(err).toHaveBeenLastCalledWith(expect.stringMatching(/^npm run store -- export <file>/))
    expect(process.exitCode).toBe(2)
    process.exitCode = undefined
    vi.restoreAllMocks()
  })
})

/** Without the line that says when it was written. */
function readRows(of: string): string[] {
  return readFileSync(of, 'utf8').trim().split('\n').slice(1)
}

async function fill(store: Store): Promise<void> {
  await store.owners.keep({ kind: 'slack', id: 'T1', name: 'Acme' })
  await store.presence.beat(['slack'], now)
  await store.conversations.save(
    { id: 'slack:C1', kind: 'channel', reference: { z: 1, a: ['12', null, 1e21, '👩‍👩‍👧 \\u0000 "\n'] } },
    now,
  )
  for (const conversation of ['slack:C1', 'slack:C2', 'slack:C3']) await subscribe(store, conversation)
  await store.subscriptions.remove(3)
  await store.transaction(async tx => {
    for (let n = 1; n <= 1001; n += 1) await claim(tx, `key ${n}`)
  })
  await store.deliveries.take(1, now, new Date(now.getTime() + 90_000))
  await store.rateLimits.take([{ scope: 'slack', intervalMs: 1000 }], now, now)
  await store.snapshots.keep([
    { subject: 'all', day: new Date('2026-03-08'), registered: 7, invited: null, deactivated: 0 },
    { subject: 't1', day: new Date('2026-03-08'), registered: null, invited: 1, deactivated: 2 },
  ])
  const day = new Date('2026-03-08')
  await store.people.see([{ id: 'u1', email: 'ada@x.example', teamId: 't1' }], day)
  await store.seatChecks.begin({
    day,
    windowFrom: new Date('2026-02-22'),
    stage: 'past',
    questions: 1,
    isInvitedKnown: true,
    isInvitedRefused: false,
    organizationUsed: true,
    isFrozen: false,
    versionSince: null,
    usageSince: new Date('2025-03-08'),
  })
  await store.dailyJobs.finish('snapshot', day)
  await fillAlerts(store)
}

async function fillAlerts(store: Store): Promise<void> {
  const subject = { kind: 'organization', name: 'Acme' } as const
  const wish = {
    conversation: 'slack:C1',
    subject,
    owner: 'slack:U1',
    zone: null,
    graceDays: 14,
    repeatDays: 7,
    language: null,
  }
  const alert = await store.alerts.save(wish, now)
  await store.episodes.open(alert.id, { state: { progress: null, resolvedOn: null }, reason: 'baseline' }, now)
  await store.reminders.claim({ token: 't', alert: alert.id, person: 'ada@x.example' }, now, now)
  await store.optOuts.add('bob@x.example', now)
  await store.exclusions.save({ person: 'cy@x.example', reason: 'on leave', until: null, by: 'slack:U1' }, now)
  await store.audit.add({ at: now, who: 'slack:U1', what: 'named', line: 'why ada@x.example', surface: 'personal' })
  await store.secrets.keep('pseudonyms', 'a key')
  await store.marks.set('written', now)
  const budget = { budget: 500, spent: 260.5, people: 12, projection: null, threshold: 50, reached: [] }
  await store.budgets.open(
    {
      ...{ conversation: 'slack:C1', subject: { kind: 'organization', name: 'Acme' }, month: new Date('2026-11-01') },
      state: { ...budget, checkedOn: '2026-11-20', needsWhole: false, snoozedUntil: null, end: null },
    },
    now,
  )
  const target = { target: 'user-ada', person: 'ada@x.example', teamId: null, role: null, resumes: null }
  await store.seatActions.show(
    { preview: 't', alert: alert.id, actor: 'slack:U1', kind: 'free', targets: [target] },
    now,
  )
}

function subscribe(store: Store, conversation: string) {
  const schedule = { every: { unit: 'month' }, hour: 9, minute: 30, zone: 'Asia/Kathmandu' } as const
  const subjects = [{ kind: 'organization', name: 'Acme' }] as const
  return store.subscriptions.create(
    { conversation, subjects, schedule, language: 'en', owner: 'U1', nextRunAt: now },
    now,
  )
}

function claim(store: Store, key: string) {
  const content = { text: `Grüße von ${key}` }
  return store.deliveries.claim(
    { key, kind: 'notice', subscription: 1, conversation: 'slack:C1', slot: key, dueAt: now, content },
    now,
  )
}
