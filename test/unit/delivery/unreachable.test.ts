import { afterAll, describe, expect, it } from 'vitest'
import { AppError } from '../../../src/errors.ts'
import { authorized } from '../../helpers/authorized.ts'
import { createWorld, monday, openStore } from './world.ts'

const { store, close } = await openStore()
afterAll(close)

const archived = { kind: 'unreachable', reason: 'is_archived' } as const
const unreachable = { reason: 'unreachable', until: null, detail: 'is_archived' } as const

describe('a conversation in which nothing can be posted any more', () => {
  it('is closed, all its subscriptions are paused, and each owner is notified, never the conversation', async () => {
    const world = createWorld(store)
    const first = await world.subscribe()
    const second = await world.subscribe()
    const delivery = await world.claim(first)
    world.script.outcomes.push(archived)
    await world.deliver(delivery.id)
    await world.drain()

    expect(await store.conversations.get(world.conversation)).toMatchObject({ closed: 'is_archived' })
    for (const { id } of [first, second]) {
      expect(await store.subscriptions.get(id)).toMatchObject({ pause: unreachable })
    }
    expect(await world.read(delivery.id)).toMatchObject({ state: 'failed', reason: 'is_archived' })
    expect(world.script.posted).toEqual([
      `${world.conversation} digest`,
      `${world.owner} notice`,
      `${world.owner} notice`,
    ])
  })

  it('is reported once, however many digests were on their way', async () => {
    const world = createWorld(store)
    const both = [await world.subscribe(), await world.subscribe()]
    const deliveries = await Promise.all(both.map(subscription => world.claim(subscription)))
    world.script.outcomes.push(archived)
    for (const { id } of deliveries) await world.deliver(id)
    await world.drain()

    const states = await Promise.all(deliveries.map(({ id }) => world.read(id)))
    expect(states.map(({ state, reason }) => `${state} ${reason}`)).toEqual(Array(2).fill('failed is_archived'))
    const notices = await Promise.all(
      both.map(async ({ id }) => (await world.notices(id)).map(({ content }) => content)),
    )
    // All of them hang on the delivery that found out; each subscription is named once.
    expect(notices.flat()).toMatchObject(both.map(({ id }) => ({ notice: 'unreachable', subscription: id })))
    expect(world.script.posted.filter(title => title.startsWith(world.conversation))).toHaveLength(1)
  })

  it('is reported to the owner of a subscription that was paused for good when it was run by hand', async () => {
    const world = createWorld(store)
    const subscription = await world.subscribe()
    await store.subscriptions.update(subscription.id, { pause: { reason: 'asked', until: null, detail: null } })
    const run = await world.claim(subscription, { key: `run ${subscription.id}`, kind: 'run', content: 'Ada' })
    world.script.outcomes.push(archived)
    await world.deliver(run.id)
    expect(await world.notices(subscription.id)).toMatchObject([{ conversation: world.owner }])
    expect(await store.subscriptions.get(subscription.id)).toMatchObject({ pause: { reason: 'asked' } })
  })

  it('is reported in the operations channel as well', async () => {
    const operations = 'slack:COPS'
    await store.conversations.save({ id: operations, kind: 'channel', reference: { channel: 'COPS' } }, monday)
    const world = createWorld(store, { operations })
    const delivery = await world.claim(await world.subscribe())
    world.script.outcomes.push(archived)
    await world.deliver(delivery.id)
    await world.drain()
    expect(world.script.posted.slice(1)).toEqual([`${world.owner} notice`, `${operations} notice`])
  })
})

