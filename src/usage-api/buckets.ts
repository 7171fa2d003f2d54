import type { Count, Granularity, Metrics, ModelUse } from '../ports.ts'
import { addDays, startOfDay } from '../time/utc-days.ts'

type WireModels = readonly { readonly model: string; readonly messages: Count; readonly uniqueUsers: Count }[] | null
type WithModels = { readonly models?: WireModels } | null | undefined

/** A tool's fields as they came; the tool itself may be absent. */
type Tool<Field extends string> = Readonly<Record<Field, Count>> | null | undefined

/** The metrics of a bucket as v1 or v2 spells them; what it does not have is `null`. */
type WireMetrics = {
  readonly ides?: readonly string[] | null
  readonly languages?: readonly string[] | null
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
  > &
    WithModels
  readonly agent?: Tool<
    | 'activeUsers'
    | 'interactions'
    | 'messages'
    | 'linesAdded'
    | 'linesAddedAccepted'
    | 'linesRemoved'
    | 'linesRemovedAccepted'
  > &
    WithModels
}

/**
 * v1 and v2 in one shape: v2 calls interactions "messages" and chat's lines "linesAdded". The number of active people is
 * never below that of a tool; see `correctActiveUsers`.
 */
export function toMetrics(bucket: WireMetrics): Metrics {
  const models = joinModels(bucket.chat?.models ?? null, bucket.agent?.models ?? null)
  const { ides, languages } = bucket
  return {
    ...correctActiveUsers(toSameShape(bucket)),
    ...(models ? { models } : {}),
    ...(ides ? { ides } : {}),
    ...(languages ? { languages } : {}),
  }
}

/** One row for each model, of chat and agent together. */
function joinModels(chat: WireModels, agent: WireModels): ModelUse[] | null {
  if (!chat && !agent) return null
  const ids = new Set([...(chat ?? []), ...(agent ?? [])].map(({ model }) => model))
  const useOf = (models: WireModels, id: string) => {
    const found = models?.find(({ model }) => model === id)
    // A model that a list does not have did nothing there.
    return found
      ? { messages: found.messages, members: found.uniqueUsers }
      : { messages: models && 0, members: models && 0 }
  }
  return [...ids].map(model => ({ model, chat: useOf(chat, model), agent: useOf(agent, model) }))
}

/** Whether any count says that something was used. */
export function hasUse({ activeUsers, completions, chat, agent }: Metrics): boolean {
  return [activeUsers, completions.accepted, chat.interactions, agent.interactions].some(isAboveZero)
}

/**
 * Servers may count people who used only the agent with the agent, but not among the active people. Then there are at least
 * as many active people as the largest tool has, and exactly as many if no other tool was used. If no tool counts people,
 * a 0 in spite of use counts as missing.
 */
function correctActiveUsers(metrics: Metrics): Metrics {
  const { activeUsers, completions, chat, agent } = metrics
  if (activeUsers === null) return metrics
  const tools = [
    { people: completions.activeUsers, uses: completions.accepted },
    { people: chat.activeUsers, uses: chat.interactions },
    { people: agent.activeUsers, uses: agent.interactions },
  ].filter(({ people, uses }) => isAboveZero(people) || isAboveZero(uses))
  const largest = Math.max(0, ...tools.map(({ people }) => people ?? 0))
  if (activeUsers === 0 && largest === 0 && tools.length > 0) return { ...metrics, activeUsers: null }
  if (activeUsers >= largest) return metrics
  return { ...metrics, activeUsers: largest, ...(tools.length > 1 ? { isLowerBound: true } : {}) }
}

function isAboveZero(count: Count): boolean {
  return count !== null && count > 0
}

function toSameShape(bucket: WireMetrics): Metrics {
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

/** A bucket as the server dates it. */
type DatedRow = { readonly from: Date; readonly to: Date }

export type PlacedRows<Row> = {
  /** In time order, from midnight UTC to midnight UTC, each start once. */
  readonly rows: readonly Row[]
  /** Rows that fit no UTC day, with the server's dates. */
  readonly undated: readonly Row[]
}

const hour = 3_600_000
/** A local day lasts 23 to 25 hours where clocks change; anything longer is not a day. */
const maxDayHours = 36

/**
 * Moves buckets onto whole UTC days. A server may cut its days in a zone of its own, or at an odd hour: a day is then the
 * UTC day in which most of the bucket lies, and a week or month begins and ends at the nearest midnight. Several buckets
 * within one day, as of a server that counts by the hour, cannot be placed: people cannot be added up.
 */
export function placeRows<Row extends DatedRow>(
  rows: readonly Row[],
  granularity: Exclude<Granularity, 'all'>,
): PlacedRows<Row> {
  const byStart = new Map<number, Row[]>()
  const undated: Row[] = []
  for (const row of new Map(rows.map(one => [one.from.getTime(), one])).values()) {
    const days = granularity === 'daily' ? dayOf(row) : daysOf(row)
    if (days === null) {
      undated.push(row)
      continue
    }
    const start = days.from.getTime()
    const sameStart = byStart.get(start) ?? []
    sameStart.push({ ...row, ...days })
    byStart.set(start, sameStart)
  }
  const placed: Row[] = []
  for (const [only, ...others] of byStart.values()) {
    if (only && others.length === 0) placed.push(only)
    else if (only) undated.push(only, ...others)
  }
  return { rows: placed.sort(byTime), undated: undated.sort(byTime) }
}

function dayOf({ from, to }: DatedRow): { from: Date; to: Date } | null {
  const length = to.getTime() - from.getTime()
  if (length < 0 || length > maxDayHours * hour) return null
  const day = startOfDay(new Date(from.getTime() + length / 2))
  return { from: day, to: addDays(day, 1) }
}

function daysOf({ from, to }: DatedRow): { from: Date; to: Date } | null {
  const days = { from: nearestMidnight(from), to: nearestMidnight(to) }
  return days.from < days.to ? days : null
}

function nearestMidnight(moment: Date): Date {
  return startOfDay(new Date(moment.getTime() + 12 * hour))
}

function byTime(one: DatedRow, other: DatedRow): number {
  return one.from.getTime() - other.from.getTime()
}
