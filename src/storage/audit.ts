import type { AlertStore, AuditEntry } from '../ports.ts'
import { readStored } from '../stored.ts'
import { secrets, audit as table } from './alert-tables.ts'
import { onlyRow, type Queries } from './db.ts'
import { and, desc, eq, gte, lt } from './drizzle.ts'
import type { ReadRows } from './rows.ts'
import { StoredAudited } from './stored-json.ts'

export function createAudit(queries: Queries, readRows: ReadRows): AlertStore['audit'] {
  return {
    async add(entry) {
      const rows = await queries.insert(table).values(entry).returning({ id: table.id })
      return onlyRow(rows).id
    },

    async complete(id, line) {
      await queries.update(table).set({ line }).where(eq(table.id, id))
    },

    async between(from, to, limit): Promise<AuditEntry[]> {
      const rows = await queries
        .select()
        .from(table)
        .where(and(gte(table.at, from), lt(table.at, to)))
        .orderBy(desc(table.id))
        .limit(limit)
      return readRows('audit', rows, ({ id: _, ...row }) => ({ ...row, what: readStored(StoredAudited, row.what) }))
    },
  }
}

export function createSecrets(queries: Queries): AlertStore['secrets'] {
  return {
    async keep(name, value) {
      await queries.insert(secrets).values({ name, value }).onConflictDoNothing()
      const rows = await queries.select().from(secrets).where(eq(secrets.name, name))
      return rows[0]?.value ?? value
    },

    async find(name) {
      const [row] = await queries.select().from(secrets).where(eq(secrets.name, name))
      return row?.value ?? null
    },

    async lock(name) {
      const [row] = await queries.select().from(secrets).where(eq(secrets.name, name)).for('update')
      if (!row) throw new Error('nothing is kept under this name')
      return row.value
    },

    async replace(name, value) {
      await queries.update(secrets).set({ value }).where(eq(secrets.name, name))
    },
  }
}
