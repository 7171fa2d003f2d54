import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type OpenStorage, openStorage } from '../../src/storage/store.ts'
import { startPostgres } from '../helpers/postgres.ts'
import { recordLog } from '../helpers/recording-log.ts'
import { makeScratch } from '../helpers/scratch.ts'

/** Where the replicas keep what they know. */
export type Home = {
  readonly folder: string
  readonly environment: Record<string, string>
  /** Opens it in this process; the embedded one only while no replica runs. */
  open(): Promise<OpenStorage>
  /** A server goes away for a moment, with all its connections. */
  restart(): Promise<void>
  remove(): Promise<void>
}

export async function openHome(kind: 'server' | 'embedded'): Promise<Home> {
  const folder = makeScratch('chaos-')
  const server = kind === 'server' ? await startPostgres() : null
  const databaseUrl = await server?.createDatabase()
  const dataDir = join(folder, 'data')
  return {
    folder,
    environment: { DATA_DIR: dataDir, ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}) },
    open: () => openStorage({ databaseUrl, dataDir, log: recordLog() }),
    async restart() {
      await server?.stop()
      await wait(1_500)
      await server?.start()
    },
    async remove() {
      await server?.remove()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
