import type { Alert, AlertStore, Unwatched } from '../ports.ts'
import { subjectWord } from '../subject.ts'
import { alerts as table } from './alert-tables.ts'
import type { Queries } from './db.ts'
import { and, asc, eq, getTableColumns, isNotNull, isNull, ne, or } from './drizzle.ts'

const { about: _, ...columns } = getTableColumns(table)

const isWatched = or(isNull(table.closed), ne(table.closed, 'off' satisfies Unwatched))

export function createAlerts(queries: Queries): AlertStore['alerts'] {
  return {
    async save(alert, now) {
      const about = subjectWord(alert.subject)
      const rows: Alert[] = await queries
        .insert(table)
        .values({ ...alert, about, said: null, createdAt: now })
        .onConflictDoUpdate({
          target: [table.conversation, table.about],
          set: { ...alert, closed: null, decidedFor: null },
        })
        .returning(columns)
      return rows[0] as Alert
    },

    async get(id) {
      const rows: Alert[] = await queries.select(columns).from(table).where(eq(table.id, id))
      return rows[0] ?? null
    },

    async inConversation(conversation) {
      const isHere = and(eq(table.conversation, conversation), isWatched)
      return queries.select(columns).from(table).where(isHere).orderBy(asc(table.id))
    },

    async ofOwner(owner) {
      const isTheirs = and(eq(table.owner, owner), isWatched)
      return queries.select(columns).from(table).where(isTheirs).orderBy(asc(table.id))
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

    async unreachable() {
      const isLost = and(isNotNull(table.closed), ne(table.closed, 'off' satisfies Unwatched))
      return queries.select(columns).from(table).where(isLost).orderBy(asc(table.id))
    },

    async closeAllIn(conversation, reason) {
      const isOpen = and(eq(table.conversation, conversation), isNull(table.closed))
      return queries.update(table).set({ closed: reason }).where(isOpen).returning(columns)
    },
  }
}
