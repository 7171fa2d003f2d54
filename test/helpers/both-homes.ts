import { afterAll, beforeAll, vi } from 'vitest'
import type { Store } from '../../src/ports.ts'
import { type Memory, openMemory } from '../../src/store/store.ts'
import { makeHome } from './home.ts'
import { type PostgresServer, startPostgres } from './postgres.ts'

/**
 * The two homes of the memory, for what has to hold in both: a table for `describe.each`. The server runs as long as the
 * tests of the file. @param prepare what is done to its database before it is used
 */
export function provideHomes(prepare?: (store: Store) => Promise<void>) {
  vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })
  const log = { debug() {}, info() {}, warn() {}, error() {} }
  const { folder: dataDir } = makeHome()
  let server: PostgresServer
  let databaseUrl = ''

  beforeAll(async () => {
    server = await startPostgres()
    databaseUrl = await server.createDatabase()
    if (!prepare) return
    const memory = await openMemory({ databaseUrl, dataDir, log })
    await prepare(memory.store)
    await memory.close()
  })
  afterAll(() => server.remove())

  return {
    homes: [
      { home: 'embedded', open: () => openMemory({ dataDir, log }) },
      { home: 'server', open: () => openMemory({ databaseUrl, dataDir, log }) },
    ],
    /** Another database of the server, with nothing in it. */
    openServer: async (): Promise<Memory> => openMemory({ databaseUrl: await server.createDatabase(), dataDir, log }),
  }
}
