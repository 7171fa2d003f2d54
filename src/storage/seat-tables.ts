/** The tables of people who hold seats; part of `schema.ts`. */
import { day, instant, ordered, prose } from './columns.ts'
import { boolean, index, integer, pgTable, text } from './drizzle.ts'

export const people = pgTable(
  'people',
  {
    key: ordered().primaryKey(),
    id: text(),
    email: prose().notNull(),
    teamId: text('team_id'),
    teamSince: day('team_since').notNull(),
    /** The team before this one; empty: none. `null`: never another one, or it was not kept. */
    teamBefore: text('team_before'),
    invitedAt: instant('invited_at'),
    expiresAt: instant('expires_at'),
    registeredAt: instant('registered_at'),
    hasInfo: boolean('has_info').notNull().default(false),
    firstUsedOn: day('first_used_on'),
    lastUsedOn: day('last_used_on'),
    cameBackOn: day('came_back_on'),
    usedDays: integer('used_days'),
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
  stage: text().notNull(),
  questions: integer().notNull(),
  isInvitedKnown: boolean('is_invited_known').notNull(),
  isInvitedRefused: boolean('is_invited_refused').notNull().default(false),
  skippedRows: integer('skipped_rows').notNull().default(0),
  /** One name on each line. */
  unreadTeams: text('unread_teams').notNull().default(''),
  organizationUsed: boolean('organization_used').notNull(),
  isFrozen: boolean('is_frozen').notNull(),
  versionSince: day('version_since'),
  usageSince: day('usage_since').notNull(),
})
