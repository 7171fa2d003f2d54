import type { Conversation, Store } from '../ports.ts'
import { readStored } from '../stored.ts'
import type { Queries } from './db.ts'
import { eq } from './drizzle.ts'
import { conversations as table } from './schema.ts'
import { StoredConversationKind, StoredJson } from './stored-json.ts'

export function createConversations(queries: Queries): Store['conversations'] {
  return {
    async save({ id, kind, reference }, now) {
      const current = { kind, reference, closed: null, changedAt: now }
      await queries
        .insert(table)
        .values({ id, ...current, createdAt: now })
        .onConflictDoUpdate({ target: table.id, set: current })
    },

    async get(id) {
      const { kind, reference, closed } = table
      const [row] = await queries.select({ id: table.id, kind, reference, closed }).from(table).where(eq(table.id, id))
      return row ? toConversation(row) : null
    },

    async reopen(id, now) {
      await queries.update(table).set({ closed: null, changedAt: now }).where(eq(table.id, id))
    },

    async close(id, reason, now) {
      await queries.update(table).set({ closed: reason, changedAt: now }).where(eq(table.id, id))
    },
  }
}

type Row = Pick<typeof table.$inferSelect, 'id' | 'kind' | 'reference' | 'closed'>

function toConversation({ kind, reference, ...row }: Row): Conversation {
  return { ...row, kind: readStored(StoredConversationKind, kind), reference: readStored(StoredJson, reference) }
}
