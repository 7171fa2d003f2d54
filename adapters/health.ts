import type { Log } from '../src/ports.ts'

/** What can be away while everything else works. */
export type Part = 'slack' | 'subscriptions'

export type Phase = 'starting' | 'ready' | 'stopping'

export type Health = {
  phase(): Phase
  /** Every phase follows the one before; a stop is final. */
  enter(phase: Exclude<Phase, 'starting'>): void
  /** The parts that do not work, each with one word that says how it is. */
  problems(): Readonly<Record<string, string>>
  /**
   * Records how a part is; only a change is logged, so a part that stays away is one line.
   * @param word how it is, `null` where it works
   * @param sentence for the log
   */
  report(part: Part, word: string | null, sentence: string, fields?: Readonly<Record<string, unknown>>): void
}

/** Of a web server that has no other parts. */
export const alwaysReady: Pick<Health, 'phase' | 'problems'> = { phase: () => 'ready', problems: () => ({}) }

/** @param observe is called at every change, with whether the part works now */
export function createHealth(log: Log, observe: (part: Part, works: boolean) => void = () => {}): Health {
  const words = new Map<Part, string | null>()
  let phase: Phase = 'starting'
  return {
    phase: () => phase,
    enter(next) {
      if (phase !== 'stopping') phase = next
    },
    problems: () => Object.fromEntries([...words].flatMap(([part, word]) => (word === null ? [] : [[part, word]]))),
    report(part, word, sentence, fields = {}) {
      const before = words.get(part)
      if (before === word) return
      words.set(part, word)
      observe(part, word === null)
      if (word !== null) log.warn(fields, sentence)
      else if (before !== undefined) log.info(fields, sentence)
    },
  }
}
