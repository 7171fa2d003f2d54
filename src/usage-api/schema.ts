/**
 * The shapes of the Usage API's answers: only the fields we read, with the oddities of its versions mended here, so
 * that nobody further in knows them. Unknown fields are ignored; a broken shape fails. Schema and type share a name.
 */
import { z } from 'zod'
import type { Invitation, Metrics, MonthlySeats, Organization, Person, SeatCounts, Team, TeamMember } from '../ports.ts'
import { toMetrics } from './to-metrics.ts'

/** Letters of a name or id at most; longer ones are cut or refused, so that no list fills the memory. */
const maxNameLength = 500
const maxIdLength = 200

/** Names of people and teams, without what could clear a terminal, forge a line or turn the text around it. */
const unfit = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu
const words = z.string().transform(value =>
  value
    .slice(0, 4 * maxNameLength)
    .replace(unfit, ' ')
    .trim()
    .slice(0, maxNameLength)
    .toWellFormed(),
)
/** A name that shows nothing, such as one of spaces or of U+200B, is none. */
const text = words
  .transform(value => (/[^\s\p{Default_Ignorable_Code_Point}]/u.test(value) ? value : null))
  .nullish()
  .default(null)
/** Part of addresses and of keys in the database, which take no control characters and no half of a pair. */
const id = z
  .string()
  .min(1)
  .max(maxIdLength)
  .refine(value => value.isWellFormed() && !/\p{Cc}/u.test(value), 'has characters that no id has')
/** What is not a count, or larger than any organization's, is not reported; the rest of its row still counts. */
const count = z.number().min(0).max(Number.MAX_SAFE_INTEGER).nullish().default(null).catch(null)

/** Before Tabnine, and beyond any licence: `0001-01-01` and `9999-12-31` are ways to say that there is no date. */
const [earliest, latest] = [Date.UTC(2000, 0), Date.UTC(2200, 0)]
/** The server writes 0 to 3 digits of a second; a field it leaves out or nulls is unknown. */
const instant = z.iso
  .datetime({ offset: true, local: true })
  .transform(value => new Date(toUtc(value)))
  .refine(date => date.getTime() >= earliest && date.getTime() < latest, 'is no date of these centuries')
const maybeInstant = instant.nullish().default(null).catch(null)

