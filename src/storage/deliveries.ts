import { z } from 'zod'
import { type Platform, platforms } from '../platform.ts'
import type { Delivery, Hold, Store } from '../ports.ts'
import { readStored } from '../stored.ts'
import type { Queries } from './db.ts'
import { and, asc, count, desc, eq, gt, inArray, isNull, like, lte, min, or, sql } from './drizzle.ts'
import type { ReadRows } from './rows.ts'
import { deliveries as table } from './schema.ts'
import { StoredDeliveryState, StoredJson } from './stored-json.ts'

/** A new delivery has its own job for this long. */
const ownJobMs = 60_000

/**
 * Clocks of replicas differ by seconds, and a lease lasts a minute or two. A moment farther ahead than this was written by a
 * clock that was wrong, and is ignored.
 */
const maxAheadMs = 10 * 60_000

/** After a failure a delivery waits for an hour at most. */
const maxRetryWaitMs = 2 * 60 * 60_000

/** Without a failure it only waits for the rate limit, after all others. Slack, the slower platform, takes one in 210 ms. */
const maxPermitMs = 15 * 60_000
const maxPerOtherMs = 250

type Row = typeof table.$inferSelect

export function createDeliveries(queries: Queries, readRows: ReadRows): Store['deliveries'] {
  const readAll = (rows: readonly Row[]) => readRows('deliveries', rows, toDelivery)
  return {
    async claim(delivery, now) {
      const rows = await queries
        .insert(table)
        .values({ reason: null, ...delivery, state: delivery.state ?? 'pending', createdAt: now, changedAt: now })
        .onConflictDoNothing({ target: table.key })
        .returning()
      return rows[0] ? toDelivery(rows[0]) : null
    },

    async take(id, now, leaseUntil) {
      const rows = await queries
        .update(table)
        .set({
          state: 'sending',
          attempts: sql`${table.attempts} + 1`,
          fence: sql`${table.fence} + 1`,
          leaseUntil,
          notBefore: null,
          changedAt: now,
        })
        .where(and(eq(table.id, id), or(eq(table.state, 'pending'), isAbandoned(now))))
        .returning()
      return rows[0] ? toDelivery(rows[0]) : null
    },

    async record(hold, { state, reason, messageId, notBefore = null, hasFailed = false }, now) {
      const rows = await queries
        .update(table)
        .set({
          ...{ state, reason, messageId, notBefore, changedAt: now },
          // A worker that continues to send keeps its lease.
          ...(state === 'sending' ? {} : { leaseUntil: null }),
          ...(hasFailed ? countFailure(now) : {}),
        })
        .where(and(isHeld(hold), eq(table.state, 'sending')))
        .returning({ id: table.id })
      return rows.length > 0
    },

    async postpone(id, notBefore) {
      // Nothing was tried, so nothing else changes.
      const rows = await queries
        .update(table)
        .set({ notBefore })
        .where(and(eq(table.id, id), eq(table.state, 'pending')))
        .returning({ id: table.id })
      return rows.length > 0
    },

    async keepContent(id, content) {
      await queries.update(table).set({ content }).where(eq(table.id, id))
    },

    async settle(id, { state, reason }, now) {
      const rows = await queries
        .update(table)
        .set({ state, reason, leaseUntil: null, notBefore: null, changedAt: now })
        .where(and(eq(table.id, id), eq(table.state, 'unknown')))
        .returning()
      return rows[0] ? toDelivery(rows[0]) : null
    },

    async get(id) {
      const rows = await queries.select().from(table).where(eq(table.id, id))
      return rows[0] ? toDelivery(rows[0]) : null
    },

    async openIn(conversation, kind) {
      const isOpen = inArray(table.state, ['pending', 'sending'])
      const rows = await queries
        .select()
        .from(table)
        .where(and(isOpen, eq(table.conversation, conversation), eq(table.kind, kind)))
      return readAll(rows)
    },

    async ofSubscription(subscription, limit) {
      const rows = await queries
        .select()
        .from(table)
        .where(eq(table.subscription, subscription))
        .orderBy(desc(table.id))
        .limit(limit)
      return readAll(rows)
    },

    async stranded(now, limit, { platforms, kinds }) {
      const isDue = or(
        lte(table.dueAt, now),
        ...kinds.map(({ name, maxAheadMs }) => and(eq(table.kind, name), gt(table.dueAt, after(now, maxAheadMs)))),
      )
      const names = kinds.map(({ name }) => name)
      // A delivery that was just claimed still has its own job.
      const isLeft = and(isNull(table.notBefore), lte(table.changedAt, after(now, -ownJobMs)))
      const others = sql`(select count(*) from ${table} other where other.state in ('pending', 'sending'))`
      const lastPermit = sql`${after(now, maxPermitMs).toISOString()}::timestamptz + ${others} * ${maxPerOtherMs} * interval '1 ms'`
      const isLate = or(
        ...[isLeft, lte(table.notBefore, now), gt(table.changedAt, after(now, maxAheadMs))],
        ...[
          gt(table.notBefore, after(now, maxRetryWaitMs)),
          and(eq(table.failures, 0), gt(table.notBefore, lastPermit)),
        ],
      )
      const rows = await queries
        .select()
        .from(table)
        .where(
          and(
            isOn(platforms),
            inArray(table.kind, names),
            or(and(eq(table.state, 'pending'), isDue, isLate), isAbandoned(now)),
          ),
        )
        .orderBy(asc(table.dueAt), asc(table.id))
        .limit(limit)
      return readAll(rows)
    },

    async waitingSince(before) {
      const isOpen = inArray(table.state, ['pending', 'sending'])
      const isUntried = and(eq(table.state, 'pending'), eq(table.failures, 0), lte(table.dueAt, before))
      const reason = sql<string | null>`case when ${table.failures} > 0 then coalesce(${table.reason}, '') end`
      const platform = sql<Platform>`split_part(${table.conversation}, ':', 1)`
      const rows = await queries
        .select({
          platform,
          reason,
          posts: count(),
          since: min(sql<Date>`coalesce(${table.failingSince}, ${table.dueAt})`),
        })
        .from(table)
        .where(and(isOpen, or(and(gt(table.failures, 0), lte(table.failingSince, before)), isUntried)))
        .groupBy(platform, reason)
        .orderBy(platform, reason)
      return rows.map(row => WaitingRow.parse(row))
    },
  }
}

