import type { Message } from '../message/message.ts'
import type { Progress } from '../message/progress.ts'
import type { Words } from '../message/words.ts'
import type { Period, Snapshot, Subject, UsageApi, UsageSubject } from '../ports.ts'
import type { Membership } from '../seats/membership.ts'
import type { Outlook } from '../seats/outlook.ts'
import type { BusinessCalendar } from '../time/business-days.ts'

/** Where a report gets its facts. `signal` ends the whole answer; `onProgress` hears how far the fetching is. */
export type Sources = {
  readonly usageApi: UsageApi
  /** Our own memory of seats; `null` where none is kept, as in a terminal. */
  readonly history: SeatHistory | null
  /** Which days nobody works on, so that silence on them is no sign. */
  readonly calendar: BusinessCalendar
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
}

/** What our memory tells of seats. */
export type SeatHistory = {
  /** The counts kept last before a day began, or on that day, within a week of it. */
  seatsBefore(subject: string, day: Date): Promise<Snapshot | null>
  /** How many of those active in a period have left since; `null` where that is not known. */
  membership(subject: UsageSubject, period: Period, now: Date): Promise<Membership | null>
  /** How people came to use their seats, up to now; `null` where nothing was kept. */
  outlook(subject: Subject, period: Period, now: Date): Promise<Outlook | null>
}

/** How a reader is spoken to. */
export type Voice = {
  readonly words: Words
  /** IANA zone in which moments are told. */
  readonly zone: string
  /** What stands before a command line where this reader types it, e.g. `/tabnine `. */
  readonly prefix: string
}

/** One question answered: facts collected from ports, reduced to what the reader may see, then told as a message. */
export type Report<Facts, Args> = {
  readonly name: string
  /** The question as it may be asked where others read along, for instance about whole weeks; missing: as it is. */
  coarsen?(args: Args, now: Date): Args
  collect(from: Sources, args: Args, now: Date): Promise<Facts>
  /** What may be shown where others read along: no number of fewer people, but zero, and none that follows from others. Pure. */
  suppress(facts: Facts, minGroupSize: number): Facts
  tell(facts: Facts, voice: Voice): Message
  readonly example: Facts
}
