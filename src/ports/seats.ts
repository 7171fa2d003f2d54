import type { BusinessCalendar } from './calendar.ts'
/** What the bot remembers of the people who hold seats, to find those that no one uses. */
/**
 * Someone who holds a seat or is invited to one, and what was learned of their use. Days are midnights UTC; what is known
 * of use holds for the days from `knownFrom` up to, not including, `knownTo`.
 */
export type KnownPerson = {
  /** The account's id, or `invitation` and the id of an invitation that no one has accepted yet. */
  readonly key: string
  /** `null`: invited, no account yet. */
  readonly id: string | null
  readonly email: string
  readonly teamId: string | null
  /** The first check that saw them in this team. */
  readonly teamSince: Date
  readonly invitedAt: Date | null
  readonly expiresAt: Date | null
  readonly registeredAt: Date | null
  /** Their user info was asked for; with `registeredAt` null the server does not say. */
  readonly hasInfo: boolean
  readonly firstUsedOn: Date | null
  readonly lastUsedOn: Date | null
  /** The last first day of use after days without any, as many as make someone idle; `null`: none was seen. */
  readonly cameBackOn: Date | null
  /** Working days with use in the window of the last question, which ends at `knownTo`; `null`: not known. */
  readonly usedDays: number | null
  readonly knownFrom: Date | null
  readonly knownTo: Date | null
  /** The last day on which they were in the lists. */
  readonly seenOn: Date
}

/** What one answer about a person adds. */
export type Learned = Pick<
  KnownPerson,
  | 'key'
  | 'registeredAt'
  | 'hasInfo'
  | 'firstUsedOn'
  | 'lastUsedOn'
  | 'cameBackOn'
  | 'usedDays'
  | 'knownFrom'
  | 'knownTo'
>

/**
 * People to ask about. `likely`: not known to have used anything in the window, and never asked about, or active shortly
 * before it. `recent`: everyone else whose use is not known up to the day. `past`: not known to have used anything, and
 * their use is not known from the beginning.
 */
export type QuestionStage = 'likely' | 'recent' | 'past'

/** How members came and went between a day and a check. */
export type MemberChanges = {
  /** At the check. */
  readonly members: number
  /** Members on that day or later who are none at the check, of a team those last seen in it. */
  readonly leavers: readonly KnownPerson[]
  /** The first day on which the bot looked at all; `null`: it never did. */
  readonly firstLook: Date | null
  /**
   * Someone may have changed teams since, of a team: into it or out of it. All whose new team was first seen later than
   * they registered.
   */
  readonly hasMoved: boolean
}

/** One day's check of all seats: what was found before any person was asked about, and its progress. */
export type SeatCheck = {
  readonly day: Date
  /** First day of the window of use, which ends before `day`. */
  readonly windowFrom: Date
  readonly stage: QuestionStage | 'done'
  /** Questions about the use of single persons, so far. */
  readonly questions: number
  readonly isInvitedKnown: boolean
  /** The server has a list of invitations, and does not let the bot read it. */
  readonly isInvitedRefused: boolean
  /** Rows of the lists that could not be read. */
  readonly skippedRows?: number
  /** Names of teams whose people could not be read, and are taken to be where they were. */
  readonly unreadTeams?: readonly string[]
  readonly organizationUsed: boolean
  readonly isFrozen: boolean
  /** The first day that the newer of two usage versions answers for; `null`: one answers for all. */
  readonly versionSince: Date | null
  /** The month in which the organization's usage begins, as far as the server says. */
  readonly usageSince: Date
}

export interface SeatStore {
  readonly people: {
    /**
     * Stores people with an account and a seat, as the lists have them on a day; no id twice. A person who is in no team that
     * was read, but was in one of `unreadTeams`, stays in that team.
     */
    see(
      people: readonly { id: string; email: string; teamId: string | null }[],
      day: Date,
      unreadTeams?: readonly string[],
    ): Promise<void>
    /** Those invited, as the list has them on a day; no id twice. */
    seeInvited(
      invitations: readonly {
        id: string
        email: string
        teamId: string | null
        createdAt: Date
        expiresAt: Date | null
      }[],
      day: Date,
    ): Promise<void>
    /** Hands the date of their invitation on to those who have joined; they are known by their e-mail. */
    joinInvitations(): Promise<void>
    /** Those with an account in the lists of a day. */
    count(day: Date): Promise<number>
    /**
     * Everyone in the lists of a day, or of a team, in the order of their keys, page by page. An invite of a person with an
     * account, even in another team, is left out, even if the list still has it.
     */
    page(day: Date, options: { teamId?: string; after: string; limit: number }): Promise<KnownPerson[]>
    /** Those with an account and one of these e-mails, whatever its case, in the lists of a day. */
    withEmails(day: Date, emails: readonly string[]): Promise<KnownPerson[]>
    /**
     * Claims some of the people who are due, in the order of their keys, so that no other worker claims them on this day, even
     * if this one crashes before the answer. Counts the questions, and claims at most the number that is left. A person who
     * began from `graceFrom` on is `likely` until their registration date is known.
     */
    claim(
      check: SeatCheck,
      due: QuestionStage,
      options: { after: string; limit: number; most: number; graceFrom: Date },
    ): Promise<KnownPerson[]>
    /** Stores what was learned about claimed people, who may then be claimed again for the rest. */
    learn(learned: readonly Learned[]): Promise<void>
    /** Gives claims back that were not used. */
    release(keys: readonly string[], day: Date): Promise<void>
    /** Removes people whose account was deleted. */
    remove(keys: readonly string[]): Promise<void>
    /** Teams in which someone is due who was there all through the window; `used` counts those known to have used. */
    teamsDue(check: SeatCheck): Promise<{ teamId: string; used: number }[]>
    /** Notes that no one due in a team, if there all through the window, has used anything in it. */
    learnUnused(check: SeatCheck, teamId: string): Promise<number>
    /** @param day of a check @param since the day from which on members count, up to 90 days before it */
    changes(day: Date, since: Date, teamId?: string): Promise<MemberChanges>
  }
  readonly seatChecks: {
    get(day: Date): Promise<SeatCheck | null>
    /** The newest up to a day. */
    newest(day: Date): Promise<SeatCheck | null>
    /** Starts the check of a day, or returns the one that exists. */
    begin(check: SeatCheck): Promise<SeatCheck>
    reach(day: Date, stage: SeatCheck['stage']): Promise<void>
  }
}

/** Who is excluded, and how many days after an invite or a registration do not count. */
export type SeatPolicy = {
  /** Calendar days. */
  readonly graceDays: number
  readonly calendar: BusinessCalendar
  readonly exclusions: readonly Exclusion[]
  /** E-mails of accounts that are not people, with `*` for anything, e.g. `svc-*@*`. */
  readonly serviceAccounts: readonly string[]
  /** E-mails that belong to one person, a list for each. */
  readonly samePerson: readonly (readonly string[])[]
}

/** A person who must not be named, e.g. during a leave. */
export type Exclusion = {
  /** An e-mail in any case, or an id. */
  readonly person: string
  readonly reason: string
  /** From this moment on it is void; `null`: for good. */
  readonly until: Date | null
}
