/**
 * The whole memory as one file of JSON lines: the way from the embedded home to a server and back, and over a version of
 * PGlite that does not read the folders of an older one. Jobs are not in it: what is still to be said is in `deliveries`,
 * and gets its job again from the bot's rescue.
 */
import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { getTableName, sql } from 'drizzle-orm'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { z } from 'zod'
import { type Database, type DatabaseSettings, openDatabase, type Queries, read } from './db.ts'
import { codeOf, StoreError, toStoreFailure } from './errors.ts'
import { findMigrations, migrate, readVersion } from './migrate.ts'
import { conversations, deliveries, snapshots, subscriptions } from './schema.ts'

/** Each after those it refers to. */
const tables = [conversations, subscriptions, deliveries, snapshots].map(getTableName)
/** Those that number their rows: a number that was given once is not given again, also where its row is gone. */
const numbered = [subscriptions, deliveries].map(getTableName)
const atOnce = 200

const name = z.string().regex(/^[a-z_]+$/)
const Line = z.union([
  z.object({ memory: z.literal('tabnine-usage-bot'), version: z.int() }),
  z.object({ table: name, row: z.record(z.string(), z.unknown()) }),
  z.object({ numbered: name, last: z.int(), isUsed: z.boolean() }),
  z.object({ rows: z.int() }),
])
type Line = z.infer<typeof Line>

/**
 * Writes everything that is kept into a file for its owner's eyes: it holds ids of conversations and what was said in them.
 * @returns how many rows
 * @throws StoreError
 */
export async function exportMemory(file: string, settings: DatabaseSettings): Promise<number> {
  return withDatabase(settings, async database => {
    await migrate(database)
    const written = { rows: 0 }
    const part = `${file}.part`
    try {
      await database.queries.transaction(
        tx => pipeline(Readable.from(readLines(tx, written)), createWriteStream(part, { mode: 0o600 })),
        { isolationLevel: 'repeatable read', accessMode: 'read only' },
      )
      await rename(part, file)
    } catch (error) {
      await rm(part, { force: true })
      throw explainFile(error, file)
    }
    return written.rows
  })
}

/**
 * Reads such a file into a home that has nothing yet: all of it or nothing.
 * @returns how many rows
 * @throws StoreError
 */
export async function importMemory(
  file: string,
  settings: DatabaseSettings,
  folder = findMigrations(),
): Promise<number> {
  const lines = parseLines(file)
  const header = (await lines.next()).value
  if (!header || !('memory' in header)) throw new StoreError(`${file} is not a file that "store export" has written.`)
  return withDatabase(settings, async database => {
    if (!readMigrationFiles({ migrationsFolder: folder }).some(({ folderMillis }) => folderMillis === header.version))
      throw new StoreError(`${file} was written by a newer version of the bot: read it in with that one.`)
    await refuseOccupied(database, header.version)
    // The tables as they were when the file was written; what changed since is done to its rows as to any others.
    await migrate(database, { folder, upTo: header.version })
    const rows = await database.queries.transaction(tx => writeRows(tx, lines, file))
    await migrate(database, { folder })
    return rows
  }).finally(() => lines.return(undefined))
}

async function* readLines(tx: Queries, written: { rows: number }): AsyncGenerator<string> {
  const header = { memory: 'tabnine-usage-bot', version: await readVersion(tx), exportedAt: new Date() }
  yield `${JSON.stringify(header)}\n`
  for (const table of tables) {
    await tx.execute(sql.raw(`declare reader cursor for select to_json(t)::text as row from ${table} t`))
    for (;;) {
      const rows = await read(tx, sql.raw(`fetch ${atOnce} from reader`))
      for (const { row } of rows) yield `{"table":"${table}","row":${row}}\n`
      written.rows += rows.length
      if (rows.length < atOnce) break
    }
    await tx.execute(sql.raw('close reader'))
  }
  for (const table of numbered) {
    const [state] = await read(
      tx,
      sql.raw(`select last_value::int as last, is_called as "isUsed" from ${table}_id_seq`),
    )
    yield `${JSON.stringify({ numbered: table, ...state })}\n`
  }
  yield `${JSON.stringify(written)}\n`
}

async function* parseLines(file: string): AsyncGenerator<Line, undefined> {
  const input = createReadStream(file)
  try {
    let number = 0
    for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1
      const line = Line.safeParse(parseJson(text))
      if (!line.success) throw new StoreError(`Line ${number} of ${file} is not as "store export" writes it.`)
      yield line.data
    }
  } catch (error) {
    throw explainFile(error, file)
  } finally {
    input.destroy()
  }
}

async function writeRows(tx: Queries, lines: AsyncIterable<Line>, file: string): Promise<number> {
  let written = 0
  let batch: { table: string; rows: unknown[] } = { table: '', rows: [] }
  const flush = async () => {
    if (batch.rows.length === 0) return
    const { table, rows } = batch
    const from = sql`json_populate_recordset(null::${sql.identifier(table)}, ${JSON.stringify(rows)}::json)`
    await tx.execute(sql`insert into ${sql.identifier(table)} select * from ${from}`)
    written += rows.length
    batch = { table: '', rows: [] }
  }
  for await (const line of lines) {
    if ('table' in line) {
      if (line.table !== batch.table || batch.rows.length >= atOnce) await flush()
      batch.table = line.table
      batch.rows.push(line.row)
    } else {
      await flush()
      if ('numbered' in line)
        await tx.execute(sql`select setval(${`${line.numbered}_id_seq`}, ${line.last}, ${line.isUsed})`)
      if ('rows' in line && line.rows === written) return written
    }
  }
  throw new StoreError(`${file} is not whole: it ends early, or rows are missing. Nothing was read in.`)
}

async function refuseOccupied({ queries, home }: Database, version: number): Promise<void> {
  const place = home.kind === 'server' ? 'an empty database' : 'a new folder'
  const current = await readVersion(queries)
  if (current > version)
    throw new StoreError(`The file is of an older version than the tables here: read it into ${place} instead.`)
  if (current === 0) return
  for (const table of tables) {
    const [first] = await read(queries, sql.raw(`select 1 from ${table} limit 1`))
    if (first)
      throw new StoreError(`There is something in the memory here already: read the file into ${place} instead.`)
  }
}

async function withDatabase<T>(settings: DatabaseSettings, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(settings)
  try {
    return await work(database)
  } catch (error) {
    throw toStoreFailure(error)
  } finally {
    await database.close()
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The line is then not one of ours, which the caller says.
    return undefined
  }
}

function explainFile(error: unknown, file: string): unknown {
  switch (codeOf(error)) {
    case 'ENOENT':
      return new StoreError(`There is no file or folder ${file}.`, { cause: error })
    case 'EISDIR':
      return new StoreError(`${file} is a folder: name a file.`, { cause: error })
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new StoreError(`${file} may not be read or written here.`, { cause: error })
    case 'ENOSPC':
      return new StoreError(`There is no room left to write ${file}.`, { cause: error })
    default:
      return error
  }
}
