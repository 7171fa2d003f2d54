/** What the bot stores about conversations, and about its posts in them. */
import type { OwnerKind, Platform } from '../platform.ts'
import type { SeatCounts, Subject } from './usage-api.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** A conversation in which the bot may post. Only the platform's own adapter reads `reference`. */
export type Conversation = {
  /** Platform and the platform's own id, e.g. `slack:C0123` or `teams:19:…@thread.tacv2`. */
  readonly id: string
  readonly kind: 'channel' | 'group' | 'personal'
  readonly reference: Json
  /** Why nothing can be posted there any more; `null` while it can. */
  readonly closed: string | null
}

/** When a digest is due: local wall-clock time in an IANA zone. Weekdays count from Monday = 1 to Sunday = 7. */
export type Schedule = {
  readonly every: { readonly unit: 'week'; readonly weekday: number } | { readonly unit: 'month' }
  readonly hour: number
  readonly minute: number
  readonly zone: string
}

/** Why a subscription is paused: someone asked for it, or its conversation cannot be reached. */
export type Pause = {
  readonly reason: 'asked' | 'unreachable'
  readonly until: Date | null
  readonly detail: string | null
}

/** A digest that is set up in one conversation. */
export type Subscription = {
  readonly id: number
  readonly conversation: string
  readonly subjects: readonly Subject[]
  readonly schedule: Schedule
  readonly language: string | null
  /** The platform's id of who made it, and is shown when it fails. */
  readonly owner: string
  readonly nextRunAt: Date
  readonly pause: Pause | null
  readonly createdAt: Date
}

export type NewSubscription = Omit<Subscription, 'id' | 'pause' | 'createdAt'>

/**
 * `pending`: to be posted. `sending`: a worker holds it until its lease ends. `sent`. `unknown`: it may or may not have been
 * posted, and waits for a person. `failed`: it will not be posted. `skipped`: it was not to be posted, see the reason.
 */
export type DeliveryState = 'pending' | 'sending' | 'sent' | 'unknown' | 'failed' | 'skipped'

/** One thing to be posted in chat, claimed by a unique key before it is posted. */
export type Delivery = {
  readonly id: number
  readonly key: string
  /** A kind that a feature registers; a kind from a newer version may be unknown here. */
  readonly kind: string
  /** `null` if it belongs to no subscription, or to a deleted one. */
  readonly subscription: number | null
  readonly conversation: string
  /** The slot's label, e.g. `2026-W48`, or what the notice is about. */
  readonly slot: string
  readonly dueAt: Date
  readonly state: DeliveryState
  /** Why it is in its state: a word of ours, for history and for deciding what comes next. */
  readonly reason: string | null
  /** What to say, for kinds that are not assembled again. */
  readonly content: Json
  /** How often a worker has taken it. */
  readonly attempts: number
  /** How many of the attempts failed; an attempt that a crash ended does not count. */
  readonly failures: number
  /** When the first of those failures was; `null` before it. */
  readonly failingSince: Date | null
  /** Fencing token: each worker that takes the delivery gets a higher number, which locks out workers past their lease. */
  readonly fence: number
  /** Of `sending`: the worker that has it holds it until then. */
  readonly leaseUntil: Date | null
  /** Of `pending`: its job comes before then; `null` where nothing was put off. */
  readonly notBefore: Date | null
  readonly messageId: string | null
  readonly createdAt: Date
  readonly changedAt: Date
}

/** One worker's hold on a delivery, with which the store detects that another worker has taken it since. */
export type Hold = Pick<Delivery, 'id' | 'fence' | 'attempts'>

export type NewDelivery = Pick<
  Delivery,
  'key' | 'kind' | 'subscription' | 'conversation' | 'slot' | 'dueAt' | 'content'
> & { readonly state?: DeliveryState; readonly reason?: string | null }

/** Posts on one platform that have waited for long, for one reason. */
export type WaitingPosts = {
  readonly platform: Platform
  /** Why they failed last; `null` for those that no worker has tried to post. */
  readonly reason: string | null
  readonly posts: number
  readonly since: Date
}

export type Owner = { readonly kind: OwnerKind; readonly id: string; readonly name: string }

/** Seat counts of one team (or `all`) on one UTC day, as the API gave them that day. */
export type Snapshot = SeatCounts & { readonly day: Date; readonly subject: string }

/** What has the same scope, which may be a platform or a conversation, is posted at least `intervalMs` apart. */
export type RateLimit = { readonly scope: string; readonly intervalMs: number }
