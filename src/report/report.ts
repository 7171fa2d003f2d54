import type { Message } from '../message/message.ts'
import type { Words } from '../message/words.ts'
import type { Subject, UsageApi } from '../ports.ts'

/** Where a report gets its facts. `signal` ends the whole answer; `onProgress` hears how far the fetching is. */
export type Sources = {
  readonly usageApi: UsageApi
  readonly signal: AbortSignal
  /** `of` is `null` where nobody knows how much there is. */
  readonly onProgress: (done: number, of: number | null) => void
}

/** How a reader is spoken to. */
export type Voice = {
  readonly words: Words
  /** IANA zone in which moments are told. */
  readonly zone: string
  /** What stands before a command line where this reader types it, e.g. `/tabnine `. */
  readonly prefix: string
}

/** One question answered: facts collected from ports, then told as a message. */
export type Report<Facts, Args> = {
  readonly name: string
  collect(from: Sources, args: Args, now: Date): Promise<Facts>
  tell(facts: Facts, voice: Voice): Message
  readonly example: Facts
}

/** The same subject as a word in a command line: an id, so that two teams of one name stay apart. */
export function subjectWord(subject: Subject): string {
  return subject.kind === 'organization' ? 'all' : subject.id
}
