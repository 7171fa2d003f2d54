import { AppError } from '../../src/errors.ts'
import type { Metrics, Period, SeatHistory, Team, UsageApi } from '../../src/ports.ts'
import { defaultReportSettings, type Sources } from '../../src/report/report.ts'
import { addDays, plainCalendar } from '../../src/time/utc-days.ts'
import { metricsOfAll } from './facts.ts'

const someTeams: readonly Team[] = [
  { id: 'team-1', name: 'Payments', people: 61 },
  { id: 'team-2', name: 'Web Platform', people: 20 },
  { id: 'team-3', name: 'Web Shop', people: 9 },
]

export const ada = {
  id: 'user-1',
  email: 'ada@northwind.example',
  role: 'Member',
  active: true,
  registeredAt: new Date('2026-02-03T08:00:00Z'),
  team: { id: 'team-1', name: 'Payments' },
}

/** A Usage API of three teams and one person that answers at once; whatever a test is about, it says itself. */
export function fakeUsageApi(answers: Partial<UsageApi> = {}): UsageApi {
  return {
    host: 'console.tabnine.com',
    organization: async () => ({ id: 'org-1', name: 'Northwind Robotics' }),
    teams: async () => someTeams,
    teamName: async teamId => someTeams.find(({ id }) => id === teamId)?.name ?? teamId,
    teamMembers: () => listOf([{ id: ada.id, email: ada.email, role: ada.role, active: ada.active }]),
    teamSeats: async () => ({ registered: 57, invited: 6, deactivated: 4 }),
    organizationMembers: () => listOf([]),
    organizationSeats: async () => ({ registered: 90, invited: 9, deactivated: 5 }),
    organizationSeatsByMonth: async () => [{ month: '2026-10', registered: 88, invited: 9, deactivated: 4 }],
    invitations: () => listOf([]),
    person: async userId => {
      if (userId === ada.id) return ada
      throw new AppError('unknown-person', { subject: userId })
    },
    isActive: async userId => (userId === ada.id ? ada.active : null),
    personByEmail: async email => (email.toLowerCase() === ada.email ? ada : null),
    usage: async (_subject, period) => usageWith(period, metricsOfAll(42)),
    freshness: async () => ({
      lastActiveDay: new Date('2026-11-24T00:00:00Z'),
      lookback: { from: new Date('2026-10-29T00:00:00Z'), to: new Date('2026-11-26T00:00:00Z') },
    }),
    admins: async () => ({ state: 'absent' }),
    license: async () => ({ state: 'absent' }),
    agentUsage: async () => ({ state: 'absent' }),
    ...answers,
  }
}

/** One bucket for the whole period, however it was to be cut. */
export function usageWith(period: Period, metrics: Metrics) {
  return { period, segments: [{ version: 'v2' as const, period, buckets: [{ period, metrics }] }] }
}

/** One bucket a week. */
export function weeklyUsage(period: Period, metrics: Metrics) {
  const buckets = []
  for (let from = period.from; from < period.to; from = addDays(from, 7)) {
    buckets.push({ period: { from, to: addDays(from, 7) }, metrics })
  }
  return { period, segments: [{ version: 'v2' as const, period, buckets }] }
}

export async function* listOf<Row>(rows: readonly Row[]): AsyncGenerator<Row, void, undefined> {
  yield* rows
}

/** A bot that has kept nothing yet. */
export const noHistory: SeatHistory = {
  seatsBefore: async () => null,
  seatsWithin: async () => [],
  membership: async () => null,
  outlook: async () => null,
}

export function sourcesOf(usageApi: UsageApi, onProgress: Sources['onProgress'] = () => {}): Sources {
  const settings = defaultReportSettings
  return {
    usageApi,
    history: null,
    calendar: plainCalendar,
    settings,
    signal: new AbortController().signal,
    onProgress,
  }
}
