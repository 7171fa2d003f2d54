/** What the bot remembers, and what it does when nobody waits. */
import type { AlertStore } from './alerts.ts'
import type { SeatStore } from './seats.ts'
import type { SeatCounts, Subject } from './usage-api.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** A conversation in which the bot may speak. Only the platform's own adapter reads `reference`. */
export type Conversation = {
  /** Platform and the platform's own id, e.g. `slack:C0123` or `teams:19:…@thread.tacv2`. */
  readonly id: string
  readonly kind: 'channel' | 'group' | 'personal'
  readonly reference: Json
  /** Why nothing can be said there any more; `null` while it can. */
  readonly closed: string | null
}

/** When a digest is wanted: local wall-clock time in an IANA zone. Weekdays count from Monday = 1 to Sunday = 7. */
export type Schedule = {
  readonly every: { readonly unit: 'week'; readonly weekday: number } | { readonly unit: 'month' }
  readonly hour: number
  readonly minute: number
  readonly zone: string
}

/** Why a subscription rests: somebody asked for it, or its conversation cannot be reached. */
export type Pause = {
  readonly reason: 'asked' | 'unreachable'
  readonly until: Date | null
  readonly detail: string | null
}

/** A digest wanted in one conversation. */
export type Subscription = {
  readonly id: number
  readonly conversation: string
  readonly subjects: readonly Subject[]
  readonly schedule: Schedule
  readonly language: string | null
  /** The platform's id of who made it, and is told when it fails. */
  readonly owner: string
  readonly nextRunAt: Date
  readonly pause: Pause | null
  readonly createdAt: Date
}

export type NewSubscription = Omit<Subscription, 'id' | 'pause' | 'createdAt'>

/**
 * `pending`: to be said. `sending`: a worker holds it until its lease ends. `sent`. `unknown`: it may or may not have been
 * said, and waits for a person. `failed`: it will not be said. `skipped`: it was not to be said, see the reason.
 */
export type DeliveryState = 'pending' | 'sending' | 'sent' | 'unknown' | 'failed' | 'skipped'

/** One thing to be said in chat, claimed by a unique key before it is said. */
export type Delivery = {
  readonly id: number
  readonly key: string
  readonly kind: 'digest' | 'run' | 'notice' | 'alert' | 'reminder'
  /** `null` for what belongs to no subscription, or to one that is gone. */
  readonly subscription: number | null
  readonly conversation: string
  /** The slot's label, e.g. `2026-W48`, or what the notice is about. */
  readonly slot: string
  readonly dueAt: Date
  readonly state: DeliveryState
  /** Why it is in its state: a word of ours, for history and for deciding what comes next. */
  readonly reason: string | null
  /** What to say, for kinds that are not assembled anew. */
  readonly content: Json
  /** How often a worker has taken it; also the token that fences off a worker past its lease. */
  readonly attempts: number
  readonly leaseUntil: Date | null
  readonly messageId: string | null
  readonly createdAt: Date
  readonly changedAt: Date
}

export type NewDelivery = Pick<
  Delivery,
  'key' | 'kind' | 'subscription' | 'conversation' | 'slot' | 'dueAt' | 'content'
> & { readonly state?: DeliveryState; readonly reason?: string | null }

/** Seat counts of one team (or `all`) on one UTC day, as the API gave them that day. */
export type Snapshot = SeatCounts & { readonly day: Date; readonly subject: string }

/** What has the same scope, which may be a platform or a conversation, is posted at least `every` milliseconds apart. */
export type Pace = { readonly scope: string; readonly every: number }

/** The bot's memory. Inside `transaction` use the store handed in, and nothing of it stays if the work throws. */
export interface Store extends SeatStore, AlertStore {
  transaction<T>(work: (store: Store) => Promise<T>): Promise<T>
  /** One statement in this store's transaction, for the queue, which keeps its jobs in the same database. */
  execute(text: string, values?: readonly unknown[]): Promise<{ rows: Record<string, unknown>[] }>

