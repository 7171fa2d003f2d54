import type { AlertStore, Episode } from '../ports.ts'
import { readStored } from '../stored.ts'
import { episodes as table } from './alert-tables.ts'
import { onlyRow, type Queries } from './db.ts'
import { and, eq, isNull, sql } from './drizzle.ts'
import { StoredEpisodeState } from './stored-json.ts'

export function createEpisodes(queries: Queries): AlertStore['episodes'] {
  return {
    async open(alert, opened, now) {
      const rows = await queries
        .insert(table)
        .values({ alert, ...opened, openedAt: now })
        .returning()
      return toEpisode(onlyRow(rows))
    },

    async get(id) {
      const rows = await queries.select().from(table).where(eq(table.id, id))
      return rows[0] ? toEpisode(rows[0]) : null
    },

    async openOf(alert) {
      const isOpen = and(eq(table.alert, alert), isNull(table.closedAt))
      const rows = await queries.select().from(table).where(isOpen)
      return rows[0] ? toEpisode(rows[0]) : null
    },

    async update(id, change) {
      const isNews = change.state !== undefined
      await queries
        .update(table)
        .set({ ...change, ...(isNews ? { version: sql`${table.version} + 1` } : {}) })
        .where(eq(table.id, id))
    },
  }
}

function toEpisode(row: typeof table.$inferSelect): Episode {
  return { ...row, state: readStored(StoredEpisodeState, row.state) }
}
