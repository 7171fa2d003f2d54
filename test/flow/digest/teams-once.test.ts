import { describe, expect, it } from 'vitest'
import type { Store } from '../../../src/ports.ts'
import type { Fault } from '../../clouds/microsoft/faults.ts'
import { eventually } from '../../helpers/eventually.ts'
import { openTeamsWorld } from './teams-world.ts'

const thursday = '2026-11-19T12:00:00Z'
/** Monday nine o’clock in New York, where who asks is at home. */
const due = '2026-11-23T14:00:00Z'
const always = Number.POSITIVE_INFINITY

/** With an admin by id, so that the role of a reader is known without a request for their profile. */
async function openSubscribed() {
  const world = await openTeamsWorld(thursday, ({ people }) => ({ ADMINS: people.admin.objectId }))
  await world.ask('subscribe payments')
  const stateOf = async () => (await world.store.deliveries.ofSubscription(1, 5)).find(({ kind }) => kind === 'digest')
  /** Fails each request of a kind, and does what is due. */
  const tickDuring = async (fault: Omit<Fault, 'times'>) => {
    world.cloud.fail({ ...fault, times: always })
    await world.tick()
    world.cloud.heal()
  }
  world.moveTo(due)
  return { ...world, stateOf, tickDuring }
}

describe('posted although Teams says that it failed', () => {
  it.each<Omit<Fault, 'on' | 'times'>>([
    { status: 500 },
    { status: 502 },
    { status: 503, headers: { 'retry-after': '0' } },
    { status: 504 },
    { status: 408 },
    {},
  ])('a digest is posted once, was requested once, and waits for its owner: %j', async how => {
    await using world = await openSubscribed()
    await world.tickDuring({ on: 'post', conversation: world.channel, lostReply: true, ...how })
    expect(await world.stateOf()).toMatchObject({ state: 'pending', reason: 'posting', attempts: 1 })
    world.pass(15)
    await world.tick()
    expect(world.unpromptedMessages(world.channel)).toHaveLength(1)
    expect(world.posts(world.channel)).toHaveLength(1)
    expect(await world.stateOf()).toMatchObject({ state: 'unknown', reason: 'may or may not have been posted' })
    expect(world.unpromptedMessages(world.personal)).toMatchObject([
      { text: expect.stringMatching(/I’m not sure the Payments digest .* arrived\./) },
    ])
  })

  it('so does a notice to an owner', async () => {
    await using world = await openSubscribed()
    world.cloud.fail({ on: 'post', conversation: world.channel, refuse: 'MessageWritesBlocked' })
    await world.tickDuring({ on: 'post', conversation: world.personal, lostReply: true, status: 502 })
    world.pass(15)
    await world.tick()
    expect(world.posts(world.personal)).toEqual([502])
    expect(world.unpromptedMessages(world.personal)).toHaveLength(1)
  })
})

describe('what surely was not posted is tried again', () => {
  it.each<[string, Omit<Fault, 'times'>]>([
    ['no token is given', { on: 'token', status: 503 }],
    ['the login is cut off', { on: 'token', cut: true }],
  ])('where %s', async (_what, fault) => {
    // Whatever the bot answers takes a token, which the library keeps: here the digest is the first to need one.
    await using world = await openTeamsWorld(thursday)
    await world.sendEvent({ scope: 'channel', kind: 'installationUpdate' })
    await eventually(async () => expect(await world.store.conversations.get(`teams:${world.channel}`)).toBeTruthy())
    await subscribeIn(world.store, `teams:${world.channel}`)
    world.moveTo(due)
    world.cloud.fail({ ...fault, times: always })
    await world.tick()
    world.cloud.heal()
    expect(world.posts(world.channel)).toEqual([])
    world.pass(15)
    await world.tick()
    expect(world.posts(world.channel)).toEqual([201])
  })

  it.each<[string, Omit<Fault, 'times'>]>([
    ['Teams fails', { on: 'create', status: 502 }],
    ['the answer is lost', { on: 'create', lostReply: true }],
    ['Teams is busy', { on: 'create', refuse: 'Throttled' }],
  ])('where a chat with its owner could not be opened, for %s', async (_what, fault) => {
    await using world = await openSubscribed()
    world.cloud.fail({ on: 'post', conversation: world.channel, refuse: 'MessageWritesBlocked' })
    await world.tickDuring(fault)
    expect(world.openings()).toHaveLength(1)
    expect(world.posts(world.personal)).toEqual([])
    world.pass(15)
    await world.tick()
    expect(world.openings()).toHaveLength(2)
    expect(world.posts(world.personal)).toEqual([201])
  })
})

it('posts nothing when it was delayed for so long that another worker may have it', async () => {
  await using world = await openSubscribed()
  world.cloud.fail({ on: 'post', conversation: world.channel, refuse: 'MessageWritesBlocked' })
  world.cloud.fail({ on: 'create', until: async () => world.pass(80) })
  await world.tick()
  expect(world.openings()).toEqual([201])
  expect(world.posts(world.personal)).toEqual([])
  const [notice] = await world.store.deliveries.ofSubscription(1, 1)
  expect(notice).toMatchObject({ kind: 'notice', state: 'pending', reason: 'held up' })
  world.pass(15)
  await world.tick()
  expect(world.posts(world.personal)).toEqual([201])
})

it.each(['40', 'Mon, 23 Nov 2026 14:00:40 GMT'])('waits as long as a busy Teams asks, and not less: %s', async wait => {
  await using world = await openSubscribed()
  world.cloud.fail({
    on: 'post',
    conversation: world.channel,
    refuse: 'Throttled',
    headers: { 'retry-after': wait },
  })
  await world.tick()
  expect(await world.stateOf()).toMatchObject({ state: 'pending', reason: 'rate-limited' })
  world.pass(39)
  await world.tick()
  expect(world.posts(world.channel)).toEqual([429])
  // At most a second later, so that not all come at once.
  world.pass(2)
  await world.tick()
  expect(world.posts(world.channel)).toEqual([429, 201])
  expect(await world.stateOf()).toMatchObject({ state: 'sent' })
})

async function subscribeIn(store: Store, conversation: string): Promise<void> {
  const schedule = { every: { unit: 'week', weekday: 1 }, hour: 9, minute: 0, zone: 'America/New_York' } as const
  const subjects = [{ kind: 'organization', name: 'Everyone' }] as const
  const owner = 'teams:no-one'
  const nextRunAt = new Date(due)
  await store.subscriptions.create({ conversation, subjects, schedule, language: null, owner, nextRunAt }, nextRunAt)
}
