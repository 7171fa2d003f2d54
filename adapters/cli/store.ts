import type { Config } from '../../src/config.ts'
import { hasCode, StartError } from '../../src/errors.ts'
import { createWords } from '../../src/message/words.ts'
import type { Owner } from '../../src/ports.ts'
import type { DatabaseSettings } from '../../src/store/db.ts'
import { exportMemory } from '../../src/store/export.ts'
import { importMemory } from '../../src/store/import.ts'
import { moveOwner } from '../../src/store/move-owner.ts'
import { createLog } from '../log.ts'
import { describeOwner } from '../ownership.ts'

const help = `npm run store -- export <file>   writes everything the bot keeps into a file; - is the standard output
npm run store -- import <file>   reads such a file into a home that has nothing yet; - is the standard input
npm run store -- move-owner <slack, teams or tabnine>
                                 lets the next bot that starts take the data over into its workspace, tenant or organization

The home is DATABASE_URL, or the folder DATA_DIR where that is not set; the bot itself must not be running on the folder.
An export changes nothing there. To move to a server: export, set DATABASE_URL, import.`

const verbs = ['export', 'import', 'move-owner']
const ownerKinds = ['slack', 'teams', 'tabnine'] as const

/**
 * `npm run store -- …`. Exit code 2 where it is not said what to do.
 * @throws StartError: one sentence where it cannot be done
 */
export async function runStore(
  argv: readonly string[],
  { memory: { databaseUrl, dataDir }, secrets }: Pick<Config, 'memory' | 'secrets'>,
): Promise<void> {
  const [verb, file, ...rest] = argv
  const kind = verb === 'move-owner' ? ownerKinds.find(name => name === file) : null
  if (!file || rest.length > 0 || kind === undefined || !verbs.includes(verb ?? '')) {
    console.error(help)
    process.exitCode = 2
    return
  }
  // The standard output may be the export itself.
  const settings: DatabaseSettings = { databaseUrl, dataDir, log: createLog('error', secrets, process.stderr) }
  const place = databaseUrl ? 'the database of DATABASE_URL' : dataDir
  try {
    if (kind) {
      const moved = await moveOwner(kind, settings)
      console.log(
        moved ? tellMoved(moved, place) : `Nothing is kept about whose data this is in ${place}: nothing to move.`,
      )
    } else if (verb === 'import') {
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

function tellMoved(owner: Owner, place: string): string {
  const names = { slack: 'a Slack workspace', teams: 'a Teams tenant', tabnine: 'a Tabnine organization' }
  return `The data in ${place} no longer belongs to the ${describeOwner(owner)}. The next bot that starts with ${names[owner.kind]} takes it over.`
}
