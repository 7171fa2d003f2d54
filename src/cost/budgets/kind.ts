import { type DeliveryKind, defineDeliveryKind } from '../../delivery/kind.ts'
import { AppError } from '../../errors.ts'
import type { BusinessCalendar, Clock, UsageApi } from '../../ports.ts'
import { type PostReader, releasePost } from '../../report/post-reader.ts'
import { collectFor, type ReportSettings, type Sources } from '../../report/report.ts'
import { resolvePeriod } from '../../time/period.ts'
import { formatDay } from '../../time/utc-days.ts'
import { costReport } from '../cost.ts'
import { BudgetContent, budgetKind } from './evaluate.ts'
import { renderBudget } from './message.ts'

export type BudgetKindParts = {
  readonly clock: Clock
  readonly usageApi: UsageApi
  readonly calendar: BusinessCalendar
  readonly reports: ReportSettings
  readonly reader: PostReader
  /** IANA zone of conversations without one of their own. */
  readonly zone: string
}

/** The message that a budget is nearly used up, with the cost of the moment at which it is posted. */
export function createBudgetKind({ clock, usageApi, calendar, reports, reader, zone }: BudgetKindParts): DeliveryKind {
  return defineDeliveryKind({
    name: budgetKind,
    payload: BudgetContent,
    mode: async ({ content }) =>
      formatDay(clock.now()).slice(0, 7) === content.month.slice(0, 7)
        ? { kind: 'post', inReplyTo: null }
        : { kind: 'drop', reason: 'too late' },
    async compose({ conversation, content }, signal) {
      const now = clock.now()
      const authorization = await reader.authorize(conversation, 'groups')
      const sources: Sources = { usageApi, history: null, calendar, settings: reports, signal, onProgress: () => {} }
      const asked = resolvePeriod('this month', now, 'UTC')
      const cost = await collectFor(costReport, { sources, authorization, now }, { subject: content.subject, asked })
      // Below the minimum group size its readers may see no number at all.
      if (cost.hidden === 'group') throw new AppError('not-told-here')
      const spent = cost.total?.cost ?? null
      if (spent === null) throw new AppError('not-found')
      const { subject, budget } = content
      const message = renderBudget({ subject, cost, spent, budget }, reader.rendering(conversation, zone, null))
      return releasePost(message, authorization, null)
    },
    // That it was not posted stands in the ledger; the next threshold tries again.
    onFailed: async () => {},
  })
}
