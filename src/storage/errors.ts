import { AppError, StartError } from '../errors.ts'
import { DrizzleQueryError } from './drizzle.ts'

/** The database cannot be opened, migrated or moved: a sentence for the operator, without a secret. */
export class StoreError extends StartError {
  override readonly name = 'StoreError'
}

/** The code of an error of ours: the folder of the embedded database is not there any more. */
export const folderGone = 'FOLDER_GONE'

/** PostgreSQL's own codes, Node's, and the failures that carry neither. */
const full = new Set(['53100', 'ENOSPC', 'EDQUOT'])
const away = new Set([
  folderGone,
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
  // Shut down, starting up, no connection left, read-only after a failover, a password that was changed meanwhile.
  ...['57P01', '57P02', '57P03', '53300', '25006', '28P01', '28000'],
  // Took too long, or lost against another transaction: the same again can work.
  ...['57014', '25P03', '55P03', '40001', '40P01'],
])
const awayText = /connection terminated|connect(ion)? time(d )?out|not queryable|trying to connect|PGlite is clos/i

/**
 * What a statement threw, as the rest of the bot understands it: `store-full`, `store-unavailable`, or `internal` with
 * the statement but without its values, which are people's words. Anything that is not the database's is left as it is.
 */
export function toStoreFailure(thrown: unknown): unknown {
  const isStatement = thrown instanceof DrizzleQueryError
  const cause: unknown = isStatement ? thrown.cause : thrown
  const code = codeOf(cause)
  const options = { cause, log: isStatement ? { statement: thrown.query } : {} }
  if (full.has(code)) return new AppError('store-full', {}, options)
  if (away.has(code) || code.startsWith('08') || awayText.test(String(cause)))
    return new AppError('store-unavailable', {}, options)
  return isStatement ? new AppError('internal', {}, options) : thrown
}

/** Damaged data, a damaged index, a file of the database that is missing. */
const damaged = new Set(['XX001', 'XX002', '58P01'])

/** Whether an error, or one that caused it, says that files of the database are damaged. */
export function isDamage(thrown: unknown): boolean {
  return thrown instanceof Error && (damaged.has(codeOf(thrown)) || isDamage(thrown.cause))
}

/** The code of a database or system error; empty if it has none. */
export function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : ''
}
