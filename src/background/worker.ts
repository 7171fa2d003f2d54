import type { SeatDoor } from '../acting/door.ts'
import { type Budgets, evaluateBudgets } from '../cost/budgets/evaluate.ts'
import { rescueStranded } from '../delivery/rescue.ts'
import { bringBack } from '../digests/bring-back.ts'
import { claimDigests, type DigestParts } from '../digests/claim-due.ts'
import { createWaitingWatch, type WaitingParts } from '../notices/waiting.ts'
import type { Platform } from '../platform.ts'
import type { DailyJob, Deliverable, Delivery, Job, UsageApi } from '../ports.ts'
import { defaultPrivacy } from '../privacy/policy.ts'
import { keepSnapshots } from '../seats/snapshot.ts'
import { formatDay } from '../time/utc-days.ts'
import { evaluateAlerts, refreshAlert, type WatchParts } from '../unused-seats/alert/evaluate.ts'
import { checkSeats, type SeatCheckParts } from '../unused-seats/check/check-seats.ts'
import { claimRenewalNotices, type RenewalNotices } from '../unused-seats/renewal/claim.ts'
import type { ClockGuard } from './clock-guard.ts'

export type WorkerParts = DigestParts &
  Pick<WatchParts, 'policy' | 'politeness' | 'zone'> &
  Pick<SeatCheckParts, 'wait' | 'windowDays' | 'graceDays'> & {
    readonly usageApi: UsageApi
    /** To end changes of seats that a crash has cut off. It cannot begin any. */
    readonly seatDoor?: Pick<SeatDoor, 'settle'>
    /** Without it there are none. */
    readonly budgets?: Budgets
    /** Of the settings: below it no budget is posted to a channel. */
    readonly minGroupSize?: number
    /** Without it no conversation wants a message before the renewal. */
    readonly renewalNotices?: RenewalNotices
    /** Those this process posts on. */
    readonly platforms: readonly Platform[]
    /** Those it can post. */
    readonly kinds: Deliverable['kinds']
    /** Those of them that it is connected to now. */
    readonly connected: () => readonly Platform[]
    /** Conversations of the person who operates the bot. */
    readonly operators: readonly string[]
    readonly observeWaiting?: WaitingParts['observe']
    readonly deliver: (delivery: number, signal: AbortSignal) => Promise<void>
    /** Whether the clock is right; without it the clock is believed. */
    readonly clockGuard?: ClockGuard | undefined
    /** Keeps the database small and quick. */
    readonly tidy: (now: Date) => Promise<void>
    /** Receives what became of a delivery each time it was taken in hand. */
    readonly observe?: ((delivery: Pick<Delivery, 'kind' | 'state' | 'dueAt' | 'changedAt'>) => void) | undefined
  }

export type Worker = {
  /** Each minute, on every replica: finds what is due and hands it to the queue. */
  tick(): Promise<void>
  /** Does one job. What it throws is tried again by the queue. */
  work(job: Job, signal: AbortSignal): Promise<void>
}

/**
 * UTC hours from which on the daily jobs are added: snapshots early, so that a morning's digest finds them; the check of
 * seats when the day before is over for most.
 */
const hourOf: Readonly<Record<DailyJob, number>> = { snapshot: 0, upkeep: 3, 'check-seats': 6 }

export function createWorker(parts: WorkerParts): Worker {
  const { store, clock, clockGuard } = parts
  let handedOut = ''
  const watchWaiting = createWaitingWatch({ ...parts, platforms: parts.connected, observe: parts.observeWaiting })
  let isFirst = true

  return {
    async tick() {
      const { state, isNew } = (await clockGuard?.check()) ?? { state: 'unknown', isNew: isFirst }
      // What is claimed now would be the digest of another week, or another day's counts.
      if (state === 'wrong') return
      if (isNew) await bringBack(parts, state === 'right')
      isFirst = false
      const now = clock.now()
      const day = formatDay(now)
      const hour = now.getUTCHours()
      if (`${day} ${hour}` !== handedOut) {
        await handOutHourly(parts, day, hour)
        handedOut = `${day} ${hour}`
      }
      // First, for what is claimed now has its job already.
      await rescueStranded(parts, parts)
      await claimDigests(parts)
      await watchWaiting()
    },

    async work(job, signal) {
      switch (job.kind) {
        case 'deliver':
          // It stays as it is: the tick hands it out again when the clock is right.
          if (await clockGuard?.isWrong()) return
          return deliver(parts, job.delivery, signal)
        case 'snapshot':
          await keepSnapshots(parts, dayOf(job), signal)
          return store.dailyJobs.finish('snapshot', dayOf(job))
        case 'check-seats':
          return checkAll(parts, job.day, signal)
        case 'refresh-alert':
          await parts.seatDoor?.settle(clock.now())
          return refreshAlert(parts, job.alert)
        case 'evaluate-alerts':
          await evaluateAlerts(parts)
          if (parts.budgets)
            await evaluateBudgets({ minGroupSize: defaultPrivacy.minGroupSize, ...parts }, parts.budgets)
          if (parts.renewalNotices) await claimRenewalNotices(parts, parts.renewalNotices)
          return
        case 'upkeep':
          await parts.tidy(clock.now())
          return store.dailyJobs.finish('upkeep', dayOf(job))
      }
    },
  }
}

/**
 * Adds the jobs of the day that are not done yet, so that a restart repeats none and one that failed is tried again, and the
 * hour's look at the alerts.
 */
async function handOutHourly({ store, jobs }: WorkerParts, day: string, hour: number): Promise<void> {
  const finished = await store.dailyJobs.finished(dayOf({ day }))
  const due = (['snapshot', 'upkeep', 'check-seats'] as const).filter(
    kind => hour >= hourOf[kind] && !finished.includes(kind),
  )
  await store.transaction(async tx => {
    for (const kind of due) await jobs.enqueue(tx, { kind, day }, { key: `${kind} ${day}` })
    await jobs.enqueue(tx, { kind: 'evaluate-alerts' }, { key: `evaluate-alerts ${day} ${hour}` })
  })
}

function dayOf({ day }: { readonly day: string }): Date {
  return new Date(`${day}T00:00:00Z`)
}

/** One run of a day's check; the last one evaluates the alerts. A company without alerts is not checked. */
async function checkAll(parts: WorkerParts, day: string, signal: AbortSignal): Promise<void> {
  const { store, jobs, clock } = parts
  if ((await store.alerts.open()).length === 0) return
  const { isDone } = await checkSeats(parts, dayOf({ day }), signal)
  if (isDone) {
    await store.dailyJobs.finish('check-seats', dayOf({ day }))
    return evaluateAlerts(parts)
  }
  // A key of its own, for this job's is taken until it is done.
  const key = `check-seats ${day} from ${clock.now().toISOString()}`
  await store.transaction(tx => jobs.enqueue(tx, { kind: 'check-seats', day }, { key }))
}

async function deliver(parts: WorkerParts, id: number, signal: AbortSignal): Promise<void> {
  const begun = parts.clock.now()
  await parts.deliver(id, signal)
  if (!parts.observe) return
  const delivery = await parts.store.deliveries.get(id)
  // One that was posted before, or is in other hands, was not changed here and does not count again.
  if (!delivery || delivery.changedAt < begun) return
  parts.observe(delivery)
  const { kind, state, reason, attempts, dueAt } = delivery
  parts.log.debug({ delivery: id, kind, state, reason, attempts, dueAt }, 'handled a delivery')
}
