import type { Message } from '../message/message.ts'
import { valueOr } from '../partial.ts'
import type { Count, Period, TokenCost } from '../ports.ts'
import { isBelowMinGroupSize, widenToWeeks } from '../privacy/min-group-size.ts'
import type { Report } from '../report/report.ts'
import { createPartReader } from '../report/unread.ts'
import type { AskedPeriod } from '../time/period.ts'
import { isSamePeriod } from '../time/utc-days.ts'
import { exampleCost } from './example.ts'
import type { CostFacts, CostSubject } from './facts.ts'
import { projectionDays, projectMonth } from './projection.ts'
import { renderCost } from './render.ts'

export type CostArgs = { readonly subject: CostSubject; readonly asked: AskedPeriod; readonly widenedFrom?: Period }

/** What agents cost over a period, by model and by type of agent, and what the running month will cost. */
export const costReport: Report<CostFacts, CostArgs> = {
  name: 'cost',

  coarsen({ subject, asked }, now) {
    const widened = widenToWeeks(asked, now)
    return {
      subject,
      asked: widened,
      ...(isSamePeriod(widened.period, asked.period) ? {} : { widenedFrom: asked.period }),
    }
  },

  async collect({ usageApi, signal, settings }, { subject, asked, widenedFrom }, now) {
    const { currency, modelNames } = settings.cost
    const days = projectionDays(asked.period, now)
    const whose = subject.kind === 'self' ? ({ kind: 'user', id: subject.id } as const) : subject
    const reading = createPartReader(signal)
    const [whole, daily] = await Promise.all([
      usageApi.agentUsage(whose, asked.period, 'all', signal),
      days ? reading.part('trend', usageApi.agentUsage(whose, days, 'daily', signal)) : null,
    ])
    const about = { subject, asked, askedAt: now, currency, ...(widenedFrom ? { widenedFrom } : {}) }
    const nothing = { reason: null, total: null, models: [], types: [], projection: null }
    if (whole.state === 'absent') return { ...about, ...nothing, state: 'absent' }
    if (whole.state === 'refused') return { ...about, ...nothing, state: 'refused', reason: whole.code }
    const [bucket] = whole.value.buckets
    const byDay = daily && valueOr(daily, null)
    const spent = bucket?.cost ?? null
    return {
      ...about,
      state: 'known',
      reason: null,
      total: bucket ? totalOf(bucket) : null,
      models: (bucket?.models ?? [])
        .map(model => ({ ...model, name: modelNames[model.model] ?? null }))
        .toSorted(byCost),
      types: (bucket?.types ?? []).toSorted(byCost),
      projection: byDay?.state === 'offered' && spent !== null ? projectMonth(byDay.value, spent, now) : null,
      ...reading.found(),
    }
  },

  suppress(facts, minGroupSize) {
    const people = facts.total?.activeUsers ?? null
    const kept = { ...facts, minGroupSize, reason: null }
    // A number whose people are not counted may be that of one person.
    const isUnknown = facts.total !== null && people === null
    if (isUnknown || isBelowMinGroupSize(people, minGroupSize))
      return { ...kept, total: null, models: [], types: [], projection: null, hidden: 'group' }
    const isShown = (count: Count) => count !== null && !isBelowMinGroupSize(count, minGroupSize)
    const types = facts.types.every(({ activeUsers }) => isShown(activeUsers)) ? facts.types : []
    const projection = facts.projection?.weeks.every(week => isShown(week.people)) ? facts.projection : null
    // How many people are behind the cost of a model is not reported.
    const isWhole = facts.models.length === 0 && types === facts.types && projection === facts.projection
    return { ...kept, models: [], types, projection, ...(isWhole ? {} : { hidden: 'breakdown' }) }
  },

  render: (facts, rendering): Message => renderCost(facts, rendering),

  example: exampleCost,
}

function totalOf({ cost, inputTokens, outputTokens, activeUsers }: TokenCost & { readonly activeUsers: Count }) {
  return { cost, inputTokens, outputTokens, activeUsers }
}

function byCost(one: TokenCost, other: TokenCost): number {
  return (other.cost ?? 0) - (one.cost ?? 0)
}
