/** The database of a first start, which the build makes: it is what PGlite itself would create. */
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPglite } from '../../../src/storage/pglite.ts'
import { fillWithDatabase, findPrepared, prepareDatabase } from '../../../src/storage/prepared.ts'
import { makeScratch } from '../../helpers/scratch.ts'

const scratch = makeScratch('prepared-')
const prepared = join(scratch, 'prepared.zip.zst')
const original = makeFolder('original')

beforeAll(() => prepareDatabase(original, prepared))

afterAll(() => rmSync(scratch, { recursive: true, force: true }))

test('it has the same databases, settings and catalog as one that PGlite creates', async () => {
  const folder = makeFolder('unpacked')
  await fillWithDatabase(folder, prepared)
  const found = await describe(folder)
  expect(found).toEqual(await describe(original))
  expect(found.databases).toEqual(expect.arrayContaining(['postgres', 'template1']))
  expect(found.relations.length).toBeGreaterThan(300)
  expect(found.settings).toMatchObject({ TimeZone: 'UTC', server_encoding: 'UTF8', shared_buffers: '2048' })
})

test('it takes and keeps rows', async () => {
  const folder = makeFolder('written')
  await fillWithDatabase(folder, prepared)
  const first = await openPglite(folder)
  await first.exec('create table kept (name text primary key); insert into kept values ($$Müller$$)')
  await first.close()
  const second = await openPglite(folder)
  const { rows } = await second.query('select name from kept')
  await second.close()
  expect(rows).toEqual([{ name: 'Müller' }])
})

test('its files are closed to other users', async () => {
  const folder = makeFolder('closed')
  await fillWithDatabase(folder, prepared)
  const paths = readdirSync(folder, { encoding: 'utf8', recursive: true })
  expect(paths).toContain('PG_VERSION')
  const open = paths.filter(path => (statSync(join(folder, path)).mode & 0o077) !== 0)
  expect(open).toEqual([])
})

test('where the build made none, PGlite creates the database', async () => {
  const folder = makeFolder('created')
  await fillWithDatabase(folder, join(scratch, 'missing.zip.zst'))
  expect((await describe(folder)).databases).toEqual((await describe(original)).databases)
})

test('a damaged one is an error', async () => {
  const damaged = join(scratch, 'damaged.zip.zst')
  writeFileSync(damaged, 'not an archive')
  await expect(fillWithDatabase(makeFolder('damaged'), damaged)).rejects.toThrow()
})

test('one for another version of PGlite is not taken: the version is in its name', () => {
  expect(findPrepared()).toMatch(/\/dist\/empty-database-\d+\.\d+\.\d+\.zip\.zst$/)
})

async function describe(folder: string) {
  const pglite = await openPglite(folder)
  const list = async (text: string) => (await pglite.query<{ name: string }>(text)).rows.map(({ name }) => name)
  const databases = await list('select datname as name from pg_database order by 1')
  const relations = await list("select concat_ws(' ', oid, relname, relkind) as name from pg_class order by 1")
  const settings = await pglite.query<{ name: string; setting: string }>(
    "select name, setting from pg_settings where name <> 'data_directory' order by 1",
  )
  await pglite.close()
  return { databases, relations, settings: Object.fromEntries(settings.rows.map(row => [row.name, row.setting])) }
}

function makeFolder(name: string): string {
  const folder = join(scratch, name)
  mkdirSync(folder)
  return folder
}
