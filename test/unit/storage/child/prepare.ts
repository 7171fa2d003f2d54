/** Prepares a folder as a user who is not root, and prints as JSON how that ended. */
import { StoreError } from '../../../../src/storage/errors.ts'
import { prepareFolder } from '../../../../src/storage/folder.ts'

const [folder = ''] = process.argv.slice(2)
// Only now: this user may not be able to read the source.
if (process.getuid?.() === 0) process.setuid?.(65_534)
process.stdout.write(JSON.stringify(prepare()))

function prepare(): object {
  try {
    prepareFolder(folder)
    return { message: 'prepared' }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return { message: error.message, isSetting: error.isSetting }
  }
}
