/** A made-up week of a made-up team: what every report's example is made of. */
import type { Metrics, SeatCounts } from '../ports.ts'
import { addDays } from '../time/utc-days.ts'
import type { Activity } from './activity.ts'
import type { TrendRow } from './trend.ts'

export const exampleSeats: SeatCounts = { registered: 57, invited: 6, deactivated: 4 }

const monday = new Date('2026-11-16T00:00:00Z')

function metrics(active: number, load: number): Metrics {
  return {
    activeUsers: active,
    completions: {
      activeUsers: Math.max(1, active - 4),
      accepted: 71 * load,
      chars: 6_176 * load,
      keystrokes: 8_314 * load,
      lines: 218 * load,
    },
    chat: {
      activeUsers: Math.max(1, active - 9),
      interactions: 13 * load,
      useful: null,
      lines: 38 * load,
      chars: null,
    },
    agent: {
      activeUsers: Math.max(0, active - 20),
      interactions: 5 * load,
      linesAdded: 93 * load,
      linesAddedAccepted: 88 * load,
      linesRemoved: 7 * load,
      linesRemovedAccepted: 6 * load,
    },
    reported: { automation: null, consumption: null, productivity: null },
  }
}

export const exampleActivity: Activity = {
  asked: {
    period: { from: monday, to: addDays(monday, 7) },
    previous: { from: addDays(monday, -7), to: monday },
    isOver: true,
    words: 'last week',
  },
  total: { metrics: metrics(42, 50), isLowerBound: false },
  state: 'active',
  before: {
    period: { from: addDays(monday, -7), to: monday },
    total: { metrics: metrics(39, 46), isLowerBound: false },
  },
  origin: {
    host: 'console.tabnine.com',
    versions: ['v2'],
    askedAt: new Date('2026-11-23T10:25:00Z'),
    lastActiveDay: new Date('2026-11-22T00:00:00Z'),
    uncovered: [],
  },
  membership: { members: 57, activeLeavers: 0 },
}

/** The eight weeks up to the same one. */
export const exampleWeeks: readonly TrendRow[] = [29, 31, 34, 33, 36, 38, 39, 42].map((active, week) => ({
  period: { from: addDays(monday, 7 * (week - 7)), to: addDays(monday, 7 * (week - 6)) },
  metrics: metrics(active, active + 8),
}))
