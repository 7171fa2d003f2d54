/** Stored data is read through a schema: a row that does not fit it fails alone, and says so in one sentence. */
import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Store } from '../../src/ports.ts'
import * as schema from '../../src/storage/schema.ts'
import type { OpenStorage } from '../../src/storage/store.ts'
import { provideHomes } from '../helpers/both-homes.ts'
import { deliverable } from '../helpers/delivery-kinds.ts'

const { homes } = provideHomes()

const now = new Date('2026-03-01T08:00:00.123Z')
const later = new Date('2026-03-01T08:05:00Z')
const payments = { kind: 'team', id: 'team-1', name: 'Payments' } as const
const organization = { kind: 'organization', name: 'Acme' } as const
const conversation = 'slack:C1'
const monthly = { every: { unit: 'month' }, hour: 9, minute: 0, zone: 'UTC' } as const
const language = null
const owner = 'slack:U1'

const subscription = { conversation, subjects: [payments], schedule: monthly, language, owner, nextRunAt: now }
const alert = { conversation, owner, language, zone: null, graceDays: 14, repeatDays: 7 }
const digest = { kind: 'digest', subscription: null, conversation, slot: 's', dueAt: now, content: null }
const noProgress = { state: { progress: null, resolvedOn: null }, reason: 'opened' }

/** Two rows of a table, of which the first is broken; how they are read together, and how the broken one is read alone. */
type Case = {
  readonly column: string
  readonly broken: unknown
  readonly add: (store: Store) => Promise<void>
  /** The ids of what can be read; missing where rows are never read together. */
  readonly readAll?: (store: Store) => Promise<readonly { readonly id: number }[]>
  readonly readOne: (store: Store, id: number) => Promise<unknown>
}

const subscriptions = {
  async add(store: Store) {
    for (const _ of [1, 2]) await store.subscriptions.create(subscription, now)
  },
  readAll: (store: Store) => store.subscriptions.inConversation(conversation),
  readOne: (store: Store, id: number) => store.subscriptions.get(id),
}

const alerts = {
  async add(store: Store) {
    for (const subject of [payments, organization]) await store.alerts.save({ ...alert, subject }, now)
  },
  readAll: (store: Store) => store.alerts.open(),
  readOne: (store: Store, id: number) => store.alerts.get(id),
}

const spent = { budget: 500, spent: 260.5, people: 12, projection: null, threshold: 50, reached: [] }
const budgets = {
  async add(store: Store) {
    const state = { ...spent, checkedOn: '2026-03-01', needsWhole: false, snoozedUntil: null, end: null }
    for (const subject of [payments, organization])
      await store.budgets.open({ conversation, subject, month: new Date('2026-03-01'), state }, now)
  },
  readAll: (store: Store) => store.budgets.allOpen(),
  readOne: (store: Store, id: number) => store.budgets.get(id),
}

const cases: readonly Case[] = [
  { column: 'subscriptions.subjects', broken: [{ kind: 'team', name: 'secret' }], ...subscriptions },
  { column: 'subscriptions.schedule', broken: { every: { unit: 'secret' } }, ...subscriptions },
  { column: 'alerts.subject', broken: { kind: 'team', name: 'secret' }, ...alerts },
  { column: 'alerts.said', broken: { spokenOn: '2026-03-01', episode: { openedOn: 'secret' } }, ...alerts },
  {
    column: 'episodes.state',
    broken: { progress: { open: 'secret' } },
    async add(store) {
      await alerts.add(store)
      for (const id of [1, 2]) await store.episodes.open(id, noProgress, now)
    },
    readOne: (store, id) => store.episodes.get(id),
  },
  { column: 'budget_episodes.subject', broken: { kind: 'team', name: 'secret' }, ...budgets },
  { column: 'budget_episodes.state', broken: { spent: 'secret' }, ...budgets },
  {
    column: 'deliveries.state',
    broken: 'secret',
    async add(store) {
      const { id } = await store.subscriptions.create(subscription, now)
      for (const key of ['one', 'two']) await store.deliveries.claim({ ...digest, key, subscription: id }, now)
    },
    readAll: store => store.deliveries.ofSubscription(1, 9),
    readOne: (store, id) => store.deliveries.get(id),
  },
]

/** Any JSON is right there: a platform's adapter, or a kind of deliveries, reads it by a schema of its own. */
const opaque = ['conversations.reference', 'deliveries.content']

it('every column with JSON is among the cases', () => {
  const tables = Object.values(schema).filter(each => is(each, PgTable))
  const columns = tables.flatMap(table =>
    Object.values(getTableColumns(table)).map(column => ({ name: `${getTableName(table)}.${column.name}`, column })),
  )
  const withJson = columns.filter(({ column }) => /^jsonb?$/.test(column.getSQLType())).map(({ name }) => name)
  const covered = [...cases.map(({ column }) => column).filter(column => column !== 'deliveries.state'), ...opaque]
  expect(withJson.sort()).toEqual(covered.sort())
})

describe.each(homes)('the database, $home', ({ open }) => {
  let memory: OpenStorage
  let store: Store

  beforeAll(async () => {
    memory = await open()
    store = memory.store
  })
  beforeEach(() =>
    store.execute('truncate subscriptions, deliveries, alerts, episodes, budget_episodes restart identity cascade'),
  )
  afterAll(() => memory.close())

  it.each(cases)('has rows with a broken $column fail alone', async ({ column, broken, add, readAll, readOne }) => {
    await add(store)
    const [table = '', name = ''] = column.split('.')
    const value = typeof broken === 'string' ? broken : JSON.stringify(broken)
    await store.execute(`update ${table} set ${name} = $1 where id = 1`, [value])
    if (readAll) expect((await readAll(store)).map(({ id }) => id)).toEqual([2])
    expect(await readOne(store, 2)).toMatchObject({ id: 2 })
    // By itself it is either left out, or an error without the value.
    const found = await readOne(store, 1).catch((error: Error) => error)
    if (found === null) return
    expect(found).toMatchObject({ code: 'internal' })
    const { message } = (found as Error).cause as Error
    expect(message).toContain('stored data is not as it must be')
    expect(message).not.toContain('secret')
  })

  it('keeps a delivery of an unknown kind for a process that knows it', async () => {
    for (const kind of ['of a newer version', 'digest'])
      await store.deliveries.claim({ ...digest, key: kind, kind }, now)
    const found = async (kinds = deliverable().kinds) =>
      (await store.deliveries.stranded(later, 9, { platforms: ['slack'], kinds })).map(({ kind }) => kind)
    expect(await found()).toEqual(['digest'])
    expect(await found([{ name: 'of a newer version', maxAheadMs: 1 }])).toEqual(['of a newer version'])
    expect(await found([])).toEqual([])
    expect(await store.deliveries.get(1)).toMatchObject({ kind: 'of a newer version', state: 'pending' })
  })
})
