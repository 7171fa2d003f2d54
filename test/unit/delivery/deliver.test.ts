import { afterAll, describe, expect, it } from 'vitest'
import { AppError } from '../../../src/errors.ts'
import type { Store } from '../../../src/ports.ts'
import { authorized } from '../../helpers/authorized.ts'
import { deliverable } from '../../helpers/delivery-kinds.ts'
import { createWorld, monday, openStore, type World } from './world.ts'

const { store, close } = await openStore()
afterAll(close)

const lost = { kind: 'unknown', reason: 'no answer' } as const
const later = (ms: number) => new Date(monday.getTime() + ms)

async function begin(...settings: Parameters<typeof createWorld> extends [Store, ...infer Rest] ? Rest : never) {
  const world = createWorld(store, ...settings)
  const subscription = await world.subscribe()
  const delivery = await world.claim(subscription)
  return { world, subscription, delivery }
}

/** An attempt that leaves in doubt whether it is in the chat, and the next one. */
async function tryTwice(world: World, id: number) {
  world.script.outcomes.push(lost)
  await world.deliver(id)
  await world.drain()
}

describe('what is posted', () => {
  it('is recorded as sent, once', async () => {
    const { world, delivery } = await begin()
    await world.deliver(delivery.id)
    await world.deliver(delivery.id)
    expect(await world.read(delivery.id)).toMatchObject({
      state: 'sent',
      reason: null,
      messageId: 'm1',
      attempts: 1,
      leaseUntil: null,
      notBefore: null,
    })
    expect(world.script).toMatchObject({ posted: [`${world.conversation} digest`], looks: 0 })
    expect(world.queue).toEqual([])
  })

  it('is delayed for as long as the platform asks, and is not looked up, because it was certainly not posted', async () => {
    const { world, delivery } = await begin()
    world.script.outcomes.push({ kind: 'not-posted', reason: 'rate-limited', retryAfter: 120 })
    await world.deliver(delivery.id)
    expect(await world.read(delivery.id)).toMatchObject({ state: 'pending', reason: 'rate-limited' })
    expect(world.queue).toEqual([
      {
        job: { kind: 'deliver', delivery: delivery.id, platform: 'slack' },
        key: `deliver ${delivery.id} 1`,
        startAfter: later(121_000),
      },
    ])
    // While its own job waits, no other job takes it.
    const ids = async (at: Date) => (await store.deliveries.stranded(at, 100, deliverable('slack'))).map(({ id }) => id)
    expect(await ids(later(121_000))).not.toContain(delivery.id)
    expect(await ids(later(121_000 + 90_000))).toContain(delivery.id)
    await world.drain()
    expect(await world.read(delivery.id)).toMatchObject({ state: 'sent', attempts: 2 })
    expect(world.script.looks).toBe(0)
  })

  it.each([null, 30_000_000])('is given up within a day, and the owner is notified once', async retryAfter => {
    const { world, subscription, delivery } = await begin()
    world.script.always = { kind: 'not-posted', reason: 'rate-limited', retryAfter }
    await world.deliver(delivery.id)
    await world.drainUntil(async () => (await world.read(delivery.id)).state === 'failed')
    const { reason, attempts, changedAt } = await world.read(delivery.id)
    expect(reason).toBe('rate-limited')
    expect(attempts).toBeGreaterThan(17)
    expect(changedAt.getTime()).toBeLessThan(later(86_400_000).getTime())
    world.script.always = null
    world.script.posted.length = 0
    await world.drain()
    expect(world.script.posted).toEqual([`${world.owner} notice`])
    expect(await world.notices(subscription.id)).toMatchObject([
      { conversation: world.owner, content: { notice: 'failed' }, state: 'sent' },
    ])
  })

  it('is retried after a failure without extra delay, however often a process ended while it held it', async () => {
    const { world, delivery } = await begin()
    for (let crash = 0; crash < 30; crash++) {
      expect(await store.deliveries.take(delivery.id, world.clock.now(), later(0))).toMatchObject({ failures: 0 })
    }
    world.script.outcomes.push({ kind: 'not-posted', reason: 'slack-failed', retryAfter: null })
    await world.deliver(delivery.id)
    expect(world.queue.map(({ startAfter }) => startAfter)).toEqual([later(15_000)])
    expect(await world.read(delivery.id)).toMatchObject({ state: 'pending', attempts: 31, failures: 1 })
    await world.drain()
    expect(await world.read(delivery.id)).toMatchObject({ state: 'sent', attempts: 32, failures: 1 })
  })

  it('and refused is not tried again; the owner is notified, and the subscription continues', async () => {
    const { world, subscription, delivery } = await begin()
    world.script.outcomes.push({ kind: 'refused', reason: 'restricted_action' })
    await world.deliver(delivery.id)
    await world.drain()
    expect(await world.read(delivery.id)).toMatchObject({ state: 'failed', reason: 'restricted_action', attempts: 1 })
    expect(await world.notices(subscription.id)).toMatchObject([
      { conversation: world.owner, content: { notice: 'failed', reason: 'restricted_action' } },
    ])
    expect(await store.subscriptions.get(subscription.id)).toMatchObject({ pause: null })
    expect(world.script.posted).toEqual([`${world.conversation} digest`, `${world.owner} notice`])
  })
})

