import { z } from 'zod'
import { platforms } from '../../platform.ts'
import type { Job, Platform } from '../../ports.ts'

/** How jobs of one kind are kept and tried again. All times are seconds; waits double up to the longest, with jitter. */
type Queue = {
  readonly retryLimit: number
  readonly retryDelay: number
  readonly retryDelayMax: number
  /** After so long a job is taken from its worker and tried again. */
  readonly expireInSeconds: number
  /** Jobs that one worker takes at a time, and workers in each replica. */
  readonly batchSize: number
  readonly workers: number
}

/** Jobs of one kind, as they are read from the database, and how they are kept. */
export type JobQueue<Kind extends Job['kind'] = Job['kind']> = Queue & {
  readonly schema: z.ZodType<Extract<Job, { kind: Kind }>>
}

/** Every kind of jobs; those other than posts are the features'. */
export type JobQueues = { readonly [Kind in Job['kind']]: JobQueue<Kind> }

/**
 * Posts. The ledger keeps its own, longer count of attempts; here only what kept a worker from reading or writing it counts. So
 * many at a time because most of them wait for their rate limit: those of one poll keep Teams’ 30 a second busy. In four
 * batches, for each is as slow as its slowest.
 */
export const deliverQueue: JobQueue<'deliver'> = {
  schema: z.object({
    kind: z.literal('deliver'),
    delivery: z.int(),
    platform: z.enum(['slack', 'teams']).optional(),
  }),
  ...{ retryLimit: 12, retryDelay: 2, retryDelayMax: 600, expireInSeconds: 300, batchSize: 25, workers: 4 },
}

/** A queue by its name in the database; `platform` where only processes that have it take its jobs. */
export type NamedQueue = { readonly name: string; readonly queue: JobQueue; readonly platform: Platform | null }

/** Posts have a queue for each platform: what a process has no platform for stays there for one that does. */
export function nameQueues(queues: JobQueues): readonly NamedQueue[] {
  return [
    ...Object.entries(queues).map(([name, queue]) => ({ name, queue, platform: null })),
    ...platforms.map(platform => ({ name: `deliver-${platform}`, queue: queues.deliver, platform })),
  ]
}

export function queueOf(job: Job): string {
  return job.kind === 'deliver' && job.platform ? `deliver-${job.platform}` : job.kind
}

/** Where jobs go that failed permanently. */
export const dead = 'dead'

export type QueueTimes = {
  /** Between two looks for jobs. */
  readonly pollSeconds: number
  /** Between two looks for jobs whose worker is gone. */
  readonly superviseSeconds: number
  /** A worker is gone when it has not reported for so long; 10 at least. */
  readonly heartbeatSeconds: number
  /** What a stop waits for work under way; 1 at least. Who wants to wait longer pauses first. */
  readonly stopSeconds: number
  /** The queues' own numbers, for tests that cannot wait. */
  readonly queue: Partial<Queue>
}

/** A killed worker's jobs are in other hands within the heartbeat, two supervisions, first retry and poll: 20 seconds at most. */
export const defaultTimes: QueueTimes = {
  pollSeconds: 2,
  superviseSeconds: 3,
  heartbeatSeconds: 10,
  stopSeconds: 1,
  queue: {},
}
