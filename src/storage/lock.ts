import { writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { codeOf, StoreError } from './errors.ts'
import { lockPathIn } from './folder.ts'

/** Another process, usually the running bot, has the folder. */
export class FolderInUseError extends StoreError {}

/**
 * Keeps a folder for this process: PGlite itself takes no lock, and two of it on one folder destroy the data without a
 * word. An exclusive transaction on a small SQLite file is a lock of the operating system, which ends with the process
 * however it ends; a file with a process id would outlive a kill and mean someone else in the next container.
 * @returns what gives the folder free again
 * @throws StoreError where another process has it
 */
export function lockFolder(folder: string): () => void {
  const path = lockPathIn(folder)
  let file: DatabaseSync | undefined
  try {
    // Created here and not by SQLite, which would let everyone read it.
    writeFileSync(path, '', { flag: 'a', mode: 0o600 })
    file = new DatabaseSync(path)
    file.exec('pragma busy_timeout = 0; begin exclusive')
  } catch (error) {
    file?.close()
    const isTaken = codeOf(error) === 'ERR_SQLITE_ERROR' && /locked/.test(String(error))
    if (isTaken)
      throw new FolderInUseError(
        `The folder ${folder} is in use by another process of the bot. Stop that process, or set DATABASE_URL to a PostgreSQL server to run several.`,
        { cause: error },
      )
    throw new StoreError(
      `The folder ${folder} cannot be locked: ${error instanceof Error ? error.message : error}. Set DATA_DIR to a folder on a local disk that the bot may write to.`,
      { cause: error },
    )
  }
  return () => file?.close()
}
