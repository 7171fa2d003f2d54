/** The table of budgets; part of `schema.ts`. */
import { day, instant, json, prose } from './columns.ts'
import { integer, pgTable, sql, text, uniqueIndex } from './drizzle.ts'

export const budgetEpisodes = pgTable(
  'budget_episodes',
  {
    id: integer().primaryKey().generatedByDefaultAsIdentity(),
    conversation: text().notNull(),
    /** `all`, or the team's id. */
    about: prose().notNull(),
    subject: json().notNull(),
    month: day('month').notNull(),
    openedAt: instant('opened_at').notNull(),
    closedAt: instant('closed_at'),
    messageId: text('message_id'),
    state: json().notNull(),
    /** Counts how often `state` has changed. */
    version: integer().notNull().default(0),
  },
  // Whatever replicas do at the same time, a budget has one open episode in a conversation.
  table => [uniqueIndex('budget_episodes_open').on(table.conversation, table.about).where(sql`closed_at is null`)],
)
