import type { Alert, AlertStore } from '../ports.ts'
import { subjectWord } from '../subject.ts'
import { alerts as table } from './alert-tables.ts'
import type { Queries } from './db.ts'
import { and, asc, eq, getTableColumns, isNull } from './drizzle.ts'

const { about: _, ...columns } = getTableColumns(table)

export function createAlerts(queries: Queries): AlertStore['alerts'] {
  return {
    async save(alert, now) {
      const about = subjectWord(alert.subject)
      const rows: Alert[] = await queries
        .insert(table)
        .values({ ...alert, about, said: null, createdAt: now })
        .onConflictDoUpdate({ target: [table.conversation, table.about], set: { ...alert, closed: null } })
        .returning(columns)
      return rows[0] as Alert
    },

    async get(id) {
      const rows: Alert[] = await queries.select(columns).from(table).where(eq(table.id, id))
      return rows[0] ?? null
    },

    async inConversation(conversation) {
      return queries.select(columns).from(table).where(eq(table.conversation, conversation)).orderBy(asc(table.id))
    },

    async ofOwner(owner) {
      return queries.select(columns).from(table).where(eq(table.owner, owner)).orderBy(asc(table.id))
    },

    async open() {
      return queries.select(columns).from(table).where(isNull(table.closed)).orderBy(asc(table.id))
    },

    async lock(id) {
      const rows: Alert[] = await queries.select(columns).from(table).where(eq(table.id, id)).for('update')
      return rows[0] ?? null
    },

    async update(id, change) {
      await queries.update(table).set(change).where(eq(table.id, id))
    },

    async remove(id) {
      const rows = await queries.delete(table).where(eq(table.id, id)).returning({ id: table.id })
      return rows.length > 0
    },

    async closeAllIn(conversation, reason) {
      const isOpen = and(eq(table.conversation, conversation), isNull(table.closed))
      return queries.update(table).set({ closed: reason }).where(isOpen).returning(columns)
    },
  }
}
