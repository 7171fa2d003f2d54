/** The two homes of the database. Above this file they are the same: PostgreSQL's SQL through drizzle. */
import { renameSync, rmSync } from 'node:fs'
import { Socket } from 'node:net'
import { resolve } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import type { ClientBase } from 'pg'
import { z } from 'zod'
import type { Log } from '../ports.ts'
import { loadEmbeddedDrivers, loadServerDrivers, type PgDatabase, type PgQueryResultHKT, type SQL } from './drizzle.ts'
import { folderGone, StoreError } from './errors.ts'
import { explainFolder, explainServer, explainStop, isNoFolder, isRefusal } from './explain.ts'
import { beginDatabase, databasePathIn, hasDatabase, markCreated, prepareFolder, watchFolder } from './folder.ts'
import { lockFolder } from './lock.ts'
import { openPglite } from './pglite.ts'
import { fillWithDatabase } from './prepared.ts'

export type DatabaseSettings = {
  /** `postgres://…`; without it the database is embedded in `dataDir`. */
  readonly databaseUrl?: string | undefined
  readonly dataDir: string
  readonly log: Log
  /** Opens only an existing database and creates nothing, for read-only tools. */
  readonly mustExist?: boolean
  /** Milliseconds of silence after which a connection counts as dead. */
  readonly maxSilenceMs?: number
  /** Receives when the embedded database has stopped for good, as it does on a full disk: the process must start again. */
  readonly onStop?: (reason: StoreError) => void
}

export type Queries = PgDatabase<PgQueryResultHKT>

/** Where the database is; the queue keeps its jobs in the same place. */
export type DatabaseHome =
  | { readonly kind: 'server'; readonly url: string; readonly openSocket?: () => Socket }
  | { readonly kind: 'embedded'; readonly pglite: PGlite }

