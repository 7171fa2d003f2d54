/** The tables of unused seats; part of `schema.ts`. */
import { day, instant, json, prose } from './columns.ts'
import { index, integer, pgTable, sql, text, uniqueIndex } from './drizzle.ts'

export const alerts = pgTable(
  'alerts',
  {
    id: integer().primaryKey().generatedByDefaultAsIdentity(),
    conversation: text().notNull(),
    /** `all`, or the team's id: one alert for each in a conversation. */
    about: prose().notNull(),
    subject: json().notNull(),
    owner: text().notNull(),
    language: text(),
    zone: text(),
    graceDays: integer('grace_days').notNull(),
    repeatDays: integer('repeat_days').notNull(),
    said: json(),
    reason: text(),
    decidedAt: instant('decided_at'),
    decidedFor: day('decided_for'),
    closed: prose(),
    createdAt: instant('created_at').notNull(),
  },
  table => [uniqueIndex('alerts_by_subject').on(table.conversation, table.about)],
)

export const episodes = pgTable(
  'episodes',
  {
    id: integer().primaryKey().generatedByDefaultAsIdentity(),
    alert: integer()
      .notNull()
      .references(() => alerts.id, { onDelete: 'cascade' }),
    openedAt: instant('opened_at').notNull(),
    closedAt: instant('closed_at'),
    messageId: text('message_id'),
    state: json(),
    reason: text().notNull(),
    /** Counts how often `state` has changed. */
    version: integer().notNull().default(0),
  },
  // Whatever replicas do at the same time, an alert has one open episode.
  table => [uniqueIndex('episodes_open').on(table.alert).where(sql`closed_at is null`)],
)

export const reminders = pgTable(
  'reminders',
  {
    id: integer().primaryKey().generatedByDefaultAsIdentity(),
    token: text().notNull().unique(),
    alert: integer()
      .notNull()
      .references(() => alerts.id, { onDelete: 'cascade' }),
    person: prose().notNull(),
    askedAt: instant('asked_at').notNull(),
    answer: text(),
    answeredAt: instant('answered_at'),
  },
  table => [
    index('reminders_by_alert').on(table.alert, table.askedAt),
    index('reminders_by_person').on(table.person, table.askedAt),
  ],
)

export const optOuts = pgTable('opt_outs', {
  person: prose().primaryKey(),
  createdAt: instant('created_at').notNull(),
})

export const exclusions = pgTable('exclusions', {
  person: prose().primaryKey(),
  id: integer().notNull().unique().generatedByDefaultAsIdentity(),
  reason: prose().notNull(),
  until: instant('until'),
  by: text('said_by').notNull(),
  createdAt: instant('created_at').notNull(),
})

export const audit = pgTable(
  'audit',
  {
    id: integer().primaryKey().generatedByDefaultAsIdentity(),
    at: instant('at').notNull(),
    who: text().notNull(),
    what: text().notNull(),
    line: prose().notNull(),
    surface: text().notNull(),
  },
  table => [index('audit_by_time').on(table.at)],
)

/** What was previewed and done about seats in Tabnine: a row for each person of each preview. */
export const seatActions = pgTable(
  'seat_actions',
  {
    id: integer().primaryKey().generatedByDefaultAsIdentity(),
    preview: text().notNull(),
    alert: integer()
      .notNull()
      .references(() => alerts.id, { onDelete: 'cascade' }),
    actor: text().notNull(),
    kind: text().notNull(),
    target: prose().notNull(),
    person: prose().notNull(),
    teamId: prose('team_id'),
    role: prose(),
    resumes: integer(),
    state: text().notNull(),
    refusal: text(),
    shownAt: instant('shown_at').notNull(),
    usedAt: instant('used_at'),
    changedAt: instant('changed_at').notNull(),
    audit: integer(),
    earlier: integer().notNull().default(0),
  },
  table => [
    index('seat_actions_by_preview').on(table.preview),
    index('seat_actions_by_alert').on(table.alert, table.usedAt),
    index('seat_actions_by_target').on(table.target),
  ],
)

export const secrets = pgTable('secrets', {
  name: text().primaryKey(),
  value: text().notNull(),
})
