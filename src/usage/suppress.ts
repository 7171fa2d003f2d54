/**
 * Use where others read along: a breakdown (tools, weeks) is shown whole or not at all, so that no part of it can be worked
 * out from the rest. Pure; the report runner applies it between collecting and rendering.
 */
import type { Count, Metrics } from '../ports.ts'
import { type Hidden, isBelowMinGroupSize, tools } from '../privacy/min-group-size.ts'
import type { Activity } from './activity.ts'
import { hasUse } from './metrics.ts'
import type { TrendRow } from './trend.ts'

/** @param members of the group today; a group below the minimum size shows nothing */
export function suppressActivity(activity: Activity, members: Count, minGroupSize: number): Activity {
  if (activity.state === 'no-data') return { ...activity, total: null, before: null, minGroupSize }
  const { total } = activity
  if (isBelowMinGroupSize(members, minGroupSize) || isTooSmall(total?.metrics ?? null, minGroupSize)) {
    return { ...activity, state: 'unknown', total: null, before: null, minGroupSize, hidden: 'group' }
  }
  const before = suppressBefore(activity.before, minGroupSize)
  const all = [total, before && 'total' in before ? before.total : null].map(found => found?.metrics ?? null)
  const hasTools = all.every(metrics => isShownByTool(metrics, minGroupSize))
  return {
    ...withoutSmallSplit(activity, minGroupSize),
    minGroupSize,
    ...(hasTools ? {} : { hidden: 'tools' as const }),
    total: total && { ...total, metrics: hasTools ? total.metrics : withoutTools(total.metrics) },
    before:
      before && 'total' in before && !hasTools
        ? { ...before, total: { ...before.total, metrics: withoutTools(before.total.metrics) } }
        : before,
  }
}

/** A change reveals the number before, so a small group before means no comparison. */
function suppressBefore(before: Activity['before'], minGroupSize: number): Activity['before'] {
  if (before === null || 'withheld' in before) return before
  return isTooSmall(before.total.metrics, minGroupSize) ? { withheld: 'group-too-small' } : before
}

/** Active people are split into members and leavers only if neither group is below the minimum. */
function withoutSmallSplit({ membership, ...activity }: Activity, minGroupSize: number): Activity {
  if (!membership) return activity
  const active = activity.total?.metrics.activeUsers ?? 0
  const parts = [membership.activeLeavers, active - membership.activeLeavers]
  return parts.some(people => isBelowMinGroupSize(people, minGroupSize)) ? activity : { ...activity, membership }
}

/** All steps or none; and the tools in each of them, or in none. */
export function suppressTrend(rows: readonly TrendRow[], activity: Activity, minGroupSize: number): TrendRow[] {
  if (activity.hidden === 'group' || activity.state === 'no-data') return []
  if (rows.some(({ metrics }) => isTooSmall(metrics, minGroupSize))) return []
  const hasTools = activity.hidden !== 'tools' && rows.every(({ metrics }) => isShownByTool(metrics, minGroupSize))
  return rows.map(row => (hasTools || !row.metrics ? row : { ...row, metrics: withoutTools(row.metrics) }))
}

/** Why a breakdown over time is missing; `null` where it is there, or there was none. */
export function hiddenSteps(before: readonly TrendRow[], after: readonly TrendRow[]): Hidden | null {
  return before.length > 0 && after.length === 0 ? 'steps' : null
}

/** Whether these numbers may be of a group below the minimum size; `true` if its size is not known. */
function isTooSmall(metrics: Metrics | null, minGroupSize: number): boolean {
  if (!metrics) return false
  const { activeUsers } = metrics
  return activeUsers === null ? hasUse(metrics) : isBelowMinGroupSize(activeUsers, minGroupSize)
}

function isShownByTool(metrics: Metrics | null, minGroupSize: number): boolean {
  if (!metrics) return true
  return tools.every(tool => {
    const { activeUsers, ...uses } = metrics[tool]
    if (activeUsers !== null && activeUsers > 0) return activeUsers >= minGroupSize
    return Object.values(uses).every(count => count === null || count === 0)
  })
}

/** How many people were active, without what they used. */
function withoutTools({ activeUsers, isLowerBound, completions, chat, agent }: Metrics): Metrics {
  return {
    activeUsers,
    ...(isLowerBound ? { isLowerBound } : {}),
    completions: emptied(completions),
    chat: emptied(chat),
    agent: emptied(agent),
    reported: { automation: null, consumption: null, productivity: null },
  }
}

function emptied<Tool extends Record<string, Count>>(tool: Tool): { [Name in keyof Tool]: null } {
  return Object.fromEntries(Object.keys(tool).map(name => [name, null])) as { [Name in keyof Tool]: null }
}
