import { LRUCache } from 'lru-cache'
import { AppError, hasCode } from '../errors.ts'
import type {
  AgentBucket,
  AgentUsage,
  Clock,
  Granularity,
  License,
  OptionalAnswer,
  Period,
  UsageSubject,
} from '../ports.ts'
import { addDays, startOfDay } from '../time/utc-days.ts'
import { placeRows } from './buckets.ts'
import { type AskAsOrganization, type Endpoints, keptFor } from './endpoints.ts'
import { isMissing } from './http.ts'
import type { AgentUsageRow } from './license-schema.ts'
import type { Rows } from './shapes.ts'

/** Milliseconds after which an endpoint that a server did not have is tried again. */
const probeAgainAfterMs = 60 * 60_000

type Missing = Exclude<OptionalAnswer<never>, { state: 'offered' }>

/** What only some servers have; the agents' usage has an endpoint for each kind of subject. */
const optionalEndpoints = ['license', 'permissions', 'organization', 'team', 'user'] as const
type Endpoint = (typeof optionalEndpoints)[number]
type AgentGranularity = Extract<Granularity, 'all' | 'daily'>

/** What only some servers and licences offer. */
export function createOptional(endpoints: Endpoints, clock: Clock, askAsOrganization: AskAsOrganization) {
  const missing = new LRUCache<Endpoint, Missing>({
    max: optionalEndpoints.length,
    ...keptFor(probeAgainAfterMs, clock),
  })

  async function probe<T>(endpoint: Endpoint, ask: () => Promise<T>): Promise<OptionalAnswer<T>> {
    const known = missing.get(endpoint)
    if (known) return known
    try {
      return { state: 'offered', value: await ask() }
    } catch (error) {
      const found = missingFrom(error, endpoint)
      if (!found) throw error
      // The server answers a deleted team or person like an endpoint that does not exist.
      if (hasCode(error, 'not-found') && (endpoint === 'team' || endpoint === 'user')) {
        const day = { from: addDays(startOfDay(clock.now()), -1), to: startOfDay(clock.now()) }
        const whole = await agentUsage({ kind: 'organization' }, day, 'all')
        if (whole.state === 'offered') throw error
      }
      missing.set(endpoint, found)
      return found
    }
  }

  async function agentUsage(
    subject: UsageSubject,
    period: Period,
    granularity: AgentGranularity,
    signal?: AbortSignal,
  ): Promise<OptionalAnswer<AgentUsage>> {
    const found = await probe(subject.kind, () =>
      askAsOrganization(organizationId =>
        endpoints.agentUsage({ organizationId, subject, period, granularity }, signal),
      ),
    )
    return found.state === 'offered' ? { ...found, value: toAgentUsage(found.value, period, granularity) } : found
  }

  /** A user of another organization on the same installation has no right here. */
  async function readAdmins(signal?: AbortSignal): Promise<ReadonlySet<string>> {
    const { id } = await endpoints.organization(signal)
    const rows = await Promise.all((['Admin', 'Manager'] as const).map(role => endpoints.permissions(role, signal)))
    const own = rows.flat().filter(({ organizationId }) => organizationId === id)
    return new Set(own.map(({ username }) => username.trim().toLowerCase()).filter(name => name.includes('@')))
  }

  return {
    admins: (signal?: AbortSignal): Promise<OptionalAnswer<ReadonlySet<string>>> =>
      probe('permissions', () => readAdmins(signal)),
    license: (signal?: AbortSignal): Promise<OptionalAnswer<License>> =>
      probe('license', () => endpoints.license(signal)),
    agentUsage,
  }
}

/** `null`: another failure. Some servers answer an unknown path with a page instead of JSON. */
function missingFrom(error: unknown, endpoint: Endpoint): Missing | null {
  // A token that reads all else may be refused here alone, and is then answered like a bad one.
  if ((endpoint === 'license' || endpoint === 'permissions') && hasCode(error, 'bad-token'))
    return { state: 'refused', code: null }
  if (hasCode(error, 'forbidden')) return { state: 'refused', code: error.details.vendorCode ?? null }
  return isMissing(error) ? { state: 'absent' } : null
}

function toAgentUsage(found: Rows<AgentUsageRow>, period: Period, granularity: AgentGranularity): AgentUsage {
  const { rows, skipped } = found
  if (granularity === 'all') {
    if (rows.length > 1) {
      throw new AppError('contract', {}, { log: { reason: `granularity all came with ${rows.length} buckets` } })
    }
    return { period, buckets: rows.map(row => toBucket(row, period)), skipped }
  }
  const placed = placeRows(rows, granularity)
  const buckets = placed.rows
    .filter(({ from }) => from >= period.from && from < period.to)
    .map(row => toBucket(row, { from: row.from, to: addDays(row.from, 1) }))
  return { period, buckets, skipped: skipped + placed.undated.length }
}

function toBucket({ from: _from, to: _to, ...row }: AgentUsageRow, period: Period): AgentBucket {
  return { period, ...row }
}
