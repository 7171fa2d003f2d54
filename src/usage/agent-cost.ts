/** What agents cost, in one sentence. */
import type { Language } from '../message/languages.ts'
import { type TextPart, text } from '../message/message.ts'
import type { Words } from '../message/words.ts'
import type { AgentUsage, Count, OptionalAnswer } from '../ports.ts'
import { isBelowMinGroupSize } from '../privacy/min-group-size.ts'

export type AgentCost = {
  readonly amount: number
  readonly currency: string
  /** Who used an agent; `null`: not reported. */
  readonly people: Count
}

const words = {
  en: {
    cost: (money: string) => `Agents cost ${money}.`,
    perMember: (money: string, each: string) => `Agents cost ${money}, ${each} per active member.`,
  },
  de: {
    cost: (money: string) => `Die Agenten haben ${money} gekostet.`,
    perMember: (money: string, each: string) => `Die Agenten haben ${money} gekostet, ${each} je aktivem Mitglied.`,
  },
} as const satisfies Readonly<Record<Language, unknown>>

/** `null` where it is not reported. */
export function readAgentCost(answer: OptionalAnswer<AgentUsage> | null, currency: string): AgentCost | null {
  const [bucket] = answer?.state === 'offered' ? answer.value.buckets : []
  if (!bucket || bucket.cost === null) return null
  return { amount: bucket.cost, currency, people: bucket.activeUsers }
}

/** A cost of which the number of people is not known may be that of one person. */
export function suppressAgentCost(cost: AgentCost, minGroupSize: number): AgentCost | null {
  return cost.people === null || isBelowMinGroupSize(cost.people, minGroupSize) ? null : cost
}

/** Nothing where it was free. */
export function renderAgentCost(cost: AgentCost | undefined, t: Words): TextPart[] {
  if (!cost || cost.amount === 0) return []
  const { amount, currency, people } = cost
  const w = words[t.language]
  const money = t.money(amount, currency)
  return [text(people ? w.perMember(money, t.money(amount / people, currency)) : w.cost(money))]
}
