import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { type Database, type DatabaseSettings, type Queries, read } from './db.ts'
import { sql } from './drizzle.ts'
import { StoreError } from './errors.ts'
import { findMigrations, migrate, readVersion } from './migrate.ts'
import { exists, explainFile, rowsAtOnce, TransferLine, tables, withDatabase } from './transfer.ts'

/**
 * Reads what `exportStore` wrote into a home that has nothing yet: all of it or nothing.
 * @returns how many rows
 * @throws StoreError
 */
export async function importStore(
  source: string | Readable,
  settings: DatabaseSettings,
  folder = findMigrations(),
): Promise<number> {
  const file = nameOf(source)
  const lines = readLines(source)
  try {
    const { value: header } = await lines.next()
    if (!header || !('memory' in header)) throw new StoreError(`${file} was not written by "store export".`)
    return await withDatabase(settings, async database => {
      await refuseUnfit(file, header.version, database, folder)
      // The tables as they were when the file was written; what changed since is done to its rows as to any others.
      await migrate(database, { folder, upTo: header.version })
      const rows = await database.queries.transaction(tx => writeRows(tx, lines, file))
      await migrate(database, { folder })
      return rows
    })
  } finally {
    await lines.return(undefined)
  }
}

async function* readLines(source: string | Readable): AsyncGenerator<TransferLine, undefined> {
  const file = nameOf(source)
  const input = typeof source === 'string' ? createReadStream(source) : source
  try {
    let number = 0
    for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1
      const line = TransferLine.safeParse(parseJson(text))
      if (!line.success) throw new StoreError(`Line ${number} of ${file} is not in the format of "store export".`)
      yield line.data
    }
  } catch (error) {
    throw explainFile(error, file)
  } finally {
    input.destroy()
  }
}

/** For sentences. */
function nameOf(source: string | Readable): string {
  return typeof source === 'string' ? source : 'Standard input'
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The line is then not one of ours, which the caller says.
    return undefined
  }
}

async function refuseUnfit(file: string, version: number, { queries, home }: Database, folder: string): Promise<void> {
  if (!readMigrationFiles({ migrationsFolder: folder }).some(({ folderMillis }) => folderMillis === version))
    throw new StoreError(`${file} was written by a newer version of the bot. Import it with that version.`)
  const place = home.kind === 'server' ? 'an empty database' : 'a new folder'
  const current = await readVersion(queries)
  if (current === 0) return
  for (const table of tables) {
    if (!(await exists(queries, table))) continue
    const [first] = await read(queries, sql.raw(`select 1 from ${table} limit 1`))
    if (first) throw new StoreError(`The database is not empty. Import the file into ${place}.`)
  }
  if (current > version)
    throw new StoreError(`The file is from an older version than the tables here. Import it into ${place}.`)
}

async function writeRows(tx: Queries, lines: AsyncIterable<TransferLine>, file: string): Promise<number> {
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
      if (line.table !== batch.table || batch.rows.length >= rowsAtOnce) await flush()
      batch.table = line.table
      batch.rows.push(line.row)
    } else {
      await flush()
      if ('numbered' in line)
        await tx.execute(sql`select setval(${`${line.numbered}_id_seq`}, ${line.last}, ${line.isUsed})`)
      if ('rows' in line && line.rows === written) return written
    }
  }
  throw new StoreError(`${file} is incomplete: it ends early, or rows are missing. Nothing was imported.`)
}
