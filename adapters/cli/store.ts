import type { Config } from '../../src/config.ts'
import { hasCode, StartError } from '../../src/errors.ts'
import { createWords } from '../../src/message/words.ts'
import type { Owner } from '../../src/ports.ts'
import type { DatabaseSettings } from '../../src/storage/db.ts'
import { exportStore } from '../../src/storage/export.ts'
import { importStore } from '../../src/storage/import.ts'
import { moveOwner } from '../../src/storage/move-owner.ts'
import { erasePerson, findPerson } from '../../src/storage/person.ts'
import { createLog } from '../log.ts'
import { describeOwner } from '../ownership.ts'
import { asTyped } from './as-typed.ts'
import { wantsHelp } from './wants-help.ts'

const help = `npm run store -- export <file>          Write everything the bot stores to a file (- for standard output)
npm run store -- import <file>          Read such a file into an empty database (- for standard input)
npm run store -- person <e-mail>        Print everything the bot stores about a person, as JSON
npm run store -- erase <e-mail>         Delete the rows about a person, and remove their name from all others
npm run store -- move-owner <platform>  Let the next bot that starts take over the data: slack, teams or tabnine

The database is DATABASE_URL, or the folder DATA_DIR if that is not set. Stop the bot before using the folder.
An export does not change the database. To move to a server: export, set DATABASE_URL, import.`

const verbs = ['export', 'import', 'person', 'erase', 'move-owner'] as const
type Verb = (typeof verbs)[number]
const ownerKinds = ['slack', 'teams', 'tabnine'] as const

/**
 * `npm run store -- …`. Exit code 2 where the action or its argument is missing.
 * @throws StartError: one sentence where it cannot be done
 */
export async function runStore(
  argv: readonly string[],
  { database: { databaseUrl, dataDir }, secrets }: Pick<Config, 'database' | 'secrets'>,
): Promise<void> {
  if (wantsHelp(argv)) return console.log(asTyped(help))
  const asked = readArguments(argv)
  if (!asked) {
    console.error(asTyped(help))
    process.exitCode = 2
    return
  }
  // The standard output may be the export itself.
  const settings: DatabaseSettings = { databaseUrl, dataDir, log: createLog('error', secrets, process.stderr) }
  const place = databaseUrl ? 'the database of DATABASE_URL' : dataDir
  try {
    await run(asked, settings, place)
  } catch (error) {
    if (!hasCode(error, 'store-unavailable', 'store-full')) throw error
    const { title } = createWords('en').errors.explain(error.code, error.details)
    throw new StartError(`${title}. Nothing was changed: try again.`, { cause: error })
  }
}

function describeMove(owner: Owner, place: string): string {
  const names = { slack: 'a Slack workspace', teams: 'a Teams tenant', tabnine: 'a Tabnine organization' }
  return `The data in ${place} no longer belongs to the ${describeOwner(owner)}. The next bot that starts with ${names[owner.kind]} takes it over.`
}

const email = /^[^\s@]+@[^\s@]+$/

type Asked = { readonly verb: Verb; readonly what: string }

/** @returns `null` where it is none of the verbs with one argument that fits */
function readArguments([word, what, ...rest]: readonly string[]): Asked | null {
  const verb = verbs.find(known => known === word)
  if (!verb || !what || rest.length > 0) return null
  const fits = {
    ...{ export: true, import: true },
    ...{ person: email.test(what), erase: email.test(what) },
    'move-owner': ownerKinds.some(kind => kind === what),
  }
  return fits[verb] ? { verb, what } : null
}

async function run({ verb, what }: Asked, settings: DatabaseSettings, place: string): Promise<void> {
  switch (verb) {
    case 'import': {
      const rows = await importStore(what === '-' ? process.stdin : what, settings)
      return console.log(`Imported ${rows} rows of ${what} into ${place}.`)
    }
    case 'export': {
      if (what !== '-') return console.log(`Exported ${await exportStore(what, settings)} rows of ${place} to ${what}.`)
      const rows = await exportStore(process.stdout, settings)
      return console.error(`Exported ${rows} rows of ${place}.`)
    }
    case 'person': {
      const held = await findPerson(what, settings)
      if (Object.keys(held).length === 0) return console.log(`Nothing about ${what} in ${place}.`)
      return console.log(JSON.stringify(held, null, 2))
    }
    case 'move-owner': {
      const kind = ownerKinds.find(name => name === what)
      const moved = kind && (await moveOwner(kind, settings))
      return console.log(moved ? describeMove(moved, place) : `No owner is recorded in ${place}: nothing to move.`)
    }
    case 'erase': {
      const changed = Object.entries(await erasePerson(what, settings))
      if (changed.length === 0) return console.log(`Nothing about ${what} in ${place}.`)
      const counts = changed.map(([table, rows]) => `${table} ${rows}`).join(', ')
      return console.log(
        `Erased ${what} from ${place} (rows: ${counts}). While Tabnine lists the account, the next daily check records it again; "exclusions" in CONFIG_FILE keep it out of alerts.`,
      )
    }
  }
}
