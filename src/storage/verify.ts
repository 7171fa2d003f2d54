import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import type { Log } from '../ports.ts'
import { createAlerts } from './alerts.ts'
import { createAudit } from './audit.ts'
import { type DatabaseSettings, openDatabase, type Queries } from './db.ts'
import { readAllDeliveries } from './deliveries.ts'
import { StoreError } from './errors.ts'
import { exportStore } from './export.ts'
import { importStore } from './import.ts'
import { newerDatabase, readMigrationStatus } from './migrate.ts'
import { createReadRows } from './rows.ts'
import { createSubscriptions } from './subscriptions.ts'

export type Verified = {
  /** Rows that were read. */
  readonly rows: number
  /** Rows that this version cannot understand, such as `alerts 7`; the bot leaves them out. */
  readonly unreadable: readonly string[]
}

/** Later than any row of the access log. */
const farAhead = new Date('9999-01-01T00:00:00Z')

/**
 * Reads and parses every row of a database. Nothing is written.
 * @throws StoreError if there is none, or if it is damaged
 */
export async function verifyDatabase(settings: DatabaseSettings): Promise<Verified> {
  const rows = await exportStore(new Writable({ write: (_chunk, _encoding, done) => done() }), settings)
  const database = await openDatabase({ ...settings, mustExist: true })
  try {
    const { state } = await readMigrationStatus(database.queries)
    if (state === 'newer') throw new StoreError(newerDatabase)
    // Rows of an older version can be parsed only after its tables are migrated.
    return { rows, unreadable: state === 'current' ? await findUnreadable(database.queries) : [] }
  } finally {
    await database.close()
  }
}

/**
 * Restores a file of `store export` into a temporary database and verifies that. The database of the settings is not used.
 * @throws StoreError where the file is incomplete, or not of this bot
 */
export async function verifyExport(file: string, log: Log): Promise<Verified> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tabnine-usage-bot-verify-'))
  try {
    const settings = { dataDir, log }
    await importStore(file, settings)
    return await verifyDatabase(settings)
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function findUnreadable(queries: Queries): Promise<string[]> {
  const unreadable: string[] = []
  const readRows = createReadRows({
    debug() {},
    info() {},
    warn() {},
    error: ({ table, id }) => void unreadable.push(`${table} ${id}`),
  })
  const alerts = createAlerts(queries, readRows)
  await createSubscriptions(queries, readRows).all()
  await alerts.open()
  await alerts.unreachable()
  await readAllDeliveries(queries, readRows)
  await createAudit(queries, readRows).between(new Date(0), farAhead, Number.MAX_SAFE_INTEGER)
  return unreadable
}
