import type { Alert, AlertStore, Unwatched } from '../ports.ts'
import { readStored } from '../stored.ts'
import { subjectWord } from '../subject.ts'
import { alerts as table } from './alert-tables.ts'
import { onlyRow, type Queries } from './db.ts'
import { and, asc, eq, getTableColumns, isNotNull, isNull, ne, or } from './drizzle.ts'
import { StoredSubject } from './stored-json.ts'

const { about: _, ...columns } = getTableColumns(table)

const isWatched = or(isNull(table.closed), ne(table.closed, 'off' satisfies Unwatched))

export function createAlerts(queries: Queries): AlertStore['alerts'] {
  return {
    async save(alert, now) {
      const about = subjectWord(alert.subject)
      const rows = await queries
        .insert(table)
        .values({ ...alert, about, said: null, createdAt: now })
        .onConflictDoUpdate({
          target: [table.conversation, table.about],
          set: { ...alert, closed: null, decidedFor: null },
        })
        .returning(columns)
      return onlyRow(rows.map(toAlert))
    },

    async get(id) {
      const rows = await queries.select(columns).from(table).where(eq(table.id, id))
      return rows.map(toAlert)[0] ?? null
    },

    async inConversation(conversation) {
      const isHere = and(eq(table.conversation, conversation), isWatched)
      const rows = await queries.select(columns).from(table).where(isHere).orderBy(asc(table.id))
      return rows.map(toAlert)
    },

    async ofOwner(owner) {
      const isTheirs = and(eq(table.owner, owner), isWatched)
      const rows = await queries.select(columns).from(table).where(isTheirs).orderBy(asc(table.id))
      return rows.map(toAlert)
    },

    async open() {
      const rows = await queries.select(columns).from(table).where(isNull(table.closed)).orderBy(asc(table.id))
      return rows.map(toAlert)
    },

    async lock(id) {
      const rows = await queries.select(columns).from(table).where(eq(table.id, id)).for('update')
      return rows.map(toAlert)[0] ?? null
    },

    async update(id, change) {
      await queries.update(table).set(change).where(eq(table.id, id))
    },

    async unreachable() {
      const isLost = and(isNotNull(table.closed), ne(table.closed, 'off' satisfies Unwatched))
      const rows = await queries.select(columns).from(table).where(isLost).orderBy(asc(table.id))
      return rows.map(toAlert)
    },

    async closeAllIn(conversation, reason) {
      const isOpen = and(eq(table.conversation, conversation), isNull(table.closed))
      const rows = await queries.update(table).set({ closed: reason }).where(isOpen).returning(columns)
      return rows.map(toAlert)
    },
  }
}

function toAlert(row: Alert): Alert {
  return { ...row, subject: readStored(StoredSubject, row.subject) }
}
