import type { Store } from '../ports.ts'
import type { Queries } from './db.ts'
import { eq, sql } from './drizzle.ts'
import { presence as table } from './schema.ts'

export function createPresence(queries: Queries): Store['presence'] {
  return {
    async beat(platforms, now) {
      if (platforms.length === 0) return
      await queries
        .insert(table)
        .values(platforms.map(platform => ({ platform, seenAt: now })))
        .onConflictDoUpdate({ target: table.platform, set: { seenAt: sql`excluded.seen_at` } })
    },

    async lastBeat(platform) {
      const [row] = await queries.select().from(table).where(eq(table.platform, platform))
      return row?.seenAt ?? null
    },
  }
}
