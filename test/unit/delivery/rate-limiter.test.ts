import { afterAll, describe, expect, it } from 'vitest'
import { deliverable } from '../../helpers/delivery-kinds.ts'
import { createWorld, monday, openStore } from './world.ts'

const { store, close } = await openStore()
afterAll(close)

const later = (ms: number) => new Date(monday.getTime() + ms)

/** A conversation in a workspace where this many others are to get a post first. */
async function begin(before: number) {
  const world = createWorld(store)
  const subscription = await world.subscribe()
  const delivery = await world.claim(subscription)
  for (let other = 0; other < before; other++) {
    await store.rateLimits.plan(
      [
        { scope: 'slack', intervalMs: 210 },
        { scope: `other ${other}`, intervalMs: 1_200 },
      ],
      monday,
    )
  }
  return { world, subscription, delivery }
}

describe('a delivery with others before it', () => {
  it('is posted at once where only some wait', async () => {
    const { world, delivery } = await begin(5)
    await world.deliver(delivery.id)
    expect(await world.read(delivery.id)).toMatchObject({ state: 'sent', attempts: 1 })
  })

  it('goes back to the queue until about its time, which is no attempt, and is not taken for stranded', async () => {
    const { world, delivery } = await begin(100)
    await world.deliver(delivery.id)
    expect(await world.read(delivery.id)).toMatchObject({ state: 'pending', reason: null, attempts: 0 })
    expect(world.queue.map(({ job, startAfter }) => ({ job, startAfter }))).toEqual([
      { job: { kind: 'deliver', delivery: delivery.id, platform: 'slack' }, startAfter: later(21_000 - 3_000) },
    ])
    expect(
      (await store.deliveries.stranded(later(100_000), 100, deliverable('slack'))).map(({ id }) => id),
    ).not.toContain(delivery.id)
    await world.drain()
    expect(await world.read(delivery.id)).toMatchObject({ state: 'sent', attempts: 1 })
    expect(world.clock.now()).toEqual(later(18_000))
  })

  it('is posted before them where a person waits for it', async () => {
    const world = createWorld(store)
    const { delivery: _, subscription } = await begin(100)
    const { id } = await world.claim(subscription, { key: `run of ${subscription.id}`, kind: 'run' })
    await world.deliver(id)
    expect(await world.read(id)).toMatchObject({ state: 'sent', attempts: 1 })
  })
})

describe('two deliveries in one channel', () => {
  it('are posted a second apart', async () => {
    const { world, subscription, delivery } = await begin(0)
    const second = await world.claim(subscription, { key: `second of ${subscription.id}` })
    await world.deliver(delivery.id)
    expect(world.clock.now()).toEqual(monday)
    await world.deliver(second.id)
    expect(world.clock.now().getTime() - monday.getTime()).toBeGreaterThanOrEqual(1_000)
    expect(await world.read(second.id)).toMatchObject({ state: 'sent', attempts: 1 })
  })
})

describe('when the platform asks to come later', () => {
  it('nothing is posted earlier, not even in another conversation by another worker', async () => {
    const { world, subscription, delivery } = await begin(0)
    world.script.outcomes.push({ kind: 'not-posted', reason: 'rate-limited', retryAfter: 60 })
    await world.deliver(delivery.id)
    const conversation = `${world.conversation} other`
    await store.conversations.save({ id: conversation, kind: 'channel', reference: null }, monday)
    const other = await world.claim(subscription, { key: `other of ${subscription.id}`, conversation })
    await world.createDeliver()(other.id, new AbortController().signal)
    expect(await world.read(other.id)).toMatchObject({ state: 'pending', attempts: 0 })
    expect(world.queue.at(-1)?.startAfter).toEqual(later(60_000 - 3_000))
    await world.drain()
    expect(await world.read(other.id)).toMatchObject({ state: 'sent' })
    expect(world.clock.now().getTime()).toBeGreaterThanOrEqual(later(60_000).getTime())
  })

  it('a post that waited for its slot meanwhile takes another', async () => {
    const { world, subscription, delivery } = await begin(0)
    const second = await world.claim(subscription, { key: `waiting of ${subscription.id}` })
    await world.deliver(delivery.id)
    const waiting = world.createDeliver({
      async wait(ms) {
        if (world.clock.now() <= monday)
          await store.rateLimits.close([{ scope: 'slack', intervalMs: 210 }], later(5_000), monday)
        world.pass(ms)
      },
    })
    await waiting(second.id, new AbortController().signal)
    expect(await world.read(second.id)).toMatchObject({ state: 'sent', attempts: 1 })
    expect(world.clock.now()).toEqual(later(5_000))
  })
})

