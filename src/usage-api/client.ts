import { AppError, hasCode } from '../errors.ts'
import { attempt, untilAborted, valueOr } from '../partial.ts'
import type { Clock, Invitation, MonthlySeats, OnSkipped, SeatCounts, Team, UsageApi } from '../ports.ts'
import { createAskAsOrganization, createEndpoints } from './endpoints.ts'
import { createHttp, type HttpSettings } from './http.ts'
import { createOptional } from './optional.ts'
import { type ListPage, maxRows, readPages } from './pages.ts'
import { createPeople, readOrganization } from './people.ts'
import { createUsage, type UsageSettings } from './usage.ts'

export type UsageApiSettings = HttpSettings & UsageSettings & { readonly clock: Clock }

/** The Usage API over HTTP, with what its versions lack filled in from their neighbours. */
export function createUsageApi(settings: UsageApiSettings): UsageApi {
  const http = createHttp(settings)
  const endpoints = createEndpoints(http, settings.log)
  const people = createPeople(endpoints, settings.clock)
  const askAsOrganization = createAskAsOrganization(endpoints, settings.organizationId)
  const { usage, freshness } = createUsage(endpoints, settings, settings.clock, askAsOrganization)
  const { admins, license, agentUsage } = createOptional(endpoints, settings.clock, askAsOrganization)

  async function organization(signal?: AbortSignal) {
    const { organizationId } = settings
    try {
      const found = await endpoints.organization(signal)
      return organizationId && organizationId !== found.id ? { id: organizationId, name: organizationId } : found
    } catch (error) {
      if (organizationId && hasCode(error, 'not-found')) return { id: organizationId, name: organizationId }
      throw error
    }
  }

  async function teams(signal?: AbortSignal, onSkipped?: OnSkipped): Promise<Team[]> {
    const read = (offset: number, limit: number) => endpoints.teams(offset, limit, signal)
    return Array.fromAsync(readPages(read, { maxRows: maxRows.teams, onSkipped }))
  }

  /** The list knows most names; what it does not hold is asked of the team's own page, of either generation. */
  async function teamName(teamId: string, signal?: AbortSignal): Promise<string> {
    const listed = await attempt(teams(signal), signal)
    const found = valueOr(listed, []).find(team => team.id === teamId)
    if (found) return found.name
    if (isNoTeamId(teamId)) throw new AppError('not-found')
    try {
      return await endpoints.teamName(teamId, signal)
    } catch (error) {
      if (hasCode(error, 'not-found')) return endpoints.managedTeamName(teamId, signal)
      throw error
    }
  }

  function invitations(teamId?: string, signal?: AbortSignal, onSkipped?: OnSkipped): AsyncIterable<Invitation> {
    return readPages((offset, limit) => endpoints.invitations(teamId, offset, limit, signal), { onSkipped })
  }

  async function countMembers(active: boolean, signal?: AbortSignal): Promise<number | null> {
    const counts = await Promise.all(
      [true, false].map(teamMember =>
        countRows((offset, limit) => endpoints.organizationUsers({ active, teamMember }, offset, limit, signal)),
      ),
    )
    const known = counts.filter(count => count !== null)
    return known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0)
  }

  function countInvitations(signal?: AbortSignal): Promise<number | null> {
    return countRows((offset, limit) => endpoints.invitations(undefined, offset, limit, signal))
  }

  /** Counts that the lists lack come from the newest month, which may lag by some hours. */
  async function organizationSeats(signal?: AbortSignal): Promise<SeatCounts> {
    const [registered, deactivated, invited] = await Promise.all([
      countMembers(true, signal),
      attempt(countMembers(false, signal), signal).then(count => valueOr(count, null)),
      attempt(countInvitations(signal), signal).then(count => valueOr(count, null)),
    ])
    if (registered !== null && deactivated !== null && invited !== null) return { registered, deactivated, invited }
    const months = await attempt(organizationSeatsByMonth(settings.clock.now(), signal), signal)
    const newest = valueOr(months, []).at(-1)
    return {
      registered: registered ?? newest?.registered ?? null,
      deactivated: deactivated ?? newest?.deactivated ?? null,
      invited: invited ?? newest?.invited ?? null,
    }
  }

  async function organizationSeatsByMonth(since: Date, signal?: AbortSignal): Promise<MonthlySeats[]> {
    const { rows } = await endpoints.organizationSeatsByMonth(since.toISOString().slice(0, 7), signal)
    return rows.sort((a, b) => a.month.localeCompare(b.month))
  }

  return {
    host: http.host,
    organization,
    teams,
    teamName,
    teamMembers: (teamId, signal, onSkipped) =>
      readPages((offset, limit) => endpoints.teamUsers(teamId, offset, limit, signal), { onSkipped }),
    teamSeats: endpoints.teamSeats,
    organizationMembers: (filter, signal, onSkipped) => readOrganization(endpoints, filter, signal, onSkipped),
    organizationSeats,
    organizationSeatsByMonth,
    invitations,
    person: people.person,
    // These may wait for a request that serves all callers, which one caller's signal must not end.
    isActive: (userId, signal) => untilAborted(people.isActive(userId, signal), signal),
    personByEmail: (email, signal) => untilAborted(people.personByEmail(email, signal), signal),
    usage: (subject, period, granularity, signal) => untilAborted(usage(subject, period, granularity, signal), signal),
    freshness: signal => untilAborted(freshness(), signal),
    admins,
    license,
    agentUsage: (subject, period, granularity, signal) =>
      untilAborted(agentUsage(subject, period, granularity, signal), signal),
  }
}

/** What would lead to another endpoint of the same path. */
function isNoTeamId(teamId: string): boolean {
  return ['usage', 'account-utilizations', '.', '..', ''].includes(teamId)
}

/**
 * The list's own total; without one, its rows, including those that could not be read: they are people too. `null`: the
 * list has neither a total nor a row.
 */
async function countRows<Row extends { readonly id: string }>(
  fetchPage: (offset: number, limit: number) => Promise<ListPage<Row>>,
): Promise<number | null> {
  const { total } = await fetchPage(0, 1)
  if (total !== null) return total
  let rows = 0
  const onSkipped = (skipped: number) => {
    rows += skipped
  }
  for await (const _row of readPages(fetchPage, { onSkipped })) rows += 1
  return rows > 0 ? rows : null
}
