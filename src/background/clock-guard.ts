/** Whether this machine's clock is right, by what servers say. A digest by a wrong clock is about the wrong week. */
import type { Clock, ServerTime, ServerTimes } from '../ports.ts'

/** `right`, `wrong`: as a server says. `unknown`: none has answered yet. @internal */
export type ClockState = 'right' | 'wrong' | 'unknown'

export type ClockGuard = {
  /**
   * Looks at the clock, and asks servers where it may have changed. `isNew`: the start, or after a jump, so that stored
   * moments may come from a wrong clock.
   */
  check(): Promise<{ readonly state: ClockState; readonly isNew: boolean }>
  /** By the last look; the first one is waited for. */
  isWrong(): Promise<boolean>
}

export type ClockGuardParts = {
  readonly clock: Clock
  /** Milliseconds on a clock that no one sets, e.g. `performance.now()`. */
  readonly elapsedMs: () => number
  readonly ask: ServerTimes
  /** Called at each look, with the server that decided and by how many milliseconds our clock is ahead of it. */
  readonly report: (state: ClockState, found: { readonly source: string; readonly aheadMs: number } | null) => void
}

/** A clock that is farther from a server's than this is wrong: responses take seconds. Slack itself allows 5 minutes. */
export const maxSkewMs = 2 * 60_000
/** The clock moved by more than this next to the time that went by: it was set, or the machine slept. */
const maxJumpMs = 60_000
/** A clock that drifts is noticed within this time. */
const maxUncheckedMs = 60 * 60_000

export function createClockGuard({ clock, elapsedMs, ask, report }: ClockGuardParts): ClockGuard {
  /** By source: what its clock showed when ours, that no one sets, showed `atMs`. */
  const answers = new Map<ServerTime['source'], { readonly at: Date; readonly atMs: number }>()
  let last: { readonly now: number; readonly atMs: number } | null = null
  let askedAtMs = Number.NEGATIVE_INFINITY
  let state: ClockState = 'unknown'
  let isNew = true
  const first = Promise.withResolvers<void>()

  /** Slack's clock is well kept, and decides; a private server of Tabnine may itself be wrong. */
  function judge(): ClockState {
    for (const source of ['Slack', 'Tabnine'] as const) {
      const found = answers.get(source)
      if (!found) continue
      const aheadMs = clock.now().getTime() - (found.at.getTime() + elapsedMs() - found.atMs)
      const judged = Math.abs(aheadMs) <= maxSkewMs ? 'right' : 'wrong'
      report(judged, { source, aheadMs })
      return judged
    }
    report('unknown', null)
    return 'unknown'
  }

  function hasJumped(now: number, atMs: number): boolean {
    return last !== null && Math.abs(now - last.now - (atMs - last.atMs)) > maxJumpMs
  }

  return {
    async check() {
      const [now, atMs] = [clock.now().getTime(), elapsedMs()]
      isNew ||= hasJumped(now, atMs)
      last = { now, atMs }
      if (isNew || state !== 'right' || atMs - askedAtMs >= maxUncheckedMs) {
        askedAtMs = atMs
        for (const { source, at } of await ask()) answers.set(source, { at, atMs: elapsedMs() })
      }
      state = judge()
      first.resolve()
      const found = { state, isNew }
      // What a wrong clock has left behind is corrected when it is right again.
      if (state !== 'wrong') isNew = false
      return found
    },

    async isWrong() {
      await first.promise
      return state === 'wrong'
    },
  }
}