describe('a wait that no platform can mean', () => {
  it.each([30_000_000, 86_400, 3_601, Number.NaN])(
    'of %d seconds delays no other post for a minute',
    async retryAfter => {
      const { world, subscription, delivery } = await begin(0)
      world.script.outcomes.push({ kind: 'not-posted', reason: 'rate-limited', retryAfter })
      await world.deliver(delivery.id)
      const conversation = `${world.conversation} other`
      await store.conversations.save({ id: conversation, kind: 'channel', reference: null }, monday)
      const other = await world.claim(subscription, { key: `other of ${subscription.id}`, conversation })
      await world.deliver(other.id)
      await world.drain()
      const deliveries = [await world.read(delivery.id), await world.read(other.id)]
      expect(deliveries).toMatchObject([{ state: 'sent' }, { state: 'sent' }])
      for (const { changedAt } of deliveries) expect(+changedAt - +monday).toBeLessThan(60_000)
    },
  )

  it('is one of an hour at most: that is believed, by the delivery itself', async () => {
    const { world, subscription, delivery } = await begin(0)
    world.script.outcomes.push({ kind: 'not-posted', reason: 'rate-limited', retryAfter: 1_800 })
    await world.deliver(delivery.id)
    const record = { level: 'warn', text: 'the platform asks to wait for a minute or more before the next post' }
    expect(world.log.records).toContainEqual(expect.objectContaining(record))
    const next = await world.claim(subscription, { key: `next of ${subscription.id}` })
    await world.deliver(next.id)
    await world.drain()
    // The conversation is tried again after some minutes, by whatever is next for it.
    expect(+(await world.read(next.id)).changedAt - +monday).toBeLessThanOrEqual(5 * 60_000 + 10_000)
    const waited = +(await world.read(delivery.id)).changedAt - +monday
    expect(waited).toBeGreaterThanOrEqual(1_800_000)
    expect(waited).toBeLessThanOrEqual(1_800_000 + 10_000)
  })
})

describe('a platform that refuses the token of this process', () => {
  it('is tried by one post at a time, and nothing else is touched meanwhile', async () => {
    const { world, subscription, delivery } = await begin(0)
    world.script.outcomes.push({ kind: 'platform-refused', reason: 'invalid_auth' })
    await world.deliver(delivery.id)
    const other = await world.claim(subscription, { key: `untouched of ${subscription.id}` })
    await world.deliver(other.id)
    expect(await world.read(other.id)).toMatchObject({ state: 'pending', attempts: 0, failures: 0 })
    expect(world.script.posted).toHaveLength(1)
    await world.drain()
    expect(await world.read(other.id)).toMatchObject({ state: 'sent', attempts: 1 })
    expect(world.clock.now().getTime() - monday.getTime()).toBeLessThan(60_000)
  })

  it('keeps no other process from posting', async () => {
    const { world, subscription, delivery } = await begin(0)
    world.script.outcomes.push({ kind: 'platform-refused', reason: 'invalid_auth' })
    await world.deliver(delivery.id)
    world.pass(1_200)
    const other = await world.claim(subscription, { key: `replica of ${subscription.id}` })
    await world.createDeliver()(other.id, new AbortController().signal)
    expect(await world.read(other.id)).toMatchObject({ state: 'sent' })
  })
})
