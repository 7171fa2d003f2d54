import type { SeatCheck, Store } from '../ports.ts'
import type { Queries } from './db.ts'
import { desc, eq, lte } from './drizzle.ts'
import { seatChecks as table } from './seat-tables.ts'

export function createSeatChecks(queries: Queries): Store['seatChecks'] {
  return {
    async get(day) {
      const rows: SeatCheck[] = await queries.select().from(table).where(eq(table.day, day))
      return rows[0] ?? null
    },

    async newest(day) {
      const rows: SeatCheck[] = await queries
        .select()
        .from(table)
        .where(lte(table.day, day))
        .orderBy(desc(table.day))
        .limit(1)
      return rows[0] ?? null
    },

    async begin(check) {
      await queries.insert(table).values(check).onConflictDoNothing()
      return (await this.get(check.day)) ?? check
    },

    async reach(day, stage) {
      await queries.update(table).set({ stage }).where(eq(table.day, day))
    },
  }
}
