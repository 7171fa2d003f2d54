import { hasCode } from '../errors.ts'
import type { Clock, Invitation, MonthlySeats, SeatCounts, Team, UsageApi } from '../ports.ts'
import { createEndpoints } from './endpoints.ts'
import { createHttp, type HttpSettings } from './http.ts'
import { readPages } from './pages.ts'
import { createPeople, readOrganization } from './people.ts'
import { untilAborted } from './until-aborted.ts'
import { createUsage, type UsageSettings } from './usage.ts'

export type UsageApiSettings = HttpSettings & UsageSettings & { readonly clock: Clock }

/** The Usage API over HTTP, with what its versions lack filled in from their neighbours. */
export function createUsageApi(settings: UsageApiSettings): UsageApi {
  const http = createHttp(settings)
  const endpoints = createEndpoints(http)
  const people = createPeople(endpoints, settings.clock)
  const { usage, freshness } = createUsage(endpoints, settings, settings.clock)

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

  async function teams(signal?: AbortSignal): Promise<Team[]> {
    return Array.fromAsync(readPages((offset, limit) => endpoints.teams(offset, limit, signal)))
  }

  /** Newer servers have no endpoint for one team's name under the old path; the list knows every name. */
  async function teamName(teamId: string, signal?: AbortSignal): Promise<string> {
    const listed = (await teams(signal)).find(team => team.id === teamId)
    if (listed) return listed.name
    try {
      return await endpoints.teamName(teamId, signal)
    } catch (error) {
      if (hasCode(error, 'not-found')) return endpoints.managedTeamName(teamId, signal)
      throw error
    }
  }

  function invitations(teamId?: string, signal?: AbortSignal): AsyncIterable<Invitation> {
    return readPages((offset, limit) => endpoints.invitations(teamId, offset, limit, signal))
  }

  async function countMembers(active: boolean, signal?: AbortSignal): Promise<number | null> {
    const totals = await Promise.all(
      [true, false].map(teamMember => endpoints.organizationUsers({ active, teamMember }, 0, 1, signal)),
    )
    return totals.reduce<number | null>(
      (sum, page) => (sum === null || page.total === null ? null : sum + page.total),
      0,
    )
  }

  async function countInvitations(signal?: AbortSignal): Promise<number | null> {
    try {
      return (await endpoints.invitations(undefined, 0, 1, signal)).total
    } catch (error) {
      if (hasCode(error, 'not-found', 'forbidden')) return null
      throw error
    }
  }

  async function organizationSeats(signal?: AbortSignal): Promise<SeatCounts> {
    const [registered, deactivated, invited] = await Promise.all([
      countMembers(true, signal),
      countMembers(false, signal),
      countInvitations(signal),
    ])
    if (registered !== null && deactivated !== null && invited !== null) return { registered, deactivated, invited }
    // What the lists do not tell, the newest month does; its counts may lag by some hours.
    const months = await organizationSeatsByMonth(settings.clock.now(), signal)
    const newest = months.at(-1)
    return {
      registered: registered ?? newest?.registered ?? null,
      deactivated: deactivated ?? newest?.deactivated ?? null,
      invited: invited ?? newest?.invited ?? null,
    }
  }

  async function organizationSeatsByMonth(since: Date, signal?: AbortSignal): Promise<MonthlySeats[]> {
    const months = await endpoints.organizationSeatsByMonth(since.toISOString().slice(0, 7), signal)
    return months.sort((a, b) => a.month.localeCompare(b.month))
  }

  return {
    host: http.host,
    organization,
    teams,
    teamName,
    teamMembers: (teamId, signal) => readPages((offset, limit) => endpoints.teamUsers(teamId, offset, limit, signal)),
    teamSeats: endpoints.teamSeats,
    organizationMembers: (filter, signal) => readOrganization(endpoints, filter, signal),
    organizationSeats,
    organizationSeatsByMonth,
    invitations,
    person: people.person,
    // These three may wait for something that is found out for everybody, which one caller's signal must not end.
    personByEmail: (email, signal) => untilAborted(people.personByEmail(email, signal), signal),
    usage: (subject, period, granularity, signal) => untilAborted(usage(subject, period, granularity, signal), signal),
    freshness: signal => untilAborted(freshness(), signal),
  }
}
