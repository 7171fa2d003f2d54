import { z } from 'zod'
import { type Platform, platforms } from '../../platform.ts'
import type { Job } from '../../ports.ts'

/** How jobs of one kind are kept and tried again. All times are seconds; waits double up to the longest, with jitter. */
type Queue = {
  readonly retryLimit: number
  readonly retryDelay: number
  readonly retryDelayMax: number
  /** After this time a job is taken from its worker and retried. */
  readonly expireInSeconds: number
  /** Jobs that one worker takes at a time, and workers in each replica. */
  readonly batchSize: number
  readonly workers: number
  /** People wait for these jobs: they are looked for more often. */
  readonly isUrgent: boolean
}

/** Jobs of one kind, as they are read from the database, and how they are kept. */
export type JobQueue<Kind extends Job['kind'] = Job['kind']> = Queue & {
  readonly schema: z.ZodType<Extract<Job, { kind: Kind }>>
}

/** Every kind of jobs; those other than posts are the features'. */
export type JobQueues = { readonly [Kind in Job['kind']]: JobQueue<Kind> }

/**
 * Posts. The ledger counts attempts itself; here only failures to read or write the ledger count. Many run at a time,
 * because most of them wait for their rate limit: one poll's jobs use Teams’ 30 a second. They run in four batches, because
 * a batch is as slow as its slowest job.
 */
export const deliverQueue: JobQueue<'deliver'> = {
  schema: z.object({
    kind: z.literal('deliver'),
    delivery: z.int(),
    platform: z.enum(platforms).optional(),
  }),
  ...{ retryLimit: 12, retryDelay: 2, retryDelayMax: 600, expireInSeconds: 300, batchSize: 25, workers: 4 },
  isUrgent: true,
}

/** A queue by its name in the database; `platform` where only processes that have it take its jobs. */
export type NamedQueue = { readonly name: string; readonly queue: JobQueue; readonly platform: Platform | null }

/** Posts have a queue for each platform: a process takes only the posts of its own platforms. */
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
  /** Between two looks for urgent jobs; others are looked for after eight times as long. */
  readonly pollSeconds: number
  /** Between two looks for jobs whose worker is gone. */
  readonly superviseSeconds: number
  /** A worker that has not reported for this long is gone; 10 at least. */
  readonly heartbeatSeconds: number
  /** How long a stop waits for running work; 1 at least. To wait longer, pause first. */
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

/**
 * A supervision costs the embedded database 25 ms, and has less to do: it serves one process, so a worker that is gone has
 * taken the process with it. Its jobs are done again within a minute of the next start.
 */
export const embeddedTimes: Partial<QueueTimes> = { superviseSeconds: 15 }
