import type { Store } from '../ports.ts'
import type { Queries } from './db.ts'
import { lte } from './drizzle.ts'
import { marks as table } from './schema.ts'

export function createMarks(queries: Queries): Store['marks'] {
  return {
    async set(name, at) {
      await queries.insert(table).values({ name, at }).onConflictDoUpdate({ target: table.name, set: { at } })
    },

    async claim(name, at, since) {
      const rows = await queries
        .insert(table)
        .values({ name, at })
        .onConflictDoUpdate({ target: table.name, set: { at }, setWhere: lte(table.at, since) })
        .returning({ name: table.name })
      return rows.length > 0
    },
  }
}
