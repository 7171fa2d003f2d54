import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { createWorker } from '../../../src/background/worker.ts'
import { claimDigests, modeOfDigest } from '../../../src/digests/claim-due.ts'
import type { Delivery } from '../../../src/ports.ts'
import { defaultPolicy } from '../../../src/unused-seats/findings/policy.ts'
import { anyTime } from '../../helpers/any-time.ts'
import { fakeUsageApi } from '../../helpers/fake-usage-api.ts'
import { createWorld, monday, openStore } from '../delivery/world.ts'

const { store, close } = await openStore()
afterAll(close)
// A tick looks after everything that is due, so nothing may be left of the test before.
beforeEach(async () => {
  await store.execute('delete from deliveries')
  await store.execute('delete from subscriptions')
})

const wish = {
  ...{ subject: { kind: 'organization', name: 'All' } as const, owner: 'slack:U1', language: null, zone: null },
  ...{ graceDays: 14, repeatDays: 7 },
}

const hour = 3_600_000
const dueAt = new Date('2026-11-23T08:00:00Z')
const next = new Date('2026-11-30T08:00:00Z')

async function beginDue(lateBy: number) {
  const world = createWorld(store)
  const subscription = await world.subscribe({ nextRunAt: dueAt })
  world.pass(lateBy - hour) // the world's time begins an hour after it was due
  const deliveries = async () =>
    (await store.deliveries.ofSubscription(subscription.id, 50)).map(({ slot, state, reason }) => ({
      slot,
      state,
      reason,
    }))
  return { world, subscription, deliveries }
}

const waiting = { slot: '2026-W48', state: 'pending', reason: null }

describe('a digest that is due', () => {
  it('is claimed once by two ticks at the same time, with one job', async () => {
    const { world, subscription, deliveries } = await beginDue(0)
    await Promise.all([claimDigests(world), claimDigests(world)])
    await claimDigests(world)
    expect(await deliveries()).toEqual([waiting])
    expect(world.queue).toHaveLength(1)
    expect(await store.subscriptions.get(subscription.id)).toMatchObject({ nextRunAt: next })
  })

  it('is claimed next to one whose schedule cannot be read, which is tried again a day later', async () => {
    const { world, subscription, deliveries } = await beginDue(0)
    const broken = await world.subscribe({ nextRunAt: new Date(dueAt.getTime() - hour) })
    await store.execute(
      `update subscriptions set schedule = jsonb_set(schedule::jsonb, '{zone}', '"Mars/Olympus"') where id = ${broken.id}`,
    )
    await claimDigests(world)
    expect(await deliveries()).toEqual([waiting])
    expect(await store.subscriptions.get(subscription.id)).toMatchObject({ nextRunAt: next })
    const tomorrow = new Date(world.clock.now().getTime() + 24 * hour)
    expect(await store.subscriptions.get(broken.id)).toMatchObject({ nextRunAt: tomorrow })
  })

  it('is not claimed a moment before', async () => {
    const { world, deliveries } = await beginDue(-1)
    await claimDigests(world)
    expect(await deliveries()).toEqual([])
  })

  it('is still posted within a day, late', async () => {
    const { world, deliveries } = await beginDue(24 * hour)
    await claimDigests(world)
    expect(await deliveries()).toEqual([waiting])
  })

  it('is skipped after that, which the history shows with its reason', async () => {
    const { world, subscription, deliveries } = await beginDue(24 * hour + 1)
    await claimDigests(world)
    expect(await deliveries()).toEqual([{ slot: '2026-W48', state: 'skipped', reason: 'too late' }])
    expect(world.queue).toEqual([])
    expect(await store.subscriptions.get(subscription.id)).toMatchObject({ nextRunAt: next })
  })

  it('of several weeks is posted for the last one alone', async () => {
    const { world, deliveries } = await beginDue(14 * 24 * hour + hour)
    await claimDigests(world)
    expect(await deliveries()).toEqual([
      { slot: '2026-W50', state: 'pending', reason: null },
      { slot: '2026-W49', state: 'skipped', reason: 'too late' },
      { slot: '2026-W48', state: 'skipped', reason: 'too late' },
    ])
    expect(world.queue).toHaveLength(1)
  })

  it('is claimed for each of more subscriptions than are locked at a time', async () => {
    const { world } = await beginDue(0)
    for (let made = 1; made < 120; made++) await world.subscribe({ nextRunAt: dueAt })
    await Promise.all([claimDigests(world), claimDigests(world)])
    const claimed = world.queue.map(({ key }) => key)
    expect(claimed).toHaveLength(120)
    expect(new Set(claimed).size).toBe(120)
  })

  it('stays due when its job cannot be added: nothing of it is kept', async () => {
    const { world, subscription, deliveries } = await beginDue(0)
    const enqueue = () => Promise.reject(new Error('the queue is away'))
    await expect(claimDigests({ ...world, jobs: { ...world.jobs, enqueue } })).rejects.toThrow('the queue is away')
    expect(await deliveries()).toEqual([])
    expect(await store.subscriptions.get(subscription.id)).toMatchObject({ nextRunAt: dueAt })
    await claimDigests(world)
    expect(await deliveries()).toEqual([waiting])
  })

  it('is not posted while its subscription is paused, and again when the pause has ended', async () => {
    const { world, subscription, deliveries } = await beginDue(0)
    const until = new Date(dueAt.getTime() + hour)
    await store.subscriptions.update(subscription.id, { pause: { reason: 'asked', until, detail: null } })
    await claimDigests(world)
    expect(await deliveries()).toEqual([])
    world.pass(hour)
    await claimDigests(world)
    expect(await deliveries()).toEqual([waiting])
    expect(await store.subscriptions.get(subscription.id)).toMatchObject({ pause: null })
  })
})

