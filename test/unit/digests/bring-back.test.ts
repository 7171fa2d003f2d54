import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { ClockState } from '../../../src/background/clock-guard.ts'
import { createWorker } from '../../../src/background/worker.ts'
import { bringBack } from '../../../src/digests/bring-back.ts'
import { nextRun } from '../../../src/digests/due.ts'
import { changeWithNextRun } from '../../../src/digests/next-runs.ts'
import type { Schedule } from '../../../src/ports.ts'
import { defaultPolicy } from '../../../src/unused-seats/findings/policy.ts'
import { anyTime } from '../../helpers/any-time.ts'
import { fakeUsageApi } from '../../helpers/fake-usage-api.ts'
import { createWorld, openStore } from '../delivery/world.ts'
import { schedules } from '../time/arbitraries.ts'

const { store, close } = await openStore()
afterAll(close)
const tables = 'deliveries, subscriptions, snapshots, daily_jobs, seat_checks, people, alerts'
beforeEach(() => store.execute(`truncate ${tables} cascade`))

const dayMs = 24 * 3_600_000
const mondays: Schedule = { every: { unit: 'week', weekday: 1 }, hour: 9, minute: 0, zone: 'Europe/Berlin' }
const thursday = new Date('2026-11-26T12:00:00Z')
const firstDue = new Date('2026-11-30T08:00:00Z')

/** Starts a process on the same database, with a fixed clock, which a server may know to be wrong. */
function openMachine() {
  const world = createWorld(store)
  const moveTo = (moment: Date) => world.pass(+moment - +world.clock.now())
  moveTo(thursday)
  const posted: string[] = []
  const start = (state: ClockState = 'right') => {
    let isNew = true
    const worker = createWorker({
      ...world,
      ...anyTime,
      ...{
        usageApi: fakeUsageApi(),
        policy: defaultPolicy,
        platforms: ['slack'],
        operators: [],
        connected: () => [],
        tidy: async () => {},
        wait: async () => {},
      },
      clockGuard: {
        check: async () => {
          const found = { state, isNew }
          isNew = false
          return found
        },
        isWrong: async () => state === 'wrong',
      },
      async deliver(id) {
        const now = world.clock.now()
        const delivery = await store.deliveries.take(id, now, new Date(+now + 90_000))
        if (!delivery) return
        await store.deliveries.record(delivery, { state: 'sent', reason: null, messageId: '1' }, now)
        posted.push(`${delivery.slot} on ${now.toISOString().slice(0, 10)}`)
      },
    })
    const tick = async () => {
      await worker.tick()
      for (const { job } of world.queue.splice(0)) {
        if (job.kind === 'deliver') await worker.work(job, new AbortController().signal)
      }
    }
    return { tick }
  }
  return { ...world, moveTo, start, posted }
}

describe('after a clock was ahead for a moment', () => {
  it.each([
    ['a week', 7],
    ['ten years', 3_653],
  ])('%s, the next digest comes in its week, and each one after it', async (_what, days) => {
    const { subscribe, moveTo, start, posted } = openMachine()
    const subscription = await subscribe({ schedule: mondays, nextRunAt: firstDue })
    moveTo(new Date(+thursday + days * dayMs))
    await start('unknown').tick()
    posted.length = 0
    moveTo(thursday)
    const process = start()
    await process.tick()
    expect((await store.subscriptions.get(subscription.id))?.nextRunAt).toEqual(firstDue)
    for (let week = 0; week < 3; week++) {
      moveTo(new Date(+firstDue + week * 7 * dayMs))
      await process.tick()
    }
    expect(posted).toEqual(['2026-W49 on 2026-11-30', '2026-W50 on 2026-12-07', '2026-W51 on 2026-12-14'])
    const [early] = (await store.deliveries.ofSubscription(subscription.id, 100)).filter(
      ({ slot }) => slot > '2026-W51',
    )
    if (early) expect(early).toMatchObject({ state: 'skipped', reason: 'clock was ahead' })
  })

  it('nothing is done while a server says that it is wrong', async () => {
    const { subscribe, moveTo, start, posted } = openMachine()
    const subscription = await subscribe({ schedule: mondays, nextRunAt: firstDue })
    moveTo(new Date(+thursday + 7 * dayMs))
    await start('wrong').tick()
    expect(await store.deliveries.ofSubscription(subscription.id, 10)).toEqual([])
    expect(posted).toEqual([])
    expect((await store.subscriptions.get(subscription.id))?.nextRunAt).toEqual(firstDue)
  })

  it('what waits is not posted while a server says that it is wrong, and is when it is right', async () => {
    const { subscribe, moveTo, start, posted, queue } = openMachine()
    await subscribe({ schedule: mondays, nextRunAt: firstDue })
    moveTo(firstDue)
    const { tick } = start('right')
    await tick()
    expect(posted).toHaveLength(1)
    const worker = start('wrong')
    await worker.tick()
    expect([posted.length, queue.length]).toEqual([1, 0])
  })
})

