/** What the bot stores about unused seats: who is notified of them, what was posted, who was reminded, who saw whom. */
import type { Platform } from '../platform.ts'
import type { Conversation, DeliveryState } from './conversations.ts'
import type { Subject } from './usage-api.ts'

/** Unused seats of one team, or of the organization, are shown in one conversation. */
export type Alert = {
  readonly id: number
  readonly conversation: string
  readonly subject: Subject
  /** The platform's id of the person who set it up. */
  readonly owner: string
  /** Language of its messages; `null`: the language of the settings. */
  readonly language: string | null
  /** IANA zone whose working days and hours it keeps; `null`: as the settings say. */
  readonly zone: string | null
  /** Calendar days after an invitation or a registration in which nothing is expected. */
  readonly graceDays: number
  readonly repeatDays: number
  /** What people were last notified of; `null` before the first check. */
  readonly notified: NotifiedState | null
  /** The reason of the last decision to notify or not; `null` before the first check. */
  readonly reason: string | null
  readonly decidedAt: Date | null
  /** The day of the check that the last decision was about; `null`: the next check decides whatever its day. */
  readonly decidedFor: Date | null
  /** Why it is silent for good, e.g. because its channel is gone; `null` while it notifies. */
  readonly closed: string | null
  readonly createdAt: Date
}

/**
 * Why an alert is closed that no one wants any more. It is kept for those who were reminded, and shown to no one; asked for
 * again, it begins again.
 */
export type Unwatched = 'off'

/** @internal */
export type NewAlert = Pick<
  Alert,
  'conversation' | 'subject' | 'owner' | 'language' | 'zone' | 'graceDays' | 'repeatDays'
>

/** What people were last notified of. Plain JSON; days are ISO days where the alert is read. */
export type NotifiedState = {
  /** When they were last notified: by a post or a reply, not by an edit. */
  readonly spokenOn: string
  /** `null` while nothing is unused. */
  readonly episode: NotifiedEpisode | null
}

export type NotifiedEpisode = {
  readonly openedOn: string
  readonly openedWith: number
  /** Everyone who was named or counted so far, settled or not. */
  readonly items: readonly NotifiedItem[]
  /** Which states of the whole team were posted. */
  readonly teamStates: readonly string[]
  /** Where invitations are only counted: the most that were posted, and how many there are now. */
  readonly pending: { readonly most: number; readonly now: number }
  /** ISO moment until which no one is notified; `null`: not snoozed. */
  readonly snoozedUntil: string | null
}

export type NotifiedItem = {
  /** `keyOf` the record: an id, or the e-mail of a person who has none yet. */
  readonly who: string
  readonly kind: 'invited' | 'never-used' | 'idle'
  /** `open`, or what became of the seat. */
  readonly fate: 'open' | SeatFate
  /** ISO moment until which this person, who answered "later", is left out; stays until they are named again. */
  readonly snoozedUntil: string | null
}

type SeatFate = 'joined' | 'started' | 'released' | 'renewed' | 'excluded'

/** The part of an episode's message that is stored; the rest is read again each time. Plain JSON. */
export type EpisodeState = {
  /** `null` where a baseline opens nothing. */
  readonly progress: EpisodeProgressState | null
  /** ISO moment; `null` while it is open. */
  readonly resolvedOn: string | null
  /** The alert was switched off: posted last, and in place of all else. */
  readonly isUnwatched?: boolean
}

/** In numbers of seats; see `EpisodeProgress` of the report. */
export type EpisodeProgressState = {
  readonly openedOn: string
  readonly openedWith: number
  readonly open: number
  readonly snoozed: number
  readonly deferred: number
  readonly untold: number
  readonly fates: Readonly<Record<SeatFate, number>>
}

/** One alert from opened to resolved: one message, edited through its life. */
export type Episode = {
  readonly id: number
  readonly alert: number
  readonly openedAt: Date
  readonly closedAt: Date | null
  /** The platform's id of its message, once it is posted. */
  readonly messageId: string | null
  /** What its message says now. */
  readonly state: EpisodeState
  /** Goes up with each change of `state`, so that a worker that has shown an older one finds out. */
  readonly version: number
  /** The named reason of the last notification. */
  readonly reason: string
}

/** One person asked whether they want their seat. */
export type Reminder = {
  readonly id: number
  /** Not to be guessed: the person who has it may answer. */
  readonly token: string
  readonly alert: number
  /** The person's e-mail in small letters. */
  readonly person: string
  readonly askedAt: Date
  readonly answer: 'use' | 'release' | 'later' | null
  readonly answeredAt: Date | null
}

/** A reminder with its message, the delivery with the key `reminder <id>`; `null` if that was deleted. */
export type SentReminder = Reminder & {
  readonly place: string | null
  readonly state: DeliveryState | null
  /** When its message was sent; `null`: not yet, or not known. */
  readonly sentAt: Date | null
}

/** How one person was reminded so far, by whichever alert. */
export type ReminderHistory = {
  readonly person: string
  readonly count: number
  readonly lastAskedAt: Date
  /** To the newest reminder. */
  readonly lastAnswer: Reminder['answer']
  readonly answeredAt: Date | null
}

