/** How a feature describes to the delivery engine what it posts. The engine itself knows no feature. */
import type { z } from 'zod'
import type { Message } from '../message/message.ts'
import type { Delivery, Json, Store } from '../ports.ts'
import type { Authorized } from '../privacy/authorize.ts'
import { readStored } from '../stored.ts'

/** Why a delivery waits, which is not a failure; `until` is the end of the wait, if known. */
export type Waiting = { readonly reason: string; readonly until?: Date | undefined }

/**
 * How a delivery is posted. `wait`: the message it belongs to is not posted yet. `drop`: that message does not exist any
 * more. `version`: the state that an edit shows, read before its content. `isUnwanted`, `notYet`: it must not be posted any
 * more, or not now. If an earlier attempt may have posted it, the engine looks for it first, so that `onSent` is called.
 */
export type DeliveryMode =
  | {
      readonly kind: 'post'
      readonly inReplyTo: string | null
      readonly isUnwanted?: boolean
      readonly notYet?: Waiting
    }
  | { readonly kind: 'edit'; readonly messageId: string; readonly version: number }
  | ({ readonly kind: 'wait' } & Waiting)
  | { readonly kind: 'drop'; readonly reason?: string }

export type Sent = { readonly messageId: string; readonly mode: DeliveryMode }

/** Why a delivery ended without being posted. `unknown`: it may or may not have been. */
export type DeliveryFailure = {
  readonly state: 'unknown' | 'failed'
  readonly reason: string
  /** Nothing can be posted in its conversation until someone lets the bot in again. */
  readonly isUnreachable: boolean
}

/** A delivery whose content was read by the schema of its kind. */
export type DeliveryOf<Payload> = Omit<Delivery, 'content'> & { readonly content: Payload }

/** What a feature registers. */
type Definition<Payload> = {
  /** As it is stored with each delivery; a kind is never renamed. */
  readonly name: string
  /** Of `content`, as any version wrote it. */
  readonly payload: z.ZodType<Payload>
  /** Whether a person waits for the post, so that it does not queue behind others. */
  readonly isAwaited?: boolean
  /** How far ahead of its due time a delivery may be claimed, in milliseconds; by default it is claimed when it is due. */
  readonly maxAheadMs?: number
  /** @throws AppError if there is nothing to post (now); a retryable one is tried again */
  compose(delivery: DeliveryOf<Payload>, signal: AbortSignal): Promise<Authorized<Message>>
  /** Without it, each delivery is a new message. */
  mode?(delivery: DeliveryOf<Payload>): Promise<DeliveryMode>
  /** Called in the transaction that records the post. */
  onSent?(tx: Store, delivery: DeliveryOf<Payload>, sent: Sent): Promise<void>
  /** Called in the transaction that records the failure. */
  onFailed(tx: Store, delivery: DeliveryOf<Payload>, failure: DeliveryFailure): Promise<void>
}

/** A kind as the engine uses it: it takes deliveries as they are stored, and reads their content itself. */
export type DeliveryKind = {
  readonly name: string
  readonly isAwaited: boolean
  readonly maxAheadMs: number
  readonly isReadable: (content: Json) => boolean
  /** @throws AppError `internal` where the content cannot be read; so do the others */
  readonly compose: (delivery: Delivery, signal: AbortSignal) => Promise<Authorized<Message>>
  readonly mode: (delivery: Delivery) => Promise<DeliveryMode>
  readonly onSent: (tx: Store, delivery: Delivery, sent: Sent) => Promise<void>
  readonly onFailed: (tx: Store, delivery: Delivery, failure: DeliveryFailure) => Promise<void>
}

/**
 * Clocks of replicas differ by seconds. A delivery that is due later than this, or later than its kind allows, was claimed
 * by a clock that was wrong.
 */
const clockSkewMs = 10 * 60_000

export function defineDeliveryKind<Payload>(definition: Definition<Payload>): DeliveryKind {
  const { name, payload, isAwaited = false, maxAheadMs = clockSkewMs } = definition
  const read = (delivery: Delivery) => ({ ...delivery, content: readStored(payload, delivery.content) })
  return {
    name,
    isAwaited,
    maxAheadMs,
    isReadable: content => payload.safeParse(content).success,
    compose: async (delivery, signal) => definition.compose(read(delivery), signal),
    mode: async delivery => {
      const known = read(delivery)
      return (await definition.mode?.(known)) ?? { kind: 'post', inReplyTo: null }
    },
    onSent: async (tx, delivery, sent) => definition.onSent?.(tx, read(delivery), sent),
    onFailed: async (tx, delivery, failure) => definition.onFailed(tx, read(delivery), failure),
  }
}

/** @throws where two kinds have the same name */
export function kindsByName(kinds: readonly DeliveryKind[]): ReadonlyMap<string, DeliveryKind> {
  const byName = new Map(kinds.map(kind => [kind.name, kind]))
  if (byName.size < kinds.length) throw new Error('two kinds of deliveries have the same name')
  return byName
}
