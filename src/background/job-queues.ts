/** How the jobs of each kind are kept and tried again: posts by the delivery engine, the others by the features. */
import { z } from 'zod'
import { deliverQueue, type JobQueues } from '../delivery/queue/queues.ts'

const day = z.iso.date()

export const jobQueues: JobQueues = {
  deliver: deliverQueue,
  // A day's counts can still be asked hours later.
  snapshot: {
    schema: z.object({ kind: z.literal('snapshot'), day }),
    isUrgent: false,
    ...{ retryLimit: 12, retryDelay: 30, retryDelayMax: 1800, expireInSeconds: 1800, batchSize: 1, workers: 1 },
  },
  // A large company takes several runs of some minutes, each of which goes on where the one before ended.
  'check-seats': {
    schema: z.object({ kind: z.literal('check-seats'), day }),
    isUrgent: false,
    ...{ retryLimit: 12, retryDelay: 60, retryDelayMax: 1800, expireInSeconds: 3600, batchSize: 1, workers: 1 },
  },
  'evaluate-alerts': {
    schema: z.object({ kind: z.literal('evaluate-alerts') }),
    isUrgent: false,
    ...{ retryLimit: 12, retryDelay: 30, retryDelayMax: 600, expireInSeconds: 600, batchSize: 1, workers: 1 },
  },
  'refresh-alert': {
    schema: z.object({ kind: z.literal('refresh-alert'), alert: z.int() }),
    isUrgent: true,
    ...{ retryLimit: 12, retryDelay: 2, retryDelayMax: 600, expireInSeconds: 300, batchSize: 5, workers: 1 },
  },
  upkeep: {
    schema: z.object({ kind: z.literal('upkeep'), day }),
    isUrgent: false,
    ...{ retryLimit: 5, retryDelay: 60, retryDelayMax: 1800, expireInSeconds: 900, batchSize: 1, workers: 1 },
  },
}