/** The personal chat of a person who was looked up, and their IANA zone and language, if the platform says. */
export type FoundPerson = Omit<Conversation, 'closed'> & {
  readonly zone: string | null
  readonly language: string | null
}

/** Finds people of the company on one chat platform. */
export interface PeopleFinder {
  readonly platform: Platform
  /**
   * By e-mail, among those who can be reached from a conversation. Never throws: `unknown` where the platform does not
   * answer now.
   */
  findByEmail(email: string, near: Conversation): Promise<FoundPerson | 'not-found' | 'unknown'>
}

/** Web pages of Tabnine that messages link to: how to install, where to sign in, where admins manage users. */
export type TabnineLinks = { readonly install: string; readonly signIn: string; readonly users: string }

/** A person who was excluded in chat. */
export type KeptExclusion = {
  /** What it is called in command lines, so that they need no names. */
  readonly id: number
  /** An e-mail in small letters, or an id. */
  readonly person: string
  readonly reason: string
  readonly until: Date | null
  /** Who asked for it. */
  readonly by: string
  readonly createdAt: Date
}

/** Someone saw numbers of a named person, took numbers away, or changed seats. */
export type AuditEntry = {
  readonly at: Date
  /** Platform and id, e.g. `slack:U0123`. */
  readonly who: string
  readonly what: 'named' | 'export' | 'remind' | 'exclude' | 'include' | 'act'
  /** The line that was asked. */
  readonly line: string
  readonly surface: string
}

export interface AlertStore {
  readonly alerts: {
    /** One for each subject in a conversation: a second wish changes the first. */
    save(alert: NewAlert, now: Date): Promise<Alert>
    get(id: number): Promise<Alert | null>
    /** Without those that are closed as `Unwatched`. */
    inConversation(conversation: string): Promise<Alert[]>
    /** Those someone wants, in any conversation; without those closed as `Unwatched`. */
    ofOwner(owner: string): Promise<Alert[]>
    /** Alerts that are not closed, in the order of their ids. */
    open(): Promise<Alert[]>
    /** Locks the alert until the transaction ends, so that two who press at once take turns. */
    lock(id: number): Promise<Alert | null>
    update(
      id: number,
      change: Partial<Pick<Alert, 'notified' | 'reason' | 'decidedAt' | 'decidedFor' | 'closed' | 'owner'>>,
    ): Promise<void>
    closeAllIn(conversation: string, reason: string): Promise<Alert[]>
    /** Those closed because nothing could be posted in their conversation. */
    unreachable(): Promise<Alert[]>
  }
  readonly episodes: {
    open(alert: number, opened: { state: EpisodeState; reason: string }, now: Date): Promise<Episode>
    get(id: number): Promise<Episode | null>
    /** The open episode, if any. */
    openOf(alert: number): Promise<Episode | null>
    update(id: number, change: Partial<Pick<Episode, 'state' | 'reason' | 'messageId' | 'closedAt'>>): Promise<void>
  }
  readonly reminders: {
    /** `null` where the person was asked since then, by whichever alert; to be called in a transaction. */
    claim(
      reminder: Pick<Reminder, 'token' | 'alert' | 'person'>,
      coolDownSince: Date,
      now: Date,
    ): Promise<Reminder | null>
    get(id: number): Promise<Reminder | null>
    /** The first answer counts until it is changed by the same person; `null` where no one has this token. */
    answer(token: string, answer: NonNullable<Reminder['answer']>, now: Date): Promise<Reminder | null>
    find(token: string): Promise<SentReminder | null>
    /** Those asked since then, that moment included. */
    ofAlert(alert: number, since: Date): Promise<SentReminder[]>
    /** Of those who were ever asked. */
    historyOf(persons: readonly string[]): Promise<ReminderHistory[]>
  }
  readonly optOuts: {
    /** By e-mail in small letters, or by the id of their personal chat. */
    add(person: string, now: Date): Promise<void>
    remove(person: string): Promise<void>
    /** The people among them who opted out. */
    among(persons: readonly string[]): Promise<string[]>
  }
  readonly exclusions: {
    /** The last word on a person counts, under the number that they have. */
    save(exclusion: Omit<KeptExclusion, 'id' | 'createdAt'>, now: Date): Promise<KeptExclusion>
    /** Of two who do it at once the first has it. */
    remove(id: number): Promise<boolean>
    /** Those that are not over. */
    all(now: Date): Promise<KeptExclusion[]>
  }
  readonly audit: {
    /** @returns its number, for `complete` */
    add(entry: AuditEntry): Promise<number>
    /** Writes the outcome into an entry that was added before its action began. */
    complete(id: number, line: string): Promise<void>
    /** Newest first. */
    between(from: Date, to: Date, limit: number): Promise<AuditEntry[]>
  }
  readonly secrets: {
    /** The value kept under a name, or this one from now on: the first replica decides. */
    keep(name: string, value: string): Promise<string>
    /** The value kept under a name; `null`: none. */
    find(name: string): Promise<string | null>
    /** The value kept under a name, held until the transaction ends. @throws where nothing is kept */
    lock(name: string): Promise<string>
    replace(name: string, value: string): Promise<void>
  }
}
