/** The tables. `npm run migration` writes what changed here as the next numbered SQL file of `migrations/`. */

import { day, instant, json, prose } from './columns.ts'
import { date, index, integer, pgTable, primaryKey, sql, text } from './drizzle.ts'

export * from './alert-tables.ts'
export * from './budget-tables.ts'
export * from './seat-tables.ts'

export const conversations = pgTable('conversations', {
  id: text().primaryKey(),
  kind: text().notNull(),
  reference: json(),
  closed: prose(),
  createdAt: instant('created_at').notNull(),
  changedAt: instant('changed_at').notNull(),
})

export const subscriptions = pgTable(
  'subscriptions',
  {
    id: integer().primaryKey().generatedByDefaultAsIdentity(),
    conversation: text().notNull(),
    subjects: json().notNull(),
    schedule: json().notNull(),
    language: text(),
    owner: text().notNull(),
    nextRunAt: instant('next_run_at').notNull(),
    pauseReason: text('pause_reason'),
    pauseUntil: instant('pause_until'),
    pauseDetail: prose('pause_detail'),
    createdAt: instant('created_at').notNull(),
  },
  table => [
    index('subscriptions_by_next_run').on(table.nextRunAt),
    index('subscriptions_by_conversation').on(table.conversation),
  ],
)

export const deliveries = pgTable(
  'deliveries',
  {
    id: integer().primaryKey().generatedByDefaultAsIdentity(),
    key: text().notNull().unique(),
    kind: text().notNull(),
    subscription: integer().references(() => subscriptions.id, { onDelete: 'set null' }),
    conversation: text().notNull(),
    slot: prose().notNull(),
    dueAt: instant('due_at').notNull(),
    state: text().notNull(),
    reason: prose(),
    content: json(),
    attempts: integer().notNull().default(0),
    failures: integer().notNull().default(0),
    failingSince: instant('failing_since'),
    /** Grows each time a worker takes it: a worker with an older number may no longer record anything. */
    fence: integer().notNull().default(0),
    /** While it is sent: the end of its worker's lease. */
    leaseUntil: instant('lease_until'),
    /** While it is pending: its next job comes before this moment. */
    notBefore: instant('not_before'),
    messageId: text('message_id'),
    createdAt: instant('created_at').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  table => [
    index('deliveries_by_subscription').on(table.subscription, table.id),
    index('deliveries_open').on(table.dueAt).where(sql`state in ('pending', 'sending')`),
  ],
)

export const snapshots = pgTable(
  'snapshots',
  {
    subject: text().notNull(),
    day: date({ mode: 'date' }).notNull(),
    registered: integer(),
    invited: integer(),
    deactivated: integer(),
  },
  table => [primaryKey({ columns: [table.subject, table.day] })],
)

/** Which of the jobs of a day are done, so that a restart does not repeat them. */
export const dailyJobs = pgTable('daily_jobs', { job: text().notNull(), day: day('day').notNull() }, table => [
  primaryKey({ columns: [table.job, table.day] }),
])

/** Whose data this is: a process of another workspace, tenant or organization is refused. */
export const owners = pgTable('owners', {
  kind: text().primaryKey(),
  id: text().notNull(),
  name: prose().notNull(),
})

/** When a process with a platform was last at work. */
export const presence = pgTable('presence', {
  platform: text().primaryKey(),
  seenAt: instant('seen_at').notNull(),
})

/** How far the turns to post are given out, of a platform as a whole and of each conversation. */
export const turns = pgTable('turns', {
  scope: text().primaryKey(),
  /** From here on a turn can be taken. */
  freeAt: instant('free_at').notNull(),
  /** Up to here there is someone who means to come. */
  plannedAt: instant('planned_at').notNull(),
  /** Before this the platform wants nothing. */
  opensAt: instant('opens_at').notNull(),
})

/** When something was last done by any replica. */
export const marks = pgTable('marks', {
  name: text().primaryKey(),
  at: instant('at').notNull(),
})
