/**
 * The whole database as one file of JSON lines: the way from the embedded home to a server and back, and over a version of
 * PGlite that does not read the folders of an older one. Jobs are not in it: what is still to be posted is in `deliveries`,
 * and gets its job again from the bot's rescue.
 */

import { z } from 'zod'
import { type Database, type DatabaseSettings, openDatabase, type Queries, read } from './db.ts'
import { getTableName, sql } from './drizzle.ts'
import { codeOf, StoreError, toStoreFailure } from './errors.ts'
import { explainDamageAfter } from './explain.ts'
import {
  alerts,
  audit,
  budgetEpisodes,
  conversations,
  dailyJobs,
  deliveries,
  episodes,
  exclusions,
  marks,
  optOuts,
  owners,
  people,
  presence,
  reminders,
  seatActions,
  seatChecks,
  secrets,
  snapshots,
  subscriptions,
  turns,
} from './schema.ts'

/** Each after those it refers to. */
export const tables = [
  ...[owners, presence, conversations, subscriptions, deliveries, snapshots, dailyJobs, turns],
  ...[
    people,
    seatChecks,
    alerts,
    episodes,
    reminders,
    optOuts,
    exclusions,
    audit,
    secrets,
    marks,
    seatActions,
    budgetEpisodes,
  ],
].map(getTableName)
/** Tables with numbered rows: a number is never reused, even after its row was deleted. */
export const numbered = [
  subscriptions,
  deliveries,
  alerts,
  episodes,
  reminders,
  exclusions,
  audit,
  seatActions,
  budgetEpisodes,
].map(getTableName)

const name = z.string().regex(/^[a-z_]+$/)

/** What a line can be: the first, a row, the last number of a table, the end. */
export const TransferLine = z.union([
  z.object({ memory: z.literal('tabnine-usage-bot'), version: z.int() }),
  z.object({ table: name, row: z.record(z.string(), z.unknown()) }),
  z.object({ numbered: name, last: z.int(), isUsed: z.boolean() }),
  z.object({ rows: z.int() }),
])
export type TransferLine = z.infer<typeof TransferLine>

/** Rows read or written in one statement. */
export const rowsAtOnce = 200

export async function withDatabase<T>(
  settings: DatabaseSettings,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(settings)
  try {
    return await work(database)
  } catch (error) {
    throw toStoreFailure(explainDamageAfter(error, settings))
  } finally {
    await database.close()
  }
}

/** A database of an older version does not have every table yet. */
export async function exists(queries: Queries, table: string): Promise<boolean> {
  const [row] = await read(queries, sql`select to_regclass(${table}) is not null as found`)
  return row?.found === true
}

/** What went wrong with the file in one sentence; anything else as it is. */
export function explainFile(error: unknown, file: string): unknown {
  const sentence = fileSentence(codeOf(error), file)
  return sentence === null ? error : new StoreError(sentence, { cause: error })
}

function fileSentence(code: string, file: string): string | null {
  switch (code) {
    case 'ENOENT':
      return `There is no file or folder ${file}.`
    case 'EISDIR':
      return `${file} is a folder: name a file.`
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `${file} may not be read or written here.`
    case 'ENOSPC':
      return `There is no room left to write ${file}.`
    default:
      return null
  }
}
