/** The bot's database as a whole, and its queue of jobs. */
import type { OwnerKind, Platform } from '../platform.ts'
import type { AlertStore } from './alerts.ts'
import type { BudgetStore } from './budgets.ts'
import type {
  Conversation,
  Delivery,
  DeliveryState,
  Hold,
  Json,
  NewDelivery,
  NewSubscription,
  Owner,
  Pause,
  RateLimit,
  Snapshot,
  Subscription,
  WaitingPosts,
} from './conversations.ts'
import type { SeatActionStore } from './seat-actions.ts'
import type { SeatStore } from './seats.ts'

/** The bot's database. Inside `transaction` use the store handed in, and nothing of it stays if the work throws. */
export interface Store extends SeatStore, AlertStore, SeatActionStore, BudgetStore {
  transaction<T>(work: (store: Store) => Promise<T>): Promise<T>
  /** One statement in this store's transaction, for the queue, which keeps its jobs in the same database. */
  execute(text: string, values?: readonly unknown[]): Promise<{ rows: Record<string, unknown>[] }>

  readonly subscriptions: {
    create(subscription: NewSubscription, now: Date): Promise<Subscription>
    get(id: number): Promise<Subscription | null>
    /** Locks it until the transaction ends, so that the second of two parallel changes sees the first. */
    lock(id: number): Promise<Subscription | null>
    inConversation(conversation: string): Promise<Subscription[]>
    all(): Promise<Subscription[]>
    /** Those someone made, in any conversation. */
    ofOwner(owner: string): Promise<Subscription[]>
    update(
      id: number,
      change: Partial<Pick<Subscription, 'subjects' | 'schedule' | 'language' | 'owner' | 'nextRunAt' | 'pause'>>,
    ): Promise<Subscription | null>
    remove(id: number): Promise<boolean>
    /** Those due by `now` and not paused, or paused until before `now`; locked for this transaction, others skip them. */
    lockDue(now: Date, limit: number): Promise<Subscription[]>
    /** Those whose next run is after a moment. */
    dueAfter(now: Date): Promise<Pick<Subscription, 'id'>[]>
    /** Those paused because nothing could be posted in their conversation. */
    unreachable(): Promise<Subscription[]>
    /** Pauses all of a conversation, and returns those that were not paused before. */
    pauseAllIn(conversation: string, pause: Pause): Promise<Subscription[]>
  }
  /** Forgets what only a clock that was ahead can have written; says how many rows that were. */
  forgetAhead(now: Date): Promise<number>
  readonly deliveries: {
    /** Claims a key; `null` if it is claimed already. */
    claim(delivery: NewDelivery, now: Date): Promise<Delivery | null>
    /**
     * Takes a pending delivery, or one whose lease has ended; `null` if it cannot be taken. Counts the attempt. A lease that
     * ends in more than ten minutes was set by a wrong clock, and counts as ended.
     */
    take(id: number, now: Date, leaseUntil: Date): Promise<Delivery | null>
    /**
     * Records the result of an attempt; false if another worker has taken the delivery since. With `sending` the worker
     * continues and keeps its lease. A `pending` delivery does not count as stranded before `notBefore`, when its next job
     * is due. `hasFailed` counts a failure.
     */
    record(
      hold: Hold,
      result: {
        readonly state: DeliveryState
        readonly reason: string | null
        readonly messageId: string | null
        readonly notBefore?: Date
        readonly hasFailed?: boolean
      },
      now: Date,
    ): Promise<boolean>
    /** A pending delivery does not count as stranded before `notBefore`, when its next job is due; false if not pending. */
    postpone(id: number, notBefore: Date): Promise<boolean>
    /** Replaces what is stored with it. */
    keepContent(id: number, content: Json): Promise<void>
    /** Records a person's decision on an `unknown` delivery; `null` if it is not `unknown` any more. */
    settle(id: number, result: { state: DeliveryState; reason: string }, now: Date): Promise<Delivery | null>
    get(id: number): Promise<Delivery | null>
    /** Deliveries of a kind in a conversation that are still to be posted. */
    openIn(conversation: string, kind: string): Promise<Delivery[]>
    /** Newest first. */
    ofSubscription(subscription: number, limit: number): Promise<Delivery[]>
    /**
     * Pending ones past due and sending ones past their lease: what a crash may have left without a job. So are those that
     * wait for a moment that only a wrong clock can have set. Of these platforms and kinds alone.
     */
    stranded(now: Date, limit: number, of: Deliverable): Promise<Delivery[]>
    /** Open ones that have failed since then or longer, or were due by then and never tried; by platform and reason. */
    waitingSince(before: Date): Promise<WaitingPosts[]>
  }
  readonly owners: {
    /** Whose data of this kind it is: what is kept already, or this from now on. The first process decides for all. */
    keep(owner: Owner): Promise<Owner>
    /** The next process decides again. `null` where nothing was kept. */
    forget(kind: OwnerKind): Promise<Owner | null>
  }
  readonly presence: {
    /** A process that posts on these platforms is at work now. */
    beat(platforms: readonly Platform[], now: Date): Promise<void>
    lastBeat(platform: Platform): Promise<Date | null>
  }
  readonly conversations: {
    /** Keeps it, or renews its reference and opens it again. */
    save(conversation: Omit<Conversation, 'closed'>, now: Date): Promise<void>
    get(id: string): Promise<Conversation | null>
    close(id: string, reason: string, now: Date): Promise<void>
    /** Something may be posted there again; its reference stays. */
    reopen(id: string, now: Date): Promise<void>
  }
  readonly snapshots: {
    /** The first of a day stays: what was so in the morning is not rewritten by a second replica in the evening. */
    keep(snapshots: readonly Snapshot[]): Promise<void>
    /** In the order of days, both ends included. */
    between(subject: string, from: Date, to: Date): Promise<Snapshot[]>
    /** The oldest day kept of a subject. */
    firstDay(subject: string): Promise<Date | null>
  }
  /** The jobs of a day that are done. */
  readonly dailyJobs: {
    finish(job: DailyJob, day: Date): Promise<void>
    finished(day: Date): Promise<readonly DailyJob[]>
  }
  /** When something was last done, by whichever replica. */
  readonly marks: {
    set(name: string, at: Date): Promise<void>
    /** Sets it, unless it was set after `since`: of several replicas that try, one gets `true`. */
    claim(name: string, at: Date, since: Date): Promise<boolean>
  }
  /** Who posts when, of all replicas. The limit that most share comes first, and is never kept waiting by the others. */
  readonly rateLimits: {
    /** About when to come for a turn: after all who were shown so before. */
    plan(limits: readonly RateLimit[], now: Date): Promise<Date>
    /** The next turn in all limits, as it is now. */
    next(limits: readonly RateLimit[], now: Date): Promise<Date>
    /** The next permit in all limits. If it is not taken, it is after `latest`, or must be requested again then. */
    take(
      limits: readonly RateLimit[],
      latest: Date,
      now: Date,
    ): Promise<{ readonly at: Date; readonly isTaken: boolean }>
    /** Gives no turn before then. More than ten minutes ahead it counts as written by a wrong clock, and as open. */
    close(limits: readonly RateLimit[], until: Date, now: Date): Promise<void>
    areOpen(limits: readonly RateLimit[], at: Date): Promise<boolean>
  }
}

