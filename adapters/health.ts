import type { Log } from '../src/ports.ts'
import type { Readiness } from './readiness.ts'

/** What depends on other services, and can be away while everything else works. */
export type HealthPart = 'clock' | 'slack' | 'subscriptions' | 'tabnine' | 'tick'

export type Health = {
  /**
   * Records the state of a part; only a change is logged, so a part that stays away is one line.
   * @param word the state, for `/health/ready`; `null` if it works
   * @param sentence for the log
   */
  report(part: HealthPart, word: string | null, sentence: string, fields?: Readonly<Record<string, unknown>>): void
}

type Parts = {
  readonly readiness: Pick<Readiness, 'watch'>
  readonly log: Log
  /** Called at every change, with whether the part works now. */
  readonly observe: (part: HealthPart, works: boolean) => void
}

export function createHealth({ readiness, log, observe }: Parts): Health {
  const words = new Map<HealthPart, string | null>()
  return {
    report(part, word, sentence, fields = {}) {
      const before = words.get(part)
      if (before === word) return
      words.set(part, word)
      // What is away takes nothing else out of service.
      readiness.watch(part, () => (word === null ? null : { isReady: true, note: word }))
      observe(part, word === null)
      if (word !== null) log.warn(fields, sentence)
      else if (before !== undefined) log.info(fields, sentence)
    },
  }
}
