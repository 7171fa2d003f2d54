import type { Config } from '../../src/config.ts'
import { hasCode, StartError } from '../../src/errors.ts'
import { createWords } from '../../src/message/words.ts'
import { ownerKinds } from '../../src/platform.ts'
import type { Owner } from '../../src/ports.ts'
import type { DatabaseSettings } from '../../src/storage/db.ts'
import { exportStore } from '../../src/storage/export.ts'
import { importStore } from '../../src/storage/import.ts'
import { type MigrationStatus, migrate, newerDatabase, readMigrationStatus } from '../../src/storage/migrate.ts'
import { moveOwner } from '../../src/storage/move-owner.ts'
import { erasePerson, findPerson } from '../../src/storage/person.ts'
import { withDatabase } from '../../src/storage/transfer.ts'
import { type Verified, verifyDatabase, verifyExport } from '../../src/storage/verify.ts'
import { createLog } from '../log.ts'
import { describeOwner } from '../ownership.ts'
import { asTyped } from './as-typed.ts'
import { wantsHelp } from './wants-help.ts'

const help = `npm run store -- export <file>          Write everything the bot stores to a file (- for standard output)
npm run store -- import <file>          Read such a file into an empty database (- for standard input)
npm run store -- person <e-mail>        Print everything the bot stores about a person, as JSON
npm run store -- erase <e-mail>         Delete the rows about a person, and remove their name from all others
npm run store -- verify [<file>]        Read every row of the database, or restore such a file for a test
npm run store -- migrate                Bring the tables up to date, as the start of the bot does
npm run store -- migrate --status       List what that would do. Exit code 3 if there is something to do
npm run store -- move-owner <platform>  Let the next bot that starts take over the data: slack, teams or tabnine

The database is DATABASE_URL, or the folder DATA_DIR if that is not set. Stop the bot before using the folder.
An export does not change the database. To move to a server: export, set DATABASE_URL, import.`

const verbs = ['export', 'import', 'person', 'erase', 'verify', 'migrate', 'move-owner'] as const
type Verb = (typeof verbs)[number]
const exitPending = 3
/** Rows that are named in one sentence. */
const maxShown = 20

/**
 * `npm run store -- …`. Exit code 2 if the action or its argument is missing.
 * @throws StartError with one sentence if it fails
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

/** @returns `null` unless it is a known verb with a fitting argument; `verify` and `migrate` need none */
function readArguments([word, what = '', ...rest]: readonly string[]): Asked | null {
  const verb = verbs.find(known => known === word)
  if (!verb || rest.length > 0) return null
  const fits = {
    ...{ export: what !== '', import: what !== '' },
    ...{ verify: !what.startsWith('-'), migrate: ['', '--status'].includes(what) },
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
    case 'verify':
      return describeVerified(await (what ? verifyExport(what, settings.log) : verifyDatabase(settings)), what || place)
    case 'migrate':
      return what ? describeMigrations(await readMigrations(settings)) : updateTables(settings, place)
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

/** Exit code 1 where rows cannot be understood. */
function describeVerified({ rows, unreadable }: Verified, place: string): void {
  if (unreadable.length === 0) {
    console.log(`All ${rows} rows of ${place} can be read.`)
    return
  }
  const shown = unreadable.slice(0, maxShown).join(', ')
  console.log(`${rows} rows of ${place} can be read, but not understood: ${shown}. The bot leaves these out.`)
  process.exitCode = 1
}

/** Exit code 3 if migrations are pending. */
function describeMigrations({ state, applied, pending }: MigrationStatus): void {
  for (const name of applied) console.log(`applied  ${name}`)
  for (const name of pending) console.log(`pending  ${name}`)
  if (state === 'newer') throw new StartError(newerDatabase)
  console.log(
    pending.length === 0
      ? 'The tables are up to date.'
      : `${pending.length} to apply: start the bot, or run "store migrate".`,
  )
  process.exitCode = pending.length === 0 ? 0 : exitPending
}

function readMigrations(settings: DatabaseSettings): Promise<MigrationStatus> {
  return withDatabase({ ...settings, mustExist: true }, ({ queries }) => readMigrationStatus(queries))
}

async function updateTables(settings: DatabaseSettings, place: string): Promise<void> {
  await withDatabase(settings, database => migrate(database))
  console.log(`The tables in ${place} are up to date.`)
}
