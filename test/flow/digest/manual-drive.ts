import type { Drive } from '../../../adapters/background-services.ts'
import type { Clock, Job } from '../../../src/ports.ts'

export type ManualDrive = {
  readonly drive: Drive
  /** The beat of a minute, and then every job that is to be done by now, with those it adds. */
  tick(): Promise<void>
  /** What jobs threw; they are done again half a minute later. */
  readonly failures: readonly unknown[]
  /** The jobs that wait for later. */
  waiting(): readonly Job[]
}

type Queued = { readonly job: Job; readonly key: string; readonly startAfter: Date | undefined }

/**
 * Queue and heartbeat that run only on a test's command, and time that passes during a wait for a slot; keys are held as
 * the queue holds them, until a job is done.
 */
export function createManualDrive(clock: Clock, pass: (milliseconds: number) => void): ManualDrive {
  let queue: Queued[] = []
  const failures: unknown[] = []
  let work: (job: Job, signal: AbortSignal) => Promise<void> = async () => {}
  let beat = async (_now: Date) => {}

  function takeDue(): Queued | undefined {
    const next = queue.find(({ startAfter }) => startAfter === undefined || startAfter <= clock.now())
    queue = queue.filter(queued => queued !== next)
    return next
  }

  return {
    drive: {
      openJobs: async () => ({
        async enqueue(_store, job, { key, startAfter }) {
          if (queue.some(queued => queued.key === key)) return
          queue.push({ job, key, startAfter })
        },
        async start(given) {
          work = given
        },
        pause: async () => {},
        stop: async () => {},
      }),
      startHeartbeat(given) {
        beat = given
        return { stop: async () => {} }
      },
      wait: async milliseconds => pass(milliseconds),
    },
    async tick() {
      await beat(clock.now())
      for (let next = takeDue(); next; next = takeDue()) {
        try {
          await work(next.job, new AbortController().signal)
        } catch (thrown) {
          failures.push(thrown)
          queue.push({ ...next, startAfter: new Date(clock.now().getTime() + 30_000) })
        }
      }
    },
    failures,
    waiting: () => queue.map(({ job }) => job),
  }
}
