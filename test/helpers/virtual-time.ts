import type { Clock } from '../../src/ports.ts'

export type VirtualTime = {
  readonly clock: Clock
  readonly wait: (ms: number) => Promise<void>
  /** Advances from one waking moment to the next, until it is over or no sleeper is left. */
  run(isOver: () => boolean): Promise<void>
}

/** Time that passes only while all code waits for it. What else the code awaits must not need real time. */
export function createVirtualTime(begin: Date): VirtualTime {
  let now = begin.getTime()
  let sleepers: { readonly at: number; readonly wake: () => void }[] = []

  return {
    clock: { now: () => new Date(now) },
    wait: ms => new Promise(wake => void sleepers.push({ at: now + ms, wake })),
    async run(isOver) {
      for (;;) {
        // Whatever can go on without time does so first.
        await new Promise(resolve => setImmediate(resolve))
        if (isOver() || sleepers.length === 0) return
        const next = sleepers.reduce((earliest, { at }) => Math.min(earliest, at), Number.POSITIVE_INFINITY)
        now = Math.max(now, next)
        const woken = sleepers.filter(({ at }) => at <= next)
        sleepers = sleepers.filter(({ at }) => at > next)
        for (const { wake } of woken) wake()
      }
    },
  }
}
