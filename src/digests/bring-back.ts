import type { Clock, Log, Store } from '../ports.ts'
import { later } from '../time/utc-days.ts'
import { expectedNextRun } from './next-runs.ts'

/**
 * Brings back what a clock that was ahead has left in the store: without it a digest would wait until 2036, because the clock
 * was there for eight seconds.
 * @param isVerified a server says that the clock is right now. Else it may be behind, and then what is ahead of it is true.
 */
export async function bringBack(
  { store, clock, log }: { readonly store: Store; readonly clock: Clock; readonly log: Log },
  isVerified: boolean,
): Promise<void> {
  const now = clock.now()
  const forgotten = isVerified ? await store.forgetAhead(now) : 0
  let broughtBack = 0
  for (const { id } of await store.subscriptions.dueAfter(now)) {
    await store.transaction(async tx => {
      const subscription = await tx.subscriptions.get(id)
      if (!subscription) return
      // Where the clock is behind, nothing was due before the subscription was made.
      const from = isVerified ? now : later(now, subscription.createdAt)
      const expected = await expectedNextRun(tx, subscription, from)
      if (subscription.nextRunAt <= expected) return
      await tx.subscriptions.update(id, { nextRunAt: expected })
      broughtBack += 1
    })
  }
  if (forgotten + broughtBack > 0)
    log.warn({ forgotten, broughtBack }, 'a clock was ahead: its moments are brought back')
}
