import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { StoreError } from '../../../src/storage/errors.ts'
import { findMigrations } from '../../../src/storage/migrate.ts'
import { openStorage } from '../../../src/storage/store.ts'
import { type PostgresServer, startPostgres } from '../../helpers/postgres.ts'
import { makeScratch } from '../../helpers/scratch.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() }
const now = new Date('2026-03-08T06:30:00Z')
const folder = makeScratch('store-')
let server: PostgresServer

beforeAll(async () => {
  server = await startPostgres()
})
afterAll(async () => {
  await server.remove()
  rmSync(folder, { recursive: true, force: true })
})

const open = (databaseUrl: string) => openStorage({ databaseUrl, dataDir: folder, log })

describe('a database server', () => {
  it('is brought up to date once by replicas that start together', async () => {
    const url = await server.createDatabase()
    const memories = await Promise.all(Array.from({ length: 5 }, () => open(url)))
    const counted = await memories[0]?.store.execute('select count(*)::int as count from migrations')
    expect(counted?.rows).toEqual([{ count: readMigrationFiles({ migrationsFolder: findMigrations() }).length }])
    await Promise.all(memories.map(memory => memory.close()))
  })

  it('that is away in between loses nothing, and is used again when it is back', async () => {
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

  it('that takes no changes is known to be read-only, as after a failover, until it takes them again', async () => {
    const url = await server.createDatabase()
    const { store, state, checkWrites, close } = await open(url)
    const name = new URL(url).pathname.slice(1)
    const setReadOnly = async (isReadOnly: boolean) => {
      await administer(`alter database ${name} set default_transaction_read_only = ${isReadOnly}`)
      // Connections that are open keep what they had.
      await administer(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`)
      await expect.poll(() => store.conversations.get('slack:C1').catch(() => 'lost')).toBeNull()
    }
    await setReadOnly(true)
    await expect(checkWrites(now)).rejects.toMatchObject({ code: 'store-unavailable' })
    await store.conversations.get('slack:C1')
    expect(state()).toBe('read-only')
    await setReadOnly(false)
    await checkWrites(now)
    expect(state()).toBe('ok')
    await close()
  })

  it('whose network goes silent fails within the limit, and is found again when that is back', async () => {
    const url = new URL(await server.createDatabase())
    await using proxy = await startProxy(server.port)
    url.port = String(proxy.port)
    const { store, close } = await openStorage({ databaseUrl: url.href, dataDir: folder, log, maxSilenceMs: 300 })
    expect(await store.conversations.get('slack:C1')).toBeNull()
    proxy.silence()
    await expect(store.conversations.get('slack:C1')).rejects.toMatchObject({ code: 'store-unavailable' })
    expect(await store.conversations.get('slack:C1')).toBeNull()
    await close()
  })

  it('that a frozen replica holds locks on gets rid of it', async () => {
    const { store, close } = await open(await server.createDatabase())
    const { rows } = await store.execute(`select current_setting('idle_in_transaction_session_timeout') as limit`)
    expect(rows).toEqual([{ limit: '1min' }])
    await close()
  })
})

describe('a database that cannot be opened is reported in one sentence', () => {
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
      name: 'no server listening',
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
    expect(listCauses(failure)).not.toMatch(/secret/)
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

/** A network that can go silent: what is sent is lost, without a notice. Connections made later work. */
async function startProxy(target: number) {
  const pairs = new Set<[Socket, Socket]>()
  const proxy = createServer(client => {
    const upstream = connect(target, '127.0.0.1')
    pairs.add([client, upstream])
    client.pipe(upstream)
    upstream.pipe(client)
    for (const socket of [client, upstream]) socket.on('error', () => {})
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  return {
    port: (proxy.address() as AddressInfo).port,
    silence() {
      for (const [client, upstream] of pairs) {
        client.unpipe().resume()
        upstream.unpipe().resume()
      }
    },
    async [Symbol.asyncDispose]() {
      for (const sockets of pairs) for (const socket of sockets) socket.destroy()
      proxy.close()
      await once(proxy, 'close')
    },
  }
}

async function administer(statement: string): Promise<void> {
  const client = new Client({ connectionString: address('postgres') })
  await client.connect()
  await client.query(statement)
  await client.end()
}

function address(database: string): string {
  return `postgres://${server.user}:${encodeURIComponent(server.password)}@${server.host}:${server.port}/${database}`
}

/** All that a log could write of an error: its message, stack and fields, and those of its causes. */
function listCauses(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return [error.stack, JSON.stringify(error), JSON.stringify({ ...error }), listCauses(error.cause)].join('\n')
}
