import type { Config } from '../../src/config.ts'
import { hasCode, StartError } from '../../src/errors.ts'
import { createWords } from '../../src/message/words.ts'
import type { DatabaseSettings } from '../../src/store/db.ts'
import { exportMemory } from '../../src/store/export.ts'
import { importMemory } from '../../src/store/import.ts'
import { createLog } from '../log.ts'

const help = `npm run store -- export <file>   writes everything the bot keeps into a file; - is the standard output
npm run store -- import <file>   reads such a file into a home that has nothing yet; - is the standard input

The home is DATABASE_URL, or the folder DATA_DIR where that is not set; the bot itself must not be running on the folder.
An export changes nothing there. To move to a server: export, set DATABASE_URL, import.`

/**
 * `npm run store -- …`. Exit code 2 where it is not said what to do.
 * @throws StartError: one sentence where it cannot be done
 */
export async function runStore(
  argv: readonly string[],
  { memory: { databaseUrl, dataDir }, secrets }: Pick<Config, 'memory' | 'secrets'>,
): Promise<void> {
  const [verb, file, ...rest] = argv
  if (!file || rest.length > 0 || (verb !== 'export' && verb !== 'import')) {
    console.error(help)
    process.exitCode = 2
    return
  }
  // The standard output may be the export itself.
  const settings: DatabaseSettings = { databaseUrl, dataDir, log: createLog('error', secrets, process.stderr) }
  const place = databaseUrl ? 'the database of DATABASE_URL' : dataDir
  try {
    if (verb === 'import') {
      const rows = await importMemory(file === '-' ? process.stdin : file, settings)
      console.log(`${rows} rows of ${file} are now in ${place}.`)
    } else if (file === '-') {
      const rows = await exportMemory(process.stdout, settings)
      console.error(`${rows} rows of ${place} are written.`)
    } else console.log(`${await exportMemory(file, settings)} rows of ${place} are written to ${file}.`)
  } catch (error) {
    if (!hasCode(error, 'store-unavailable', 'store-full')) throw error
    const { happened } = createWords('en').errors.tell(error.code, error.details)
    throw new StartError(`${happened} Nothing was changed: try again.`, { cause: error })
  }
}
