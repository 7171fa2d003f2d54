/** Why a database cannot be opened, in one sentence for the person who runs the bot. No password, ever. */
import { readFileSync, statfsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { codeOf, isDamage, StoreError } from './errors.ts'
import { databasePathIn, explainDamage } from './folder.ts'

/** The size of an empty embedded database, and the step by which its log grows. */
const minFreeBytes = 64_000_000

/** Of the PostgreSQL that PGlite brings. */
const currentMajor = '18'

const noFolder = ['ENOTDIR', 'EEXIST']

/** What OpenSSL calls a certificate whose authority it does not know. */
export const untrusted = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_UNTRUSTED',
])
/** A sentence of the client, which has no code. */
const noEncryption = /does not support SSL/i

export function explainServer(error: unknown, url: URL): string {
  const where = `${url.hostname || 'localhost'}:${url.port || 5432}`
  const name = decodeURIComponent(url.pathname.slice(1))
  const user = decodeURIComponent(url.username)
  switch (codeOf(error)) {
    case '28P01':
      return `The database server at ${where} refuses the password of user "${user}": correct DATABASE_URL.`
    case '28000':
      return `The database server at ${where} does not let user "${user}" in: correct DATABASE_URL, or what the server allows.`
    case '3D000':
      return `The database server at ${where} has no database called "${name}": create it, or correct DATABASE_URL.`
    case '53300':
      return `The database server at ${where} has no connection left: raise its max_connections, or stop what uses them.`
    case '57P03':
      return `The database server at ${where} is just starting or stopping: try again in a minute.`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `There is no database server called ${url.hostname}: correct DATABASE_URL.`
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `The database server at ${where} shows a certificate for another name: correct the host in DATABASE_URL.`
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
      return `The certificate of the database server at ${where} is not valid today (${codeOf(error)}): renew it, or correct the clock of this machine.`
    default:
      if (untrusted.has(codeOf(error)))
        return `The certificate of the database server at ${where} is not trusted: set NODE_EXTRA_CA_CERTS to a PEM file with its certificate authority.`
      if (noEncryption.test(messageOf(error)))
        return `The database server at ${where} offers no encryption: switch it on there, or remove sslmode from DATABASE_URL.`
      return `The database server at ${where} cannot be reached (${codeOf(error) || messageOf(error)}): start it, or correct DATABASE_URL.`
  }
}

/** The server answers, but refuses the settings: a retry cannot help. */
export function isRefusal(error: unknown): boolean {
  const code = codeOf(error)
  const isRefused = ['28P01', '28000', '3D000', 'ERR_TLS_CERT_ALTNAME_INVALID'].includes(code)
  return isRefused || untrusted.has(code) || noEncryption.test(messageOf(error))
}

/** DATA_DIR is not a folder. */
export function isNoFolder(error: unknown): boolean {
  return noFolder.includes(codeOf(error))
}

export function explainFolder(error: unknown, folder: string): string {
  const code = codeOf(error)
  if (noFolder.includes(code)) return `${folder} is not a folder: set DATA_DIR to one.`
  const room = readRoom(folder)
  if (code === 'ENOSPC' || room < minFreeBytes) return explainStop(folder)
  const made = readVersion(folder)
  if (made === null) return `The embedded database in ${folder} cannot be created: ${messageOf(error)}.`
  if (made === currentMajor) return explainDamage(folder)
  return `The embedded database in ${folder} cannot be opened. It was created with PostgreSQL ${made}. If that was an older version of the bot, export it there with "npm run store -- export <file>" and import it here into a new folder. Otherwise restore the folder from a backup.`
}

/** @returns a sentence for damage of the embedded database that showed after it was opened; anything else as it is */
export function explainDamageAfter(
  error: unknown,
  { databaseUrl, dataDir }: { readonly databaseUrl?: string | undefined; readonly dataDir: string },
): unknown {
  if (databaseUrl || !isDamage(error)) return error
  return new StoreError(explainDamage(resolve(dataDir)), { cause: error })
}

/** Of a database that has stopped, or cannot be made, for want of room. */
export function explainStop(folder: string): string {
  const room = readRoom(folder)
  const isFull = room < minFreeBytes
  const why = isFull ? `The disk under ${folder} is full` : `The embedded database cannot write to ${folder}`
  const todo = isFull ? `make room (${Math.round(room / 1e6)} MB are free, it needs 64)` : 'check its disk and quota'
  return `${why}: ${todo} and start the bot again. No stored data is lost.`
}

/** Bytes free for us. */
function readRoom(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    // The folder itself could not be made; what is wrong with it is posted elsewhere.
    return Number.POSITIVE_INFINITY
  }
}

function readVersion(folder: string): string | null {
  try {
    return readFileSync(join(databasePathIn(folder), 'PG_VERSION'), 'utf8').trim()
  } catch {
    // There is no database yet.
    return null
  }
}

function messageOf(error: unknown): string {
  return (error instanceof Error && error.message) || 'for an unknown reason'
}
