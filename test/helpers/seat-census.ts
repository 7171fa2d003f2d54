/** A daily check done the plain way, through a client: it asks everything about everyone. */
import pLimit from 'p-limit'
import { hasCode } from '../../src/errors.ts'
import type { Period, Snapshot, Subject, Usage, UsageApi } from '../../src/ports.ts'
import { addDays, startOfDay } from '../../src/time/utc-days.ts'
import type { SeatCensus, SeatRecord } from '../../src/unused-seats/findings/census.ts'

/** Reads a census of each subject; a person is asked about once. */
export function createCensusReader(api: UsageApi, now: Date) {
  const day = startOfDay(now)
  const window: Period = { from: addDays(day, -14), to: day }
  const records = new Map<string, Promise<SeatRecord>>()
  const limit = pLimit(8)
  // The newest servers' lists of a team do not say who is deactivated; the organization's list does.
  const gone = Array.fromAsync(api.organizationMembers({ active: false })).then(
    rows => new Set(rows.map(({ id }) => id)),
  )
  const used = api.usage({ kind: 'organization' }, window, 'all').then(isUsed)

  async function readPerson(id: string): Promise<SeatRecord> {
    const person = await api.person(id)
    const subject = { kind: 'user', id } as const
    const from = startOfDay(person.registeredAt ?? addDays(day, -1000))
    const usedInWindow = isUsed(await api.usage(subject, window, 'all'))
    const days = usedInWindow || from >= day ? [] : listDays(await api.usage(subject, { from, to: day }, 'daily'))
    return {
      id,
      email: person.email,
      teamId: person.team?.id ?? null,
      invitedAt: null,
      expiresAt: null,
      registeredAt: person.registeredAt,
      firstUsedOn: days[0] ?? null,
      lastUsedOn: days.at(-1) ?? null,
      hasEverUsed: usedInWindow || days.length > 0,
      usedInWindow,
    }
  }

  function readOnce(id: string): Promise<SeatRecord> {
    const known = records.get(id) ?? limit(() => readPerson(id))
    records.set(id, known)
    return known
  }

  async function readInvited(teamId: string | undefined): Promise<SeatRecord[] | null> {
    try {
      const all = await Array.fromAsync(api.invitations(teamId))
      return all
        .filter(({ revokedAt }) => revokedAt === null)
        .map(({ email, teamId, createdAt, expiresAt }) => ({
          ...unknownSeat,
          email,
          teamId,
          invitedAt: createdAt,
          expiresAt,
        }))
    } catch (error) {
      if (hasCode(error, 'not-found')) return null
      throw error
    }
  }

  return async function readCensus(subject: Subject, snapshots: readonly Snapshot[]): Promise<SeatCensus> {
    const isTeam = subject.kind === 'team'
    const rows = await Array.fromAsync(isTeam ? api.teamMembers(subject.id) : api.organizationMembers({ active: true }))
    const deactivated = await gone
    return {
      subject,
      day,
      window,
      isInvitedRefused: false,
      counts: await (isTeam ? api.teamSeats(subject.id) : api.organizationSeats()),
      members: await Promise.all(rows.filter(({ id }) => !deactivated.has(id)).map(({ id }) => readOnce(id))),
      invited: await readInvited(isTeam ? subject.id : undefined),
      organizationUsed: await used,
      isFrozen: false,
      snapshots,
    }
  }
}

export const unknownSeat: SeatRecord = {
  id: null,
  email: null,
  teamId: null,
  invitedAt: null,
  expiresAt: null,
  registeredAt: null,
  firstUsedOn: null,
  lastUsedOn: null,
  hasEverUsed: null,
  usedInWindow: null,
}

function isUsed(usage: Usage): boolean {
  return usage.segments.some(({ buckets }) => buckets.some(({ metrics }) => (metrics.activeUsers ?? 0) > 0))
}

function listDays({ segments }: Usage): Date[] {
  const buckets = segments.flatMap(segment => segment.buckets)
  return buckets.filter(({ metrics }) => (metrics.activeUsers ?? 0) > 0).map(({ period }) => period.from)
}
