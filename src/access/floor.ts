/**
 * What is left out of facts where others read along, so that no number is that of one or a few people: pure, applied
 * between collecting and telling. Nobody is counted as few: "nobody here used it" is told of a group of any use.
 */
import type { Count, Metrics, SeatCounts } from '../ports.ts'
import type { Activity } from '../report/activity.ts'
import type { Step, TrendRow } from '../report/trend.ts'
import { type LeftOut, type Tool, tools, type Withheld } from '../report/withheld.ts'
import { isEdgeOfCalendar } from '../utc-days.ts'
import { findBlocks, mayCut, type Size } from './blocks.ts'

/** `people`: the fewest of whom numbers are told. The others: ids of teams whose numbers would give away another's. */
export type Floor = {
  readonly people: number
  readonly besideInUse: ReadonlySet<string>
  /** In the period that it is compared with. */
  readonly besideBefore: ReadonlySet<string>
  readonly besideInSeats: ReadonlySet<string>
}

/** The tools that few used where a period begins or ends, and where the one before does: see `cut-edges.ts`. */
export type AtEdges = { readonly now: readonly Tool[]; readonly before: readonly Tool[] }

/** Whose numbers are told: the group's people of today, and whether its numbers would give away another group's. */
type Group = {
  readonly registered: Count
  readonly isBeside: boolean
  readonly isBesideBefore: boolean
  readonly atEdges?: AtEdges | undefined
}

export function isFew(people: Count, floor: number): boolean {
  return people !== null && people > 0 && people < floor
}

/** How many people a group has: who is registered, as in the list of teams. */
export function peopleOf({ registered, invited, deactivated }: SeatCounts): number {
  return registered ?? (invited ?? 0) + (deactivated ?? 0)
}

export function floorActivity(activity: Activity, floor: number, group: Group): Activity {
  const { registered, isBeside, atEdges = { now: [], before: [] } } = group
  if (activity.state === 'no-data') return { ...activity, total: null, before: null }
  const metrics = activity.total?.metrics ?? null
  const why = whyWithheld(metrics, floor, registered) ?? (isBeside ? 'beside' : null)
  if (why) return { ...activity, state: 'unknown', total: null, before: null, withheld: { why, floor } }
  if (!activity.total || !metrics) return activity
  const few = fewTools(metrics, floor)
  const only = atEdges.now.filter(tool => !few.includes(tool))
  const left = [...few, ...only]
  return {
    ...withoutFewLeavers(activity, floor),
    total: { ...activity.total, metrics: withoutTools(metrics, left) },
    before: floorBefore(activity.before, floor, group),
    ...(left.length > 0 ? { few: { tools: left, floor, ...(only.length > 0 ? { atEdges: only } : {}) } } : {}),
  }
}

/** Active people are told apart into members and leavers only where neither are few. */
function withoutFewLeavers({ membership, ...activity }: Activity, floor: number): Activity {
  if (!membership) return activity
  const active = activity.total?.metrics.activeUsers ?? 0
  const isTold = [membership.activeLeavers, active - membership.activeLeavers].every(people => !isFew(people, floor))
  return isTold ? { ...activity, membership } : activity
}

/** A change beside a number that is told would tell the number before. */
function floorBefore(before: Activity['before'], floor: number, group: Group): Activity['before'] {
  if (before === null || 'withheld' in before) return before
  const { metrics } = before.total
  if (group.isBesideBefore || whyWithheld(metrics, floor, group.registered)) return { withheld: 'few' }
  const left = [...fewTools(metrics, floor), ...(group.atEdges?.before ?? [])]
  return { ...before, total: { ...before.total, metrics: withoutTools(metrics, left) } }
}

/** A trend whose steps add up to nothing that is told: each step by itself. */
export function floorTrend(rows: readonly TrendRow[], activity: Activity, floor: number): TrendRow[] {
  if (activity.withheld || activity.state === 'no-data') return []
  return rows.map(row => leaveOut(row, [...hiddenIn(row, floor, [])], floor))
}

/**
 * A trend whose steps are told beside their total: where a step is left out, others are too, or what is missing could be
 * worked out. Of days those that are only told together, wherever somebody begins; of longer steps the smallest of the others.
 * Of tools left out in the total, no step is told.
 */
export function floorSteps(rows: readonly TrendRow[], activity: Activity, floor: number, by: Step): TrendRow[] {
  if (activity.withheld || activity.state === 'no-data') return []
  const hiding = new Map(rows.map(row => [row, hiddenIn(row, floor, activity.few?.tools ?? [])]))
  const listBeside = by === 'daily' ? listTogether : listSmallest
  for (const tool of tools) {
    if (!rows.some(row => hiding.get(row)?.has(tool))) continue
    const shown = rows.filter(row => !hiding.get(row)?.has(tool) && usersOf(row, tool) > 0)
    for (const row of listBeside(rows, shown, tool, floor)) hiding.get(row)?.add(tool)
  }
  return rows.map(row => leaveOut(row, [...(hiding.get(row) ?? [])], floor))
}

