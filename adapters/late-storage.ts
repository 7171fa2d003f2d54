import { AppError, StartError } from '../src/errors.ts'
import type { Jobs, Log, Store } from '../src/ports.ts'
import type { OpenStorage } from '../src/storage/store.ts'
import type { RunAfter } from './answer.ts'

/** Milliseconds before the next attempt, doubled with each failure up to the longest. */
const minPauseMs = 1_000
const maxPauseMs = 30_000

type Opened = { readonly storage: OpenStorage; readonly jobs: Jobs }

/** Storage that may open later; until then every request to it fails with `store-unavailable`. */
export type LateStorage = Pick<OpenStorage, 'store' | 'tidy' | 'checkWrites' | 'figures' | 'state' | 'close'> & {
  readonly jobs: Jobs
  /** Runs work as soon as the storage is open: now, or after this has resolved. */
  whenOpen(work: () => Promise<void>): Promise<void>
}

type Parts = {
  /** @throws StartError with `isAway` where trying again can help */
  readonly open: () => Promise<Opened>
  readonly log: Log
  readonly after: RunAfter
  /** Called if the storage later turns out to be unusable; the process must end. */
  readonly onStop: (reason: Error) => void
}

/**
 * Opens the storage. If the database server is away, it is retried in the background, because look-ups need none.
 * @throws StartError where trying again cannot help
 */
export async function openLate({ open, log, after, onStop }: Parts): Promise<LateStorage> {
  let current: Opened | null = null
  let waiting: (() => Promise<void>)[] = []
  let callOff: () => void = () => {}
  let isClosed = false

  async function tryAgain(pauseMs: number): Promise<void> {
    try {
      const opened = await open()
      // The stop came while it was opened, and knew of nothing to close.
      if (isClosed) return opened.storage.close()
      current = opened
      log.info({}, 'the database is reached')
      for (const work of waiting.splice(0)) await work()
    } catch (error) {
      if (isClosed) return
      if (error instanceof StartError && error.isAway) schedule(pauseMs)
      else onStop(error instanceof Error ? error : new Error(String(error)))
    }
  }

  function schedule(pauseMs: number): void {
    callOff = after(Math.min(pauseMs, maxPauseMs), () => void tryAgain(2 * pauseMs))
  }

  try {
    current = await open()
  } catch (error) {
    if (!(error instanceof StartError) || !error.isAway) throw error
    log.warn({}, `${error.message} Until then only look-ups work.`)
    schedule(minPauseMs)
  }

  const use = (): Opened => {
    if (current === null) throw new AppError('store-unavailable')
    return current
  }
  return {
    store: lateStore(() => use().storage.store),
    jobs: {
      enqueue: async (...given) => use().jobs.enqueue(...given),
      start: async (...given) => use().jobs.start(...given),
      pause: async () => current?.jobs.pause(),
      stop: async () => current?.jobs.stop(),
    },
    tidy: async (...given) => use().storage.tidy(...given),
    checkWrites: async now => use().storage.checkWrites(now),
    figures: async now => use().storage.figures(now),
    state: () => current?.storage.state() ?? 'unreachable',
    async close() {
      isClosed = true
      waiting = []
      callOff()
      await current?.storage.close()
    },
    async whenOpen(work) {
      if (current === null) waiting.push(work)
      else await work()
    },
  }
}

/** A store each of whose functions looks for the real one when it is called. */
function lateStore(find: () => Store): Store {
  const groups = new Map<PropertyKey, unknown>()
  return new Proxy({} as Store, {
    get(_target, name) {
      // A promise that resolves with it must not take it for another promise.
      if (name === 'then') return undefined
      if (!groups.has(name))
        groups.set(
          name,
          lateGroup(() => Reflect.get(find(), name)),
        )
      return groups.get(name)
    },
  })
}

/** A function of the store itself, or a group of functions such as `subscriptions`. */
function lateGroup(find: () => unknown): unknown {
  async function call(found: unknown, given: unknown[]): Promise<unknown> {
    if (typeof found !== 'function') throw new TypeError('the store has no such function')
    return found(...given)
  }
  return new Proxy(() => {}, {
    apply: async (_target, _self, given: unknown[]) => call(find(), given),
    get:
      (_target, name) =>
      async (...given: unknown[]) =>
        call(Reflect.get(Object(find()), name), given),
  })
}
