import type { Delivery, Job, UsageApi } from '../ports.ts'
import { startOfDay } from '../utc-days.ts'
import { claimDigests, type DigestParts } from './digests.ts'
import { keepSnapshots } from './snapshot.ts'

export type WorkerParts = DigestParts & {
  readonly usageApi: UsageApi
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

export function createWorker(parts: WorkerParts): Worker {
  const { store, jobs, clock } = parts
  let handedOut = ''

  return {
    async tick() {
      const now = clock.now()
      const day = startOfDay(now).toISOString().slice(0, 10)
      const daily = [day, now.getUTCHours() >= upkeepHour].join(' ')
      if (daily !== handedOut) {
        await store.transaction(async tx => {
          await jobs.enqueue(tx, { kind: 'snapshot', day }, { key: `snapshot ${day}` })
          if (now.getUTCHours() >= upkeepHour) await jobs.enqueue(tx, { kind: 'upkeep', day }, { key: `upkeep ${day}` })
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
        case 'upkeep':
          return parts.tidy(clock.now())
      }
    },
  }
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
async function rescue({ store, jobs, clock, log }: DigestParts): Promise<void> {
  const now = clock.now()
  const stranded = await store.deliveries.stranded(now, 100)
  for (const delivery of stranded) {
    const key = `rescue ${delivery.id} ${delivery.attempts}`
    await store.transaction(tx => jobs.enqueue(tx, { kind: 'deliver', delivery: delivery.id }, { key }))
  }
  if (stranded.length > 0) log.warn({ deliveries: stranded.length }, 'deliveries without a job were handed out again')
}