describe('a notice that cannot reach the owner', () => {
  it('is passed on to the admins, once and no further', async () => {
    const admins = ['slack:UADMIN1', 'slack:UADMIN2']
    for (const id of admins) await store.conversations.save({ id, kind: 'personal', reference: null }, monday)
    const world = createWorld(store, { admins })
    const subscription = await world.subscribe()
    const delivery = await world.claim(subscription)
    const blocked = { kind: 'unreachable', reason: 'user_disabled' } as const
    world.script.outcomes.push({ kind: 'refused', reason: 'restricted_action' }, blocked, blocked)
    await world.deliver(delivery.id)
    await world.drain()
    expect(world.script.posted.slice(1)).toEqual([`${world.owner} notice`, ...admins.map(admin => `${admin} notice`)])
    const notices = await world.notices(subscription.id)
    expect(notices.map(({ conversation, state }) => [conversation, state])).toEqual([
      [world.owner, 'failed'],
      [admins[0], 'failed'],
      [admins[1], 'sent'],
    ])
    expect(notices.slice(1).map(({ content }) => content)).toMatchObject(
      Array(2).fill({ notice: 'failed', subscription: subscription.id, slot: '2026-W48' }),
    )
    // That a person cannot be reached is no reason to pause the subscription.
    expect(await store.subscriptions.get(subscription.id)).toMatchObject({ pause: null })
  })
})

describe('a platform that this process does not have', () => {
  it('keeps its deliveries unchanged, for a process that has it', async () => {
    const world = createWorld(store)
    const subscription = await world.subscribe()
    const delivery = await world.claim(subscription)
    const elsewhere = world.createDeliver({ gateways: [{ ...world.gateway, platform: 'teams' }] })
    await elsewhere(delivery.id, new AbortController().signal)
    expect(await world.read(delivery.id)).toEqual(delivery)
    expect(await store.subscriptions.get(subscription.id)).toMatchObject({ pause: null })
    await world.deliver(delivery.id)
    expect(await world.read(delivery.id)).toMatchObject({ state: 'sent' })
  })

  it('keeps what a process that has it left in the middle of posting', async () => {
    const world = createWorld(store)
    const delivery = await world.claim(await world.subscribe())
    await store.deliveries.take(delivery.id, world.clock.now(), world.clock.now())
    await world.createDeliver({ gateways: [] })(delivery.id, new AbortController().signal)
    expect(await world.read(delivery.id)).toMatchObject({ state: 'sending', attempts: 1 })
  })
})

describe('a platform that has not yet identified the bot', () => {
  it('keeps its deliveries as they are: who reads them cannot be known', async () => {
    let isReady = false
    const compose = async () => {
      if (!isReady) throw new AppError('stranger')
      return authorized({ title: 'digest', summary: 'digest', parts: [] })
    }
    const world = createWorld(store)
    const delivery = await world.claim(await world.subscribe())
    const deliver = world.createDeliver({ gateways: [{ ...world.gateway, isReady: () => isReady }], compose })
    const signal = new AbortController().signal
    await deliver(delivery.id, signal)
    expect(await world.read(delivery.id)).toMatchObject({ state: 'pending', attempts: 0, failures: 0, reason: null })
    expect(world.queue.map(({ startAfter }) => startAfter)).toEqual([new Date(monday.getTime() + 30_000)])
    isReady = true
    world.pass(30_000)
    await deliver(delivery.id, signal)
    expect(await world.read(delivery.id)).toMatchObject({ state: 'sent', attempts: 1 })
  })
})

describe('a platform that refuses the bot as a whole', () => {
  it('pauses nothing: the digest is posted once the token works again', async () => {
    const world = createWorld(store)
    const subscription = await world.subscribe()
    const delivery = await world.claim(subscription)
    world.script.outcomes.push({ kind: 'platform-refused', reason: 'token_revoked' })
    await world.deliver(delivery.id)
    expect(await world.read(delivery.id)).toMatchObject({ state: 'pending', reason: 'token_revoked' })
    expect(await store.subscriptions.get(subscription.id)).toMatchObject({ pause: null })
    expect(await store.conversations.get(world.conversation)).toMatchObject({ closed: null })
    await world.drain()
    expect(await world.read(delivery.id)).toMatchObject({ state: 'sent' })
    expect(await world.notices(subscription.id)).toEqual([])
  })
})
