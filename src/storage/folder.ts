/** The folder of the embedded database, before and after PGlite uses it: its permissions, and whether it is complete. */
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { codeOf, StoreError } from './errors.ts'

/** Names inside DATA_DIR. */
const database = 'postgres'
/** A database that is being created. It gets its name when it is complete, so a kill leaves nothing half-made there. */
const unfinished = 'postgres.part'
/** Says that there was a complete database once, whatever is missing today. */
const marker = 'created.txt'
const lock = 'lock.db'
const ours = new Set([database, unfinished, marker, lock, `${lock}-journal`])

export const lockPathIn = (folder: string) => join(folder, lock)
export const databasePathIn = (folder: string) => join(folder, database)

/**
 * Creates the folder, or checks that this process may use the one that exists, and closes it to other users. PGlite writes
 * its files so that everyone may read and change them, so only the folders around them protect them.
 * @throws StoreError that names folder, user and permissions, if it cannot be used
 */
export function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw explainAccess(error, folder)
  }
  for (const path of [folder, lockPathIn(folder), databasePathIn(folder), join(folder, database, 'PG_VERSION')])
    requireAccess(path)
  // A folder that holds more than the database may be meant for others too, such as /var/lib.
  if (readdirSync(folder).every(name => ours.has(name))) closeToOthers(folder)
  closeToOthers(databasePathIn(folder))
}

/**
 * Whether there is a database to open. A folder that once had one is never filled again: an empty database in its place
 * would look as if everything had been deleted.
 * @throws StoreError if the database is damaged or missing; nothing was changed
 */
export function hasDatabase(folder: string): boolean {
  if (existsSync(join(folder, database, 'PG_VERSION'))) return true
  const wasCreated = existsSync(join(folder, marker))
  if (wasCreated || list(databasePathIn(folder)).length > 0) throw new StoreError(explainDamage(folder))
  return false
}

/** An empty folder to create a database in. */
export function beginDatabase(folder: string): string {
  const path = join(folder, unfinished)
  rmSync(path, { recursive: true, force: true })
  mkdirSync(path, { mode: 0o700 })
  return path
}

/** Remembers that the folder has a complete database. */
export function markCreated(folder: string): void {
  const path = join(folder, marker)
  if (existsSync(path)) return
  const text = `The bot's database is in the folder "${database}" next to this file.\nThis file keeps the bot from creating an empty database if that folder is missing or damaged.\n`
  writeFileSync(path, text, { mode: 0o600 })
}

export function explainDamage(folder: string): string {
  return `The embedded database in ${folder} is damaged: restore the folder from a backup, or set DATA_DIR to a new folder to start with an empty database.`
}

/**
 * @returns a function that checks whether the folder is still the same: not removed, and not replaced by another one of
 * the same name
 */
export function watchFolder(folder: string): () => boolean {
  const paths = [lockPathIn(folder), join(folder, database, 'PG_VERSION')]
  const before = paths.map(identify)
  return () => paths.every((path, at) => identify(path) === before[at])
}

function identify(path: string): string | null {
  const stats = statSync(path, { throwIfNoEntry: false })
  return stats ? `${stats.dev} ${stats.ino}` : null
}

function requireAccess(path: string): void {
  try {
    accessSync(path, constants.R_OK | constants.W_OK)
    if (statSync(path).isDirectory()) accessSync(path, constants.X_OK)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw explainAccess(error, path)
  }
}

/** A sentence where the path is closed to this process; anything else as it is. */
function explainAccess(error: unknown, path: string): unknown {
  const code = codeOf(error)
  const sentence = ['EACCES', 'EPERM'].includes(code)
    ? explainClosed(path)
    : code === 'EROFS'
      ? `${path} is on a read-only file system: make it writable, or set DATA_DIR to another folder.`
      : null
  return sentence === null ? error : new StoreError(sentence, { cause: error, isSetting: true })
}

/** Takes the rights of group and others away, where the folder is ours to change. */
function closeToOthers(path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats || (stats.mode & 0o077) === 0 || process.geteuid?.() !== stats.uid) return
  chmodSync(path, 0o700)
}

function list(path: string): string[] {
  try {
    return readdirSync(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
}

/** E.g. `The bot runs as user node (1000), who may not read and write /data: it belongs to user 0 with permissions 0755.` */
function explainClosed(path: string): string {
  const existing = findExisting(path)
  const { uid, mode } = statSync(existing)
  const permissions = `0${(mode & 0o7777).toString(8)}`
  const where = existing === path ? path : `${existing}, in which ${path} would be`
  return `The bot runs as user ${nameUser()}, who may not read and write ${where}: it belongs to user ${uid} with permissions ${permissions}. Give it to that user with "chown -R", or set DATA_DIR to another folder.`
}

/** The path itself, or the nearest folder above it that exists. */
function findExisting(path: string): string {
  try {
    statSync(path)
    return path
  } catch {
    const above = join(path, '..')
    // It is missing, or the folder above it may not even be looked into.
    return above === path ? path : findExisting(above)
  }
}

function nameUser(): string {
  const uid = process.geteuid?.()
  try {
    return `${userInfo().username} (${uid})`
  } catch {
    // A container may run as a user that has no name.
    return String(uid)
  }
}
