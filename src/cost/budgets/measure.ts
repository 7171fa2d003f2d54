/** What a month has cost so far, from one request. */
import type { AgentUsage, Subject, UsageApi } from '../../ports.ts'
import { addDays, earlier } from '../../time/utc-days.ts'
import { projectionDays, projectMonth } from '../projection.ts'

export type Measured = {
  /** `null`: a day is not known. */
  readonly spent: number | null
  /** People behind it: all, or as many as the busiest day had; `null`: not known. */
  readonly people: number | null
  readonly projection: { readonly low: number; readonly high: number } | null
  /** Of the month before; `null`: not asked, or not known. */
  readonly lastMonth: number | null
}

type Asked = {
  readonly subject: Subject
  readonly month: Date
  /** The month before that is still to be closed. */
  readonly lastMonth: Date | null
  /** One number for the month, where days do not say enough. */
  readonly isWhole: boolean
  readonly minGroupSize: number
  readonly now: Date
}

/** @returns `null`: the server does not offer it to the bot */
export async function measureMonth(usageApi: Pick<UsageApi, 'agentUsage'>, asked: Asked): Promise<Measured | null> {
  const { subject, month, lastMonth, isWhole, minGroupSize, now } = asked
  const tomorrow = addDays(now, 1)
  if (isWhole) {
    const answer = await usageApi.agentUsage(subject, { from: month, to: tomorrow }, 'all')
    if (answer.state !== 'offered') return null
    const [bucket] = answer.value.buckets
    return { spent: bucket?.cost ?? null, people: bucket?.activeUsers ?? null, projection: null, lastMonth: null }
  }
  const days = projectionDays({ from: month, to: tomorrow }, now) ?? { from: month, to: tomorrow }
  const period = { from: lastMonth ? earlier(days.from, lastMonth) : days.from, to: days.to }
  const answer = await usageApi.agentUsage(subject, period, 'daily')
  if (answer.state !== 'offered') return null
  const usage = answer.value
  const spent = sumCost(usage, month, tomorrow)
  const projection = spent === null ? null : projectMonth(since(usage, days.from), spent, now)
  const isShown = projection?.weeks.every(({ people }) => people !== null && (people === 0 || people >= minGroupSize))
  return {
    spent,
    people: mostPeople(usage, month),
    projection: projection && isShown ? { low: projection.low, high: projection.high } : null,
    lastMonth: lastMonth ? sumCost(usage, lastMonth, month) : null,
  }
}

function since(usage: AgentUsage, from: Date): AgentUsage {
  return { ...usage, buckets: usage.buckets.filter(({ period }) => period.from >= from) }
}

function sumCost({ buckets, skipped }: AgentUsage, from: Date, to: Date): number | null {
  const some = buckets.filter(({ period }) => period.from >= from && period.from < to)
  if (skipped > 0) return null
  return some.reduce<number | null>((sum, { cost }) => (sum === null || cost === null ? null : sum + cost), 0)
}

function mostPeople({ buckets }: AgentUsage, from: Date): number | null {
  const counts = buckets.filter(({ period }) => period.from >= from).map(({ activeUsers }) => activeUsers)
  const known = counts.filter(count => count !== null)
  return known.length < counts.length ? null : Math.max(0, ...known)
}