describe('what is brought back', () => {
  it('is the next run of any schedule, however far the clock was ahead', async () => {
    await fc.assert(
      fc.asyncProperty(schedules, fc.integer({ min: 1, max: 3_653 }), async ({ ...schedule }, days) => {
        const { subscribe, clock, log } = openMachine()
        const ahead = new Date(+thursday + days * dayMs)
        const { id } = await subscribe({ schedule, nextRunAt: nextRun(schedule, ahead) })
        await bringBack({ store, clock, log }, false)
        expect((await store.subscriptions.get(id))?.nextRunAt).toEqual(nextRun(schedule, thursday))
      }),
      { numRuns: 20 },
    )
  })

  it('is not one that is paused until a day, nor one that had its digest this week', async () => {
    const { subscribe, moveTo, start, clock, log } = openMachine()
    const paused = await subscribe({ schedule: mondays, nextRunAt: firstDue })
    const until = new Date('2027-01-11T08:00:00Z')
    await changeWithNextRun(store, paused.id, { pause: { reason: 'asked', until, detail: null } }, thursday)
    const moved = await subscribe({ schedule: mondays, nextRunAt: firstDue })
    moveTo(firstDue)
    await start().tick()
    await changeWithNextRun(
      store,
      moved.id,
      { schedule: { ...mondays, every: { unit: 'week', weekday: 5 } } },
      firstDue,
    )
    await bringBack({ store, clock, log }, true)
    expect((await store.subscriptions.get(paused.id))?.nextRunAt).toEqual(until)
    expect((await store.subscriptions.get(moved.id))?.nextRunAt).toEqual(new Date('2026-12-11T08:00:00Z'))
  })

  it('are the days of snapshots, checks and people that have not come, where a server says so', async () => {
    const { clock, log } = openMachine()
    const ahead = new Date('2036-11-27T00:00:00Z')
    const today = new Date('2026-11-26T00:00:00Z')
    const counts = { registered: 1, invited: 2, deactivated: 3 }
    await store.snapshots.keep([ahead, today].map(day => ({ subject: 'all', day, ...counts })))
    await store.dailyJobs.finish('snapshot', ahead)
    await store.presence.beat(['teams'], ahead)
    await store.people.see([{ id: 'u1', email: 'ada@x.example', teamId: null }], ahead)
    await bringBack({ store, clock, log }, false)
    expect(await store.snapshots.between('all', today, ahead)).toHaveLength(2)
    await bringBack({ store, clock, log }, true)
    expect((await store.snapshots.between('all', today, ahead)).map(({ day }) => day)).toEqual([today])
    expect(await store.dailyJobs.finished(ahead)).toEqual([])
    expect(await store.people.count(today)).toBe(1)
    expect(await store.presence.lastBeat('teams')).toBeNull()
  })
})
