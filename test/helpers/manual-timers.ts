import type { RunAfter } from '../../adapters/answer.ts'

/** The hands of a clock that a test moves; what is due runs in its order. */
export type Hands = {
  readonly after: RunAfter
  /** How much is waited for. */
  waiting(): number
  /** Resolves when something is waited for. */
  armed(): Promise<void>
  pass(milliseconds: number): Promise<void>
}

export function createHands(): Hands {
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
    armed: () => (due.length > 0 ? Promise.resolve() : new Promise(resolve => void wakers.push(resolve))),
    async pass(milliseconds) {
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