/** Every delivery there is, for the person who verifies a database. */
export async function readAllDeliveries(queries: Queries, readRows: ReadRows): Promise<Delivery[]> {
  return readRows('deliveries', await queries.select().from(table), toDelivery)
}

function toDelivery(row: Row): Delivery {
  return { ...row, state: readStored(StoredDeliveryState, row.state), content: readStored(StoredJson, row.content) }
}

const WaitingRow = z.object({
  platform: z.enum(platforms),
  reason: z.string().nullable(),
  posts: z.coerce.number(),
  since: z.coerce.date(),
})

function isOn(platforms: readonly Platform[]) {
  return or(sql`false`, ...platforms.map(platform => like(table.conversation, `${platform}:%`)))
}

function isHeld({ id, fence, attempts }: Hold) {
  // The version before this one fences by attempts alone, and may run next to it during an upgrade.
  return and(eq(table.id, id), eq(table.fence, fence), eq(table.attempts, attempts))
}

function isAbandoned(now: Date) {
  const isOver = or(lte(table.leaseUntil, now), gt(table.leaseUntil, after(now, maxAheadMs)))
  return and(eq(table.state, 'sending'), isOver)
}

/** A first failure in the future was recorded by a clock that was ahead. */
function countFailure(now: Date) {
  return {
    failures: sql`${table.failures} + 1`,
    failingSince: sql`least(coalesce(${table.failingSince}, ${now.toISOString()}::timestamptz), ${now.toISOString()}::timestamptz)`,
  }
}

function after(moment: Date, milliseconds: number): Date {
  return new Date(moment.getTime() + milliseconds)
}
