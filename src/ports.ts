/** What `src` asks of the outside: types only, so that this file is a leaf. */

/** Whole UTC days, `from` inclusive, `to` exclusive. Both are midnights UTC. */
export type Period = { readonly from: Date; readonly to: Date }

/** `null` is "the server did not report it", which is not the same as 0. */
export type Count = number | null

export type Granularity = 'all' | 'daily' | 'weekly' | 'monthly'

/** Which of the vendor's two usage counts a number comes from; the two count some things differently. */
export type UsageVersion = 'v1' | 'v2'

/** One bucket of usage. Counts are integers; factors are fractions 0..1 as the server computed them. */
export type Metrics = {
  readonly activeUsers: Count
  readonly completions: {
    readonly activeUsers: Count
    readonly accepted: Count
    readonly chars: Count
    readonly keystrokes: Count
    readonly lines: Count
  }
  readonly chat: {
    readonly activeUsers: Count
    /** v1: prompts to chat; v2: distinct messages. */
    readonly interactions: Count
    readonly useful: Count
    readonly lines: Count
    readonly chars: Count
  }
  readonly agent: {
    readonly activeUsers: Count
    readonly interactions: Count
    readonly linesAdded: Count
    readonly linesAddedAccepted: Count
    readonly linesRemoved: Count
    readonly linesRemovedAccepted: Count
  }
  readonly reported: { readonly automation: Count; readonly consumption: Count; readonly productivity: Count }
}

export type UsageBucket = { readonly period: Period; readonly metrics: Metrics }

/** The part of a question that one usage version answered. */
export type UsageSegment = {
  readonly version: UsageVersion
  readonly period: Period
  readonly buckets: readonly UsageBucket[]
}

/** Usage over a period: segments never overlap, in time order. */
export type Usage = { readonly period: Period; readonly segments: readonly UsageSegment[] }

/** Whom a report is about, besides single persons. */
export type Subject =
  | { readonly kind: 'organization'; readonly name: string }
  | { readonly kind: 'team'; readonly id: string; readonly name: string }

export type UsageSubject =
  | { readonly kind: 'organization' }
  | { readonly kind: 'team'; readonly id: string }
  | { readonly kind: 'user'; readonly id: string }

export type Organization = { readonly id: string; readonly name: string }

export type Team = { readonly id: string; readonly name: string; readonly people: Count }

/** Seats by state, as counted by the server today. */
export type SeatCounts = { readonly registered: Count; readonly invited: Count; readonly deactivated: Count }

/** Seat counts of one calendar month of the organization, as the server names them. */
export type MonthlySeats = SeatCounts & { readonly month: string }

export type TeamMember = {
  readonly id: string
  readonly email: string
  readonly role: string | null
  /** `null`: the server does not say whether this person is deactivated. */
  readonly active: boolean | null
}

export type Person = {
  readonly id: string
  readonly email: string | null
  readonly role: string | null
  readonly active: boolean | null
  readonly registeredAt: Date | null
  readonly team: { readonly id: string; readonly name: string | null } | null
}

export type Invitation = {
  readonly id: string
  readonly email: string
  readonly teamId: string | null
  readonly role: string | null
  readonly createdAt: Date
  readonly expiresAt: Date | null
  readonly revokedAt: Date | null
}

/** What the server can tell of the organization's recent past; says how far numbers can be trusted. */
export type Freshness = {
  /** Last whole or partial UTC day on which anybody in the organization was active; `null`: none in the look-back. */
  readonly lastActiveDay: Date | null
  readonly lookback: Period
}

/**
 * The vendor's Usage API, as the rest of the bot sees it. Every method may throw an `AppError` and may take as long as
 * the client's time limits allow; a passed signal only stops the waiting. Source: Usage API v1 and v2.
 */
export interface UsageApi {
  /** Where the numbers come from, for people: the host's name. */
  readonly host: string
  organization(signal?: AbortSignal): Promise<Organization>
  teams(signal?: AbortSignal): Promise<readonly Team[]>
  teamName(teamId: string, signal?: AbortSignal): Promise<string>
  teamMembers(teamId: string, signal?: AbortSignal): AsyncIterable<TeamMember>
  teamSeats(teamId: string, signal?: AbortSignal): Promise<SeatCounts>
  organizationMembers(filter?: { active?: boolean }, signal?: AbortSignal): AsyncIterable<TeamMember>
  organizationSeats(signal?: AbortSignal): Promise<SeatCounts>
  /** Month ends of the past, oldest first. The running month is not final. */
  organizationSeatsByMonth(since: Date, signal?: AbortSignal): Promise<readonly MonthlySeats[]>
  /** Pending invitations; throws `not-found` or `forbidden` where the server does not list them. */
  invitations(teamId?: string, signal?: AbortSignal): AsyncIterable<Invitation>
  person(userId: string, signal?: AbortSignal): Promise<Person>
  /** `null`: nobody has this e-mail. */
  personByEmail(email: string, signal?: AbortSignal): Promise<Person | null>
  usage(subject: UsageSubject, period: Period, granularity: Granularity, signal?: AbortSignal): Promise<Usage>
  freshness(signal?: AbortSignal): Promise<Freshness>
}

export interface Clock {
  now(): Date
}

export interface Log {
  debug(fields: Record<string, unknown>, text: string): void
  info(fields: Record<string, unknown>, text: string): void
  warn(fields: Record<string, unknown>, text: string): void
  error(fields: Record<string, unknown>, text: string): void
}

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
  readonly kind: 'digest' | 'run' | 'notice'
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

/** The bot's memory. Inside `transaction` use the store handed in, and nothing of it stays if the work throws. */
export interface Store {
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
}

/** What the bot can do when nobody waits. A job is done at least once. */
export type Job =
  | { readonly kind: 'deliver'; readonly delivery: number }
  | { readonly kind: 'snapshot'; readonly day: string }
  | { readonly kind: 'upkeep'; readonly day: string }

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
