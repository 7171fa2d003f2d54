import type { App } from '../src/app.ts'
import type { Log } from '../src/ports.ts'
import type { RunAfter } from './answer.ts'
import type { Readiness } from './readiness.ts'

/** Milliseconds of each step. Docker and others kill after 10 seconds, so together they stay below that. */
const stepsMs = {
  /** For running answers and jobs. */
  work: 7_000,
  /** For a request from a slow sender; one that stopped halfway would never end. */
  request: 1_000,
  /** Lets those who still wait know that the bot restarts. */
  farewell: 1_300,
  /** For closing queue and database. */
  close: 1_100,
}

/** Milliseconds after which the process ends whatever is still open. */
export const maxStopMs = 9_600

export type Stopped = {
  /** What was ended before it was done; empty where everything was. */
  readonly aborted: readonly string[]
  /** Whether someone waits for an answer that never comes, or something could not be closed. */
  readonly isLossy: boolean
}

type Parts = {
  readonly log: Log
  readonly after: RunAfter
  /** Milliseconds in which readiness already refuses while everything still works: load balancers notice it only then. */
  readonly drainMs?: number
  readonly readiness: Pick<Readiness, 'setStopping'>
  /** Takes no more requests, and cuts those that are not done in time. @returns how many those were */
  readonly closeServers: (graceMs: number) => Promise<number>
  readonly app: Pick<App, 'interrupt' | 'stop'>
  /** Receives no more if possible, and resolves when everything received is answered. May be called again. */
  readonly answered: () => Promise<unknown>
  readonly background: {
    /** Starts no more work, and resolves when the running work is done. */
    pause(): Promise<void>
    /** Leaves work that still runs for the next start. */
    interrupt(): void
    stop(): Promise<void>
  } | null
}

/** Stops the bot within ten seconds after the drain, whatever hangs. Never rejects. */
export async function stopInTime({
  log,
  after,
  drainMs = 0,
  readiness,
  closeServers,
  app,
  answered,
  background,
}: Parts): Promise<Stopped> {
  const aborted: string[] = []
  let isLossy = false
  const within = (milliseconds: number, work: Promise<unknown> | undefined) =>
    isDoneWithin(milliseconds, after, work, error => {
      isLossy = true
      log.error({ err: error }, 'a part of the bot could not be stopped')
    })

  // The port stays open while there is work, so that readiness says why nothing new should be sent here.
  readiness.setStopping()
  if (drainMs > 0) {
    log.info({ seconds: drainMs / 1000 }, 'draining: not ready any more, but still working')
    await new Promise<void>(resolve => void after(drainMs, resolve))
  }
  const finish = async () => {
    await answered()
    await closeServers(stepsMs.request)
    // Once more, for what the last requests asked.
    await answered()
    await app.stop()
  }
  const finishing = finish()
  const paused = background?.pause()
  const [isFinished, isPaused] = await Promise.all([within(stepsMs.work, finishing), within(stepsMs.work, paused)])
  if (!isPaused) {
    background?.interrupt()
    aborted.push('jobs: they are resumed later')
  }
  if (!isFinished) {
    const count = app.interrupt()
    if (count > 0) aborted.push(`answers (${count}): those who wait are asked to ask again`)
    void closeServers(stepsMs.request)
    if (!(await within(stepsMs.farewell, finishing))) {
      isLossy = true
      aborted.push('answers that could not be given')
    }
  }
  const cut = await closeServers(stepsMs.request)
  if (cut > 0) aborted.push(`requests (${cut}) that were sent halfway`)
  // Last, for answers add to the queue.
  if (!(await within(stepsMs.close, background?.stop()))) aborted.push('the connection to the database')
  return { aborted, isLossy }
}

/** Whether work ended in time; a failure counts as an end. */
function isDoneWithin(
  milliseconds: number,
  after: RunAfter,
  work: Promise<unknown> | undefined,
  onFailure: (error: unknown) => void,
): Promise<boolean> {
  return new Promise(resolve => {
    const callOff = after(milliseconds, () => resolve(false))
    void Promise.resolve(work)
      .catch(onFailure)
      .then(() => {
        callOff()
        resolve(true)
      })
  })
}
