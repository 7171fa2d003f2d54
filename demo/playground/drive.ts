import type { Drive } from '../../adapters/background-services.ts'
import type { Job } from '../../src/ports.ts'
import type { MovableClock } from './clock.ts'

export type PageDrive = {
  readonly drive: Drive
  /** One beat, and every job that is due by now or in a moment. */
  beat(): Promise<void>
  /** The same without a beat: what was just asked for. */
  settle(): Promise<void>
}

type Queued = { readonly job: Job; readonly key: string; readonly dueAt: number; readonly attempt: number }

const minute = 60_000

/** Milliseconds. If the next job is due sooner (it waits for the rate limit), the clock moves to it: no one waits. */
const moment = minute

/** Queue and heartbeat that go by the page's clock, so that a week goes by in seconds. */
export function createPageDrive(clock: MovableClock): PageDrive {
  let queue: Queued[] = []
  let work: (job: Job, signal: AbortSignal) => Promise<void> = async () => {}
  let tick: (now: Date) => Promise<void> = async () => {}
  const ending = new AbortController()

  function takeNext(): Queued | undefined {
    const [next] = queue.toSorted((a, b) => a.dueAt - b.dueAt)
    const wait = next ? next.dueAt - clock.now().getTime() : Number.POSITIVE_INFINITY
    if (!next || wait > moment) return undefined
    if (wait > 0) clock.move(wait)
    queue = queue.filter(queued => queued !== next)
    return next
  }

  async function settle(): Promise<void> {
    for (let next = takeNext(); next && !ending.signal.aborted; next = takeNext()) {
      try {
        await work(next.job, ending.signal)
      } catch {
        // As in the real queue, each retry waits longer. The job itself has logged what went wrong.
        const dueAt = clock.now().getTime() + 2 * minute * 2 ** Math.min(next.attempt, 5)
        queue.push({ ...next, dueAt, attempt: next.attempt + 1 })
      }
    }
  }

  return {
    drive: {
      openJobs: async () => ({
        async enqueue(_store, job, { key, startAfter }) {
          if (queue.some(queued => queued.key === key)) return
          queue.push({ job, key, dueAt: startAfter?.getTime() ?? 0, attempt: 0 })
        },
        async start(given) {
          work = given
        },
        pause: async () => {},
        async stop() {
          ending.abort()
        },
      }),
      startHeartbeat(given) {
        tick = given
        return { stop: async () => {} }
      },
      wait: async milliseconds => clock.move(milliseconds),
    },
    async beat() {
      await tick(clock.now())
      await settle()
    },
    settle,
  }
}
