import type { AgentTypeCost, Count, ModelCost, Period, Subject, TokenCost } from '../ports.ts'
import type { Unread } from '../report/unread.ts'
import type { AskedPeriod } from '../time/period.ts'
import type { Projection } from './projection.ts'

/** `self`: the account of the person who asks. */
export type CostSubject = Subject | { readonly kind: 'self'; readonly id: string }

export type CostFacts = {
  readonly subject: CostSubject
  readonly asked: AskedPeriod
  /** The days that were asked for, where the answer is about the whole weeks around them. */
  readonly widenedFrom?: Period
  readonly askedAt: Date
  /** `absent`: the server reports no cost; `refused`: the licence or the token does not include it. */
  readonly state: 'known' | 'absent' | 'refused'
  /** The vendor's reason for a refusal. */
  readonly reason: string | null
  readonly currency: string
  /** `null`: not reported, or not shown. */
  readonly total: (TokenCost & { readonly activeUsers: Count }) | null
  /** By the names that the settings give them; the most expensive first. */
  readonly models: readonly (ModelCost & { readonly name: string | null })[]
  readonly types: readonly AgentTypeCost[]
  /** Of the month that is running; `null`: of no other period, and not without a whole week. */
  readonly projection: Projection | null
  readonly unread?: Unread
  /** Where others read along. */
  readonly minGroupSize?: number
  readonly hidden?: 'group' | 'breakdown'
}
