import type { Clock } from '../../src/ports.ts'

export type VirtualTime = {
  readonly clock: Clock
  readonly wait: (ms: number) => Promise<void>
  /** Goes from one moment at which somebody wakes to the next, until it is over or nobody sleeps. */
  run(isOver: () => boolean): Promise<void>
}

/** Time that passes only while everybody waits for it. What else they await must be done without the machine's help. */
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
