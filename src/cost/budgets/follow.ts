/** How a budget's episode goes on. Pure. */
import type { BudgetState } from '../../ports.ts'
import { isBelowMinGroupSize } from '../../privacy/min-group-size.ts'
import { formatDay } from '../../time/utc-days.ts'
import type { Measured } from './measure.ts'

/** Percent of a budget at which people are notified, the highest first. */
const thresholds = [100, 80, 50]

/** The highest threshold that is reached; 0: none. @internal */
export function thresholdOf(cost: number, budget: number): number {
  return thresholds.find(percent => cost * 100 >= budget * percent) ?? 0
}

export function isSilent({ snoozedUntil }: Pick<BudgetState, 'snoozedUntil'>, now: Date): boolean {
  return snoozedUntil !== null && new Date(snoozedUntil) > now
}

/** `post`: the first message. `notify`: an edit and a reply. `edit`: an edit, which notifies no one. */
export type BudgetStep = { readonly state: BudgetState; readonly how: 'post' | 'notify' | 'edit' | null }

type Followed = {
  /** `null`: none is open. */
  readonly before: BudgetState | null
  readonly isPosted: boolean
  readonly measured: Measured
  readonly budget: number
  readonly minGroupSize: number
  readonly now: Date
}

/** @returns `null` while there is nothing to keep */
export function followBudget(followed: Followed): BudgetStep | null {
  const { before, isPosted, measured, budget, minGroupSize, now } = followed
  const { spent, people } = measured
  const today = formatDay(now)
  const reached = spent === null ? 0 : thresholdOf(spent, budget)
  // The busiest day may be below the minimum group size, and the month not: the next check asks for the month.
  const isVague = spent === null || people === null || isBelowMinGroupSize(people, minGroupSize)
  const needsWhole = before?.needsWhole || (isVague && (spent === null || reached > 0))
  if (!before && reached === 0 && !needsWhole) return null
  const state: BudgetState = {
    ...(before ?? { threshold: 0, reached: [], snoozedUntil: null, end: null }),
    ...{ budget, spent, people, projection: measured.projection, checkedOn: today, needsWhole },
  }
  if (spent === null) return { state: { ...state, spent: before?.spent ?? null }, how: null }
  if (before && isPosted && reached === 0) return { state: { ...state, end: 'below' }, how: 'edit' }
  const isNews = reached > state.threshold
  const mayNotify = isNews && !isSilent(state, now) && !(needsWhole && !before?.needsWhole)
  if (!mayNotify) return { state, how: isPosted && hasChanged(before, state) ? 'edit' : null }
  const next = { ...state, threshold: reached, reached: [...state.reached, { percent: reached, on: today }] }
  return { state: next, how: isPosted ? 'notify' : 'post' }
}

function hasChanged(before: BudgetState | null, { spent, budget }: BudgetState): boolean {
  return before?.spent !== spent || before.budget !== budget
}
