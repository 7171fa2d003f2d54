import type { Jobs, Store } from '../../ports.ts'

const minute = 60_000

/** Updates an alert's message at once, in the transaction of the change: the person who pressed is looking at it. */
export function refreshNow(tx: Store, jobs: Jobs, alert: number, now: Date): Promise<void> {
  return jobs.enqueue(tx, { kind: 'refresh-alert', alert }, { key: `refresh ${alert} ${now.toISOString()}` })
}

/** The same for every open alert: an exclusion may change any of them. */
export async function refreshAllNow(tx: Store, jobs: Jobs, now: Date): Promise<void> {
  for (const { id } of await tx.alerts.open()) await refreshNow(tx, jobs, id, now)
}

/**
 * Schedules an update of an alert's message for the end of the minute, in the transaction of the change: however many people
 * answer at once, the message is edited once, after the last of them.
 */
export function refreshSoon(tx: Store, jobs: Jobs, alert: number, now: Date): Promise<void> {
  return refreshAt(tx, jobs, alert, new Date((Math.floor(now.getTime() / minute) + 1) * minute))
}

/** The same at a later moment, also after a restart. */
export function refreshAt(tx: Store, jobs: Jobs, alert: number, startAfter: Date): Promise<void> {
  const key = `refresh ${alert} by ${startAfter.toISOString()}`
  return jobs.enqueue(tx, { kind: 'refresh-alert', alert }, { key, startAfter })
}
