import type { Snapshot } from './conversations.ts'
import type { Period, Subject, UsageSubject } from './usage-api.ts'

/** What the bot's own daily checks know about seats. */
export type SeatHistory = {
  /** The counts kept last before a day began, or on that day, within a week of it. */
  seatsBefore(subject: string, day: Date): Promise<Snapshot | null>
  /** The counts kept of each day of a period, in order. */
  seatsWithin(subject: string, period: Period): Promise<readonly Snapshot[]>
  /** How many of the people who were active in a period have left since; `null` if not known. */
  membership(subject: UsageSubject, period: Period, now: Date): Promise<Membership | null>
  /** How people came to use their seats, up to now; `null` where nothing was kept. */
  outlook(subject: Subject, period: Period, now: Date): Promise<Outlook | null>
}

/** What the newest daily check knows of the people behind a period's numbers. */
export type Membership = {
  /** Members at that check. */
  readonly members: number
  /** Of those active in the period, how many are not members any more. */
  readonly activeLeavers: number
}

/** Everything is `null` or missing where the daily checks do not show it (yet). */
export type Outlook = {
  readonly flows: Flows | null
  readonly firstUse: FirstUse | null
  readonly rates: readonly ActivationRate[]
  /** Only of the organization: seats are bought for all. */
  readonly renewal: RenewalOutlook | null
}

/** A count of people. The organization's also has the teams' counts, because the total could reveal one of them. */
export type Tally = {
  readonly count: number
  /** The non-zero counts of the teams, in no order; empty for the count of one team. */
  readonly ofTeams: readonly number[]
}

/** How many people passed into a state within a period; `null`: not known. */
export type Flows = Readonly<Record<FlowKind, Tally | null>>
export type FlowKind = 'invited' | 'registered' | 'started' | 'back' | 'deactivated'

/** Days from the invite, or the registration of those never seen invited, to the first use. */
export type FirstUse = {
  /** Half of the people who began took at most this long. */
  readonly medianDays: number
  /** Nine of ten of them took at most this long. */
  readonly mostDays: number
  readonly began: Tally
  /** Those who have not begun, however long they have had. */
  readonly open: Tally
}

/** Of those who have had so many days: who began within them. */
export type ActivationRate = { readonly days: number; readonly began: Tally; readonly people: Tally }

/** Seats bought, and the day until which. */
export type Renewal = { readonly seats: number; readonly date: Date }

/** What one seat costs in a month. `currency`: three letters, e.g. `EUR`. */
export type SeatPrice = { readonly amount: number; readonly currency: string }

/** What the settings say about the purchase; it wins over what the server says. */
export type PurchaseSettings = {
  /** Seats bought. */
  readonly seats: number | null
  readonly renewsOn: Date | null
  readonly seatPrice: SeatPrice | null
}

export type RenewalOutlook = Renewal & {
  readonly today: CountedSeats
  /** Days from the newest count to the renewal. */
  readonly daysLeft: number
  /** One for each span that the counts reach back over; at least one. */
  readonly paces: readonly RenewalPace[]
  /** Over all paces, in whole seats. */
  readonly unused: { readonly low: number; readonly high: number }
}

export type CountedSeats = { readonly day: Date; readonly registered: number }

/** The change in members over some weeks, and the resulting number at the renewal if it continues. */
export type RenewalPace = {
  readonly weeks: number
  readonly before: CountedSeats
  /** People a week; negative where they become fewer. */
  readonly perWeek: number
  /** At the renewal; not rounded, never negative. */
  readonly registered: number
  /** Seats bought that no one has then, from none to all. */
  readonly unused: number
}
