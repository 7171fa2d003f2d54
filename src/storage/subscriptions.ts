import type { Pause, Store, Subscription } from '../ports.ts'
import { readStored } from '../stored.ts'
import { onlyRow, type Queries } from './db.ts'
import { and, asc, eq, gt, isNotNull, isNull, lte, ne, or } from './drizzle.ts'
import type { ReadRows } from './rows.ts'
import { subscriptions as table } from './schema.ts'
import { StoredPauseReason, StoredSchedule, StoredSubjects } from './stored-json.ts'

type Row = typeof table.$inferSelect

export function createSubscriptions(queries: Queries, readRows: ReadRows): Store['subscriptions'] {
  const readAll = (rows: readonly Row[]) => readRows('subscriptions', rows, toSubscription)
  return {
    async create(subscription, now) {
      const rows = await queries
        .insert(table)
        .values({ ...subscription, createdAt: now })
        .returning()
      return toSubscription(onlyRow(rows))
    },

    async get(id) {
      const rows = await queries.select().from(table).where(eq(table.id, id))
      return readAll(rows)[0] ?? null
    },

    async lock(id) {
      const rows = await queries.select().from(table).where(eq(table.id, id)).for('no key update')
      return readAll(rows)[0] ?? null
    },

    async inConversation(conversation) {
      const rows = await queries.select().from(table).where(eq(table.conversation, conversation)).orderBy(asc(table.id))
      return readAll(rows)
    },

    async all() {
      return readAll(await queries.select().from(table).orderBy(asc(table.id)))
    },

    async ofOwner(owner) {
      const rows = await queries.select().from(table).where(eq(table.owner, owner)).orderBy(asc(table.id))
      return readAll(rows)
    },

    async update(id, { pause, ...change }) {
      const set = { ...change, ...(pause === undefined ? {} : toColumns(pause)) }
      if (Object.keys(set).length === 0) return this.get(id)
      const rows = await queries.update(table).set(set).where(eq(table.id, id)).returning()
      return readAll(rows)[0] ?? null
    },

    async remove(id) {
      const rows = await queries.delete(table).where(eq(table.id, id)).returning({ id: table.id })
      return rows.length > 0
    },

    async lockDue(now, limit) {
      const isAwake = or(isNull(table.pauseReason), lte(table.pauseUntil, now))
      const rows = await queries
        .select()
        .from(table)
        .where(and(lte(table.nextRunAt, now), isAwake))
        .orderBy(asc(table.nextRunAt), asc(table.id))
        .limit(limit)
        // Not `update`: a claim that refers to a locked subscription need not wait for it.
        .for('no key update', { skipLocked: true })
      return readAll(rows)
    },

    async dueAfter(now) {
      return queries.select({ id: table.id }).from(table).where(gt(table.nextRunAt, now)).orderBy(asc(table.id))
    },

    async unreachable() {
      const rows = await queries.select().from(table).where(eq(table.pauseReason, 'unreachable')).orderBy(asc(table.id))
      return readAll(rows)
    },

    async pauseAllIn(conversation, pause) {
      return queries.transaction(async tx => {
        const awake = await tx
          .select({ id: table.id })
          .from(table)
          .where(and(eq(table.conversation, conversation), isNull(table.pauseReason)))
          .orderBy(asc(table.id))
          .for('no key update')
        // A subscription that someone paused for good stays paused when the conversation comes back.
        const isNotForGood = or(isNull(table.pauseReason), ne(table.pauseReason, 'asked'), isNotNull(table.pauseUntil))
        const rows = await tx
          .update(table)
          .set(toColumns(pause))
          .where(and(eq(table.conversation, conversation), isNotForGood))
          .returning()
        const woken = new Set(awake.map(({ id }) => id))
        return readAll(rows.filter(({ id }) => woken.has(id)).sort((a, b) => a.id - b.id))
      })
    },
  }
}

function toColumns(pause: Pause | null): Pick<Row, 'pauseReason' | 'pauseUntil' | 'pauseDetail'> {
  return {
    pauseReason: pause?.reason ?? null,
    pauseUntil: pause?.until ?? null,
    pauseDetail: pause?.detail ?? null,
  }
}

function toSubscription({ pauseReason, pauseUntil, pauseDetail, ...row }: Row): Subscription {
  const pause =
    pauseReason === null
      ? null
      : { reason: readStored(StoredPauseReason, pauseReason), until: pauseUntil, detail: pauseDetail }
  return {
    ...row,
    subjects: readStored(StoredSubjects, row.subjects),
    schedule: readStored(StoredSchedule, row.schedule),
    pause,
  }
}
