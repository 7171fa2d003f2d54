import { platforms } from '../../platform.ts'
import type { Job, Platform } from '../../ports.ts'

/** How jobs of one kind are kept and tried again. All times are seconds; waits double up to the longest, with jitter. */
export type Queue = {
  readonly retryLimit: number
  readonly retryDelay: number
  readonly retryDelayMax: number
  /** After so long a job is taken from its worker and tried again. */
  readonly expireInSeconds: number
  /** Jobs that one worker takes at a time, and workers in each replica. */
  readonly batchSize: number
  readonly workers: number
}

export const queues: Readonly<Record<Job['kind'], Queue>> = {
  // The ledger keeps its own, longer count of attempts; here only what kept a worker from reading or writing it counts.
  // So many at a time because most of them wait for their turn: those of one poll keep Teams’ 30 a second busy. In four
  // batches, for each is as slow as its slowest.
  deliver: { retryLimit: 12, retryDelay: 2, retryDelayMax: 600, expireInSeconds: 300, batchSize: 25, workers: 4 },
  // A day's counts can still be asked hours later.
  snapshot: { retryLimit: 12, retryDelay: 30, retryDelayMax: 1800, expireInSeconds: 1800, batchSize: 1, workers: 1 },
  // A large company takes several runs of some minutes, each of which goes on where the one before ended.
  'check-seats': {
    ...{ retryLimit: 12, retryDelay: 60, retryDelayMax: 1800, expireInSeconds: 3600, batchSize: 1, workers: 1 },
  },
  'evaluate-alerts': {
    ...{ retryLimit: 12, retryDelay: 30, retryDelayMax: 600, expireInSeconds: 600, batchSize: 1, workers: 1 },
  },
  'refresh-alert': {
    ...{ retryLimit: 12, retryDelay: 2, retryDelayMax: 600, expireInSeconds: 300, batchSize: 5, workers: 1 },
  },
  upkeep: { retryLimit: 5, retryDelay: 60, retryDelayMax: 1800, expireInSeconds: 900, batchSize: 1, workers: 1 },
}

/** A queue by its name in the database, and the kind of jobs in it; `platform` where only processes that have it take them. */
export type NamedQueue = { readonly name: string; readonly kind: Job['kind']; readonly platform: Platform | null }

/** Posts have a queue for each platform: what a process has no platform for stays there for one that does. */
export const namedQueues: readonly NamedQueue[] = [
  ...Object.keys(queues).map(name => ({ name, kind: name as Job['kind'], platform: null })),
  ...platforms.map(platform => ({ name: `deliver-${platform}`, kind: 'deliver' as const, platform })),
]

export function queueOf(job: Job): string {
  return job.kind === 'deliver' && job.platform ? `deliver-${job.platform}` : job.kind
}

/** Where jobs go that were tried in vain. */
export const dead = 'dead'

export type Pace = {
  /** Between two looks for jobs. */
  readonly pollSeconds: number
  /** Between two looks for jobs whose worker is gone. */
  readonly superviseSeconds: number
  /** A worker is gone when it has not been heard of for so long; 10 at least. */
  readonly heartbeatSeconds: number
  /** What a stop waits for work under way; 1 at least. Who wants to wait longer pauses first. */
  readonly stopSeconds: number
  /** The queues' own numbers, for tests that cannot wait. */
  readonly queue: Partial<Queue>
}

/** A killed worker's jobs are in other hands within the heartbeat, two supervisions, first retry and poll: 20 seconds at most. */
export const usualPace: Pace = { pollSeconds: 2, superviseSeconds: 3, heartbeatSeconds: 10, stopSeconds: 1, queue: {} }
