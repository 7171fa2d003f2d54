import type { AlertStore, KeptExclusion } from '../ports.ts'
import { exclusions as table } from './alert-tables.ts'
import { onlyRow, type Queries } from './db.ts'
import { asc, eq, gt, isNull, or } from './drizzle.ts'

export function createExclusions(queries: Queries): AlertStore['exclusions'] {
  return {
    async save(exclusion, now) {
      const current = { ...exclusion, createdAt: now }
      const rows = await queries
        .insert(table)
        .values(current)
        .onConflictDoUpdate({ target: table.person, set: current })
        .returning()
      return onlyRow(rows)
    },

    async remove(id) {
      const rows = await queries.delete(table).where(eq(table.id, id)).returning({ id: table.id })
      return rows.length > 0
    },

    async all(now): Promise<KeptExclusion[]> {
      return queries
        .select()
        .from(table)
        .where(or(isNull(table.until), gt(table.until, now)))
        .orderBy(asc(table.person))
    },
  }
}
