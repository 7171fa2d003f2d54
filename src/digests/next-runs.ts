/** When a subscription comes next, after it was changed: the due times at which it will be posted, and no others. */
import type { Pause, Schedule, Store, Subject, Subscription } from '../ports.ts'
import { digestKind } from './claim-due.ts'
import { nextRun, type Run, type Slot, upcoming } from './due.ts'

export type NextRuns = {
  readonly runs: readonly Run[]
  /** The running week or month has had its digest, so the next one comes after it. */
  readonly isPassedOver: boolean
}

type Change = { readonly schedule?: Schedule; readonly subjects?: readonly Subject[]; readonly pause?: Pause | null }

const maxShown = 3

/** Deliveries that are read; a label repeats only within its own week or month, so older ones do not matter. */
const maxHistory = 200

/**
 * Changes a subscription, and when it is next due. A week or a month has one digest: who moves Monday's to Friday on a
 * Tuesday would read the same numbers again, and has the next one on Friday of the week after.
 */
export async function changeWithNextRun(
  tx: Store,
  id: number,
  change: Change,
  now: Date,
): Promise<Subscription | null> {
  // Written first, which locks it: a tick cannot claim a slot between looking and deciding.
  const changed = await tx.subscriptions.update(id, change)
  if (!changed) return null
  const taken = await takenLabels(tx, id, now)
  const [next] = upcoming(changed.schedule, startOf(changed, now), 1, ({ label }) => taken.has(label))
  return next ? tx.subscriptions.update(id, { nextRunAt: next.at }) : changed
}

/** The next runs of a subscription. */
export async function nextRunsOf(store: Store, subscription: Subscription, now: Date): Promise<NextRuns> {
  const { id, schedule, nextRunAt } = subscription
  const taken = await takenLabels(store, id, now)
  const isTaken = ({ label }: Slot) => taken.has(label)
  const from = nextRunAt <= now ? new Date(+nextRunAt - 1) : now
  const runs = upcoming(schedule, from, maxShown, slot => slot.at < nextRunAt || isTaken(slot))
  const [first] = upcoming(schedule, startOf(subscription, now), 1)
  return { runs, isPassedOver: first !== undefined && first.at < nextRunAt && isTaken(first) }
}

/** When a subscription is next due after a moment. */
export async function expectedNextRun(store: Store, subscription: Subscription, now: Date): Promise<Date> {
  const taken = await takenLabels(store, subscription.id, now)
  const from = startOf(subscription, now)
  const [next] = upcoming(subscription.schedule, from, 1, ({ label }) => taken.has(label))
  return next?.at ?? nextRun(subscription.schedule, from)
}

/** Digests that fall due during a pause are skipped, not posted late. */
function startOf({ pause }: Subscription, now: Date): Date {
  const until = pause?.until ?? null
  // A slot at the very moment in which the pause ends is not of the pause.
  return until !== null && until > now ? new Date(+until - 1) : now
}

/** Labels that have had their digest. A future one was claimed by a clock that was ahead, and is posted again. */
async function takenLabels(store: Store, id: number, now: Date): Promise<ReadonlySet<string>> {
  const deliveries = await store.deliveries.ofSubscription(id, maxHistory)
  return new Set(deliveries.filter(({ kind, dueAt }) => kind === digestKind && dueAt <= now).map(({ slot }) => slot))
}
