/** Arithmetic on usage numbers. What was not reported stays unknown: `null` is never taken for 0. */
import type { Count, Metrics, Usage } from '../ports.ts'

/**
 * Counts of a whole question. Where two usage versions answered for different days, what both count alike is added;
 * people cannot be added (the same person may be in both), so their number is only a lower bound. So it is where the
 * server counted fewer active people than used one of the tools.
 */
export type Total = {
  readonly metrics: Metrics
  readonly isLowerBound: boolean
  /** One of two versions reported nothing for its days: what is known covers a part of the period, so each count is a lower bound. */
  readonly isPartial?: true
}

/** Whether any count says that something was used. */
export function hasUse({ activeUsers, completions, chat, agent }: Metrics): boolean {
  return [activeUsers, completions.accepted, chat.interactions, agent.interactions].some(
    count => count !== null && count > 0,
  )
}

/** Adds up the `all` buckets of a usage answer; `null` where the server reported nothing. */
export function totalOf(usage: Usage): Total | null {
  const found = usage.segments.flatMap(segment => segment.buckets.map(bucket => bucket.metrics))
  const [first, ...rest] = found
  if (!first) return null
  if (rest.length === 0 && usage.segments.length === 1)
    return { metrics: first, isLowerBound: first.isLowerBound ?? false }
  if (found.length < usage.segments.length)
    return { metrics: asPartOfWhole(first), isLowerBound: true, isPartial: true }
  return { metrics: rest.reduce(addMetrics, first), isLowerBound: true }
}

/** Active people where their number is exact: a lower bound can be neither compared nor divided. */
export function exactActive({ metrics, isLowerBound }: Total): Count {
  return isLowerBound ? null : metrics.activeUsers
}

/** What one version says of its days, as a part of a period of which the other would count chat and turns differently. */
function asPartOfWhole({
  completions,
  agent,
  models: _models,
  ides: _ides,
  languages: _languages,
  ...metrics
}: Metrics): Metrics {
  return {
    ...metrics,
    // Without the characters typed on the other days there is no rate of code either.
    completions: { ...completions, keystrokes: null },
    chat: { ...metrics.chat, interactions: null, useful: null, lines: null, chars: null },
    agent: { ...agent, interactions: null },
    reported: { automation: null, consumption: null, productivity: null },
  }
}

export function addMetrics(a: Metrics, b: Metrics): Metrics {
  return {
    activeUsers: largest(a.activeUsers, b.activeUsers),
    completions: {
      activeUsers: largest(a.completions.activeUsers, b.completions.activeUsers),
      accepted: addCounts(a.completions.accepted, b.completions.accepted),
      chars: addCounts(a.completions.chars, b.completions.chars),
      keystrokes: addCounts(a.completions.keystrokes, b.completions.keystrokes),
      lines: addCounts(a.completions.lines, b.completions.lines),
    },
    // v1 counts prompts, v2 messages; v1 counts lines copied, v2 lines added: neither adds up with the other.
    chat: {
      activeUsers: largest(a.chat.activeUsers, b.chat.activeUsers),
      interactions: null,
      useful: null,
      lines: null,
      chars: null,
    },
    agent: {
      activeUsers: largest(a.agent.activeUsers, b.agent.activeUsers),
      interactions: null,
      linesAdded: addCounts(a.agent.linesAdded, b.agent.linesAdded),
      linesAddedAccepted: addCounts(a.agent.linesAddedAccepted, b.agent.linesAddedAccepted),
      linesRemoved: addCounts(a.agent.linesRemoved, b.agent.linesRemoved),
      linesRemovedAccepted: addCounts(a.agent.linesRemovedAccepted, b.agent.linesRemovedAccepted),
    },
    reported: { automation: null, consumption: null, productivity: null },
  }
}

/** Share of code written by completions, of all code typed or completed. Fraction 0..1. */
export function automationFactor({ completions, reported }: Metrics): Count {
  return fraction(completions.chars, addCounts(completions.chars, completions.keystrokes)) ?? reported.automation
}

/** Share of chat interactions whose answer was used. Fraction 0..1. */
export function consumptionRate({ chat, reported }: Metrics): Count {
  return fraction(chat.useful, chat.interactions) ?? reported.consumption
}

/** Share of code that came from completions and chat. Fraction 0..1. */
export function productivityFactor({ completions, chat, reported }: Metrics): Count {
  const assisted = addCounts(completions.chars, chat.chars)
  return fraction(assisted, addCounts(assisted, completions.keystrokes)) ?? reported.productivity
}

/** Lines the agent proposed (added and removed), and how many of them were kept. */
export function agentLines({ agent }: Metrics): { proposed: Count; accepted: Count } {
  return {
    proposed: addCounts(agent.linesAdded, agent.linesRemoved),
    accepted: addCounts(agent.linesAddedAccepted, agent.linesRemovedAccepted),
  }
}

export function addCounts(a: Count, b: Count): Count {
  return a === null || b === null ? null : a + b
}

function largest(a: Count, b: Count): Count {
  return a === null || b === null ? null : Math.max(a, b)
}

function fraction(part: Count, whole: Count): Count {
  return part === null || whole === null || whole <= 0 || part > whole ? null : part / whole
}
