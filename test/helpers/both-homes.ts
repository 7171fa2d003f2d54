import { afterAll, beforeAll, vi } from 'vitest'
import type { Store } from '../../src/ports.ts'
import { type OpenStorage, openStorage } from '../../src/storage/store.ts'
import { makeDatabase, type TestDatabase } from './database.ts'
import { type Home, makeHome } from './home.ts'

/**
 * The two kinds of database, for what has to hold in both: a table for `describe.each`.
 * @param prepare what is done to the server's database before it is used
 */
export function provideHomes(prepare?: (store: Store) => Promise<void>) {
  vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })
  const log = { debug() {}, info() {}, warn() {}, error() {} }
  let home: Home
  const databases: TestDatabase[] = []

  async function openServer(): Promise<OpenStorage> {
    const database = await makeDatabase()
    databases.push(database)
    return openStorage({ databaseUrl: database.url, dataDir: '', log })
  }
  let databaseUrl = ''

  beforeAll(async () => {
    home = await makeHome()
    const database = await makeDatabase()
    databases.push(database)
    databaseUrl = database.url
    if (!prepare) return
    const memory = await openStorage({ databaseUrl, dataDir: '', log })
    await prepare(memory.store)
    await memory.close()
  })
  afterAll(async () => {
    home.remove()
    await Promise.all(databases.map(database => database.remove()))
  })

  return {
    homes: [
      { home: 'embedded', open: () => openStorage({ dataDir: home.folder, log }) },
      { home: 'server', open: () => openStorage({ databaseUrl, dataDir: '', log }) },
    ],
    /** Another database of the server, with nothing in it. */
    openServer,
  }
}
