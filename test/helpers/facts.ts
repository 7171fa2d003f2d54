import type { Count, Metrics, Period, Usage, UsageSegment, UsageVersion } from '../../src/ports.ts'
import { addDays } from '../../src/time/utc-days.ts'

/** A UTC day as people write it. */
export function day(written: string): Date {
  return new Date(`${written}T00:00:00Z`)
}

/** The days from the first to the last, both included. */
export function days(first: string, last: string): Period {
  return { from: day(first), to: addDays(day(last), 1) }
}

type Parts = { activeUsers?: Count } & {
  [Part in Exclude<keyof Metrics, 'activeUsers'>]?: Partial<Metrics[Part]>
}

/** Metrics of which only what is named was reported. */
export function metrics({ activeUsers = null, completions, chat, agent, reported }: Parts = {}): Metrics {
  const nothing = metricsOfAll(null)
  return {
    activeUsers,
    completions: { ...nothing.completions, ...completions },
    chat: { ...nothing.chat, ...chat },
    agent: { ...nothing.agent, ...agent },
    reported: { ...nothing.reported, ...reported },
  }
}

/** Every count reported, and every one the same: 0 is the server saying that nothing happened. */
export function metricsOfAll(count: Count): Metrics {
  return {
    activeUsers: count,
    completions: { activeUsers: count, accepted: count, chars: count, keystrokes: count, lines: count },
    chat: { activeUsers: count, interactions: count, useful: count, lines: count, chars: count },
    agent: {
      activeUsers: count,
      interactions: count,
      linesAdded: count,
      linesAddedAccepted: count,
      linesRemoved: count,
      linesRemovedAccepted: count,
    },
    reported: { automation: null, consumption: null, productivity: null },
  }
}

export function segment(version: UsageVersion, period: Period, ...buckets: Metrics[]): UsageSegment {
  return { version, period, buckets: buckets.map(found => ({ period, metrics: found })) }
}

/** A usage answer of segments in time order; its period is all of theirs. */
export function usageOf(first: UsageSegment, ...more: UsageSegment[]): Usage {
  return { period: { from: first.period.from, to: (more.at(-1) ?? first).period.to }, segments: [first, ...more] }
}
