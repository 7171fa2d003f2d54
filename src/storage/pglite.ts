import type { PGlite } from '@electric-sql/pglite'
import { loadEmbeddedDrivers } from './drizzle.ts'

const settings = [
  // A bot needs no more, and it saves 130 MB of memory.
  'shared_buffers=16MB',
  'timezone=UTC',
  // Its timer outlives a recovery that fails, and keeps the process from ending.
  'log_startup_progress_interval=0',
]

/** Opens the embedded database of a folder, and creates it where the folder is empty. */
export function openPglite(dataDir: string): Promise<PGlite> {
  const { PGlite } = loadEmbeddedDrivers()
  const flags = settings.flatMap(setting => ['-c', setting])
  return PGlite.create({ dataDir, startParams: [...PGlite.defaultStartParams, ...flags] })
}