describe('what may or may not have been posted', () => {
  it('is looked up, and not posted again where it is found', async () => {
    const { world, delivery } = await begin()
    world.script.finds = [{ messageId: 'C/1' }]
    await tryTwice(world, delivery.id)
    expect(await world.read(delivery.id)).toMatchObject({
      state: 'sent',
      reason: 'found in the chat',
      messageId: 'C/1',
    })
    expect(world.script).toMatchObject({ posted: [`${world.conversation} digest`], looks: 1 })
  })

  it('is posted again where it is not there', async () => {
    const { world, delivery } = await begin()
    await tryTwice(world, delivery.id)
    expect(await world.read(delivery.id)).toMatchObject({ state: 'sent', messageId: 'm2', attempts: 2 })
    expect(world.script.looks).toBe(1)
  })

  it('waits for a person where it cannot be looked up, and the owner is asked', async () => {
    const { world, subscription, delivery } = await begin()
    world.script.finds = ['unknown']
    await tryTwice(world, delivery.id)
    expect(await world.read(delivery.id)).toMatchObject({
      state: 'unknown',
      reason: 'may or may not have been posted',
      messageId: null,
    })
    expect(world.script.posted).toEqual([`${world.conversation} digest`, `${world.owner} notice`])
    expect(await world.notices(subscription.id)).toMatchObject([{ content: { notice: 'unknown' } }])
    expect(await store.subscriptions.get(subscription.id)).toMatchObject({ pause: null })
  })

  it('is posted again without a look-up where the settings prefer twice to never', async () => {
    const { world, delivery } = await begin({ onUnknown: 'resend' })
    world.script.finds = ['unknown']
    await tryTwice(world, delivery.id)
    expect(await world.read(delivery.id)).toMatchObject({ state: 'sent', messageId: 'm2' })
    expect(world.script.posted).toHaveLength(2)
  })

  it('stays in doubt when trying has gone on long enough', async () => {
    const { world, subscription, delivery } = await begin()
    world.script.always = lost
    await world.deliver(delivery.id)
    await world.drainUntil(async () => (await world.read(delivery.id)).state === 'unknown')
    world.script.always = null
    expect(world.clock.now().getTime()).toBeLessThan(later(86_400_000).getTime())
    await world.drain()
    expect(await world.notices(subscription.id)).toMatchObject([{ content: { notice: 'unknown' } }])
  })
})

describe('a crash', () => {
  /** A process that is gone in the middle of posting: nothing after it is done. */
  const crash = () => Promise.reject(new Error('the process is gone'))

  it('between mark and record is detected, and looked up before it is posted again', async () => {
    const { world, delivery } = await begin()
    world.script.outcomes.push(crash)
    await expect(world.deliver(delivery.id)).rejects.toThrow('the process is gone')
    expect(await world.read(delivery.id)).toMatchObject({ state: 'sending', reason: 'posting' })
    await world.deliver(delivery.id)
    expect(world.script).toMatchObject({ posted: [`${world.conversation} digest`], looks: 0 })

    world.pass(90_000)
    expect(
      (await store.deliveries.stranded(world.clock.now(), 100, deliverable('slack'))).map(({ id }) => id),
    ).toContain(delivery.id)
    world.script.finds = [{ messageId: 'C/7' }]
    await world.deliver(delivery.id)
    expect(await world.read(delivery.id)).toMatchObject({ state: 'sent', messageId: 'C/7', attempts: 2 })
    expect(world.script).toMatchObject({ posted: [`${world.conversation} digest`], looks: 1 })
  })

  it('before the mark leaves no doubt: it is posted without a look-up', async () => {
    const { world, delivery } = await begin()
    await store.deliveries.take(delivery.id, world.clock.now(), later(90_000))
    world.pass(90_000)
    await world.deliver(delivery.id)
    expect(await world.read(delivery.id)).toMatchObject({ state: 'sent', attempts: 2 })
    expect(world.script.looks).toBe(0)
  })
})

