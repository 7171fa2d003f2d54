import type { Delivery, Store } from '../ports.ts'
import type { Queries } from './db.ts'
import { and, asc, desc, eq, inArray, isNull, lte, or, sql } from './drizzle.ts'
import { deliveries as table } from './schema.ts'

/** Milliseconds in which a new delivery's own job is waited for. */
const patience = 60_000

const failed = { failures: sql`${table.failures} + 1` }

export function createDeliveries(queries: Queries): Store['deliveries'] {
  return {
    async claim(delivery, now) {
      const rows: Delivery[] = await queries
        .insert(table)
        .values({ reason: null, ...delivery, state: delivery.state ?? 'pending', createdAt: now, changedAt: now })
        .onConflictDoNothing({ target: table.key })
        .returning()
      return rows[0] ?? null
    },

    async take(id, now, leaseUntil) {
      const isAbandoned = and(eq(table.state, 'sending'), lte(table.leaseUntil, now))
      const rows: Delivery[] = await queries
        .update(table)
        .set({ state: 'sending', attempts: sql`${table.attempts} + 1`, leaseUntil, changedAt: now })
        .where(and(eq(table.id, id), or(eq(table.state, 'pending'), isAbandoned)))
        .returning()
      return rows[0] ?? null
    },

    async record(id, attempt, { state, reason, messageId, notBefore, hasFailed = false }, now) {
      // A worker that goes on sending keeps its lease; for a pending one the column says when it is next looked at.
      const leaseUntil = state === 'sending' ? sql`${table.leaseUntil}` : (notBefore ?? null)
      const rows = await queries
        .update(table)
        .set({ state, reason, messageId, leaseUntil, changedAt: now, ...(hasFailed ? failed : {}) })
        .where(and(eq(table.id, id), eq(table.attempts, attempt), eq(table.state, 'sending')))
        .returning({ id: table.id })
      return rows.length > 0
    },

    async postpone(id, notBefore) {
      // Nothing was tried, so nothing else of it changes.
      const rows = await queries
        .update(table)
        .set({ leaseUntil: notBefore })
        .where(and(eq(table.id, id), eq(table.state, 'pending')))
        .returning({ id: table.id })
      return rows.length > 0
    },

    async settle(id, { state, reason }, now) {
      const rows: Delivery[] = await queries
        .update(table)
        .set({ state, reason, leaseUntil: null, changedAt: now })
        .where(and(eq(table.id, id), eq(table.state, 'unknown')))
        .returning()
      return rows[0] ?? null
    },

    async get(id) {
      const rows: Delivery[] = await queries.select().from(table).where(eq(table.id, id))
      return rows[0] ?? null
    },

    async openIn(conversation, kind) {
      const isOpen = inArray(table.state, ['pending', 'sending'])
      return queries
        .select()
        .from(table)
        .where(and(isOpen, eq(table.conversation, conversation), eq(table.kind, kind)))
    },

    async ofSubscription(subscription, limit) {
      return queries
        .select()
        .from(table)
        .where(eq(table.subscription, subscription))
        .orderBy(desc(table.id))
        .limit(limit)
    },

    async stranded(now, limit) {
      // One that was just claimed has a job that simply was not its turn yet.
      const isLeft = and(isNull(table.leaseUntil), lte(table.changedAt, new Date(now.getTime() - patience)))
      const isWaiting = and(eq(table.state, 'pending'), lte(table.dueAt, now), or(isLeft, lte(table.leaseUntil, now)))
      const isAbandoned = and(eq(table.state, 'sending'), lte(table.leaseUntil, now))
      return queries
        .select()
        .from(table)
        .where(or(isWaiting, isAbandoned))
        .orderBy(asc(table.dueAt), asc(table.id))
        .limit(limit)
    },
  }
}
