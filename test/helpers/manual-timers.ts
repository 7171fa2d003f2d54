import type { RunAfter } from '../../adapters/answer.ts'

/** Timers that a test advances; due callbacks run in the order of their times. */
export type ManualTimers = {
  readonly after: RunAfter
  /** The number of pending timers. */
  waiting(): number
  /** Resolves when a timer is pending. */
  scheduled(): Promise<void>
  advance(milliseconds: number): Promise<void>
}

export function createManualTimers(): ManualTimers {
  let now = 0
  let due: { readonly at: number; readonly run: () => void }[] = []
  const wakers: (() => void)[] = []

  function takeDue(until: number) {
    const next = due.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0]
    due = due.filter(one => one !== next)
    return next
  }

  return {
    after(milliseconds, run) {
      const one = { at: now + milliseconds, run }
      due.push(one)
      for (const wake of wakers.splice(0)) wake()
      return () => {
        due = due.filter(other => other !== one)
      }
    },
    waiting: () => due.length,
    scheduled: () => (due.length > 0 ? Promise.resolve() : new Promise(resolve => void wakers.push(resolve))),
    async advance(milliseconds) {
      const until = now + milliseconds
      for (let next = takeDue(until); next; next = takeDue(until)) {
        now = next.at
        next.run()
        await new Promise(setImmediate)
      }
      now = until
    },
  }
}
