/** Requests that are refused before any work; anyone may send thousands of them. */
import type { Platform } from '../src/platform.ts'
import type { Log } from '../src/ports.ts'
import type { RunAfter } from './answer.ts'

/** Why a request was refused, as the metric has it. */
export type Refusal = 'signature' | 'timestamp' | 'headers' | 'too-large' | 'unreadable' | 'token'

/** Counts a refused request, and logs it: the first of a reason at once, and how many more at most once a minute. */
export type NoteRefusal = (reason: Refusal, sentence: string, fields?: Readonly<Record<string, unknown>>) => void

type Parts = {
  readonly platform: Platform
  readonly log: Log
  /** How it is waited for the next line. */
  readonly after?: RunAfter
  readonly observe?: (refusal: { readonly platform: Platform; readonly reason: Refusal }) => void
}

const intervalMs = 60_000

export function createRefusals({ platform, log, after = afterInBackground, observe = () => {} }: Parts): NoteRefusal {
  /** How many came since the last line of a reason. */
  const pending = new Map<Refusal, number>()

  function wait(reason: Refusal, sentence: string): void {
    pending.set(reason, 0)
    after(intervalMs, () => {
      const count = pending.get(reason) ?? 0
      pending.delete(reason)
      if (count === 0) return
      log.warn({ count }, `${sentence} (${count} more in the last minute)`)
      wait(reason, sentence)
    })
  }

  return (reason, sentence, fields = {}) => {
    observe({ platform, reason })
    const count = pending.get(reason)
    if (count !== undefined) {
      pending.set(reason, count + 1)
      return
    }
    log.warn(fields, sentence)
    wait(reason, sentence)
  }
}

/** Waits without keeping the process alive. */
const afterInBackground: RunAfter = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds).unref()
  return () => clearTimeout(timer)
}