export type Database = {
  readonly home: DatabaseHome
  readonly queries: Queries
  /** Does work on one connection that no one else has, and drops it afterwards. */
  session<T>(work: (queries: Queries) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** What holds on each connection, so that times are read alike everywhere and a frozen replica holds no lock for long. */
const habits =
  "set timezone = 'UTC'; set datestyle = 'ISO'; set statement_timeout = '60s'; set idle_in_transaction_session_timeout = '60s'"

/** The one row that a statement gives which writes one. */
export function onlyRow<Row>([row]: readonly Row[]): Row {
  if (row === undefined) throw new Error('the database gave no row back')
  return row
}
const Result = z.object({ rows: z.array(z.record(z.string(), z.unknown())) })

/** The rows of a statement that drizzle's builder has no words for. */
export async function read(queries: Queries, statement: SQL): Promise<Record<string, unknown>[]> {
  return Result.parse(await queries.execute(statement)).rows
}

/** @throws StoreError: one sentence on why the database cannot be had, and what to do */
export function openDatabase(settings: DatabaseSettings): Promise<Database> {
  return settings.databaseUrl ? openServer(settings.databaseUrl, settings) : openEmbedded(settings)
}

/**
 * Longer than any statement may take (see `habits`), so only a dead connection is silent for this long: its server or the
 * network went away. Without a limit the system waits a quarter of an hour for it.
 */
const defaultMaxSilenceMs = 75_000

async function openServer(
  url: string,
  { log, maxSilenceMs = defaultMaxSilenceMs }: Pick<DatabaseSettings, 'log' | 'maxSilenceMs'>,
): Promise<Database> {
  const options = {
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: 'tabnine-usage-bot',
  }
  const { Client, Pool, overServer } = loadServerDrivers()
  const openSocket = () => openWatchedSocket(maxSilenceMs)
  const pool = new Pool({ ...options, max: 5, stream: openSocket, onConnect: adoptHabits })
  // A lost connection is an event here and an error there; without a listener, the event would end the process.
  const noteLoss = (error: Error) => log.warn({ err: error }, 'a connection to the database was lost')
  pool.on('error', noteLoss)
  pool.on('connect', client => client.on('error', noteLoss))
  try {
    await pool.query('select 1')
  } catch (error) {
    await pool.end()
    const isSetting = isRefusal(error)
    throw new StoreError(explainServer(error, new URL(url)), { cause: error, isSetting, isAway: !isSetting })
  }
  return {
    home: { kind: 'server', url, openSocket },
    queries: overServer({ client: pool }),
    async session(work) {
      // Of its own, for a migration may be silent for minutes.
      const client = new Client(options)
      client.on('error', noteLoss)
      try {
        await client.connect()
        await adoptHabits(client)
        return await work(overServer({ client }))
      } finally {
        await client.end()
      }
    },
    close: () => pool.end(),
  }
}

/** A socket that closes its connection after this much silence. */
function openWatchedSocket(maxSilenceMs: number): Socket {
  const socket = new Socket()
  return socket.setTimeout(maxSilenceMs, () => {
    socket.destroy(Object.assign(new Error('the database does not answer'), { code: 'ETIMEDOUT' }))
  })
}

async function adoptHabits(client: ClientBase): Promise<void> {
  await client.query(habits)
}

async function openEmbedded({ dataDir, mustExist = false, onStop }: DatabaseSettings): Promise<Database> {
  const folder = resolve(dataDir)
  let unlock: (() => void) | undefined
  let isStopped = false
  try {
    if (mustExist && !hasDatabase(folder)) throw new StoreError(`There is no database of the bot in ${folder}.`)
    prepareFolder(folder)
    unlock = lockFolder(folder)
    if (!hasDatabase(folder)) await createDatabase(folder)
    const pglite = await openPglite(databasePathIn(folder))
    if (!mustExist) markCreated(folder)
    const onPanic = (panic: unknown) => {
      isStopped = true
      onStop?.(new StoreError(explainStop(folder), { cause: panic }))
    }
    guardExchange(pglite, watchFolder(folder), onPanic)
    const queries = loadEmbeddedDrivers().overPglite({ client: pglite })
    return {
      home: { kind: 'embedded', pglite },
      queries,
      session: work => work(queries),
      async close() {
        // A stopped engine never answers its farewell; what it had committed is in its log.
        if (!isStopped && !pglite.closed) await pglite.close()
        unlock?.()
      },
    }
  } catch (error) {
    unlock?.()
    if (error instanceof StoreError) throw error
    throw new StoreError(explainFolder(error, folder), { cause: error, isSetting: isNoFolder(error) })
  }
}

/** In a folder of another name until it is complete: a kill in the middle leaves no half of a database to be opened. */
async function createDatabase(folder: string): Promise<void> {
  const unfinished = beginDatabase(folder)
  try {
    await fillWithDatabase(unfinished)
    renameSync(unfinished, databasePathIn(folder))
  } catch (error) {
    // Where the disk is full, what was written so far is in the way.
    rmSync(unfinished, { recursive: true, force: true })
    throw error
  }
}

/**
 * Refuses every message to a database that cannot keep what it says.
 *
 * Where its folder was removed, it would go on with files that no one can open again. PostgreSQL answers a disk without
 * room for its log with PANIC, and its postmaster would start it again; embedded there is none, and the next message would
 * make it spin forever.
 */
function guardExchange(pglite: PGlite, isFolderThere: () => boolean, onPanic: (panic: unknown) => void): void {
  const exchange = pglite.execProtocolStream.bind(pglite)
  let panic: unknown
  pglite.execProtocolStream = async (message, options) => {
    if (panic !== undefined) throw panic
    if (!isFolderThere()) throw Object.assign(new Error('the folder of the database is gone'), { code: folderGone })
    try {
      return await exchange(message, options)
    } catch (error) {
      if (isPanic(error)) {
        panic = error
        onPanic(error)
      }
      throw error
    }
  }
}

function isPanic(error: unknown): boolean {
  const severity = error instanceof Error && 'severity' in error ? error.severity : null
  return severity === 'PANIC' || severity === 'FATAL'
}
