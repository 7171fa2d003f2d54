import { hasCode } from '../errors.ts'
import type { Granularity, Period, UsageVersion } from '../ports.ts'
import { addDays, earlier, later, startOfDay, utcDay } from '../time/utc-days.ts'
import type { UsageRow } from './schema.ts'
import { hasUse } from './to-metrics.ts'

/**
 * Which usage version answers for which days. From server 6.2 on, v1 is frozen without saying so and only v2 counts
 * what happens now; v2 may know nothing of the days before. `v2Since` is the first day v2 answers for: `null` where
 * the server has no v2 (all days are v1's).
 */
export type Coverage = { readonly v2Since: Date | null }

/** How far back the change from v1 to v2 is searched. Before that only v1 can have data. */
const lookbackMonths = 24

/** Rows from midnight UTC to midnight UTC, in time order. */
export type AskOrganization = (
  version: UsageVersion,
  period: Period,
  granularity: Exclude<Granularity, 'all'>,
) => Promise<readonly UsageRow[]>

/** Finds the day from which on v2 answers, with two or three questions about the whole organization. */
export async function detectCoverage(ask: AskOrganization, now: Date): Promise<Coverage> {
  const lookback = { from: utcDay(now.getUTCFullYear(), now.getUTCMonth() - lookbackMonths, 1), to: addDays(now, 1) }
  const months = await orNone(ask('v2', lookback, 'monthly'))
  if (months === null) return { v2Since: null }
  const firstMonth = activeRows(months)[0]
  if (firstMonth) {
    const days = await ask('v2', daysOf(firstMonth, lookback), 'daily')
    return { v2Since: startOfDay((activeRows(days)[0] ?? firstMonth).from) }
  }
  // v2 is there and empty: a server changed over just now, or an organization that never started. It is not
  // known that v1 goes on counting, so v1 answers up to its last active day and v2 from the day after.
  const lastMonth = activeRows((await orNone(ask('v1', lookback, 'monthly'))) ?? []).at(-1)
  if (!lastMonth) return { v2Since: lookback.from }
  const month = daysOf(lastMonth, lookback)
  const lastDay = activeRows(await ask('v1', month, 'daily')).at(-1)
  return { v2Since: lastDay ? addDays(lastDay.from, 1) : month.to }
}

/** `null`: the server does not have this version, or keeps it from this organization, as where its licence does not hold it. */
async function orNone(rows: Promise<readonly UsageRow[]>): Promise<readonly UsageRow[] | null> {
  try {
    return await rows
  } catch (error) {
    if (hasCode(error, 'not-found', 'forbidden')) return null
    throw error
  }
}

export type CoveragePart = { readonly version: UsageVersion; readonly period: Period }

/** Splits a period so that each day is asked of exactly one version. */
export function splitPeriod(period: Period, coverage: Coverage): readonly CoveragePart[] {
  const { v2Since } = coverage
  if (v2Since === null || period.to <= v2Since) return [{ version: 'v1', period }]
  if (period.from >= v2Since) return [{ version: 'v2', period }]
  return [
    { version: 'v1', period: { from: period.from, to: v2Since } },
    { version: 'v2', period: { from: v2Since, to: period.to } },
  ]
}

function activeRows(rows: readonly UsageRow[]): UsageRow[] {
  return rows.filter(row => hasUse(row.metrics)).sort((a, b) => a.from.getTime() - b.from.getTime())
}

/** All days of a month's bucket, wherever in a month the server lets it begin; some extra days do no harm. */
function daysOf(month: UsageRow, lookback: Period): Period {
  const from = startOfDay(month.from)
  return { from: later(from, lookback.from), to: earlier(addDays(from, 32), lookback.to) }
}
