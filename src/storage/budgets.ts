import type { BudgetEpisode, BudgetStore } from '../ports.ts'
import { readStored } from '../stored.ts'
import { subjectWord } from '../subject.ts'
import { budgetEpisodes as table } from './budget-tables.ts'
import { onlyRow, type Queries } from './db.ts'
import { asc, eq, getTableColumns, isNull, sql } from './drizzle.ts'
import type { ReadRows } from './rows.ts'
import { StoredBudgetState, StoredSubject } from './stored-json.ts'

const { about: _, ...columns } = getTableColumns(table)

export function createBudgets(queries: Queries, readRows: ReadRows): BudgetStore['budgets'] {
  const readAll = (rows: readonly Row[]) => readRows('budget_episodes', rows, toEpisode)
  return {
    async open(episode, now) {
      const about = subjectWord(episode.subject)
      const rows = await queries
        .insert(table)
        .values({ ...episode, about, openedAt: now })
        .returning(columns)
      return toEpisode(onlyRow(rows))
    },

    async get(id) {
      return readAll(await queries.select(columns).from(table).where(eq(table.id, id)))[0] ?? null
    },

    async lock(id) {
      return readAll(await queries.select(columns).from(table).where(eq(table.id, id)).for('update'))[0] ?? null
    },

    async allOpen() {
      return readAll(await queries.select(columns).from(table).where(isNull(table.closedAt)).orderBy(asc(table.id)))
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

type Row = Omit<typeof table.$inferSelect, 'about'>

function toEpisode(row: Row): BudgetEpisode {
  return {
    ...row,
    subject: readStored(StoredSubject, row.subject),
    state: readStored(StoredBudgetState, row.state),
  }
}
