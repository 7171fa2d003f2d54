import type { Language } from '../../message/languages.ts'
import { type Action, actions, facts, type Message, type Metric, text } from '../../message/message.ts'
import type { RenderContext } from '../../message/render-context.ts'
import type { Words } from '../../message/words.ts'
import type { BudgetEnd, BudgetEpisode } from '../../ports.ts'
import { subjectWord } from '../../subject.ts'
import { utcDay } from '../../time/utc-days.ts'
import { localDay } from '../../time/wall-clock.ts'
import { projectionText } from '../render.ts'
import { isSilent } from './follow.ts'

export type BudgetFacts = {
  readonly episode: Pick<BudgetEpisode, 'id' | 'subject' | 'month' | 'state'>
  /** What was spent; known, or there is no message. */
  readonly spent: number
  readonly currency: string
  readonly now: Date
}

const words = {
  en: {
    title: (subject: string, share: string, isOver: boolean) =>
      isOver ? `⚠️ ${subject} is over its agent budget: ${share}` : `⚠️ ${subject} has used ${share} of its agent budget`,
    endTitle: {
      'month-over': (subject: string, share: string) => `${subject}: ${share} of the agent budget used`,
      below: (subject: string, share: string) => `✅ ${subject} has used ${share} of its agent budget`,
      'no-budget': (subject: string) => `Agent budget of ${subject}: no longer watched`,
    },
    summary: (spent: string, budget: string, month: string) => `${spent} of ${budget} for ${month}.`,
    end: {
      'month-over': 'The month is over.',
      below: 'Less than half is used.',
      'no-budget': 'The configuration has no budget for it any more.',
    },
    updated: (day: string) => `Updated ${day}.`,
    spent: 'Spent',
    budget: 'Budget',
    left: 'Left',
    over: 'Over',
    reached: 'Reached',
    reachedOn: (share: string, day: string) => `${share} on ${day}`,
    silent: (until: string) => `Snoozed until ${until}.`,
    see: 'See cost',
    snooze: 'Snooze 7 days',
    mute: 'Snooze this month',
    resume: 'Wake now',
  },
  de: {
    title: (subject: string, share: string, isOver: boolean) =>
      isOver
        ? `⚠️ ${subject} liegt über dem Budget für Agenten: ${share}`
        : `⚠️ ${subject} hat ${share} des Budgets für Agenten verbraucht`,
    endTitle: {
      'month-over': (subject: string, share: string) => `${subject}: ${share} des Budgets für Agenten verbraucht`,
      below: (subject: string, share: string) => `✅ ${subject} hat ${share} des Budgets für Agenten verbraucht`,
      'no-budget': (subject: string) => `Budget für Agenten, ${subject}: nicht mehr beobachtet`,
    },
    summary: (spent: string, budget: string, month: string) => `${spent} von ${budget} im ${month}.`,
    end: {
      'month-over': 'Der Monat ist vorbei.',
      below: 'Weniger als die Hälfte ist verbraucht.',
      'no-budget': 'In der Konfiguration steht dafür kein Budget mehr.',
    },
    updated: (day: string) => `Stand ${day}.`,
    spent: 'Ausgegeben',
    budget: 'Budget',
    left: 'Übrig',
    over: 'Darüber',
    reached: 'Erreicht',
    reachedOn: (share: string, day: string) => `${share} am ${day}`,
    silent: (until: string) => `Ruht bis ${until.replace(/\.$/, '')}.`,
    see: 'Kosten zeigen',
    snooze: '7 Tage ruhen lassen',
    mute: 'Bis Monatsende ruhen lassen',
    resume: 'Jetzt wecken',
  },
} as const satisfies Readonly<Record<Language, unknown>>

/** How much of a budget is used, and what the month will cost: the one message of a budget, as of the last check. */
export function renderBudget(budget: BudgetFacts, rendering: RenderContext): Message {
  const { t } = rendering
  const w = words[t.language]
  const { episode, spent } = budget
  const { state } = episode
  const money = (amount: number) => t.money(amount, budget.currency)
  const left = state.budget - spent
  const summary = summarize(budget, t)
  const metrics: Metric[] = [
    { label: w.spent, value: money(spent) },
    { label: w.budget, value: money(state.budget) },
    { label: left < 0 ? w.over : w.left, value: money(Math.abs(left)) },
  ]
  const reached = state.reached.map(({ percent, on }) =>
    w.reachedOn(t.wholePercent(percent / 100), t.day(new Date(on))),
  )
  // One that was posted at its first threshold and not edited yet says so in its title.
  const isFirst = state.reached.length < 2 && state.reached.at(-1)?.on === state.checkedOn
  return {
    title: titleOf(budget, t),
    summary,
    parts: [
      text(summary, ...(isFirst ? [] : [` ${w.updated(t.day(new Date(state.checkedOn)))}`])),
      { kind: 'metrics', metrics },
      ...(reached.length > 1 ? [facts([{ label: w.reached, value: reached.join(' · ') }])] : []),
      ...renderSilence(budget, rendering),
      actions(listActions(budget, t)),
    ],
  }
}

/** The reply in the thread of a budget, which notifies people of another threshold. */
export function renderBudgetNews(budget: BudgetFacts, { t }: RenderContext): Message {
  const summary = summarize(budget, t)
  return { title: titleOf(budget, t), summary, parts: [text(summary), actions([seeCost(budget, t)])] }
}

function titleOf({ episode, spent }: BudgetFacts, t: Words): string {
  const w = words[t.language]
  const { state } = episode
  const [subject, share] = [t.subject(episode.subject), t.wholePercent(spent / state.budget)]
  return state.end ? w.endTitle[state.end](subject, share) : w.title(subject, share, spent > state.budget)
}

function summarize({ episode, spent, currency }: BudgetFacts, t: Words): string {
  const w = words[t.language]
  const { state, month } = episode
  const money = (amount: number) => t.money(amount, currency)
  const next = state.end
    ? w.end[state.end satisfies BudgetEnd]
    : state.projection && projectionText({ ...state.projection, end: endOfMonth(month) }, currency, t)
  return [w.summary(money(spent), money(state.budget), t.month(month)), next].filter(line => line !== null).join(' ')
}

function renderSilence({ episode: { state }, now }: BudgetFacts, { t, timeZone }: RenderContext) {
  if (state.end || state.snoozedUntil === null || !isSilent(state, now)) return []
  return [text(words[t.language].silent(t.weekday(localDay(new Date(state.snoozedUntil), timeZone))))]
}

function listActions(budget: BudgetFacts, t: Words): Action[] {
  const w = words[t.language]
  const { id, state } = budget.episode
  if (state.end) return [seeCost(budget, t)]
  const quiet: Action[] = isSilent(state, budget.now)
    ? [{ label: w.resume, line: `budget ${id} resume` }]
    : [
        { label: w.snooze, line: `budget ${id} snooze` },
        { label: w.mute, line: `budget ${id} mute`, isMore: true },
      ]
  return [seeCost(budget, t), ...quiet]
}

function seeCost({ episode }: BudgetFacts, t: Words): Action {
  return { label: words[t.language].see, line: `cost ${subjectWord(episode.subject)}`, style: 'primary' }
}

/** The first day of the next month: until then a budget is muted. */
export function endOfMonth(month: Date): Date {
  return utcDay(month.getUTCFullYear(), month.getUTCMonth() + 1, 1)
}
