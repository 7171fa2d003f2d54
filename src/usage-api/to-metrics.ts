import type { Count, Metrics } from '../ports.ts'

/** A tool's fields as they came; the tool itself may be absent. */
type Tool<Field extends string> = Readonly<Record<Field, Count>> | null | undefined

/** The metrics of a bucket as v1 or v2 spells them; what it does not have is `null`. */
type WireMetrics = {
  readonly activeUsers: Count
  readonly productivityFactor: Count
  readonly codeCompletions?: Tool<
    'activeUsers' | 'completions' | 'charsCompleted' | 'keystrokes' | 'lines' | 'automationFactor'
  >
  readonly chat?: Tool<
    | 'activeUsers'
    | 'interactions'
    | 'messages'
    | 'usefulChatInteractions'
    | 'lines'
    | 'linesAdded'
    | 'charsCompleted'
    | 'chatConsumptionRate'
  >
  readonly agent?: Tool<
    | 'activeUsers'
    | 'interactions'
    | 'messages'
    | 'linesAdded'
    | 'linesAddedAccepted'
    | 'linesRemoved'
    | 'linesRemovedAccepted'
  >
}

/** v1 and v2 in one shape: v2 calls interactions "messages" and chat's lines "linesAdded". */
export function toMetrics(bucket: WireMetrics): Metrics {
  const { codeCompletions: completions, chat, agent } = bucket
  return {
    activeUsers: bucket.activeUsers,
    completions: {
      activeUsers: completions?.activeUsers ?? null,
      accepted: completions?.completions ?? null,
      chars: completions?.charsCompleted ?? null,
      keystrokes: completions?.keystrokes ?? null,
      lines: completions?.lines ?? null,
    },
    chat: {
      activeUsers: chat?.activeUsers ?? null,
      interactions: chat?.interactions ?? chat?.messages ?? null,
      useful: chat?.usefulChatInteractions ?? null,
      lines: chat?.lines ?? chat?.linesAdded ?? null,
      chars: chat?.charsCompleted ?? null,
    },
    agent: {
      activeUsers: agent?.activeUsers ?? null,
      interactions: agent?.interactions ?? agent?.messages ?? null,
      linesAdded: agent?.linesAdded ?? null,
      linesAddedAccepted: agent?.linesAddedAccepted ?? null,
      linesRemoved: agent?.linesRemoved ?? null,
      linesRemovedAccepted: agent?.linesRemovedAccepted ?? null,
    },
    reported: {
      automation: completions?.automationFactor ?? null,
      consumption: chat?.chatConsumptionRate ?? null,
      productivity: bucket.productivityFactor,
    },
  }
}
