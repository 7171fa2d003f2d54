import type { Clock, Deliverable, Jobs, Log, Store } from '../ports.ts'
import { deliverJob } from './enqueue.ts'

/** Deliveries that get a new job in one go. */
const maxAtOnce = 100

/**
 * Gives a new job to deliveries without one, after a crash, a queue that gave up, or a process that could not post them.
 * Called each minute.
 */
export async function rescueStranded(
  { store, jobs, clock, log }: { store: Store; jobs: Jobs; clock: Clock; log: Log },
  deliverable: Deliverable,
): Promise<void> {
  const stranded = await store.deliveries.stranded(clock.now(), maxAtOnce, deliverable)
  for (const delivery of stranded) {
    const key = `rescue ${delivery.id} ${delivery.attempts}`
    await store.transaction(tx => jobs.enqueue(tx, deliverJob(delivery), { key }))
  }
  if (stranded.length > 0) log.warn({ deliveries: stranded.length }, 'deliveries without a job were handed out again')
}