/** What a process can post. */
export type Deliverable = {
  readonly platforms: readonly Platform[]
  /** `maxAheadMs`: a delivery that is due later than that was claimed by a clock that was wrong. */
  readonly kinds: readonly { readonly name: string; readonly maxAheadMs: number }[]
}

/** What is done once a day, whatever restarts there are. */
export type DailyJob = 'snapshot' | 'upkeep' | 'check-seats'

/** What the bot can do when no one waits. A job is done at least once. */
export type Job =
  /** Without its platform it was added by an older version. */
  | { readonly kind: 'deliver'; readonly delivery: number; readonly platform?: Platform | undefined }
  | { readonly kind: 'snapshot'; readonly day: string }
  | { readonly kind: 'upkeep'; readonly day: string }
  | { readonly kind: 'check-seats'; readonly day: string }
  /** Decides on the alerts whose conversation is in its working hours; once an hour. */
  | { readonly kind: 'evaluate-alerts' }
  /** Brings an alert's message up to date after someone did something about it. */
  | { readonly kind: 'refresh-alert'; readonly alert: number }

export interface Jobs {
  /** Adds a job in the store's transaction; a second one with the same key is not added while the first is open. */
  enqueue(store: Store, job: Job, options: { key: string; startAfter?: Date }): Promise<void>
  /**
   * Begins to take jobs: posts of these platforms alone, and all others. What `work` throws is tried again later, by the
   * engine's own back-off.
   */
  start(
    work: (job: Job, signal: AbortSignal) => Promise<void>,
    platforms: readonly Platform[],
    /** Gets each job that failed permanently, with the last failure; at least once, also after a restart. */
    onDead?: (job: Job, reason: string) => Promise<void>,
  ): Promise<void>
  /** Takes no more jobs, and resolves when the running ones are done; jobs can still be added. */
  pause(): Promise<void>
  /** Takes no more jobs, and resolves when the running ones are done. */
  stop(): Promise<void>
}
