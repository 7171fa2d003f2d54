import type { Snapshot, Store } from '../ports.ts'
import type { Queries } from './db.ts'
import { and, asc, between, eq, min } from './drizzle.ts'
import { snapshots as table } from './schema.ts'

/** A statement holds some ten thousand values at most, and each snapshot is five. */
const rowsAtOnce = 1000

export function createSnapshots(queries: Queries): Store['snapshots'] {
  return {
    async keep(snapshots) {
      for (let from = 0; from < snapshots.length; from += rowsAtOnce) {
        const some = snapshots.slice(from, from + rowsAtOnce)
        await queries.insert(table).values(some).onConflictDoNothing()
      }
    },

    async between(subject, from, to) {
      const rows: Snapshot[] = await queries
        .select()
        .from(table)
        .where(and(eq(table.subject, subject), between(table.day, from, to)))
        .orderBy(asc(table.day))
      return rows
    },

    async firstDay(subject) {
      const rows = await queries
        .select({ day: min(table.day) })
        .from(table)
        .where(eq(table.subject, subject))
      return rows[0]?.day ?? null
    },
  }
}
