import type { Store, StoredFigures } from '../ports.ts'
import { forgetAhead } from './ahead.ts'
import { createAlerts } from './alerts.ts'
import { createAudit, createSecrets } from './audit.ts'
import { createBudgets } from './budgets.ts'
import { createConversations } from './conversations.ts'
import { createDailyJobs } from './daily-jobs.ts'
import { type Database, type DatabaseHome, type DatabaseSettings, openDatabase, type Queries, read } from './db.ts'
import { createDeliveries } from './deliveries.ts'
import { type SQL, sql } from './drizzle.ts'
import { createEpisodes } from './episodes.ts'
import { StoreError, toStoreFailure } from './errors.ts'
import { createExclusions } from './exclusions.ts'
import { explainDamageAfter } from './explain.ts'
import { readFigures } from './figures.ts'
import { createKnownState, type DatabaseState, type KnownState } from './known-state.ts'
import { createMarks } from './marks.ts'
import { migrate, newerDatabase, readMigrationStatus } from './migrate.ts'
import { createOwners } from './owners.ts'
import { createPeople } from './people.ts'
import { createPresence } from './presence.ts'
import { createRateLimits } from './rate-limits.ts'
import { createOptOuts, createReminders } from './reminders.ts'
import { createReadRows, type ReadRows } from './rows.ts'
import { createSeatActions } from './seat-actions.ts'
import { createSeatChecks } from './seat-checks.ts'
import { createSnapshots } from './snapshots.ts'
import { createSubscriptions } from './subscriptions.ts'
import { type Retention, tidy } from './upkeep.ts'

export type OpenStorage = {
  readonly store: Store
  readonly home: DatabaseHome
  /** Nightly care; see `upkeep.ts`. */
  tidy(now: Date, retention?: Retention): Promise<void>
  /** Writes a row, for only that shows whether changes are taken. @throws AppError where they are not */
  checkWrites(now: Date): Promise<void>
  /** Counts of posts, digests, alerts and jobs. */
  figures(now: Date): Promise<StoredFigures>
  /** What is known of the database from its last answers; asks nothing. */
  state(): DatabaseState
  /** Resolves when all running writes are done. */
  close(): Promise<void>
}

/**
 * The bot's database, ready: opened and its tables up to date.
 * @throws StoreError: one sentence on what is wrong and what to do
 */
export async function openStorage(settings: DatabaseSettings): Promise<OpenStorage> {
  const database = await openDatabase(settings)
  try {
    await migrate(database)
  } catch (error) {
    await database.close()
    throw explainDamageAfter(error, settings)
  }
  return assemble(database, settings)
}

/**
 * Opens the database unchanged: nothing is created and no table is migrated, for read-only tools.
 * @throws StoreError also if there is none yet, or if it is of another version
 */
export async function openCurrentStorage(settings: DatabaseSettings): Promise<OpenStorage> {
  const database = await openDatabase({ ...settings, mustExist: true })
  try {
    const { state } = await readMigrationStatus(database.queries)
    if (state === 'newer') throw new StoreError(newerDatabase)
    if (state !== 'current') throw new StoreError('The database is not up to date: start this version of the bot once.')
    return assemble(database, settings)
  } catch (error) {
    await database.close()
    throw explainDamageAfter(error, settings)
  }
}

function assemble(database: Database, settings: DatabaseSettings): OpenStorage {
  const known = createKnownState(settings.log)
  const store = createStore(database.queries, known, createReadRows(settings.log))
  return {
    store,
    home: database.home,
    tidy: (now, retention) => tidy(database, now, retention),
    async checkWrites(now) {
      await store.marks.set('written', now)
      known.noteWrite()
    },
    figures: observeStatements({ figures: (now: Date) => readFigures(database.queries, now) }, known).figures,
    state: () => known.state(),
    close: () => database.close(),
  }
}

/** The `Store` port over a connection, a pool, or a transaction of either; a transaction within one is a savepoint. */
function createStore(queries: Queries, known: KnownState, readRows: ReadRows): Store {
  const observe = <T extends object>(functions: T) => observeStatements(functions, known)
  return {
    async transaction(work) {
      let ownFailure: { thrown: unknown } | null = null
      try {
        return await queries.transaction(async tx => {
          try {
            return await work(createStore(tx, known, readRows))
          } catch (thrown) {
            ownFailure = { thrown }
            throw thrown
          }
        })
      } catch (thrown) {
        const failure = toStoreFailure(thrown)
        if (!ownFailure) known.noteFailure(failure)
        // What the work threw is the caller's, and the reason even where rolling back fails as well.
        throw ownFailure ? (ownFailure as { thrown: unknown }).thrown : failure
      }
    },
    ...observe({
      async execute(text: string, values: readonly unknown[] = []) {
        return { rows: await read(queries, bind(text, values)) }
      },
      forgetAhead: (now: Date) => forgetAhead(queries, now),
    }),
    subscriptions: observe(createSubscriptions(queries, readRows)),
    deliveries: observe(createDeliveries(queries, readRows)),
    owners: observe(createOwners(queries)),
    presence: observe(createPresence(queries)),
    conversations: observe(createConversations(queries)),
    snapshots: observe(createSnapshots(queries)),
    people: observe(createPeople(queries)),
    seatChecks: observe(createSeatChecks(queries)),
    alerts: observe(createAlerts(queries, readRows)),
    episodes: observe(createEpisodes(queries)),
    reminders: observe(createReminders(queries)),
    optOuts: observe(createOptOuts(queries)),
    exclusions: observe(createExclusions(queries)),
    audit: observe(createAudit(queries, readRows)),
    secrets: observe(createSecrets(queries)),
    seatActions: observe(createSeatActions(queries)),
    budgets: observe(createBudgets(queries, readRows)),
    dailyJobs: observe(createDailyJobs(queries)),
    marks: observe(createMarks(queries)),
    rateLimits: observe(createRateLimits(queries)),
  }
}

/** drizzle numbers placeholders itself, so the values replace `$1`, `$2` … in the text. */
function bind(text: string, values: readonly unknown[]): SQL {
  const pieces = text.split(/\$(\d+)/)
  return sql.join(
    pieces.map((piece, at) => (at % 2 === 0 ? sql.raw(piece) : sql`${sql.param(values[Number(piece) - 1])}`)),
  )
}

/** The same functions; what their statements throw is an `AppError`, and what it says of the database is kept. */
function observeStatements<T extends object>(functions: T, known: KnownState): T {
  const observed = Object.entries(functions).map(([name, run]) => [
    name,
    async (...given: unknown[]) => {
      try {
        const answer = await run.apply(functions, given)
        known.noteAnswer()
        return answer
      } catch (thrown) {
        const failure = toStoreFailure(thrown)
        known.noteFailure(failure)
        throw failure
      }
    },
  ])
  return Object.fromEntries(observed)
}
