import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type DatabaseSettings, type Queries, read } from './db.ts'
import { sql } from './drizzle.ts'
import { migrate, readVersion } from './migrate.ts'
import { atOnce, explainFile, numbered, tables, withDatabase } from './transfer.ts'

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
        tx => pipeline(Readable.from(writeLines(tx, written)), createWriteStream(part, { mode: 0o600 })),
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

async function* writeLines(tx: Queries, written: { rows: number }): AsyncGenerator<string> {
  const header = { memory: 'tabnine-usage-bot', version: await readVersion(tx), exportedAt: new Date() }
  yield `${JSON.stringify(header)}\n`
  for (const table of tables) {
    // The database's own JSON: it carries what JavaScript would round, and columns that this version does not know.
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