function toUtc(value: string): string {
  return /(Z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`
}

/** Factors are fractions with room for rounding; the console speaks of percent, so 43.3 would be another unit: not used. */
const factor = z
  .number()
  .nullish()
  .transform(value => (value != null && value >= 0 && value <= 1.5 ? value : null))
  .catch(null)

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
    codeCompletions: Completions.nullish().catch(null),
    chat: Chat.nullish().catch(null),
    agent: Agent.nullish().catch(null),
  })
  .transform(bucket => ({ from: bucket.from, to: bucket.to, metrics: toMetrics(bucket) }))

/** Rows of a list, those that could not be read counted beside them. */
export type Rows<Row> = {
  rows: Row[]
  skipped: number
  /** What was wrong with some of them, for the log. */
  issues: string[]
}

const maxIssues = 5

/** A list of which each row is read by itself: a broken one is counted and does not end the list. */
function rowsOf<Row extends z.ZodType>(row: Row) {
  return z.array(z.unknown()).transform((all): Rows<z.output<Row>> => {
    const found: Rows<z.output<Row>> = { rows: [], skipped: 0, issues: [] }
    for (const one of all) {
      const result = row.safeParse(one)
      if (result.success) found.rows.push(result.data)
      else {
        found.skipped += 1
        if (found.issues.length < maxIssues) found.issues.push(describeIssues(result.error))
      }
    }
    return found
  })
}

/** Where a shape is broken and how, without the values. */
export function describeIssues({ issues }: z.ZodError): string {
  return issues
    .slice(0, maxIssues)
    .map(issue => `${issue.path.join('.') || '(body)'}: ${issue.message}`)
    .join('; ')
}

/** A bucket as the server dates it; for `all` those dates are not to be trusted. */
export type UsageRow = { from: Date; to: Date; metrics: Metrics }
export const UsageRows = z.object({ usage: z.object({ data: rowsOf(Bucket) }) }).transform(({ usage }) => usage.data)

export const OrganizationInfo = z
  .object({ id, name: text })
  .transform((row): Organization => ({ id: row.id, name: row.name ?? row.id }))

export const TeamName = z.object({ id, name: text }).transform(row => row.name ?? row.id)

export const TeamRow = z
  .object({ id, name: text, usersCount: count })
  .transform((row): Team => ({ id: row.id, name: row.name ?? row.id, people: row.usersCount }))

/** A count that is null or broken is not reported; a body without any is no answer. */
export const TeamSeats = z
  .object({ registered: count, deactivated: count, invited: count })
  .refine(row => Object.values(row).some(value => value !== null), 'tells no count')
  .transform((row): SeatCounts => row)

/** A bare array. Months are counted from 0 here, though the same endpoint takes them from 1. */
export const SeatsByMonth = rowsOf(
  z
    .object({
      year: z.number().int().min(2000).max(2199),
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
  id: id.nullish(),
  userId: id.nullish(),
  user_id: id.nullish(),
  email: text,
  username: text,
  role: text,
  active: z.boolean().nullish(),
  deactivatedAt: z.string().nullish(),
}

type MemberFields = z.output<z.ZodObject<typeof memberFields>>

function idOf(row: MemberFields): string | null {
  return row.id ?? row.user_id ?? row.userId ?? null
}

/** What a person is called by. */
function nameOf(row: MemberFields): string | null {
  return row.email ?? row.username
}

function isActive(row: MemberFields): boolean | null {
  if (typeof row.active === 'boolean') return row.active
  return row.deactivatedAt === undefined ? null : row.deactivatedAt === null
}

/** Called by e-mail, else by user name, else by id: nobody is left out of a count because a name is missing. */
export const Member = z.object(memberFields).transform((row, context): TeamMember => {
  const memberId = idOf(row)
  if (memberId === null) {
    context.addIssue({ code: 'custom', message: 'a person needs an id' })
    return z.NEVER
  }
  return { id: memberId, email: nameOf(row) ?? memberId, role: row.role, active: isActive(row) }
})

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
const personTeams = z
  .union([personTeam, z.array(personTeam).transform(list => list[0] ?? null), z.null()])
  .optional()
  .catch(null)

/** User info: `user` in snake_case and camelCase mixed, and `teams`, which is one object in spite of its name. */
export const PersonInfo = z
  .object({ user: z.object({ ...memberFields, createdAt: maybeInstant }), teams: personTeams })
  .transform((body): Omit<Person, 'id'> & { id: string | null } => ({
    id: idOf(body.user),
    email: nameOf(body.user),
    role: body.user.role,
    active: isActive(body.user),
    registeredAt: body.user.createdAt,
    team: body.teams ?? null,
  }))

/** The by-e-mail endpoint answers with a flat row. */
export const PersonRow = z
  .object({ ...memberFields, createdAt: maybeInstant, team: personTeam.nullish().catch(null) })
  .transform((row, context): Person => {
    const personId = idOf(row)
    if (personId === null) {
      context.addIssue({ code: 'custom', message: 'a person needs an id' })
      return z.NEVER
    }
    return {
      id: personId,
      email: nameOf(row),
      role: row.role,
      active: isActive(row),
      registeredAt: row.createdAt,
      team: row.team ?? null,
    }
  })

export const InvitationRow = z
  .object({
    id,
    email: text,
    teamId: id.nullish().default(null),
    role: text,
    createdAt: instant,
    expiresAt: maybeInstant,
    revokedAt: maybeInstant,
  })
  .transform((row): Invitation => ({ ...row, email: row.email ?? row.id }))

/** `next` is an object, a number, a numeric string, null or absent, by endpoint and version. */
const NextPage = z.union([
  z
    .object({ offset: z.coerce.number().int(), limit: z.coerce.number().int().optional() })
    .transform(next => next.offset),
  z.coerce.number().int(),
])
const Meta = z.object({ total: count, next: NextPage.nullish().catch(null) })

export type Page<Row> = Rows<Row> & { total: number | null; next: number | null }

/** A list page: `data`, else `items`, else a bare array; anything else is a broken shape. */
export function pageOf<Row extends z.ZodType>(row: Row) {
  const rows = rowsOf(row)
  return z
    .union([
      z.object({ data: rows, meta: Meta.nullish().catch(null) }),
      z
        .object({ items: rows, total: count })
        .transform(page => ({ data: page.items, meta: { total: page.total, next: null } })),
      rows.transform(list => ({ data: list, meta: null })),
    ])
    .transform(
      (page): Page<z.output<Row>> => ({
        ...page.data,
        total: page.meta?.total ?? null,
        next: page.meta?.next ?? null,
      }),
    )
}

/** Text of the server for the log: one line is enough to know what it says. */
const logged = z.string().transform(value => value.slice(0, maxNameLength))

/** Error bodies come in four shapes; these are the fields worth logging. Never shown to people. */
export const ErrorBody = z
  .object({
    error: z
      .union([
        logged,
        z.object({
          message: logged.optional(),
          errors: z
            .array(logged)
            .transform(list => list.slice(0, maxIssues))
            .optional(),
        }),
      ])
      .optional(),
    message: logged.optional(),
    requestId: logged.nullish(),
  })
  .transform(body => ({
    code: typeof body.error === 'string' ? body.error : undefined,
    message: typeof body.error === 'object' ? body.error.message : (body.message ?? undefined),
    errors: typeof body.error === 'object' ? body.error.errors : undefined,
    requestId: body.requestId ?? undefined,
  }))
