/** What the bot stores about budgets: one message for each budget, conversation and month. */
import type { Subject } from './usage-api.ts'

/** Why a budget is not watched any more: its month is over, less than half is used, or the settings have none. */
export type BudgetEnd = 'month-over' | 'below' | 'no-budget'

/** What the message of a budget shows. Plain JSON; days are ISO days. */
export type BudgetState = {
  readonly budget: number
  /** Of the month so far; `null`: not known yet. */
  readonly spent: number | null
  /** People behind it, or a lower bound; `null`: not known. */
  readonly people: number | null
  /** What the month is expected to cost; `null`: not known, or not to be shown. */
  readonly projection: { readonly low: number; readonly high: number } | null
  /** The highest threshold that people were notified of, in percent; 0: none. */
  readonly threshold: number
  readonly reached: readonly { readonly percent: number; readonly on: string }[]
  /** The day of the last check. */
  readonly checkedOn: string
  /** Days do not say enough, so the next check asks for the month as a whole. */
  readonly needsWhole: boolean
  /** ISO moment until which no one is notified; `null`: not snoozed. */
  readonly snoozedUntil: string | null
  readonly end: BudgetEnd | null
}

/** One budget in one conversation in one month, from the first threshold until the month is over. */
export type BudgetEpisode = {
  readonly id: number
  readonly conversation: string
  readonly subject: Subject
  /** The first day of the month. */
  readonly month: Date
  readonly openedAt: Date
  readonly closedAt: Date | null
  readonly messageId: string | null
  readonly state: BudgetState
  /** Goes up with each change of `state`, so that a worker that has shown an older one finds out. */
  readonly version: number
}

export interface BudgetStore {
  readonly budgets: {
    /** One is open for each subject in a conversation. */
    open(
      episode: Pick<BudgetEpisode, 'conversation' | 'subject' | 'month' | 'state'>,
      now: Date,
    ): Promise<BudgetEpisode>
    get(id: number): Promise<BudgetEpisode | null>
    /** Locks it until the transaction ends. */
    lock(id: number): Promise<BudgetEpisode | null>
    allOpen(): Promise<BudgetEpisode[]>
    update(id: number, change: Partial<Pick<BudgetEpisode, 'state' | 'messageId' | 'closedAt'>>): Promise<void>
  }
}
