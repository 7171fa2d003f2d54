import type { Store } from '../ports.ts'
import type { Queries } from './db.ts'
import { eq } from './drizzle.ts'
import { owners as table } from './schema.ts'

export function createOwners(queries: Queries): Store['owners'] {
  return {
    async keep(owner) {
      await queries.insert(table).values(owner).onConflictDoNothing()
      const [row] = await queries.select().from(table).where(eq(table.kind, owner.kind))
      return row ? { ...row, kind: owner.kind } : owner
    },

    async forget(kind) {
      const [row] = await queries.delete(table).where(eq(table.kind, kind)).returning()
      return row ? { ...row, kind } : null
    },
  }
}
