import type { SeatCheck, Store } from '../ports.ts'
import { readStored } from '../stored.ts'
import { clean } from './columns.ts'
import type { Queries } from './db.ts'
import { desc, eq, lte } from './drizzle.ts'
import { seatChecks as table } from './seat-tables.ts'
import { StoredCheckStage } from './stored-json.ts'

export function createSeatChecks(queries: Queries): Store['seatChecks'] {
  return {
    async get(day) {
      const rows = await queries.select().from(table).where(eq(table.day, day))
      return rows[0] ? toCheck(rows[0]) : null
    },

    async newest(day) {
      const rows = await queries.select().from(table).where(lte(table.day, day)).orderBy(desc(table.day)).limit(1)
      return rows[0] ? toCheck(rows[0]) : null
    },

    async begin(check) {
      const unreadTeams = (check.unreadTeams ?? []).map(name => clean(name).replaceAll('\n', ' ')).join('\n')
      await queries
        .insert(table)
        .values({ ...check, unreadTeams })
        .onConflictDoNothing()
      return (await this.get(check.day)) ?? check
    },

    async reach(day, stage) {
      await queries.update(table).set({ stage }).where(eq(table.day, day))
    },
  }
}

function toCheck({ unreadTeams, skippedRows, ...row }: typeof table.$inferSelect): SeatCheck {
  return {
    ...row,
    stage: readStored(StoredCheckStage, row.stage),
    ...(skippedRows > 0 ? { skippedRows } : {}),
    ...(unreadTeams === '' ? {} : { unreadTeams: unreadTeams.split('\n') }),
  }
}
