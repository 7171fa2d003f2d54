/**
 * The shapes of the Usage API's answers: only the fields we read, with the oddities of its versions mended here, so
 * that nobody further in knows them. Unknown fields are ignored; a broken shape fails. Schema and type share a name.
 */
import { z } from 'zod'
import type { Invitation, Metrics, MonthlySeats, Organization, Person, SeatCounts, Team, TeamMember } from '../ports.ts'
import { toMetrics } from './to-metrics.ts'

/** Names of people and teams, without what could clear a terminal, forge a line or turn the text around it. */
const unfit = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu
const words = z.string().transform(value => value.replace(unfit, ' ').trim().slice(0, 500))
const id = z.string().min(1)
const count = z.number().min(0).nullish().default(null)
const text = words.nullish().default(null)

/** The server writes 0 to 3 digits of a second; a field it leaves out or nulls is unknown. */
const instant = z.iso.datetime({ offset: true, local: true }).transform(value => new Date(toUtc(value)))
const maybeInstant = instant.nullish().default(null)

function toUtc(value: string): string {
  return /(Z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`
}

/** Factors are fractions with room for rounding; the console speaks of percent, so 43.3 would be another unit: not used. */
const factor = z
  .number()
  .nullish()
  .transform(value => (value != null && value >= 0 && value <= 1.5 ? value : null))

const Completions = z.object({
  activeUsers: count,
  completions: count,
  charsCompleted: count,
  keystrokes: count,
  lines: count,
  automationFactor: factor,
})
const Chat = z.object({
  activeUsers: count,
  interactions: count,
  messages: count,
  usefulChatInteractions: count,
  lines: count,
  linesAdded: count,
  charsCompleted: count,
  chatConsumptionRate: factor,
})
const Agent = z.object({
  activeUsers: count,
  interactions: count,
  messages: count,
  linesAdded: count,
  linesAddedAccepted: count,
  linesRemoved: count,
  linesRemovedAccepted: count,
})

/** A bucket of v1 or v2. */
const Bucket = z
  .object({
    from: instant,
    to: instant,
    activeUsers: count,
    productivityFactor: factor,
    codeCompletions: Completions.nullish(),
    chat: Chat.nullish(),
    agent: Agent.nullish(),
  })
  .transform(bucket => ({ from: bucket.from, to: bucket.to, metrics: toMetrics(bucket) }))

/** A bucket as the server dates it; for `all` those dates are not to be trusted. */
export type UsageRow = { from: Date; to: Date; metrics: Metrics }
export const UsageRows = z
  .object({ usage: z.object({ data: z.array(Bucket) }) })
  .transform(({ usage }): UsageRow[] => usage.data)

export const OrganizationInfo = z
  .object({ id, name: text })
  .transform((row): Organization => ({ id: row.id, name: row.name ?? row.id }))

export const TeamName = z.object({ id, name: words }).transform(row => row.name)

export const TeamRow = z
  .object({ id, name: text, usersCount: count })
  .transform((row): Team => ({ id: row.id, name: row.name ?? row.id, people: row.usersCount }))

export const TeamSeats = z
  .object({ registered: z.number().min(0), deactivated: z.number().min(0), invited: z.number().min(0) })
  .transform((row): SeatCounts => row)

/** A bare array. Months are counted from 0 here, though the same endpoint takes them from 1. */
export const SeatsByMonth = z.array(
  z
    .object({
      year: z.number().int(),
      month: z.number().int().min(0).max(11),
      registered: count,
      deactivated: count,
      pending: count,
    })
    .transform(
      (row): MonthlySeats => ({
        month: `${row.year}-${String(row.month + 1).padStart(2, '0')}`,
        registered: row.registered,
        invited: row.pending,
        deactivated: row.deactivated,
      }),
    ),
)

/** People's rows differ by version: an explicit `active`, else what `deactivatedAt` says, else unknown. */
const memberFields = {
  id: z.string().optional(),
  userId: z.string().optional(),
  user_id: z.string().optional(),
  email: words.nullish(),
  username: words.nullish(),
  role: text,
  active: z.boolean().nullish(),
  deactivatedAt: z.string().nullish(),
}

type MemberFields = z.output<z.ZodObject<typeof memberFields>>

function idOf(row: MemberFields): string | undefined {
  return row.id ?? row.user_id ?? row.userId
}

function isActive(row: MemberFields): boolean | null {
  if (typeof row.active === 'boolean') return row.active
  return row.deactivatedAt === undefined ? null : row.deactivatedAt === null
}

export const Member = z
  .object(memberFields)
  .refine(row => idOf(row) && (row.email ?? row.username), 'a person needs an id and an e-mail or a user name')
  .transform(
    (row): TeamMember => ({
      id: idOf(row) ?? '',
      email: row.email ?? row.username ?? '',
      role: row.role,
      active: isActive(row),
    }),
  )

const personTeam = z
  .object({
    team_id: text,
    teamId: text,
    id: text,
    team_name: text,
    teamName: text,
    name: text,
  })
  .transform(row => {
    const teamId = row.team_id ?? row.teamId ?? row.id
    return teamId === null ? null : { id: teamId, name: row.team_name ?? row.teamName ?? row.name }
  })
const personTeams = z.union([personTeam, z.array(personTeam).transform(list => list[0] ?? null), z.null()]).optional()

/** User info: `user` in snake_case and camelCase mixed, and `teams`, which is one object in spite of its name. */
export const PersonInfo = z
  .object({ user: z.object({ ...memberFields, createdAt: maybeInstant }), teams: personTeams })
  .transform((body): Omit<Person, 'id'> & { id: string | null } => ({
    id: idOf(body.user) ?? null,
    email: body.user.email ?? body.user.username ?? null,
    role: body.user.role,
    active: isActive(body.user),
    registeredAt: body.user.createdAt,
    team: body.teams ?? null,
  }))

/** The by-e-mail endpoint answers with a flat row. */
export const PersonRow = z
  .object({ ...memberFields, createdAt: maybeInstant, team: personTeam.nullish() })
  .transform((row, context): Person => {
    const personId = idOf(row)
    if (!personId) {
      context.addIssue({ code: 'custom', message: 'a person needs an id' })
      return z.NEVER
    }
    return {
      id: personId,
      email: row.email ?? row.username ?? null,
      role: row.role,
      active: isActive(row),
      registeredAt: row.createdAt,
      team: row.team ?? null,
    }
  })

export const InvitationRow = z
  .object({
    id,
    email: words,
    teamId: text,
    role: text,
    createdAt: instant,
    expiresAt: maybeInstant,
    revokedAt: maybeInstant,
  })
  .transform((row): Invitation => row)

/** `next` is an object, a number, a numeric string, null or absent, by endpoint and version. */
const NextPage = z.union([
  z
    .object({ offset: z.coerce.number().int(), limit: z.coerce.number().int().optional() })
    .transform(next => next.offset),
  z.coerce.number().int(),
])
const Meta = z.object({ total: count, next: NextPage.nullish().catch(null) })

export type Page<Row> = { rows: Row[]; total: number | null; next: number | null }

/** A list page: `data`, else `items`, else a bare array; anything else is a broken shape. */
export function pageOf<Row extends z.ZodType>(row: Row) {
  const rows = z.array(row)
  return z
    .union([
      z.object({ data: rows, meta: Meta.nullish() }),
      z
        .object({ items: rows, total: count })
        .transform(page => ({ data: page.items, meta: { total: page.total, next: null } })),
      rows.transform(list => ({ data: list, meta: null })),
    ])
    .transform(
      (page): Page<z.output<Row>> => ({
        rows: page.data,
        total: page.meta?.total ?? null,
        next: page.meta?.next ?? null,
      }),
    )
}

/** Error bodies come in four shapes; these are the fields worth logging. Never shown to people. */
export const ErrorBody = z
  .object({
    error: z
      .union([z.string(), z.object({ message: z.string().optional(), errors: z.array(z.string()).optional() })])
      .optional(),
    message: z.string().optional(),
    requestId: z.string().nullish(),
  })
  .transform(body => ({
    code: typeof body.error === 'string' ? body.error : undefined,
    message: typeof body.error === 'object' ? body.error.message : (body.message ?? undefined),
    errors: typeof body.error === 'object' ? body.error.errors : undefined,
    requestId: body.requestId ?? undefined,
  }))
