import type { Alert, AlertStore, Unwatched } from '../ports.ts'
import { readStored } from '../stored.ts'
import { subjectWord } from '../subject.ts'
import { alerts as table } from './alert-tables.ts'
import { onlyRow, type Queries } from './db.ts'
import { and, asc, eq, getTableColumns, isNotNull, isNull, ne, or } from './drizzle.ts'
import type { ReadRows } from './rows.ts'
import { StoredNotifiedState, StoredSubject } from './stored-json.ts'

const { about: _, ...columns } = getTableColumns(table)

const isWatched = or(isNull(table.closed), ne(table.closed, 'off' satisfies Unwatched))

type Row = Omit<typeof table.$inferSelect, 'about'>

export function createAlerts(queries: Queries, readRows: ReadRows): AlertStore['alerts'] {
  const readAll = (rows: readonly Row[]) => readRows('alerts', rows, toAlert)
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
      return toAlert(onlyRow(rows))
    },

    async get(id) {
      const rows = await queries.select(columns).from(table).where(eq(table.id, id))
      return readAll(rows)[0] ?? null
    },

    async inConversation(conversation) {
      const isHere = and(eq(table.conversation, conversation), isWatched)
      return readAll(await queries.select(columns).from(table).where(isHere).orderBy(asc(table.id)))
    },

    async ofOwner(owner) {
      const isTheirs = and(eq(table.owner, owner), isWatched)
      return readAll(await queries.select(columns).from(table).where(isTheirs).orderBy(asc(table.id)))
    },

    async open() {
      return readAll(await queries.select(columns).from(table).where(isNull(table.closed)).orderBy(asc(table.id)))
    },

    async lock(id) {
      const rows = await queries.select(columns).from(table).where(eq(table.id, id)).for('update')
      return readAll(rows)[0] ?? null
    },

    async update(id, { notified, ...others }) {
      const change = notified === undefined ? others : { ...others, said: notified }
      await queries.update(table).set(change).where(eq(table.id, id))
    },

    async unreachable() {
      const isLost = and(isNotNull(table.closed), ne(table.closed, 'off' satisfies Unwatched))
      return readAll(await queries.select(columns).from(table).where(isLost).orderBy(asc(table.id)))
    },

    async closeAllIn(conversation, reason) {
      const isOpen = and(eq(table.conversation, conversation), isNull(table.closed))
      return readAll(await queries.update(table).set({ closed: reason }).where(isOpen).returning(columns))
    },
  }
}

function toAlert({ said, ...row }: Row): Alert {
  return {
    ...row,
    subject: readStored(StoredSubject, row.subject),
    notified: readStored(StoredNotifiedState.nullable(), said),
  }
}
