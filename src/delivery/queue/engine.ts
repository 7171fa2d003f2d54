import type { Socket } from 'node:net'
import { type Job as BossJob, type Db, fromPglite, type JobResult, type JobWithMetadata, PgBoss } from 'pg-boss'
import { z } from 'zod'
import { StartError, StopReason } from '../../errors.ts'
import type { Clock, Job, Jobs, Log, Store } from '../../ports.ts'
import {
  dead,
  defaultTimes,
  embeddedTimes,
  type JobQueues,
  type NamedQueue,
  nameQueues,
  type QueueTimes,
  queueOf,
} from './queues.ts'
import { quiet } from './quiet.ts'

/** Jobs that no one waits for are looked for this much less often, since each look costs the embedded database 2 ms. */
const rarelyFactor = 8

/** Where the jobs are kept: in the same database as everything else, so that one transaction covers both. */
type JobsHome =
  | { readonly kind: 'server'; readonly url: string; readonly openSocket?: () => Socket }
  | { readonly kind: 'embedded'; readonly pglite: Parameters<typeof fromPglite>[0] }

export type JobsSettings = {
  readonly home: JobsHome
  readonly log: Log
  readonly queues: JobQueues
  readonly pace?: Partial<QueueTimes>
  readonly clock?: Clock
}

/**
 * The queue: pg-boss, with its tables in a schema of their own. Jobs can be added as soon as this resolves; workers take
 * them from `start` on.
 * @throws StartError if the queue's tables cannot be created or migrated
 */
export async function openJobs({
  home,
  log,
  queues,
  pace,
  clock = { now: () => new Date() },
}: JobsSettings): Promise<Jobs> {
  const times = { ...defaultTimes, ...(home.kind === 'embedded' ? embeddedTimes : {}), ...pace }
  const namedQueues = nameQueues(queues)
  /** A job as read from the database; an unknown one fails and is reported. */
  const StoredJob: z.ZodType<Job> = z.union(Object.values(queues).map(({ schema }): z.ZodType<Job> => schema))
  const boss = new PgBoss({
    ...(home.kind === 'server'
      ? { connectionString: home.url, stream: home.openSocket, max: 4, application_name: 'tabnine-usage-bot jobs' }
      : { backend: 'pglite' as const, db: fromPglite(home.pglite) }),
    superviseIntervalSeconds: times.superviseSeconds,
    monitorIntervalSeconds: times.superviseSeconds,
    // node-cron is the heartbeat, and no one reads what these would write.
    schedule: false,
    registerInstance: false,
    openTelemetry: { enabled: false },
  })
  // It emits these repeatedly while the database is away, and continues by itself when it is back.
  boss.on(
    'error',
    quiet((err, times) => log.warn({ err, times }, 'the queue could not reach the database')),
  )
  boss.on('warning', warning => log.warn({ ...warning }, 'the queue warns'))
  try {
    await boss.start()
    await makeQueues(boss, namedQueues, times)
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined)
    const reason = error instanceof Error ? error.message : error
    const sentence = `The job queue could not be set up in the database: ${reason}. Fix that and start again.`
    throw new StartError(sentence, { cause: error })
  }

  /** The queues from which this process takes jobs. */
  let taken: readonly string[] = []

  return {
    async enqueue(store, job, { key, startAfter }) {
      // As seconds from now, which the database counts by its own clock: ours may be wrong.
      const seconds = startAfter ? (startAfter.getTime() - clock.now().getTime()) / 1000 : 0
      const options = { singletonKey: key, db: inTransactionOf(store), ...(seconds > 0 ? { startAfter: seconds } : {}) }
      await boss.send(queueOf(job), job, options)
    },

    async start(work, platforms, onDead) {
      const own = namedQueues.filter(({ platform }) => platform === null || platforms.includes(platform))
      taken = [...own.map(({ name }) => name), dead]
      const rarely = rarelyFactor * times.pollSeconds
      for (const { name, queue } of own) {
        const { batchSize, workers, isUrgent } = { ...queue, ...times.queue }
        const ids: string[] = []
        // One worker looks for jobs. It wakes the others when there are more than it takes; before that they cost little.
        for (let worker = 0; worker < workers; worker++) {
          const pollingIntervalSeconds = isUrgent && worker === 0 ? times.pollSeconds : rarely
          const options = { batchSize, burstWhenBatchFull: batchSize > 1, perJobResults: true, pollingIntervalSeconds }
          const id = await boss.work(name, options, (jobs: BossJob<unknown>[]) => {
            if (jobs.length === batchSize) for (const other of ids) boss.notifyWorker(other)
            return settleEach(jobs, ({ data, signal }) => work(StoredJob.parse(data), signal), log)
          })
          ids.push(id)
        }
      }
      await boss.work(
        dead,
        { batchSize: 10, pollingIntervalSeconds: rarely, includeMetadata: true, perJobResults: true },
        (jobs: JobWithMetadata<unknown>[]) =>
          settleEach(
            jobs,
            async ({ data, sourceOutput, sourceRetryCount }) => {
              const reason = renderReason(sourceOutput)
              log.error({ job: data, retries: sourceRetryCount, reason }, 'a job failed permanently')
              await onDead?.(StoredJob.parse(data), reason)
            },
            log,
          ),
      )
    },

    async pause() {
      await Promise.all(taken.map(name => boss.offWork(name, { wait: true })))
    },

    stop: () => boss.stop({ graceful: true, timeout: times.stopSeconds * 1000, close: true }),
  }
}

/** Made once and then kept as this version wants them; a second replica at the same time does no harm. */
async function makeQueues(
  boss: PgBoss,
  namedQueues: readonly NamedQueue[],
  { heartbeatSeconds, queue: changes }: QueueTimes,
): Promise<void> {
  await boss.createQueue(dead, { retryLimit: 5, retryDelay: 60, retryBackoff: true })
  for (const { name, queue } of namedQueues) {
    const { batchSize: _, workers: __, schema: ___, isUrgent: ____, ...own } = { ...queue, ...changes }
    const options = { ...own, retryBackoff: true, heartbeatSeconds, deadLetter: dead, deleteAfterSeconds: 86_400 }
    // Exclusive: a key is open from the time it is added until its job is done, or has failed permanently.
    await boss.createQueue(name, { ...options, policy: 'exclusive' })
    await boss.updateQueue(name, options)
  }
}

/** Does the jobs of a batch next to one another; each has its own end. */
function settleEach<T extends { readonly id: string; readonly data: unknown }>(
  jobs: readonly T[],
  work: (job: T) => Promise<void>,
  log: Log,
): Promise<JobResult[]> {
  return Promise.all(
    jobs.map(async (job): Promise<JobResult> => {
      try {
        await work(job)
        return { id: job.id, status: 'completed' }
      } catch (error) {
        if (error instanceof StopReason) log.info({ job: job.data }, 'a job ends with the bot and is tried again')
        else log.warn({ job: job.data, err: error }, 'a job failed and is tried again')
        // Kept in a column that knows no NUL.
        const reason = String(error instanceof Error ? error.message : error)
          .replaceAll('\0', '')
          .toWellFormed()
        return { id: job.id, status: 'failed', output: { reason } }
      }
    }),
  )
}

function inTransactionOf(store: Store): Db {
  return { executeSql: (text, values) => store.execute(text, values) }
}

/** What we kept of a failure, or what pg-boss did for a worker that was lost. */
function renderReason(output: unknown): string {
  const { reason, message } = (output ?? {}) as { reason?: unknown; message?: unknown }
  return String(reason ?? message ?? 'unknown')
}
