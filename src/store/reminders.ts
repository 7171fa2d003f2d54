import type { AlertStore, Reminder } from '../ports.ts'
import { optOuts, reminders as table } from './alert-tables.ts'
import type { Queries } from './db.ts'
import { and, asc, eq, gt, sql } from './drizzle.ts'

export function createReminders(queries: Queries): AlertStore['reminders'] {
  return {
    async claim(reminder, coolDownSince, now) {
      // In the transaction that locks the alert, so nobody claims beside us.
      const before = await queries
        .select({ id: table.id })
        .from(table)
        .where(and(eq(table.person, reminder.person), gt(table.askedAt, coolDownSince)))
        .limit(1)
      if (before.length > 0) return null
      const rows: Reminder[] = await queries
        .insert(table)
        .values({ ...reminder, askedAt: now })
        .returning()
      return rows[0] ?? null
    },

    async get(id) {
      const rows: Reminder[] = await queries.select().from(table).where(eq(table.id, id))
      return rows[0] ?? null
    },

    async answer(token, answer, now) {
      const rows: Reminder[] = await queries
        .update(table)
        .set({ answer, answeredAt: now })
        .where(eq(table.token, token))
        .returning()
      return rows[0] ?? null
    },

    async ofAlert(alert, since) {
      return queries
        .select()
        .from(table)
        .where(and(eq(table.alert, alert), gt(table.askedAt, since)))
        .orderBy(asc(table.id))
    },

    async countSince(person, since) {
      const rows = await queries
        .select({ count: sql<number>`count(*)::int` })
        .from(table)
        .where(and(eq(table.person, person), gt(table.askedAt, since)))
      return rows[0]?.count ?? 0
    },
  }
}

export function createOptOuts(queries: Queries): AlertStore['optOuts'] {
  return {
    async add(person, now) {
      await queries.insert(optOuts).values({ person, createdAt: now }).onConflictDoNothing()
    },

    async has(person) {
      const rows = await queries.select().from(optOuts).where(eq(optOuts.person, person))
      return rows.length > 0
    },
  }
}
