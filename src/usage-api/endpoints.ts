import type { z } from 'zod'
import { AppError, hasCode } from '../errors.ts'
import type { Clock, Granularity, Log, Period, UsageSubject, UsageVersion } from '../ports.ts'
import type { GetOptions, Http } from './http.ts'
import { AgentUsageRows, LicenseInfo, Permissions } from './license-schema.ts'
import {
  InvitationRow,
  Member,
  OrganizationInfo,
  PersonInfo,
  PersonRow,
  SeatsByMonth,
  TeamName,
  TeamRow,
  TeamSeats,
  UsageRows,
} from './schema.ts'
import { pageOf, type Rows } from './shapes.ts'

const minutes = 60_000
const names: GetOptions = { ttlMs: 5 * minutes }

/** One function for each endpoint of the Usage API, nothing decided. Source of paths: the vendor's contract. */
export function createEndpoints(http: Http, log: Log) {
  const get = <Schema extends z.ZodType>(
    path: string,
    values: Record<string, string>,
    query: Record<string, string | number | boolean | undefined>,
    schema: Schema,
    options: GetOptions = {},
  ) => http.get(path, values, query, schema, options)

  /** The same for lists: broken rows are logged and left out. */
  const getRows = async <Schema extends z.ZodType<Rows<unknown>>>(
    path: string,
    values: Record<string, string>,
    query: Record<string, string | number | boolean | undefined>,
    schema: Schema,
    options: GetOptions = {},
  ): Promise<z.output<Schema>> => {
    const found = await get(path, values, query, schema, options)
    const { skipped, issues } = found
    if (skipped > 0) log.warn({ endpoint: path, rows: skipped, issues }, 'rows could not be read and are left out')
    return found
  }

  return {
    organization: (signal?: AbortSignal) => get('/api/v1/organization', {}, {}, OrganizationInfo, { ...names, signal }),
    /** Not cached, to distinguish a bad token from a foreign organization. */
    organizationNow: (signal?: AbortSignal) => get('/api/v1/organization', {}, {}, OrganizationInfo, { signal }),
    teams: (offset: number, limit: number, signal?: AbortSignal) =>
      getRows('/api/v1/organization/teams', {}, { offset, limit }, pageOf(TeamRow), { ...names, signal }),
    teamName: (teamId: string, signal?: AbortSignal) =>
      get('/api/v1/team/{teamId}', { teamId }, {}, TeamName, { ...names, signal }),
    managedTeamName: (teamId: string, signal?: AbortSignal) =>
      get('/api/team/v1/{teamId}', { teamId }, {}, TeamName, { ...names, signal }),
    teamUsers: (teamId: string, offset: number, limit: number, signal?: AbortSignal) =>
      getRows('/api/v1/team/{teamId}/users', { teamId }, { offset, limit }, pageOf(Member), { signal }),
    teamSeats: (teamId: string, signal?: AbortSignal) =>
      get('/api/v1/team/account-utilizations', {}, { teamId }, TeamSeats, { signal }),
    organizationUsers: (
      filter: { active: boolean; teamMember: boolean },
      offset: number,
      limit: number,
      signal?: AbortSignal,
    ) => getRows('/api/v1/organization/users', {}, { offset, limit, ...filter }, pageOf(Member), { signal }),
    organizationSeatsByMonth: (startMonth: string, signal?: AbortSignal) =>
      getRows('/api/v1/organization/account-utilizations', {}, { startDate: startMonth }, SeatsByMonth, { signal }),
    invitations: (teamId: string | undefined, offset: number, limit: number, signal?: AbortSignal) =>
      getRows('/api/invitation/v1', {}, { offset, limit, teamId }, pageOf(InvitationRow), { signal }),
    person: (user_id: string, signal?: AbortSignal) =>
      get('/api/v1/user/{user_id}', { user_id }, {}, PersonInfo, { signal }),
    managedPerson: (userId: string, signal?: AbortSignal) =>
      get('/api/user/v1/{userId}', { userId }, {}, PersonInfo, { signal }),
    personByEmail: (email: string, signal?: AbortSignal) =>
      get('/api/user/v1/by-email/{email}', { email }, {}, PersonRow, { signal }),
    usage: (question: UsageQuestion, signal?: AbortSignal) =>
      getRows(`/api/${question.version}/${question.subject.kind}/usage`, {}, toQuery(question), UsageRows, { signal }),
    license: (signal?: AbortSignal) =>
      get('/api/v1/license', {}, {}, LicenseInfo, { ...names, isOptional: true, signal }),
    permissions: (role: 'Admin' | 'Manager', signal?: AbortSignal) =>
      get('/api/v1/instance/permissions', {}, { role }, Permissions, { isOptional: true, signal }),
    agentUsage: (question: AgentUsageQuestion, signal?: AbortSignal) =>
      getRows(`/api/v1/${question.subject.kind}/agent-usage`, {}, toQuery(question), AgentUsageRows, {
        isOptional: true,
        signal,
      }),
  }
}

export type Endpoints = ReturnType<typeof createEndpoints>

export type UsageQuestion = AgentUsageQuestion & { version: UsageVersion }

export type AgentUsageQuestion = {
  subject: UsageSubject
  organizationId: string
  period: Period
  granularity: Granularity
}

function toQuery({ organizationId, subject, period, granularity }: AgentUsageQuestion) {
  return {
    organizationId,
    teamId: subject.kind === 'team' ? subject.id : undefined,
    userId: subject.kind === 'user' ? subject.id : undefined,
    from: toSeconds(period.from),
    to: toSeconds(period.to),
    granularity,
  }
}

/** ISO 8601 in UTC without a fraction of a second: some servers refuse milliseconds. */
function toSeconds(date: Date): string {
  return date.toISOString().replace(/\.\d{3}Z$/, 'Z')
}

/** Asks in the name of the organization that the settings name, or else the token's own. */
export type AskAsOrganization = <T>(ask: (organizationId: string) => Promise<T>) => Promise<T>

export function createAskAsOrganization(endpoints: Endpoints, organizationId: string | undefined): AskAsOrganization {
  return async ask => {
    const id = organizationId ?? (await endpoints.organization()).id
    try {
      return await ask(id)
    } catch (error) {
      // The server also says 401 to an organization that is not the token's; if the token still works, it is that.
      if (hasCode(error, 'bad-token') && (await isTokenValid(endpoints))) {
        throw new AppError('wrong-organization', { status: 401 }, { cause: error, log: error.log })
      }
      throw error
    }
  }
}

/** Never throws: the first failure is the one that is reported. */
function isTokenValid(endpoints: Endpoints): Promise<boolean> {
  return endpoints.organizationNow().then(
    () => true,
    () => false,
  )
}

/**
 * Time to live of a cache by the bot's clock: if that moves ahead by a week, entries are a week old, however little time
 * has passed on the machine. @param milliseconds of that clock
 */
export function keptFor(milliseconds: number, clock: Clock) {
  // Else the cache remembers the time for a millisecond of the machine's, in which another clock may move by days.
  return { ttl: milliseconds, ttlResolution: 0, perf: { now: () => clock.now().getTime() } }
}
