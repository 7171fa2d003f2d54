import type { Words } from './words.ts'

/** What a message needs to know about its reader. */
export type RenderContext = {
  readonly t: Words
  /** IANA zone in which moments are shown. */
  readonly timeZone: string
  /** What stands before a command line where this reader types it, e.g. `/tabnine `. */
  readonly commandPrefix: string
}
