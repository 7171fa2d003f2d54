import { afterAll, describe, expect, it } from 'vitest'
import { createConversationClosing } from '../../../src/background/kinds.ts'
import { createPlaces } from '../../../src/delivery/places.ts'
import { createOnLeft } from '../../../src/notices/close-conversation.ts'
import type { Store } from '../../../src/ports.ts'
import type { OpenConversation, Place } from '../../../src/privacy/policy.ts'
import { createWorld, openStore } from './world.ts'

const { store, close } = await openStore()
afterAll(close)

const operations = 'slack:COPS'

/** A world whose places count what they write. */
function openPlaces({ operations: channel = null }: { operations?: string | null } = {}) {
  const world = createWorld(store)
  const saved: string[] = []
  const counting: Store = {
    ...store,
    conversations: {
      ...store.conversations,
      async save(spot, now) {
        saved.push(spot.id)
        await store.conversations.save(spot, now)
      },
    },
  }
  const { jobs, clock } = world
  const onLeft = createOnLeft(clock, createConversationClosing({ jobs, clock, operations: channel }))
  const places = createPlaces({ store: counting, clock: world.clock, onLeft })
  const spot = (id: string, reference: OpenConversation['reference'] = { at: 'one' }): OpenConversation => ({
    id,
    kind: id === world.owner ? 'personal' : 'channel',
    reference,
  })
  const place = (change: Partial<Place> = {}): Place => ({
    conversation: spot(world.conversation),
    person: spot(world.owner),
    ...change,
  })
  return { ...world, places, saved, spot, place }
}

describe('where someone writes to the bot', () => {
  it('is stored once, however often someone writes there', async () => {
    const { places, saved, place, conversation, owner } = openPlaces()
    for (let times = 0; times < 3; times++) await places.seen(place())
    expect(saved).toEqual([conversation, owner])
    expect(await store.conversations.get(conversation)).toEqual({ ...place().conversation, closed: null })
    expect(await store.conversations.get(owner)).toEqual({ ...place().person, closed: null })
  })

  it('is kept once where conversation and person are the same', async () => {
    const { places, saved, spot, owner } = openPlaces()
    await places.seen({ conversation: spot(owner), person: spot(owner) })
    expect(saved).toEqual([owner])
  })

  it.each<[string, OpenConversation['reference']]>([
    ['another value', { at: 'two' }],
    ['one more', { at: 'one', by: 'a' }],
    ['none', null],
  ])('is kept again when its reference is renewed: %s', async (_what, reference) => {
    const { places, saved, spot, place, conversation, owner } = openPlaces()
    await places.seen(place())
    await places.seen(place({ conversation: spot(conversation, reference) }))
    await places.seen(place({ person: spot(owner, reference) }))
    // The last one brings the first reference of the conversation back.
    expect(saved).toEqual([conversation, owner, conversation, conversation, owner])
    expect(await store.conversations.get(owner)).toMatchObject({ reference })
  })

  it('is open again when someone writes there after the bot was removed', async () => {
    const { places, place, conversation } = openPlaces()
    await places.seen(place())
    await places.left(conversation, 'removed')
    expect(await store.conversations.get(conversation)).toMatchObject({ closed: 'removed' })
    await places.seen(place())
    expect(await store.conversations.get(conversation)).toMatchObject({ closed: null })
  })

  it.each<OpenConversation['reference']>([{ at: 'one' }, { at: 'two' }])(
    'does not open the personal chat of a person who removed the bot there and writes elsewhere: %j',
    async reference => {
      const { places, spot, place, owner } = openPlaces()
      await places.seen(place())
      await places.left(owner, 'removed')
      await places.seen(place({ person: spot(owner, reference) }))
      expect(await store.conversations.get(owner)).toMatchObject({ closed: 'removed', reference: { at: 'one' } })
      await places.seen({ conversation: spot(owner, reference), person: spot(owner, reference) })
      expect(await store.conversations.get(owner)).toMatchObject({ closed: null, reference })
    },
  )
})

describe('where the bot was removed', () => {
  it('all subscriptions are paused, and each owner and the operations channel are notified of each, once', async () => {
    const world = openPlaces({ operations })
    await store.conversations.save(world.spot(operations), world.clock.now())
    const both = [await world.subscribe(), await world.subscribe()]
    await world.places.left(world.conversation, 'removed')
    await world.places.left(world.conversation, 'removed')
    await world.drain()
    for (const { id } of both) {
      expect(await store.subscriptions.get(id)).toMatchObject({ pause: { reason: 'unreachable', detail: 'removed' } })
      expect(await world.notices(id)).toMatchObject(
        [world.owner, operations].map(conversation => ({
          conversation,
          state: 'sent',
          content: { notice: 'unreachable', subscription: id, reason: 'removed' },
        })),
      )
    }
    expect(world.script.posted).toHaveLength(4)
  })

  it('its alerts end with their episodes, and the person who set them up is notified, once', async () => {
    const world = openPlaces()
    await world.places.seen(world.place())
    const subject = { kind: 'organization', name: '' } as const
    const wish = {
      conversation: world.conversation,
      subject,
      owner: world.owner,
      zone: null,
      graceDays: 14,
      repeatDays: 7,
      language: null,
    }
    const { id } = await store.alerts.save(wish, world.clock.now())
    await store.alerts.update(id, { notified: { spokenOn: '2026-11-20', episode: null } })
    const episode = await store.episodes.open(
      id,
      { state: { progress: null, resolvedOn: null }, reason: 'opened' },
      world.clock.now(),
    )
    await world.places.left(world.conversation, 'removed')
    await world.places.left(world.conversation, 'removed')
    expect(await store.alerts.get(id)).toMatchObject({ closed: 'removed', notified: null })
    expect(await store.episodes.get(episode.id)).toMatchObject({ closedAt: world.clock.now() })
    expect(world.queue).toHaveLength(1)
    await world.drain()
    expect(world.script.posted).toEqual([`${world.owner} notice`])
  })

  it('no one is notified where no one subscribed, or all are paused already', async () => {
    const world = openPlaces()
    const { id } = await world.subscribe()
    await store.subscriptions.update(id, { pause: { reason: 'asked', until: null, detail: null } })
    await world.places.left(world.conversation, 'removed')
    await world.places.left('slack:CNOBODY', 'removed')
    expect(world.queue).toEqual([])
    expect(await store.subscriptions.get(id)).toMatchObject({ pause: { reason: 'asked' } })
  })

  it('a notice is sent again when it happens again', async () => {
    const world = openPlaces()
    const { id } = await world.subscribe()
    for (const pass of [0, 60_000]) {
      world.pass(pass)
      await world.places.seen(world.place())
      await store.subscriptions.update(id, { pause: null })
      await world.places.left(world.conversation, 'removed')
    }
    expect(await world.notices(id)).toHaveLength(2)
  })
})