function listSmallest(_rows: readonly TrendRow[], shown: readonly TrendRow[], tool: Tool): TrendRow[] {
  return shown.toSorted((a, b) => usersOf(a, tool) - usersOf(b, tool)).slice(0, 1)
}

function listTogether(rows: readonly TrendRow[], shown: readonly TrendRow[], tool: Tool, floor: number): TrendRow[] {
  const blocks = findBlocks(
    rows.map(({ metrics }) => (metrics ? sizeOfTool(metrics, tool, floor) : 'nobody')),
    boundary => isEdgeOfCalendar(rows[boundary]?.period.from),
  )
  return shown.filter(row => {
    const at = rows.indexOf(row)
    return !(mayCut(blocks, at) && mayCut(blocks, at + 1))
  })
}

function hiddenIn({ metrics }: TrendRow, floor: number, everywhere: readonly Tool[]): Set<Tool> {
  if (!metrics) return new Set()
  return new Set(whyWithheld(metrics, floor, null) ? tools : [...everywhere, ...fewTools(metrics, floor)])
}

function leaveOut(row: TrendRow, hidden: readonly Tool[], floor: number): TrendRow {
  if (!row.metrics) return row
  const why = whyWithheld(row.metrics, floor, null)
  if (why) return { ...row, metrics: null, withheld: { why, floor } }
  return hidden.length === 0 ? row : { ...row, ...leaveOutTools({ ...row, metrics: row.metrics }, hidden, floor) }
}

/** Without what these tools did, beside those that are left out already. */
export function leaveOutTools(
  { metrics, few }: LeftOut & { readonly metrics: Metrics },
  hidden: readonly Tool[],
  floor: number,
) {
  const left = [...(few?.tools ?? []), ...hidden.filter(tool => !few?.tools.includes(tool))]
  return { metrics: withoutTools(metrics, left), few: { ...few, tools: left, floor } }
}

/** Who used a tool; where that is not told, whoever used anything may have. */
function usersOf({ metrics }: TrendRow, tool: Tool): number {
  return metrics?.[tool].activeUsers ?? metrics?.activeUsers ?? 0
}

/** Why none of a group's numbers may be told; `null` where they may. */
function whyWithheld(metrics: Metrics | null, floor: number, registered: Count): Withheld['why'] | null {
  const active = metrics?.activeUsers ?? null
  if (active !== null && active >= floor) return null
  if (isFew(active, floor) || isFew(registered, floor)) return 'few'
  return active === null && metrics !== null && hasUse(metrics) ? 'unknown' : null
}

function hasUse({ completions, chat, agent, reported }: Metrics): boolean {
  const counts = [completions, chat, agent, reported].flatMap(part => Object.values(part))
  return counts.some(count => count !== null && count > 0)
}

function fewTools(metrics: Metrics, floor: number): Tool[] {
  return tools.filter(tool => isFew(metrics[tool].activeUsers, floor))
}

/** The metrics without what these tools did, nor the factors from which it could be worked out. */
function withoutTools(metrics: Metrics, left: readonly Tool[]): Metrics {
  const { completions, chat, agent, reported } = metrics
  const isOut = (...some: Tool[]) => some.some(tool => left.includes(tool))
  return {
    activeUsers: metrics.activeUsers,
    ...(metrics.isLowerBound ? { isLowerBound: metrics.isLowerBound } : {}),
    completions: isOut('completions') ? emptied(completions) : completions,
    chat: isOut('chat') ? emptied(chat) : chat,
    agent: isOut('agent') ? emptied(agent) : agent,
    reported: {
      automation: isOut('completions') ? null : reported.automation,
      consumption: isOut('chat') ? null : reported.consumption,
      productivity: isOut('completions', 'chat') ? null : reported.productivity,
    },
  }
}

function emptied<Tool extends Record<string, Count>>(tool: Tool): { [Name in keyof Tool]: null } {
  return Object.fromEntries(Object.keys(tool).map(name => [name, null])) as { [Name in keyof Tool]: null }
}

/** How many people were active. */
export function sizeOfAll(metrics: Metrics, floor: number): Size {
  if (whyWithheld(metrics, floor, null)) return 'few'
  return metrics.activeUsers ? 'many' : 'nobody'
}

/** How many used a tool; of whom nobody says how many they are, they may be few. */
export function sizeOfTool(metrics: Metrics, tool: Tool, floor: number): Size {
  const counts = metrics[tool]
  if (counts.activeUsers !== null && counts.activeUsers >= floor) return 'many'
  return Object.values(counts).some(count => count !== null && count > 0) ? 'few' : 'nobody'
}
