/** What the database holds about one person: to show it to them, and to erase it. */
import { z } from 'zod'
import type { Database, DatabaseSettings, Queries } from './db.ts'
import { read } from './db.ts'
import { type SQL, sql } from './drizzle.ts'
import { StoreError } from './errors.ts'
import { readVersion, refuseNewer } from './migrate.ts'
import { exists, tables, withDatabase } from './transfer.ts'

/** Rows of tables in which someone is named, as JSON objects; tables without any are left out. */
export type PersonRows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>

const Row = z.record(z.string(), z.unknown())

/** Takes the place of what named them. */
const erased = 'erased'

/** Tables whose rows are about one person each: these rows go as a whole. In all others only the name goes. */
const aboutOne: Readonly<Record<string, (person: Person) => SQL>> = {
  people: ({ email, ids }) => sql`lower(email) = ${email} or id in ${list(ids)}`,
  reminders: ({ email }) => sql`lower(person) = ${email}`,
  opt_outs: ({ email, chats }) => sql`lower(person) = ${email} or person in ${list(chats)}`,
  exclusions: ({ email, ids }) => sql`lower(person) = ${email} or person in ${list(ids)}`,
  seat_actions: ({ email, ids }) => sql`lower(person) = ${email} or target in ${list(ids)}`,
  // The messages that asked them; what is still waiting is not posted any more.
  deliveries: ({ reminders }) => sql`key in ${list(reminders.map(id => `reminder ${id}`))}`,
  // Their personal chat, unless something else is posted there.
  conversations: ({ chats }) => sql`id in ${list(chats)}
    and id not in (select conversation from subscriptions) and id not in (select conversation from alerts)
    and id not in (select conversation from budget_episodes)`,
}

/** Deliveries hold the personal chats, and refer to reminders, so they go before them. */
const order = ['conversations', 'deliveries', 'opt_outs', 'exclusions', 'reminders', 'seat_actions', 'people']

/** All keys of one person. */
type Person = {
  /** In small letters. */
  readonly email: string
  /** Their accounts in Tabnine. */
  readonly ids: readonly string[]
  readonly reminders: readonly number[]
  /** The conversations in which they were reminded. */
  readonly chats: readonly string[]
}

/** @throws StoreError if there is no database */
export async function findPerson(email: string, settings: DatabaseSettings): Promise<PersonRows> {
  return withOpenDatabase(settings, queries =>
    queries.transaction(async tx => findHeld(tx, await identify(tx, email)), { accessMode: 'read only' }),
  )
}

/**
 * Deletes the rows about a person and removes their name from all others, so that totals and decisions stay.
 * @returns the numbers of rows by table
 * @throws StoreError if there is no database
 */
export async function erasePerson(
  email: string,
  settings: DatabaseSettings,
): Promise<Readonly<Record<string, number>>> {
  return withOpenDatabase(settings, async (queries, { home }) => {
    const changed = await queries.transaction(async tx => {
      const person = await identify(tx, email)
      const counts = new Map<string, number>()
      const count = (table: string, rows: number) => {
        if (rows > 0) counts.set(table, (counts.get(table) ?? 0) + rows)
      }
      for (const table of order) {
        const where = aboutOne[table]
        if (!where || !(await exists(tx, table))) continue
        const name = sql.identifier(table)
        count(table, (await read(tx, sql`delete from ${name} where ${where(person)} returning 1`)).length)
      }
      for (const table of tables) if (await exists(tx, table)) count(table, await eraseNames(tx, table, person))
      return Object.fromEntries(counts)
    })
    // Until then deleted rows remain in the files. A server vacuums by itself.
    if (home.kind === 'embedded') {
      await queries.execute(sql`vacuum`)
      await queries.execute(sql`checkpoint`)
    }
    return changed
  })
}

function withOpenDatabase<T>(
  settings: DatabaseSettings,
  work: (queries: Queries, database: Database) => Promise<T>,
): Promise<T> {
  return withDatabase({ ...settings, mustExist: true }, async database => {
    const version = await readVersion(database.queries)
    if (version === 0) throw new StoreError('This database contains no data of the bot.')
    refuseNewer(version)
    return work(database.queries, database)
  })
}

async function identify(tx: Queries, written: string): Promise<Person> {
  const email = written.trim().toLowerCase()
  const values = async <T>(table: string, value: z.ZodType<T>, statement: SQL): Promise<T[]> =>
    (await exists(tx, table)) ? (await read(tx, statement)).map(row => value.parse(row.value)) : []
  const ids = await values(
    'people',
    z.string(),
    sql`select id as value from people where lower(email) = ${email} and id is not null`,
  )
  const reminders = await values(
    'reminders',
    z.int(),
    sql`select id as value from reminders where lower(person) = ${email}`,
  )
  const keys = list(reminders.map(id => `reminder ${id}`))
  const chats = await values(
    'deliveries',
    z.string(),
    sql`select distinct conversation as value from deliveries where key in ${keys}`,
  )
  return { email, ids, reminders, chats }
}

async function findHeld(tx: Queries, person: Person): Promise<PersonRows> {
  const held: Record<string, Record<string, unknown>[]> = {}
  for (const table of tables) {
    if (!(await exists(tx, table))) continue
    const isAbout = aboutOne[table]?.(person) ?? sql`false`
    const rows = await read(
      tx,
      sql`select to_json(t) as row from ${sql.identifier(table)} t where ${isAbout} or to_json(t)::text ~* ${pattern(person)}`,
    )
    if (rows.length > 0) held[table] = rows.map(({ row }) => Row.parse(row))
  }
  return held
}

/** In each column of text or JSON of a table. @returns how many rows were changed */
async function eraseNames(tx: Queries, table: string, person: Person): Promise<number> {
  const columns = await read(
    tx,
    sql`select column_name as name, data_type as type from information_schema.columns
      where table_schema = current_schema() and table_name = ${table} and data_type in ('text', 'json')`,
  )
  const found = pattern(person)
  const changes = columns.map(({ name, type }) => {
    const column = sql.identifier(String(name))
    return sql`${column} = regexp_replace(${column}::text, ${found}, ${`\\1${erased}`}, 'gi')::${sql.raw(String(type))}`
  })
  if (changes.length === 0) return 0
  const rows = await read(
    tx,
    sql`update ${sql.identifier(table)} t set ${sql.join(changes, sql`, `)} where to_json(t)::text ~* ${found} returning 1`,
  )
  return rows.length
}

/** Their e-mail or one of their ids, and not a part of a longer one: `da@x.example` is not in `ada@x.example`. */
function pattern({ email, ids }: Person): string {
  // A short id could be a number in JSON, or a word of any text.
  const names = [email, ...ids.filter(id => /^(?=.*[a-z]).{8,}$/i.test(id))].map(name =>
    name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  )
  return `(^|[^[:alnum:]._%+@-])(?:${names.join('|')})(?![[:alnum:]_@-]|[.][[:alnum:]])`
}

function list(values: readonly (string | number)[]): SQL {
  return values.length === 0
    ? sql`(null)`
    : sql`(${sql.join(
        values.map(value => sql`${value}`),
        sql`, `,
      )})`
}
