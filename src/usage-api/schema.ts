/**
 * The shapes of the Usage API's answers: only the fields we read, with the differences of its versions removed, so
 * that no other code has to know them. Unknown fields are ignored; a broken shape fails. Schema and type share a name.
 */
import { z } from 'zod'
import type { Invitation, Metrics, MonthlySeats, Organization, Person, SeatCounts, Team, TeamMember } from '../ports.ts'
import { toMetrics } from './buckets.ts'
import { count, factor, id, instant, maxIssues, maxNameLength, maybeInstant, rowsOf, text } from './shapes.ts'

const Completions = z.object({
  activeUsers: count,
  completions: count,
  charsCompleted: count,
  keystrokes: count,
  lines: count,
  automationFactor: factor,
})
/** Models that are read of one bucket. */
const maxModels = 200

const Model = z.object({ model: id, messages: count, uniqueUsers: count })
/** Missing or broken: not reported. */
const models = rowsOf(Model)
  .nullish()
  .catch(null)
  .transform(found => found?.rows.slice(0, maxModels) ?? null)

/** Names that are read of one list. */
const maxListed = 50

/** Separated by commas, each once; missing or broken: not reported. */
const names = z
  .string()
  .max(10_000)
  .nullish()
  .catch(null)
  .transform(found => {
    const all = (found ?? '').split(',').map(name => name.trim().slice(0, 100))
    const some = [...new Set(all.filter(name => name !== ''))].slice(0, maxListed)
    return some.length > 0 ? some : null
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
  models,
})
const Agent = z.object({
  activeUsers: count,
  interactions: count,
  messages: count,
  linesAdded: count,
  linesAddedAccepted: count,
  linesRemoved: count,
  linesRemovedAccepted: count,
  models,
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
    ides: names,
    languages: names,
  })
  .transform(bucket => ({ from: bucket.from, to: bucket.to, metrics: toMetrics(bucket) }))

/** A bucket as the server dates it; for `all` those dates are not to be trusted. */
export type UsageRow = { from: Date; to: Date; metrics: Metrics }
export const UsageRows = z.object({ usage: z.object({ data: rowsOf(Bucket) }) }).transform(({ usage }) => usage.data)

export const OrganizationInfo = z
  .object({ id, name: text })
  .transform((row): Organization => ({ id: row.id, name: row.name ?? row.id }))

export const TeamName = z.object({ id, name: text }).transform(row => row.name ?? row.id)

export const TeamRow = z
  .object({ id, name: text, usersCount: count, seatCap: count, pendingInvitationsCount: count, syncedGroupId: text })
  .transform(
    (row): Team => ({
      id: row.id,
      name: row.name ?? row.id,
      people: row.usersCount,
      ...(row.seatCap === null ? {} : { seatCap: row.seatCap }),
      ...(row.syncedGroupId ? { isSynced: true as const } : {}),
      ...(row.pendingInvitationsCount === null ? {} : { invited: row.pendingInvitationsCount }),
    }),
  )

/** A count that is null or broken counts as missing; a body without any count is invalid. */
export const TeamSeats = z
  .object({ registered: count, deactivated: count, invited: count })
  .refine(row => Object.values(row).some(value => value !== null), 'has no count')
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

/** Labelled by e-mail, else by user name, else by id: a missing name removes no one from a count. */
export const Member = z
  .object({ ...memberFields, team: personTeam.nullish().catch(null) })
  .transform((row, context): TeamMember => {
    const memberId = idOf(row)
    if (memberId === null) {
      context.addIssue({ code: 'custom', message: 'a person needs an id' })
      return z.NEVER
    }
    return {
      id: memberId,
      email: nameOf(row) ?? memberId,
      role: row.role,
      active: isActive(row),
      ...(row.team ? { teamId: row.team.id } : {}),
    }
  })

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
