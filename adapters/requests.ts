import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'

/** Longer than a platform repeats an event, and than a replayed request stays valid. */
const defaultTtlMs = 60 * 60_000

/** Milliseconds in which a second press of a button is the second half of a double click. */
export const doubleClickMs = 2_000

/** Entries kept; fewer outcomes than events, because an outcome can hold a whole card. */
const maxKept = { seen: 20_000, outcomes: 500 }

/**
 * Whether an event is received for the first time. Platforms repeat events that they believe were not received.
 * @param ttlMs how long it stays known, counted from the first time
 */
export function createOnce(ttlMs = defaultTtlMs): (key: string) => boolean {
  const seen = new LRUCache<string, true>({ max: maxKept.seen, ttl: ttlMs })
  return key => {
    const kept = shorten(key)
    if (seen.has(kept)) return false
    seen.set(kept, true)
    return true
  }
}

/** Of a key that is longer than any id its hash is kept, so that thousands of them stay small. */
function shorten(key: string): string {
  return key.length <= maxKey ? key : createHash('sha256').update(key).digest('base64')
}

/** UTF-16 units. */
const maxKey = 200

/** The outcomes of requests that may be repeated, so that each repetition gets the same answer. */
type Outcomes<Outcome> = {
  get(key: string): Promise<Outcome> | undefined
  /** Forgets what fails: that may be tried again. */
  keep(key: string, outcome: Promise<Outcome>): void
}

export function createOutcomes<Outcome>(): Outcomes<Outcome> {
  const outcomes = new LRUCache<string, Promise<Outcome>>({ max: maxKept.outcomes, ttl: defaultTtlMs })
  return {
    get: key => outcomes.get(key),
    keep(key, outcome) {
      outcomes.set(key, outcome)
      outcome.catch(() => outcomes.delete(key))
    },
  }
}

/** Work that continues after its request was acknowledged, so that a stop can wait for it. */
export type RunningWork = {
  /** Keeps track of work; what it throws is for the person who made it to handle, here it only ends. */
  track<T>(work: Promise<T>): Promise<T>
  settled(): Promise<void>
}

export function createUnderway(): RunningWork {
  const works = new Set<Promise<unknown>>()
  return {
    track(work) {
      works.add(work)
      return work.finally(() => works.delete(work))
    },
    async settled() {
      while (works.size > 0) await Promise.allSettled(works)
    },
  }
}