describe('a worker past its lease', () => {
  const message = authorized({ title: 'late', summary: 'late', parts: [] })

  it('does not post what another one has taken', async () => {
    const { world, delivery } = await begin()
    const late = world.createDeliver({
      async compose() {
        world.pass(90_000)
        await world.deliver(delivery.id)
        return message
      },
    })
    await late(delivery.id, new AbortController().signal)
    expect(world.script.posted).toEqual([`${world.conversation} digest`])
    expect(await world.read(delivery.id)).toMatchObject({ state: 'sent', attempts: 2 })
  })

  it('does not post what no worker has taken yet, because one may at any moment', async () => {
    const { world, delivery } = await begin()
    const late = world.createDeliver({
      async compose() {
        world.pass(75_000)
        return message
      },
    })
    await late(delivery.id, new AbortController().signal)
    expect(world.script.posted).toEqual([])
    expect(await world.read(delivery.id)).toMatchObject({ state: 'pending', reason: 'held up' })
  })

  it('does not record over what another one has recorded', async () => {
    const { world, subscription, delivery } = await begin()
    world.script.finds = [{ messageId: 'C/9' }]
    world.script.outcomes.push(async () => {
      world.pass(90_000)
      await world.deliver(delivery.id)
      return { kind: 'unreachable', reason: 'is_archived' }
    })
    await world.deliver(delivery.id)
    expect(await world.read(delivery.id)).toMatchObject({ state: 'sent', messageId: 'C/9', attempts: 2 })
    // Nor does anything else follow from what it found.
    expect(await store.subscriptions.get(subscription.id)).toMatchObject({ pause: null })
    expect(await world.notices(subscription.id)).toEqual([])
  })
})

describe('what there is to say', () => {
  const down = () => Promise.reject(new AppError('upstream-failed', { retryAfter: 600 }))

  it('is put off while the Usage API is down, and given up in the end', async () => {
    const { world, subscription, delivery } = await begin({ compose: down })
    await world.deliver(delivery.id)
    expect(await world.read(delivery.id)).toMatchObject({ state: 'pending', reason: 'upstream-failed' })
    expect(world.queue.map(({ startAfter }) => startAfter)).toEqual([later(601_000)])
    await world.drainUntil(async () => (await world.read(delivery.id)).state === 'failed')
    expect(await world.read(delivery.id)).toMatchObject({ state: 'failed', reason: 'upstream-failed' })
    expect(world.clock.now().getTime()).toBeLessThan(later(86_400_000).getTime())
    expect(world.script.posted).toEqual([])
    expect(await world.notices(subscription.id)).toMatchObject([
      { conversation: world.owner, content: { notice: 'failed', reason: 'upstream-failed' } },
    ])
  })

  it('is not asked for again where that cannot help', async () => {
    const { world, delivery } = await begin({ compose: () => Promise.reject(new AppError('bad-token')) })
    await world.deliver(delivery.id)
    expect(await world.read(delivery.id)).toMatchObject({ state: 'failed', reason: 'bad-token', attempts: 1 })
  })

  it('is dropped where the subscription was ended meanwhile: no one is notified', async () => {
    const compose = () => Promise.reject(new AppError('subscription-gone'))
    const { world, subscription, delivery } = await begin({ compose })
    await store.subscriptions.remove(subscription.id)
    await world.deliver(delivery.id)
    expect(await world.read(delivery.id)).toMatchObject({
      state: 'failed',
      reason: 'subscription-gone',
      subscription: null,
    })
    expect(world.queue).toEqual([])
  })
})
