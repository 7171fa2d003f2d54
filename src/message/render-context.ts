import type { Words } from './words.ts'

/** What a message needs to know about its reader. */
export type RenderContext = {
  readonly t: Words
  /** IANA zone in which moments are shown. */
  readonly timeZone: string
  /** The prefix of a command line in this place, e.g. `/tabnine `. */
  readonly commandPrefix: string
}
