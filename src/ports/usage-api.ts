/** The vendor's Usage API, and what it says of. */

/** Whole UTC days, `from` inclusive, `to` exclusive. Both are midnights UTC. */
export type Period = { readonly from: Date; readonly to: Date }

/** `null` is "the server did not report it", which is not the same as 0. */
export type Count = number | null

export type Granularity = 'all' | 'daily' | 'weekly' | 'monthly'

/** Which of the vendor's two usage counts a number comes from; the two count some things differently. */
export type UsageVersion = 'v1' | 'v2'

/** What one model answered. */
export type ModelUse = {
  /** The vendor's id. */
  readonly model: string
  readonly chat: { readonly messages: Count; readonly members: Count }
  readonly agent: { readonly messages: Count; readonly members: Count }
}

/** One bucket of usage. Counts are integers; factors are fractions 0..1 as the server computed them. */
export type Metrics = {
  /** Missing where the server does not report them, as in steps of a period. */
  readonly models?: readonly ModelUse[]
  /** By name, of one person alone; missing where the server does not report them. */
  readonly ides?: readonly string[]
  readonly languages?: readonly string[]
  readonly activeUsers: Count
  /** `activeUsers` is the least it can be: the server counted fewer people than used one of the tools. */
  readonly isLowerBound?: true
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

/**
 * Called while a list is read, with the number of rows that could not be read and are left out: at most once for each
 * page, never with 0.
 */
export type OnSkipped = (rows: number) => void

export type UsageBucket = { readonly period: Period; readonly metrics: Metrics }

/** The part of a question that one usage version answered. */
export type UsageSegment = {
  readonly version: UsageVersion
  readonly period: Period
  readonly buckets: readonly UsageBucket[]
  /** Buckets that the server dates so that no UTC day holds most of them; in time order, within the period. */
  readonly undated?: readonly UsageBucket[]
  /** Buckets that could not be read and are left out. */
  readonly skipped?: number
}

/** Usage over a period: segments never overlap, in time order. */
export type Usage = { readonly period: Period; readonly segments: readonly UsageSegment[] }

/** The subject of a report that is not about one person. */
export type Subject =
  | { readonly kind: 'organization'; readonly name: string }
  | { readonly kind: 'team'; readonly id: string; readonly name: string }

export type UsageSubject =
  | { readonly kind: 'organization' }
  | { readonly kind: 'team'; readonly id: string }
  | { readonly kind: 'user'; readonly id: string }

export type Organization = { readonly id: string; readonly name: string }

export type Team = {
  readonly id: string
  readonly name: string
  readonly people: Count
  /** The most seats that it may hold; missing where the server names none. */
  readonly seatCap?: number
  /** A group of the identity provider decides who is in it. */
  readonly isSynced?: true
  /** Invites that were not accepted; missing if the server does not count them here. */
  readonly invited?: number
}

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
  /** Missing where the list does not say; then the teams' own lists do. */
  readonly teamId?: string
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

/** What the server knows of the organization's recent past; says how far numbers can be trusted. */
export type Freshness = {
  /** Last whole or partial UTC day on which anyone in the organization was active; `null`: none in the look-back. */
  readonly lastActiveDay: Date | null
  readonly lookback: Period
}

/**
 * An answer of an endpoint that not every server has. `absent`: the server does not know it. `refused`: the server does
 * not let this token or licence use it; `code` is the vendor's reason, such as FEATURE_NOT_AVAILABLE.
 */
export type OptionalAnswer<T> =
  | { readonly state: 'offered'; readonly value: T }
  | { readonly state: 'absent' }
  | { readonly state: 'refused'; readonly code: string | null }

/** The licence as the server has it. */
export type License = {
  /** Seats bought. */
  readonly seats: Count
  /** The end of the licence. */
  readonly endsAt: Date | null
}

/** Tokens that agents consumed, and what they cost. The contract names no currency. */
export type TokenCost = {
  readonly cost: Count
  readonly inputTokens: Count
  readonly outputTokens: Count
}

export type ModelCost = TokenCost & {
  /** The vendor's id or name. */
  readonly model: string
}

export type AgentTypeCost = TokenCost & {
  /** Such as `ide` or `cli`. */
  readonly type: string
  readonly activeUsers: Count
  readonly interactions: Count
}

export type AgentBucket = TokenCost & {
  readonly period: Period
  readonly activeUsers: Count
  readonly models: readonly ModelCost[]
  readonly types: readonly AgentTypeCost[]
}

export type AgentUsage = {
  readonly period: Period
  /** In time order. Days that the server leaves out have none. */
  readonly buckets: readonly AgentBucket[]
  /** Buckets that could not be read, or belong to no one day. */
  readonly skipped: number
}

/**
 * The vendor's Usage API, as the rest of the bot sees it. Every method may throw an `AppError` and may take as long as
 * the client's time limits allow; a passed signal only stops the waiting. Source: Usage API v1 and v2.
 */
export interface UsageApi {
  /** Where the numbers come from, for people: the host's name. */
  readonly host: string
  organization(signal?: AbortSignal): Promise<Organization>
  teams(signal?: AbortSignal, onSkipped?: OnSkipped): Promise<readonly Team[]>
  teamName(teamId: string, signal?: AbortSignal): Promise<string>
  teamMembers(teamId: string, signal?: AbortSignal, onSkipped?: OnSkipped): AsyncIterable<TeamMember>
  teamSeats(teamId: string, signal?: AbortSignal): Promise<SeatCounts>
  organizationMembers(
    filter?: { active?: boolean },
    signal?: AbortSignal,
    onSkipped?: OnSkipped,
  ): AsyncIterable<TeamMember>
  organizationSeats(signal?: AbortSignal): Promise<SeatCounts>
  /** Month ends of the past, oldest first. The running month is not final. */
  organizationSeatsByMonth(since: Date, signal?: AbortSignal): Promise<readonly MonthlySeats[]>
  /** Pending invitations; throws `not-found` or `forbidden` where the server does not list them. */
  invitations(teamId?: string, signal?: AbortSignal, onSkipped?: OnSkipped): AsyncIterable<Invitation>
  person(userId: string, signal?: AbortSignal): Promise<Person>
  /** Whether an account is active or deactivated, where `person` does not say; `null` where nothing does. */
  isActive(userId: string, signal?: AbortSignal): Promise<boolean | null>
  /** The active account with this e-mail where several have it; `null`: no one has it. */
  personByEmail(email: string, signal?: AbortSignal): Promise<Person | null>
  usage(subject: UsageSubject, period: Period, granularity: Granularity, signal?: AbortSignal): Promise<Usage>
  freshness(signal?: AbortSignal): Promise<Freshness>
  /** Of the whole installation. Whether the server has it is found out once an hour. */
  license(signal?: AbortSignal): Promise<OptionalAnswer<License>>
  /** E-mails of the Admins and Managers of this organization, in small letters. Asked again an hour after it was missing. */
  admins(signal?: AbortSignal): Promise<OptionalAnswer<ReadonlySet<string>>>
  /** What agents cost. Whether the server offers it is found out once an hour. */
  agentUsage(
    subject: UsageSubject,
    period: Period,
    granularity: Extract<Granularity, 'all' | 'daily'>,
    signal?: AbortSignal,
  ): Promise<OptionalAnswer<AgentUsage>>
}
