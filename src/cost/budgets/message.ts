import type { Language } from '../../message/languages.ts'
import { actions, type Message, type Metric, text } from '../../message/message.ts'
import type { RenderContext } from '../../message/render-context.ts'
import type { Subject } from '../../ports.ts'
import { subjectWord } from '../../subject.ts'
import type { CostFacts } from '../facts.ts'
import { projectionText } from '../render.ts'

export type BudgetFacts = {
  readonly subject: Subject
  readonly cost: CostFacts
  /** What was spent; known, or there is no message. */
  readonly spent: number
  readonly budget: number
}

const words = {
  en: {
    title: (subject: string, share: string, isOver: boolean) =>
      isOver ? `⚠️ ${subject} is over its agent budget: ${share}` : `⚠️ ${subject} has used ${share} of its agent budget`,
    summary: (spent: string, budget: string, month: string) => `${spent} of ${budget} for ${month}.`,
    spent: 'Spent',
    budget: 'Budget',
    left: 'Left',
    over: 'Over',
    see: 'See cost',
  },
  de: {
    title: (subject: string, share: string, isOver: boolean) =>
      isOver
        ? `⚠️ ${subject} liegt über dem Budget für Agenten: ${share}`
        : `⚠️ ${subject} hat ${share} des Budgets für Agenten verbraucht`,
    summary: (spent: string, budget: string, month: string) => `${spent} von ${budget} im ${month}.`,
    spent: 'Ausgegeben',
    budget: 'Budget',
    left: 'Übrig',
    over: 'Darüber',
    see: 'Kosten zeigen',
  },
} as const satisfies Readonly<Record<Language, unknown>>

/** How much of a budget is used, and what the month will cost. */
export function renderBudget({ subject, cost, spent, budget }: BudgetFacts, { t }: RenderContext): Message {
  const w = words[t.language]
  const { currency, projection, asked } = cost
  const money = (amount: number) => t.money(amount, currency)
  const isOver = spent > budget
  const expected = projection && projectionText(projection, currency, t)
  const summary = [w.summary(money(spent), money(budget), t.month(asked.period.from)), expected]
    .filter(sentence => sentence !== null)
    .join(' ')
  const metrics: Metric[] = [
    { label: w.spent, value: money(spent) },
    { label: w.budget, value: money(budget) },
    { label: isOver ? w.over : w.left, value: money(Math.abs(budget - spent)) },
  ]
  return {
    title: w.title(t.subject(subject), t.wholePercent(spent / budget), isOver),
    summary,
    parts: [
      text(summary),
      { kind: 'metrics', metrics },
      actions([{ label: w.see, line: `cost ${subjectWord(subject)}`, style: 'primary' }]),
    ],
  }
}
