import fc from 'fast-check'
import type {
  Count,
  Freshness,
  Metrics,
  MonthlySeats,
  Period,
  Person,
  SeatCounts,
  Snapshot,
  Subject,
  Usage,
  UsageSegment,
} from '../../src/ports.ts'
import type { AskedPeriod } from '../../src/time/period.ts'
import { addDays, plainCalendar, utcDay } from '../../src/time/utc-days.ts'
import { type Activity, assembleActivity } from '../../src/usage/activity.ts'
import type { TrendRow } from '../../src/usage/trend.ts'
import { moments } from './period-words.ts'

/** Unknown, zero, small, or absurdly large. */
export const counts: fc.Arbitrary<Count> = fc.oneof(
  fc.constant(null),
  fc.constantFrom(0, 1),
  fc.nat({ max: 5_000 }),
  fc.integer({ min: 0, max: 1e12 }),
)
const factor = fc.oneof(fc.constant(null), fc.double({ min: 0, max: 1.5, noNaN: true }))

const anyMetrics: fc.Arbitrary<Metrics> = fc.record({
  activeUsers: counts,
  completions: fc.record({ activeUsers: counts, accepted: counts, chars: counts, keystrokes: counts, lines: counts }),
  chat: fc.record({ activeUsers: counts, interactions: counts, useful: counts, lines: counts, chars: counts }),
  agent: fc.record({
    activeUsers: counts,
    interactions: counts,
    linesAdded: counts,
    linesAddedAccepted: counts,
    linesRemoved: counts,
    linesRemovedAccepted: counts,
  }),
  reported: fc.record({ automation: factor, consumption: factor, productivity: factor }),
})

export const anySeats: fc.Arbitrary<SeatCounts> = fc.record({
  registered: counts,
  invited: counts,
  deactivated: counts,
})

export const anyMonths: fc.Arbitrary<MonthlySeats[]> = fc.array(
  fc
    .tuple(anySeats, fc.constantFrom('2025-12', '2026-01', '2026-11'))
    .map(([seats, month]): MonthlySeats => ({ ...seats, month })),
  { maxLength: 6 },
)

/** What our own database stored about a subject on an earlier day. */
export const anySnapshot: fc.Arbitrary<Snapshot> = fc
  .tuple(anySeats, moments)
  .map(([seats, day]) => ({ ...seats, day, subject: 'all' }))

const uuid = fc.uuid()
export const anyName: fc.Arbitrary<string> = fc.constantFrom(
  'Payments',
  'Data Science',
  'Ünïcode – “Team”',
  'فريق',
  '👩‍💻 devs',
  '<!channel> *bold*',
  'last week',
)

export const anySubject: fc.Arbitrary<Subject> = fc.oneof(
  fc.record({ kind: fc.constant('organization' as const), name: anyName }),
  fc.record({ kind: fc.constant('team' as const), id: uuid, name: anyName }),
)

export const anyPerson: fc.Arbitrary<Person> = fc.record({
  id: uuid,
  email: fc.constantFrom(null, 'ada@northwind.example'),
  role: fc.constantFrom(null, 'Member'),
  active: fc.constantFrom(null, true, false),
  registeredAt: fc.option(moments),
  team: fc.option(fc.record({ id: uuid, name: fc.option(anyName) })),
})

const anyDay = moments.map(moment => utcDay(moment.getUTCFullYear(), moment.getUTCMonth(), moment.getUTCDate()))

const anyAsked: fc.Arbitrary<AskedPeriod> = fc
  .record({
    from: anyDay,
    length: fc.integer({ min: 1, max: 731 }),
    isOver: fc.boolean(),
    words: fc.constantFrom('last week', 'mtd', '1 sep to 14 sep', '2026-09-01..2026-09-14', 'q3 2026'),
  })
  .map(({ from, length, isOver, words }) => ({
    period: { from, to: addDays(from, length) },
    previous: isOver ? { from: addDays(from, -length), to: from } : null,
    isOver,
    words,
  }))

/** What one version says of all days, or each of the two of its side of a change; either may say nothing. */
type Metered = {
  version: 'v1' | 'v2'
  metrics: Metrics | null
  afterwards: { metrics: Metrics | null } | null
}
const anyMetered: fc.Arbitrary<Metered> = fc.record({
  version: fc.constantFrom('v1' as const, 'v2' as const),
  metrics: fc.option(anyMetrics),
  afterwards: fc.option(fc.record({ metrics: fc.option(anyMetrics) })),
})

function toUsage(period: Period, { version, metrics, afterwards }: Metered): Usage {
  const segment = (by: 'v1' | 'v2', part: Period, metrics: Metrics | null): UsageSegment => ({
    version: by,
    period: part,
    buckets: metrics === null ? [] : [{ period: part, metrics }],
  })
  if (!afterwards) return { period, segments: [segment(version, period, metrics)] }
  const change = addDays(period.from, 1)
  return {
    period,
    segments: [
      segment('v1', { from: period.from, to: change }, metrics),
      segment('v2', { from: change, to: addDays(period.to, 1) }, afterwards.metrics),
    ],
  }
}

export const anyActivity: fc.Arbitrary<Activity> = fc
  .record({
    asked: anyAsked,
    usage: anyMetered,
    before: fc.option(anyMetered),
    organization: anyMetered,
    now: moments,
    quietDays: fc.option(fc.integer({ min: 0, max: 27 })),
  })
  .map(({ asked, usage, before, organization, now, quietDays }) => {
    const lastActiveDay = quietDays === null ? null : addDays(now, -quietDays)
    const freshness: Freshness = { lastActiveDay, lookback: { from: addDays(now, -27), to: addDays(now, 1) } }
    return assembleActivity({
      asked,
      usage: toUsage(asked.period, usage),
      before: before && toUsage(asked.previous ?? asked.period, before),
      organization: toUsage(asked.period, organization),
      freshness,
      now,
      calendar: plainCalendar,
      host: 'console.tabnine.com',
    })
  })

export const anyTrend: fc.Arbitrary<TrendRow[]> = fc.array(
  fc
    .tuple(anyDay, fc.constantFrom(1, 7, 31), fc.option(anyMetrics))
    .map(([from, length, found]) => ({ period: { from, to: addDays(from, length) }, metrics: found })),
  { maxLength: 8 },
)
