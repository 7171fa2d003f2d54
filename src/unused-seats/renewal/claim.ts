import { z } from 'zod'
import { claimDelivery } from '../../delivery/enqueue.ts'
import { isKnownConversation, saveConversation } from '../../digests/configured-entries.ts'
import type { Clock, Jobs, PurchaseSettings, Store, UsageApi } from '../../ports.ts'
import { readKnownPurchase } from '../../seats/purchase/purchase.ts'
import { isPolite, type Politeness } from '../../time/polite-time.ts'
import { countDays, formatDay } from '../../time/utc-days.ts'
import { localDay } from '../../time/wall-clock.ts'

/** As it is stored with each delivery. */
export const renewalKind = 'renewal'
export const RenewalContent = z.object({ on: z.iso.date() }).readonly()

export type RenewalNoticeParts = {
  readonly store: Store
  readonly jobs: Jobs
  readonly clock: Clock
  readonly usageApi: Pick<UsageApi, 'license'>
  readonly politeness: Politeness
  /** IANA zone whose working hours count. */
  readonly zone: string
}

/** Which conversations want it, and what the settings say about the purchase. */
export type RenewalNotices = { readonly conversations: readonly string[]; readonly purchase: PurchaseSettings }

/** Days before the renewal on which a message is due. */
const stages = [7, 30, 60]

/** The stage that has begun; `null`: none has, or the renewal is over. @internal */
export function stageOf(daysLeft: number): number | null {
  return daysLeft < 1 ? null : (stages.find(days => daysLeft <= days) ?? null)
}

/**
 * Claims one message for each stage and conversation, in working hours. A stage that began while the bot was down is
 * made up for, as long as the next one has not begun; the key keeps a second replica from claiming it again.
 */
export async function claimRenewalNotices(
  { store, jobs, clock, usageApi, politeness, zone }: RenewalNoticeParts,
  { conversations, purchase }: RenewalNotices,
): Promise<void> {
  const now = clock.now()
  if (conversations.length === 0 || !isPolite(now, zone, politeness)) return
  const { renewal } = await readKnownPurchase(usageApi, purchase)
  const stage = renewal && stageOf(countDays(localDay(now, zone), renewal.on))
  if (!renewal || stage === null) return
  const on = formatDay(renewal.on)
  await store.transaction(async tx => {
    for (const conversation of conversations) {
      if (!(await isKnownConversation(tx, conversation))) continue
      await saveConversation(tx, conversation, now)
      const key = `${renewalKind} ${on} ${stage} ${conversation}`
      const delivery = { key, kind: renewalKind, subscription: null, conversation, slot: `${stage} days` }
      await claimDelivery(tx, jobs, { ...delivery, dueAt: now, content: { on } }, now)
    }
  })
}
