import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { StoreError } from '../../../src/store/errors.ts'
import { findMigrations } from '../../../src/store/migrate.ts'
import { openMemory } from '../../../src/store/store.ts'
import { type PostgresServer, startPostgres } from '../../helpers/postgres.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() }
const now = new Date('2026-03-08T06:30:00Z')
const folder = mkdtempSync(join(tmpdir(), 'store-'))
let server: PostgresServer

beforeAll(async () => {
  server = await startPostgres()
})
afterAll(async () => {
  await server.remove()
  rmSync(folder, { recursive: true, force: true })
})

const open = (databaseUrl: string) => openMemory({ databaseUrl, dataDir: folder, log })

describe('a database server', () => {
  it('is brought up to date once by replicas that start together', async () => {
    const url = await server.createDatabase()
    const memories = await Promise.all(Array.from({ length: 5 }, () => open(url)))
    const counted = await memories[0]?.store.execute('select count(*)::int as count from migrations')
    expect(counted?.rows).toEqual([{ count: readMigrationFiles({ migrationsFolder: findMigrations() }).length }])
    await Promise.all(memories.map(memory => memory.close()))
  })

  it('that is away in the middle loses nothing, and is found again when it is back', async () => {
    const url = await server.createDatabase()
    const { store, close } = await open(url)
    await store.conversations.save({ id: 'slack:kept', kind: 'channel', reference: null }, now)
    const broken = store.transaction(async tx => {
      await tx.conversations.save({ id: 'slack:not kept', kind: 'channel', reference: null }, now)
      await server.stop()
      await tx.conversations.save({ id: 'slack:not kept either', kind: 'channel', reference: null }, now)
    })
    await expect(broken).rejects.toMatchObject({ code: 'store-unavailable', canRetry: true })
    await expect(store.conversations.get('slack:kept')).rejects.toMatchObject({ code: 'store-unavailable' })
    await expect(store.transaction(tx => tx.conversations.get('slack:kept'))).rejects.toMatchObject({
      code: 'store-unavailable',
    })
    await server.start()
    expect(await store.conversations.get('slack:kept')).not.toBeNull()
    expect(await store.conversations.get('slack:not kept')).toBeNull()
    expect(log.warn).toHaveBeenCalledWith(expect.anything(), 'a connection to the database was lost')
    await close()
  })

  it('that a frozen replica holds locks on gets rid of it', async () => {
    const { store, close } = await open(await server.createDatabase())
    const { rows } = await store.execute(`select current_setting('idle_in_transaction_session_timeout') as limit`)
    expect(rows).toEqual([{ limit: '1min' }])
    await close()
  })
})

describe('a database that cannot be opened is told in one sentence', () => {
  it.each([
    {
      name: 'a wrong password',
      url: () => `postgres://${server.user}:secret@${server.host}:${server.port}/postgres`,
      sentence: /^The database server at 127.0.0.1:\d+ refuses the password of user "bot": correct DATABASE_URL.$/,
    },
    {
      name: 'no such database',
      url: () => address('nothing'),
      sentence: /^The database server at 127.0.0.1:\d+ has no database called "nothing": create it, or correct/,
    },
    {
      name: 'nobody listening',
      url: () => 'postgres://bot:secret@127.0.0.1:1/bot',
      sentence:
        'The database server at 127.0.0.1:1 cannot be reached (ECONNREFUSED): start it, or correct DATABASE_URL.',
    },
    {
      name: 'no such host',
      url: () => 'postgres://bot:secret@nowhere.invalid/bot',
      sentence: 'There is no database server called nowhere.invalid: correct DATABASE_URL.',
    },
  ])('$name', async ({ url, sentence }) => {
    const failure = await open(url()).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(StoreError)
    expect((failure as StoreError).message).toMatch(sentence)
    expect(tellAll(failure)).not.toMatch(/secret/)
  })

  it('a user who may not create tables', async () => {
    const url = await server.createDatabase()
    const owner = await open(await server.createDatabase())
    await owner.store.execute(`create role guest login password 'guest'`)
    await owner.close()
    const guest = new URL(url)
    guest.username = guest.password = 'guest'
    await expect(open(guest.href)).rejects.toThrow(
      'The user of DATABASE_URL may not create tables: grant it CREATE on the database and its schema public, and start again.',
    )
  })
})

function address(database: string): string {
  return `postgres://${server.user}:${encodeURIComponent(server.password)}@${server.host}:${server.port}/${database}`
}

/** All that a log could write of an error: its message, stack and fields, and those of its causes. */
function tellAll(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return [error.stack, JSON.stringify(error), JSON.stringify({ ...error }), tellAll(error.cause)].join('\n')
}
