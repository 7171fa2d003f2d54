import type { Store } from '../ports.ts'
import { createAlerts } from './alerts.ts'
import { createAudit, createSecrets } from './audit.ts'
import { createConversations } from './conversations.ts'
import { type DatabaseSettings, type Home, openDatabase, type Queries, read } from './db.ts'
import { createDeliveries } from './deliveries.ts'
import { type SQL, sql } from './drizzle.ts'
import { createEpisodes } from './episodes.ts'
import { toStoreFailure } from './errors.ts'
import { createExclusions } from './exclusions.ts'
import { migrate } from './migrate.ts'
import { createPeople } from './people.ts'
import { createOptOuts, createReminders } from './reminders.ts'
import { createSeatChecks } from './seat-checks.ts'
import { createSnapshots } from './snapshots.ts'
import { createSubscriptions } from './subscriptions.ts'
import { createTurns } from './turns.ts'
import { tidy } from './upkeep.ts'

export type Memory = {
  readonly store: Store
  readonly home: Home
  /** Nightly care; see `upkeep.ts`. */
  tidy(now: Date): Promise<void>
  /** Whether it answers at this moment. */
  isReachable(): Promise<boolean>
  /** Resolves when everything under way is written. */
  close(): Promise<void>
}

/**
 * The bot's memory, ready: opened and its tables up to date.
 * @throws StoreError: one sentence on what is wrong and what to do
 */
export async function openMemory(settings: DatabaseSettings): Promise<Memory> {
  const database = await openDatabase(settings)
  try {
    await migrate(database)
  } catch (error) {
    await database.close()
    throw error
  }
  return {
    store: createStore(database.queries),
    home: database.home,
    tidy: now => tidy(database, now),
    isReachable: () => database.isReachable(),
    close: () => database.close(),
  }
}

/** The `Store` port over a connection, a pool, or a transaction of either; a transaction within one is a savepoint. */
function createStore(queries: Queries): Store {
  return {
    async transaction(work) {
      let ownFailure: { thrown: unknown } | null = null
      try {
        return await queries.transaction(async tx => {
          try {
            return await work(createStore(tx))
          } catch (thrown) {
            ownFailure = { thrown }
            throw thrown
          }
        })
      } catch (thrown) {
        // What the work threw is the caller's, and the reason even where rolling back fails as well.
        throw ownFailure ? (ownFailure as { thrown: unknown }).thrown : toStoreFailure(thrown)
      }
    },
    ...translateFailures({
      async execute(text: string, values: readonly unknown[] = []) {
        return { rows: await read(queries, bind(text, values)) }
      },
    }),
    subscriptions: translateFailures(createSubscriptions(queries)),
    deliveries: translateFailures(createDeliveries(queries)),
    conversations: translateFailures(createConversations(queries)),
    snapshots: translateFailures(createSnapshots(queries)),
    people: translateFailures(createPeople(queries)),
    seatChecks: translateFailures(createSeatChecks(queries)),
    alerts: translateFailures(createAlerts(queries)),
    episodes: translateFailures(createEpisodes(queries)),
    reminders: translateFailures(createReminders(queries)),
    optOuts: translateFailures(createOptOuts(queries)),
    exclusions: translateFailures(createExclusions(queries)),
    audit: translateFailures(createAudit(queries)),
    secrets: translateFailures(createSecrets(queries)),
    turns: translateFailures(createTurns(queries)),
  }
}

/** drizzle numbers placeholders itself, so the values go back to where `$1`, `$2` … stand in the text. */
function bind(text: string, values: readonly unknown[]): SQL {
  const pieces = text.split(/\$(\d+)/)
  return sql.join(
    pieces.map((piece, at) => (at % 2 === 0 ? sql.raw(piece) : sql`${sql.param(values[Number(piece) - 1])}`)),
  )
}

/** The same functions; what their statements throw is an `AppError`. */
function translateFailures<T extends object>(functions: T): T {
  const translated = Object.entries(functions).map(([name, run]) => [
    name,
    async (...given: unknown[]) => {
      try {
        return await run.apply(functions, given)
      } catch (thrown) {
        throw toStoreFailure(thrown)
      }
    },
  ])
  return Object.fromEntries(translated)
}