describe('a tick', () => {
  const idle = {
    usageApi: fakeUsageApi(),
    policy: defaultPolicy,
    ...anyTime,
    deliver: async () => {},
    tidy: async () => {},
    wait: async () => {},
    platforms: ['slack'],
    operators: [],
    connected: () => [],
  } as const

  it('requeues a delivery that has lost its job, and not one that has just received one', async () => {
    const { world, subscription } = await beginDue(0)
    const worker = createWorker({ ...world, ...idle })
    await worker.tick()
    const [delivery] = await store.deliveries.ofSubscription(subscription.id, 1)
    const keys = () =>
      world.queue
        .map(({ key }) => key)
        .filter(key => key.endsWith(` ${delivery?.id}`) || key.startsWith(`rescue ${delivery?.id} `))
    expect(keys()).toEqual([`deliver ${delivery?.id}`])
    world.queue.length = 0
    world.pass(60_000)
    await worker.tick()
    expect(keys()).toEqual([`rescue ${delivery?.id} 0`])
  })

  it('leaves a delivery to a process that has its platform', async () => {
    const { world, subscription } = await beginDue(0)
    await createWorker({ ...world, ...idle }).tick()
    const [delivery] = await store.deliveries.ofSubscription(subscription.id, 1)
    const keysFor = async (platforms: readonly ('slack' | 'teams')[]) => {
      world.queue.length = 0
      await createWorker({ ...world, ...idle, platforms }).tick()
      return world.queue.map(({ key }) => key).filter(key => key.startsWith(`rescue ${delivery?.id} `))
    }
    world.pass(24 * hour)
    expect(await keysFor(['teams'])).toEqual([])
    expect(await keysFor([])).toEqual([])
    expect(await keysFor(['teams', 'slack'])).toEqual([`rescue ${delivery?.id} 0`])
  })

  it('adds the jobs of the day once, and the upkeep from three o’clock on', async () => {
    const world = createWorld(store)
    world.pass(-8 * hour)
    const worker = createWorker({ ...world, ...idle })
    const daily = () => world.queue.map(({ key }) => key).filter(key => !/^(deliver|rescue)/.test(key))
    await worker.tick()
    await worker.tick()
    expect(daily()).toEqual(['snapshot 2026-11-23', 'evaluate-alerts 2026-11-23 1'])
    world.pass(2 * hour)
    await worker.tick()
    await worker.tick()
    expect(daily().slice(2)).toEqual(['snapshot 2026-11-23', 'upkeep 2026-11-23', 'evaluate-alerts 2026-11-23 3'])
  })

  it('adds no job of a day that is done, however often the bot is started again', async () => {
    const world = createWorld(store)
    const daily = () => world.queue.map(({ key }) => key).filter(key => /^(snapshot|upkeep|check-seats)/.test(key))
    const start = () => createWorker({ ...world, ...idle })
    await start().tick()
    expect(daily()).toEqual(['snapshot 2026-11-23', 'upkeep 2026-11-23', 'check-seats 2026-11-23'])
    await store.alerts.save({ ...wish, conversation: world.conversation }, world.clock.now())
    for (const { job } of world.queue.splice(0)) await start().work(job, new AbortController().signal)
    for (let restart = 0; restart < 5; restart++) await start().tick()
    expect(daily()).toEqual([])
    world.pass(24 * hour)
    await start().tick()
    expect(daily()).toEqual(['snapshot 2026-11-24', 'upkeep 2026-11-24', 'check-seats 2026-11-24'])
  })

  it('adds a job again an hour after it has failed', async () => {
    const world = createWorld(store)
    world.pass(48 * hour)
    const usageApi = fakeUsageApi({ teams: () => Promise.reject(new Error('the server is away')) })
    const worker = createWorker({ ...world, ...idle, usageApi })
    const work = worker.work({ kind: 'snapshot', day: '2026-11-25' }, new AbortController().signal)
    await expect(work).rejects.toThrow('the server is away')
    world.pass(hour)
    await worker.tick()
    expect(world.queue.map(({ key }) => key)).toContain('snapshot 2026-11-25')
  })
})

describe('a digest that no worker could take', () => {
  const late = (hours: number, change: Partial<Delivery> = {}) =>
    modeOfDigest(
      { dueAt: monday, reason: null, failures: 0, ...change } as Delivery,
      new Date(monday.getTime() + hours * hour),
    )

  it('is posted late within a day, and left out after it', () => {
    expect(late(24)).toEqual({ kind: 'post', inReplyTo: null })
    expect(late(24.1)).toEqual({ kind: 'drop', reason: 'too late' })
  })

  it('is posted however late where it was tried before, or where a person asks for it again', () => {
    expect(late(25, { reason: 'no connection', failures: 3 })).toEqual({ kind: 'post', inReplyTo: null })
    expect(late(99, { reason: 'resend' })).toEqual({ kind: 'post', inReplyTo: null })
  })
})
