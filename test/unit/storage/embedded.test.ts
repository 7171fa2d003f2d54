import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { StoreError } from '../../../src/storage/errors.ts'
import { lockFolder } from '../../../src/storage/lock.ts'
import { openStorage } from '../../../src/storage/store.ts'
import { makeScratch } from '../../helpers/scratch.ts'
import { askShared } from '../../helpers/shared.ts'

// Each test starts several processes with a database of their own.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const log = { debug() {}, info() {}, warn() {}, error() {} }
const folder = makeScratch('store-')
let empty: string

beforeAll(async () => {
  empty = (await askShared('home')).folder
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('an embedded folder', () => {
  it('is refused to a second process, and free again once the first one is gone', async () => {
    const dataDir = makeHome('two')
    const first = run('write.ts', dataDir)
    const [started] = await once(lines(first), 'data')
    expect(String(started)).toMatch(/^ 0 a/)
    const sentence = `The folder ${dataDir} is in use by another process of the bot. Stop that process, or set DATABASE_URL to a PostgreSQL server to run several.`
    await expect(openStorage({ dataDir, log })).rejects.toThrow(new StoreError(sentence))
    expect(await text(lines(run('write.ts', dataDir)))).toBe(`${sentence}\n`)

    first.kill('SIGKILL')
    await once(first, 'exit')
    const { close } = await openStorage({ dataDir, log })
    await close()
  })

  it('loses nothing that was kept when its process is killed, and no half of a transaction', async () => {
    const dataDir = makeHome('killed')
    const logged: string[] = []
    for (const round of ['one', 'two']) {
      const child = run('write.ts', dataDir, round)
      let keys = ''
      lines(child).on('data', chunk => {
        keys += chunk
        if (keys.split('\n').length > 60) child.kill('SIGKILL')
      })
      await once(child, 'close')
      // The last line may be cut.
      logged.push(...keys.split('\n').slice(0, -1))
    }
    const { store, close } = await openStorage({ dataDir, log })
    const { rows } = await store.execute('select key, content from deliveries')
    const kept = new Set(rows.map(({ key }) => String(key)))
    expect(logged.length).toBeGreaterThan(100)
    expect(logged.filter(key => !kept.has(key))).toEqual([])
    expect([...kept].filter(key => !kept.has(key.replace(/.$/, half => (half === 'a' ? 'b' : 'a'))))).toEqual([])
    await close()
  })

  it('can be given back, and taken again', () => {
    const path = join(folder, 'locked')
    mkdirSync(path)
    const unlock = lockFolder(path)
    expect(() => lockFolder(path)).toThrow(StoreError)
    unlock()
    lockFolder(path)()
  })

  it('says in one sentence why it cannot be opened', async () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    await expect(openStorage({ dataDir: file, log })).rejects.toThrow(`${file} is not a folder: set DATA_DIR to one.`)

    const old = makeHome('old')
    writeFileSync(join(old, 'postgres/PG_VERSION'), '17\n')
    await expect(openStorage({ dataDir: old, log })).rejects.toThrow(
      `The embedded database in ${old} cannot be opened. It was created with PostgreSQL 17. If that was an older version of the bot, export it there with "npm run store -- export <file>" and import it here into a new folder. Otherwise restore the folder from a backup.`,
    )
    // And it was released again.
    lockFolder(old)()
  })
})

describe('a damaged database', () => {
  it.each([
    { what: 'PG_VERSION', name: 'no version', damage: (home: string) => rmSync(join(home, 'postgres/PG_VERSION')) },
    {
      what: 'postgres',
      name: 'nothing',
      damage: (home: string) => rmSync(join(home, 'postgres'), { recursive: true }),
    },
  ])('without $what is not replaced by an empty one, and every byte stays', async ({ name, damage }) => {
    const dataDir = makeHome(name)
    damage(dataDir)
    const before = readBytes(dataDir)
    await expect(openStorage({ dataDir, log })).rejects.toThrow(new StoreError(damageIn(dataDir)))
    expect(readBytes(dataDir)).toEqual(before)
  })

  it('of an older version, which left no mark, is not replaced either', async () => {
    const dataDir = makeHome('unmarked')
    rmSync(join(dataDir, 'created.txt'))
    rmSync(join(dataDir, 'postgres/PG_VERSION'))
    await expect(openStorage({ dataDir, log })).rejects.toThrow(new StoreError(damageIn(dataDir)))
  })

  it.each([
    { what: 'a table that was cut', damage: 'truncate' },
    { what: 'its tables gone', damage: 'remove' },
  ])('that was killed before, with $what: the process says so and ends by itself', async ({ damage }) => {
    const dataDir = makeHome(damage)
    const writer = run('write.ts', dataDir)
    await once(lines(writer), 'data')
    writer.kill('SIGKILL')
    await once(writer, 'close')
    const base = join(dataDir, 'postgres/base')
    if (damage === 'remove') rmSync(base, { recursive: true })
    // The catalog of attributes, without which nothing can be read.
    else truncateSync(join(base, '5/1249'), 16_384)
    const child = run('write.ts', dataDir)
    expect([await text(lines(child)), child.signalCode]).toEqual([`${damageIn(dataDir)}\n`, null])
  })

  it('that shows only with the tables is named as such', async () => {
    const dataDir = makeHome('migrations')
    const { store, close } = await openStorage({ dataDir, log })
    const { rows } = await store.execute(`select pg_relation_filepath('migrations') as path`)
    await close()
    truncateSync(join(dataDir, 'postgres', String(rows[0]?.path)), 0)
    await expect(openStorage({ dataDir, log })).rejects.toThrow(new StoreError(damageIn(dataDir)))
  })
})

describe('a folder that is removed under the bot', () => {
  it('takes no more changes, which is reported, and works again when it is back', async () => {
    const dataDir = makeHome('removed')
    const { store, state, checkWrites, close } = await openStorage({ dataDir, log })
    const save = (id: string) => store.conversations.save({ id, kind: 'channel', reference: null }, new Date())
    await save('slack:before')
    expect(state()).toBe('ok')
    renameSync(dataDir, `${dataDir} away`)
    await expect(save('slack:lost')).rejects.toMatchObject({ code: 'store-unavailable' })
    await expect(store.conversations.get('slack:before')).rejects.toMatchObject({ code: 'store-unavailable' })
    expect(state()).toBe('gone')
    // Another one in its place is not the one that is open.
    cpSync(empty, dataDir, { recursive: true })
    await expect(checkWrites(new Date())).rejects.toMatchObject({ code: 'store-unavailable' })
    rmSync(dataDir, { recursive: true })
    renameSync(`${dataDir} away`, dataDir)
    await checkWrites(new Date())
    expect(state()).toBe('ok')
    expect(await store.conversations.get('slack:before')).not.toBeNull()
    rmSync(dataDir, { recursive: true })
    await close()
  })
})

describe('a full disk', () => {
  it('under the tables fails only what would be written', async () => {
    const dataDir = makeHome('full tables')
    const seen = await fillDisk(dataDir, 'tables')
    expect(seen).toMatchObject({ failure: 'store-full', after: ['store-full', 'done', 'done'], stopped: '' })
    expect(await readKept(dataDir)).toEqual(seen.kept.toSorted())
  })

  it('under the log stops the database, says so, and loses nothing that was kept', async () => {
    const dataDir = makeHome('full log')
    const seen = await fillDisk(dataDir, 'log')
    expect(seen).toMatchObject({ failure: 'store-full', after: ['store-full', 'store-full', 'done'] })
    expect(seen.stopped).toBe(
      `The embedded database cannot write to ${dataDir}: check its disk and quota and start the bot again. No stored data is lost.`,
    )
    expect(seen.kept.length).toBeGreaterThan(20)
    expect(await readKept(dataDir)).toEqual(seen.kept.toSorted())
  })
})

function damageIn(folder: string): string {
  return `The embedded database in ${folder} is damaged: restore the folder from a backup, or set DATA_DIR to a new folder to start with an empty database.`
}

/** A digest of each file below a folder. */
function readBytes(home: string): Record<string, string> {
  const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort()
  return Object.fromEntries(paths.map(path => [path, createHash('sha256').update(readFileSync(path)).digest('hex')]))
}

type Seen = { kept: string[]; failure: string; after: string[]; stopped: string }

async function fillDisk(dataDir: string, where: 'log' | 'tables'): Promise<Seen> {
  const child = run('full-disk.ts', dataDir, where)
  return JSON.parse(await text(lines(child))) as Seen
}

async function readKept(dataDir: string): Promise<unknown[]> {
  const { store, close } = await openStorage({ dataDir, log })
  const { rows } = await store.execute('select id from conversations')
  await close()
  return rows.map(({ id }) => id).sort()
}

function makeHome(name: string): string {
  const home = join(folder, name)
  cpSync(empty, home, { recursive: true })
  return home
}

function run(child: string, ...words: string[]): ChildProcess {
  // The flag starts the embedded database in half the time and a quarter of the memory.
  return spawn(process.execPath, ['--liftoff-only', join(import.meta.dirname, 'child', child), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // One that spins must not outlive the test.
    timeout: 90_000,
    killSignal: 'SIGKILL',
  })
}

function lines(child: ChildProcess) {
  if (!child.stdout) throw new Error('no output')
  return child.stdout
}
