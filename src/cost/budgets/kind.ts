import { type DeliveryKind, defineDeliveryKind } from '../../delivery/kind.ts'
import { AppError } from '../../errors.ts'
import type { Clock, Jobs, Store } from '../../ports.ts'
import { isBelowMinGroupSize } from '../../privacy/min-group-size.ts'
import { type PostReader, releasePost } from '../../report/post-reader.ts'
import { BudgetContent, budgetKind } from './evaluate.ts'
import { renderBudget, renderBudgetNews } from './message.ts'
import { followUpBudget, forgetBudgetMessage, modeOfBudget } from './mode.ts'

export type BudgetKindParts = {
  readonly store: Store
  readonly jobs: Jobs
  readonly clock: Clock
  readonly reader: PostReader
  /** IANA zone of conversations without one of their own. */
  readonly zone: string
  readonly reports: { readonly cost: { readonly currency: string } }
}

/** The message of a budget, its edits and the replies to it, with the numbers of the last check: no request. */
export function createBudgetKind({ store, jobs, clock, reader, zone, reports }: BudgetKindParts): DeliveryKind {
  return defineDeliveryKind({
    name: budgetKind,
    payload: BudgetContent,
    mode: delivery => modeOfBudget(store, delivery),
    async compose({ conversation, content }) {
      const authorization = await reader.authorize(conversation, 'groups')
      const episode = await store.budgets.get(content.episode)
      if (!episode) throw new AppError('subscription-gone')
      const { people, spent } = episode.state
      const { minGroupSize } = authorization
      // Below the minimum group size its readers may see no number at all.
      if (minGroupSize > 0 && (people === null || isBelowMinGroupSize(people, minGroupSize)))
        throw new AppError('not-told-here')
      if (spent === null) throw new AppError('not-found')
      const rendering = reader.rendering(conversation, zone, null)
      const facts = { episode, spent, currency: reports.cost.currency, now: clock.now() }
      const message = content.how === 'reply' ? renderBudgetNews(facts, rendering) : renderBudget(facts, rendering)
      return releasePost(message, authorization, null)
    },
    onSent: (tx, delivery, sent) => followUpBudget(tx, jobs, delivery, sent, clock.now()),
    // The ledger records the failure; the next threshold tries again.
    onFailed: forgetBudgetMessage,
  })
}