  readonly subscriptions: {
    create(subscription: NewSubscription, now: Date): Promise<Subscription>
    get(id: number): Promise<Subscription | null>
    inConversation(conversation: string): Promise<Subscription[]>
    update(
      id: number,
      change: Partial<Pick<Subscription, 'subjects' | 'schedule' | 'language' | 'owner' | 'nextRunAt' | 'pause'>>,
    ): Promise<Subscription | null>
    remove(id: number): Promise<boolean>
    /** Those due by `now` and not paused, or paused until before `now`; locked for this transaction, others skip them. */
    lockDue(now: Date, limit: number): Promise<Subscription[]>
    /** Rests all of a conversation's, and tells which were not resting before. */
    pauseAllIn(conversation: string, pause: Pause): Promise<Subscription[]>
  }
  readonly deliveries: {
    /** Claims a key: `null` where it is claimed already. */
    claim(delivery: NewDelivery, now: Date): Promise<Delivery | null>
    /** Takes a pending delivery, or one whose lease has ended; `null` where it is not to be taken. Counts the attempt. */
    take(id: number, now: Date, leaseUntil: Date): Promise<Delivery | null>
    /**
     * Records what came of an attempt; false where another worker has taken it since. With `sending` the worker goes on
     * and keeps its lease; one put off as `pending` is not stranded before `notBefore`, when its next job is due.
     */
    record(
      id: number,
      attempt: number,
      result: { state: DeliveryState; reason: string | null; messageId: string | null; notBefore?: Date },
      now: Date,
    ): Promise<boolean>
    /** A pending one is not stranded before `notBefore`, when its next job is due; false where it is not pending. */
    postpone(id: number, notBefore: Date): Promise<boolean>
    /** A person's decision on an `unknown` delivery; `null` where it is not one any more. */
    settle(id: number, result: { state: DeliveryState; reason: string }, now: Date): Promise<Delivery | null>
    get(id: number): Promise<Delivery | null>
    /** Newest first. */
    ofSubscription(subscription: number, limit: number): Promise<Delivery[]>
    /** Pending ones past due and sending ones past their lease: what a crash may have left without a job. */
    stranded(now: Date, limit: number): Promise<Delivery[]>
  }
  readonly conversations: {
    /** Keeps it, or renews its reference and opens it again. */
    save(conversation: Omit<Conversation, 'closed'>, now: Date): Promise<void>
    get(id: string): Promise<Conversation | null>
    close(id: string, reason: string, now: Date): Promise<void>
  }
  readonly snapshots: {
    /** The first of a day stays: what was so in the morning is not rewritten by a second replica in the evening. */
    keep(snapshots: readonly Snapshot[]): Promise<void>
    /** In the order of days, both ends included. */
    between(subject: string, from: Date, to: Date): Promise<Snapshot[]>
    /** The oldest day kept of a subject. */
    firstDay(subject: string): Promise<Date | null>
  }
  /** Who posts when, of all replicas. The pace that most share comes first, and is never kept waiting by the others. */
  readonly turns: {
    /** About when to come for a turn: after all who were told so before. */
    plan(paces: readonly Pace[], now: Date): Promise<Date>
    /** The next turn in all paces, as it is now. */
    next(paces: readonly Pace[], now: Date): Promise<Date>
    /** The next turn in all paces. Where it is not taken, it was after `latest`, or it is to be asked for again then. */
    take(paces: readonly Pace[], latest: Date, now: Date): Promise<{ readonly at: Date; readonly isTaken: boolean }>
    /** Gives no turn before then. */
    close(paces: readonly Pace[], until: Date): Promise<void>
    areOpen(paces: readonly Pace[], at: Date): Promise<boolean>
  }
}

/** What the bot can do when nobody waits. A job is done at least once. */
export type Job =
  | { readonly kind: 'deliver'; readonly delivery: number }
  | { readonly kind: 'snapshot'; readonly day: string }
  | { readonly kind: 'upkeep'; readonly day: string }
  | { readonly kind: 'check-seats'; readonly day: string }
  /** Brings an alert's message up to date after somebody did something about it. */
  | { readonly kind: 'refresh-alert'; readonly alert: number }

export interface Jobs {
  /** Adds a job in the store's transaction; a second one with the same key is not added while the first is open. */
  enqueue(store: Store, job: Job, options: { key: string; startAfter?: Date }): Promise<void>
  /** Begins to take jobs. What `work` throws is tried again later, by the engine's own back-off. */
  start(
    work: (job: Job, signal: AbortSignal) => Promise<void>,
    /** Hears of each job that was tried in vain, with the last failure; at least once, also after a restart. */
    onDead?: (job: Job, reason: string) => Promise<void>,
  ): Promise<void>
  /** Takes no more and resolves when the jobs under way are done. */
  stop(): Promise<void>
}
