import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type DatabaseSettings, type Queries, read } from './db.ts'
import { sql } from './drizzle.ts'
import { codeOf, StoreError } from './errors.ts'
import { readVersion, refuseNewer } from './migrate.ts'
import { exists, explainFile, numbered, rowsAtOnce, tables, withDatabase } from './transfer.ts'

/**
 * Writes all stored data into a confidential file: it contains ids of conversations and what was posted in them. Nothing
 * is written to the database, so that an older version can still run on it afterwards.
 * @param target the path of a file, or a stream, which stays open
 * @returns how many rows
 * @throws StoreError also if there is no database yet
 */
export async function exportStore(target: string | Writable, settings: DatabaseSettings): Promise<number> {
  return withDatabase({ ...settings, mustExist: true }, database =>
    database.queries.transaction(tx => (typeof target === 'string' ? writeFile(tx, target) : writeStream(tx, target)), {
      isolationLevel: 'repeatable read',
      accessMode: 'read only',
    }),
  )
}

/** Under another name until it is whole. */
async function writeFile(tx: Queries, file: string): Promise<number> {
  const part = `${file}.part`
  try {
    const rows = await writeTo(tx, createWriteStream(part, { mode: 0o600 }), { end: true })
    await rename(part, file)
    return rows
  } catch (error) {
    await rm(part, { force: true })
    throw explainFile(error, file)
  }
}

async function writeStream(tx: Queries, stream: Writable): Promise<number> {
  try {
    return await writeTo(tx, stream, { end: false })
  } catch (error) {
    if (codeOf(error) !== 'EPIPE') throw error
    throw new StoreError('The output was closed before everything was written.', { cause: error })
  }
}

async function writeTo(tx: Queries, target: Writable, options: { end: boolean }): Promise<number> {
  const version = await readVersion(tx)
  if (version === 0) throw new StoreError('This database contains no data of the bot.')
  refuseNewer(version)
  const written = { rows: 0 }
  await pipeline(Readable.from(writeLines(tx, version, written)), target, options)
  return written.rows
}

async function* writeLines(tx: Queries, version: number, written: { rows: number }): AsyncGenerator<string> {
  yield `${JSON.stringify({ memory: 'tabnine-usage-bot', version, exportedAt: new Date() })}\n`
  for (const table of tables) {
    if (!(await exists(tx, table))) continue
    // The database's own JSON: it carries what JavaScript would round, and columns that this version does not know.
    await tx.execute(sql.raw(`declare reader cursor for select to_json(t)::text as row from ${table} t`))
    for (;;) {
      const rows = await read(tx, sql.raw(`fetch ${rowsAtOnce} from reader`))
      for (const { row } of rows) yield `{"table":"${table}","row":${row}}\n`
      written.rows += rows.length
      if (rows.length < rowsAtOnce) break
    }
    await tx.execute(sql.raw('close reader'))
  }
  for (const table of numbered) {
    if (!(await exists(tx, table))) continue
    const [state] = await read(
      tx,
      sql.raw(`select last_value::int as last, is_called as "isUsed" from ${table}_id_seq`),
    )
    yield `${JSON.stringify({ numbered: table, ...state })}\n`
  }
  yield `${JSON.stringify(written)}\n`
}
