import { deliverJob } from '../platform.ts'
import type { Delivery, Job, Platform, UsageApi } from '../ports.ts'
import { formatDay } from '../utc-days.ts'
import { checkSeats, type SeatCheckParts } from './check-seats.ts'
import { claimDigests, type DigestParts } from './digests.ts'
import { keepSnapshots } from './snapshot.ts'
import { refreshAlert, speakOfAlerts, type WatchParts } from './watch.ts'

export type WorkerParts = DigestParts &
  Pick<WatchParts, 'policy'> &
  Pick<SeatCheckParts, 'wait' | 'windowDays'> & {
    readonly usageApi: UsageApi
    /** Those this process posts on. */
    readonly platforms: readonly Platform[]
    readonly deliver: (delivery: number, signal: AbortSignal) => Promise<void>
    /** Keeps the database small and quick. */
    readonly tidy: (now: Date) => Promise<void>
    /** Hears what became of a delivery each time it was taken in hand. */
    readonly observe?: ((delivery: Pick<Delivery, 'kind' | 'state'>) => void) | undefined
  }

export type Worker = {
  /** Each minute, on every replica: finds what is due and hands it to the queue. */
  tick(): Promise<void>
  /** Does one job. What it throws is tried again by the queue. */
  work(job: Job, signal: AbortSignal): Promise<void>
}

/** UTC hours after which the daily jobs are added: snapshots early, so that a morning's digest finds them. */
const upkeepHour = 3
/** When those days are over for most, and before people in Europe begin to read. */
const checkHour = 6

export function createWorker(parts: WorkerParts): Worker {
  const { store, jobs, clock } = parts
  let handedOut = ''

  return {
    async tick() {
      const now = clock.now()
      const day = formatDay(now)
      const hour = now.getUTCHours()
      const daily = [day, hour >= upkeepHour, hour >= checkHour].join(' ')
      if (daily !== handedOut) {
        await store.transaction(async tx => {
          await jobs.enqueue(tx, { kind: 'snapshot', day }, { key: `snapshot ${day}` })
          if (hour >= upkeepHour) await jobs.enqueue(tx, { kind: 'upkeep', day }, { key: `upkeep ${day}` })
          if (hour >= checkHour) await jobs.enqueue(tx, { kind: 'check-seats', day }, { key: `check-seats ${day}` })
        })
        handedOut = daily
      }
      // First, for what is claimed now has its job already.
      await rescue(parts)
      await claimDigests(parts)
    },

    async work(job, signal) {
      switch (job.kind) {
        case 'deliver':
          return deliver(parts, job.delivery, signal)
        case 'snapshot':
          return keepSnapshots(parts, new Date(`${job.day}T00:00:00Z`), signal)
        case 'check-seats':
          return checkAll(parts, job.day, signal)
        case 'refresh-alert':
          return refreshAlert(parts, job.alert)
        case 'upkeep':
          return parts.tidy(clock.now())
      }
    },
  }
}

/** One run of a day's check; the last one speaks of what was found. A company without alerts is not checked. */
async function checkAll(parts: WorkerParts, day: string, signal: AbortSignal): Promise<void> {
  const { store, jobs, clock } = parts
  if ((await store.alerts.open()).length === 0) return
  const { isDone } = await checkSeats(parts, new Date(`${day}T00:00:00Z`), signal)
  if (isDone) return speakOfAlerts(parts)
  // A key of its own, for this job's is taken until it is done.
  const key = `check-seats ${day} from ${clock.now().toISOString()}`
  await store.transaction(tx => jobs.enqueue(tx, { kind: 'check-seats', day }, { key }))
}

async function deliver(parts: WorkerParts, id: number, signal: AbortSignal): Promise<void> {
  const begun = parts.clock.now()
  await parts.deliver(id, signal)
  if (!parts.observe) return
  const delivery = await parts.store.deliveries.get(id)
  // One that was said before, or is in other hands, was not changed here and does not count again.
  if (delivery && delivery.changedAt >= begun) parts.observe(delivery)
}

/** Deliveries left without a job, by a crash or a queue that gave up: each minute they get a new one. */
async function rescue({ store, jobs, clock, log, platforms }: WorkerParts): Promise<void> {
  const now = clock.now()
  const stranded = await store.deliveries.stranded(now, 100, platforms)
  for (const delivery of stranded) {
    const key = `rescue ${delivery.id} ${delivery.attempts}`
    await store.transaction(tx => jobs.enqueue(tx, deliverJob(delivery), { key }))
  }
  if (stranded.length > 0) log.warn({ deliveries: stranded.length }, 'deliveries without a job were handed out again')
}
