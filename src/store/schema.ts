/** The tables. `npm run migration` writes what changed here as the next numbered SQL file of `migrations/`. */

import type { Conversation, DeliveryState, Json, Pause, Schedule, SeatCheck, Subject } from '../ports.ts'
import { boolean, customType, date, index, integer, pgTable, primaryKey, sql, text, timestamp } from './drizzle.ts'

/** drizzle's own JSON types read a stored string such as "12" as the number; PostgreSQL's `jsonb` refuses some text. */
const json = customType<{ data: unknown; driverData: unknown }>({
  dataType: () => 'json',
  toDriver: value => JSON.stringify(value, (_key, part) => (typeof part === 'string' ? clean(part) : part)),
  fromDriver: value => value,
})

/** Text from outside: PostgreSQL cannot hold a NUL, and half a surrogate pair would not come back. */
const prose = customType<{ data: string; driverData: string }>({
  dataType: () => 'text',
  toDriver: clean,
})

/** In the order of its characters' numbers, as JavaScript has it, whatever the database's language. */
const ordered = customType<{ data: string; driverData: string }>({ dataType: () => 'text collate "C"' })

const day = (name: string) => date(name, { mode: 'date' })
const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })

export const conversations = pgTable('conversations', {
  id: text().primaryKey(),
  kind: text().$type<Conversation['kind']>().notNull(),
  reference: json().$type<Json>(),
  closed: prose(),
  createdAt: instant('created_at').notNull(),
  changedAt: instant('changed_at').notNull(),
})

export const subscriptions = pgTable(
  'subscriptions',
  {
    id: integer().primaryKey().generatedByDefaultAsIdentity(),
    conversation: text().notNull(),
    subjects: json().$type<readonly Subject[]>().notNull(),
    schedule: json().$type<Schedule>().notNull(),
    language: text(),
    owner: text().notNull(),
    nextRunAt: instant('next_run_at').notNull(),
    pauseReason: text('pause_reason').$type<Pause['reason']>(),
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
    kind: text().$type<'digest' | 'run' | 'notice'>().notNull(),
    subscription: integer().references(() => subscriptions.id, { onDelete: 'set null' }),
    conversation: text().notNull(),
    slot: prose().notNull(),
    dueAt: instant('due_at').notNull(),
    state: text().$type<DeliveryState>().notNull(),
    reason: prose(),
    content: json().$type<Json>(),
    attempts: integer().notNull().default(0),
    leaseUntil: instant('lease_until'),
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

export const people = pgTable(
  'people',
  {
    key: ordered().primaryKey(),
    id: text(),
    email: prose().notNull(),
    teamId: text('team_id'),
    teamSince: day('team_since').notNull(),
    invitedAt: instant('invited_at'),
    expiresAt: instant('expires_at'),
    registeredAt: instant('registered_at'),
    hasInfo: boolean('has_info').notNull().default(false),
    firstUsedOn: day('first_used_on'),
    lastUsedOn: day('last_used_on'),
    knownFrom: day('known_from'),
    knownTo: day('known_to'),
    seenOn: day('seen_on').notNull(),
    claimedOn: day('claimed_on'),
  },
  table => [index('people_by_team').on(table.teamId, table.key)],
)

export const seatChecks = pgTable('seat_checks', {
  day: day('day').primaryKey(),
  windowFrom: day('window_from').notNull(),
  stage: text().$type<SeatCheck['stage']>().notNull(),
  questions: integer().notNull(),
  isInvitedKnown: boolean('is_invited_known').notNull(),
  organizationUsed: boolean('organization_used').notNull(),
  isFrozen: boolean('is_frozen').notNull(),
  versionSince: day('version_since'),
  usageSince: day('usage_since').notNull(),
})

export function clean(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}
