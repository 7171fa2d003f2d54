import type { Delivery, Job, Jobs, RateLimit, Store, Subscription } from '../../../src/ports.ts'
import { type Line, planPermit, takePermit } from '../../../src/storage/rate-limits.ts'

/** The parts of the store that a digest needs, in memory: for numbers that would take a database minutes. */
export function createLedger(subscriptions: Subscription[]) {
  const deliveries: Delivery[] = []
  const keys = new Set<string>()
  const lines = new Map<string, Line>()
  const longAgo = new Date(0)

  function inLines<T>(
    limits: readonly RateLimit[],
    decide: (lanes: { limit: RateLimit; line: Line }[]) => Decided<T>,
  ): T {
    const fresh = { freeAt: longAgo, plannedAt: longAgo, opensAt: longAgo }
    const { answer, lines: next } = decide(limits.map(limit => ({ limit, line: lines.get(limit.scope) ?? fresh })))
    for (const [at, { scope }] of limits.entries()) lines.set(scope, next[at] ?? fresh)
    return answer
  }

  /** Changes a delivery where that is allowed, and gives it as it is then. */
  function change(
    id: number,
    isAllowed: (delivery: Delivery) => boolean,
    next: (delivery: Delivery) => Partial<Delivery>,
  ) {
    const delivery = deliveries[id]
    if (!delivery || !isAllowed(delivery)) return null
    const changed = { ...delivery, ...next(delivery) }
    deliveries[id] = changed
    return changed
  }

  const store = {
    transaction: async <T>(work: (store: Store) => Promise<T>) => work(store),
    subscriptions: {
      dueAfter: async () => [],
      lockDue: async (now, limit) => subscriptions.filter(({ nextRunAt }) => nextRunAt <= now).slice(0, limit),
      update: async (id, { nextRunAt }) => {
        const subscription = subscriptions[id]
        if (!subscription || !nextRunAt) return null
        subscriptions[id] = { ...subscription, nextRunAt }
        return subscriptions[id]
      },
    },
    deliveries: {
      claim: async (claim, now) => {
        if (keys.has(claim.key)) return null
        keys.add(claim.key)
        const fresh = { state: 'pending', reason: null, attempts: 0, fence: 0, messageId: null } as const
        const none = { failures: 0, failingSince: null, leaseUntil: null, notBefore: null }
        const delivery = { ...fresh, ...none, ...claim, id: deliveries.length, createdAt: now, changedAt: now }
        deliveries.push(delivery as Delivery)
        return delivery as Delivery
      },
      take: async (id, now, leaseUntil) =>
        change(
          id,
          ({ state, leaseUntil }) =>
            state === 'pending' || (state === 'sending' && leaseUntil !== null && leaseUntil <= now),
          ({ attempts, fence }) => ({
            state: 'sending',
            attempts: attempts + 1,
            fence: fence + 1,
            leaseUntil,
            notBefore: null,
          }),
        ),
      record: async (hold, { notBefore = null, hasFailed = false, ...result }, now) =>
        change(
          hold.id,
          ({ state, fence }) => state === 'sending' && fence === hold.fence,
          ({ leaseUntil, failures, failingSince }) => ({
            ...result,
            notBefore,
            leaseUntil: result.state === 'sending' ? leaseUntil : null,
            ...(hasFailed ? { failures: failures + 1, failingSince: failingSince ?? now } : {}),
          }),
        ) !== null,
      postpone: async (id, notBefore) =>
        change(
          id,
          ({ state }) => state === 'pending',
          () => ({ notBefore }),
        ) !== null,
      get: async id => deliveries[id] ?? null,
      waitingSince: async () => [],
      stranded: async (now, limit) =>
        deliveries
          .filter(
            ({ state, leaseUntil, notBefore }) =>
              (state === 'pending' && (notBefore === null || notBefore <= now)) ||
              (state === 'sending' && leaseUntil !== null && leaseUntil <= now),
          )
          .slice(0, limit),
    },
    presence: { beat: async () => {}, lastBeat: async () => null },
    conversations: { get: async id => ({ id, kind: 'channel', reference: null, closed: null }) },
    dailyJobs: { finish: async () => {}, finished: async () => ['snapshot', 'upkeep', 'check-seats'] },
    // The hour's look at the alerts finds no check.
    seatChecks: { newest: async () => null },
    rateLimits: {
      plan: async (limits, now) => inLines(limits, lanes => planPermit(lanes, now)),
      next: async (limits, now) =>
        new Date(Math.max(+now, ...limits.map(({ scope }) => +(lines.get(scope)?.freeAt ?? longAgo)))),
      take: async (limits, latest, now) => inLines(limits, lanes => takePermit(lanes, latest, now)),
      close: async (limits, until) =>
        inLines(limits, lanes => ({
          answer: undefined,
          lines: lanes.map(({ line }) => ({ ...line, opensAt: until })),
        })),
      areOpen: async (limits, at) => limits.every(({ scope }) => (lines.get(scope)?.opensAt ?? longAgo) <= at),
    },
  } satisfies Parts as unknown as Store

  return { store, deliveries: deliveries as readonly Delivery[] }
}

type Decided<T> = { readonly answer: T; readonly lines: readonly Line[] }

type Parts = Pick<Store, 'transaction' | 'dailyJobs' | 'rateLimits' | 'presence'> & {
  readonly seatChecks: Pick<Store['seatChecks'], 'newest'>
  readonly subscriptions: Pick<Store['subscriptions'], 'dueAfter' | 'lockDue' | 'update'>
  readonly deliveries: Pick<
    Store['deliveries'],
    'claim' | 'take' | 'record' | 'postpone' | 'get' | 'stranded' | 'waitingSince'
  >
  readonly conversations: Pick<Store['conversations'], 'get'>
}

type Queued = { readonly job: Job; readonly key: string; readonly startAfter: Date | undefined }

/** A queue as the engine keeps it: a key is open until its job is done. */
export function createQueue() {
  const open = new Set<string>()
  const waiting = new Map<string, Queued>()
  let added = 0
  const jobs: Jobs = {
    async enqueue(_tx, job, { key, startAfter }) {
      if (open.has(key)) return
      open.add(key)
      added += 1
      waiting.set(key, { job, key, startAfter })
    },
    start: async () => {},
    pause: async () => {},
    stop: async () => {},
  }
  return {
    jobs,
    added: () => added,
    take(most: number, now: Date): Queued[] {
      const taken: Queued[] = []
      for (const queued of waiting.values()) {
        if (taken.length === most) break
        if (queued.startAfter === undefined || queued.startAfter <= now) taken.push(queued)
      }
      for (const { key } of taken) waiting.delete(key)
      return taken
    },
    done: (key: string) => void open.delete(key),
  }
}
