import { type DeliveryKind, defineDeliveryKind } from '../../delivery/kind.ts'
import type { CountUnused } from '../../digests/unused-count.ts'
import { attempt, valueOr } from '../../partial.ts'
import type { Clock, PurchaseSettings, UsageApi } from '../../ports.ts'
import { isBelowMinGroupSize } from '../../privacy/min-group-size.ts'
import { type PostReader, releasePost } from '../../report/post-reader.ts'
import { noSeats } from '../../report/unread.ts'
import { readKnownPurchase } from '../../seats/purchase/purchase.ts'
import { startOfDay } from '../../time/utc-days.ts'
import { RenewalContent, renewalKind } from './claim.ts'
import { renderRenewalNotice } from './message.ts'

export type RenewalKindParts = {
  readonly clock: Clock
  readonly usageApi: UsageApi
  readonly purchase: PurchaseSettings
  readonly reader: PostReader
  /** As an alert in this conversation counts them. */
  readonly countUnusedIn: (conversation: string) => CountUnused
  /** IANA zone of conversations without one of their own. */
  readonly zone: string
}

/** The message some weeks before the licence is renewed, with the numbers of the moment at which it is posted. */
export function createRenewalKind(parts: RenewalKindParts): DeliveryKind {
  const { clock, usageApi, reader, zone } = parts
  return defineDeliveryKind({
    name: renewalKind,
    payload: RenewalContent,
    mode: async ({ content }) =>
      startOfDay(clock.now()) < new Date(content.on)
        ? { kind: 'post', inReplyTo: null }
        : { kind: 'drop', reason: 'too late' },
    async compose({ conversation, content }) {
      const now = clock.now()
      const authorization = await reader.authorize(conversation, 'groups')
      const { minGroupSize } = authorization
      const { name } = await usageApi.organization()
      const [purchase, seats, counted] = await Promise.all([
        readKnownPurchase(usageApi, parts.purchase),
        attempt(usageApi.organizationSeats()),
        attempt(parts.countUnusedIn(conversation)({ kind: 'organization', name }, now)),
      ])
      const shown = (count: number | null) => (isBelowMinGroupSize(count, minGroupSize) ? null : count)
      const facts = {
        ...{ on: new Date(content.on), now, purchase: { ...purchase, isLicenseRefused: false } },
        assigned: shown(valueOr(seats, noSeats).registered),
        unused: shown(valueOr(counted, null)?.unused ?? null),
      }
      return releasePost(renderRenewalNotice(facts, reader.rendering(conversation, zone, null)), authorization, null)
    },
    // The ledger records the failure; the next stage tries again.
    onFailed: async () => {},
  })
}
