import { describe, expect, it, vi } from 'vitest'
import { readCard } from '../../helpers/card-text.ts'
import { openTeamsWorld } from '../digest/teams-world.ts'
import { keepSeats, type Seats } from './seats-of-a-day.ts'

vi.setConfig({ testTimeout: 120_000 })

const thursday = '2026-11-19T12:00:00Z'
const friday = '2026-11-20T15:00:00Z'
const six = ['ada', 'bob', 'cyd', 'dan', 'eve', 'fay']
const eight = [...six, 'gil', 'hal']

async function openAsked() {
  const world = await openTeamsWorld(thursday)
  const { cloud, channel, store } = world
  const keep = (seats: Seats, at: string) => keepSeats(store, null, seats, new Date(at))
  await keep({ invited: six }, thursday)
  expect((await world.ask('alerts all')).text).toContain('I’ll watch Northwind Robotics for unused seats')
  const unprompted = () => cloud.sent(channel).filter(({ replyTo, isDeleted }) => replyTo === undefined && !isDeleted)
  return {
    ...world,
    /** What the bot posted unprompted: messages of the channel, and replies in their threads, in their current form. */
    messages: () =>
      unprompted().map(({ conversation, cards }) => ({ text: readCard(cards), inThread: conversation !== channel })),
    edits: () => unprompted().reduce((sum, { earlier }) => sum + earlier.length, 0),
    newest: () => unprompted().at(-1),
    async check(moment: string, seats: Seats) {
      world.moveTo(moment)
      await keep(seats, moment)
      await world.tick()
    },
    async tryAgain() {
      world.pass(60)
      await world.tick()
    },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  }
}

async function openWatched() {
  const world = await openAsked()
  await world.tick()
  return world
}

it('an alert in Teams is one message, with its news in its thread', async () => {
  await using world = await openWatched()
  expect(world.messages()).toEqual([{ text: expect.stringContaining('⚠️ 6 unused Tabnine seats'), inThread: false }])
  await world.check(friday, { invited: eight })
  expect(world.messages()).toEqual([
    { text: expect.stringContaining('⚠️ 8 unused Tabnine seats'), inThread: false },
    { text: expect.stringContaining('2 more unused Tabnine seats'), inThread: true },
  ])
  await world.check('2026-11-21T15:00:00Z', { invited: six, joined: ['gil', 'hal'] })
  expect(world.edits()).toBe(1)
  await world.check('2026-11-23T15:00:00Z', { invited: six, joined: ['gil', 'hal'] })
  expect(world.edits()).toBe(2)
  expect((await world.ask('snooze 1')).text).toContain('Snoozed until')
  await world.tick()
  expect(world.messages()[0]?.text).toContain('Snoozed until')
  await world.check('2026-11-24T15:00:00Z', { joined: eight })
  expect(world.messages()).toHaveLength(2)
  expect(world.messages()[0]?.text).toContain('5 days')
  expect(world.edits()).toBe(4)
})

describe('an answer that is lost', () => {
  it('leaves the message in doubt: the person who asked is notified, and the next news gets a new one', async () => {
    await using world = await openAsked()
    world.cloud.fail({ on: 'post', conversation: world.channel, lostReply: true, status: 502 })
    await world.tick()
    await world.tryAgain()
    expect(world.messages()).toHaveLength(1)
    expect(world.unpromptedMessages(world.personal)).toMatchObject([
      { text: expect.stringContaining('I’m not sure the alert on unused seats in ') },
    ])
    // Good news has no message that could show it.
    await world.check(friday, { invited: six.slice(1), joined: ['ada'] })
    expect(world.messages()).toHaveLength(1)
    await world.check('2026-11-23T15:00:00Z', { invited: eight.slice(1), joined: ['ada'] })
    expect(world.messages()).toEqual([
      { text: expect.stringContaining('6 unused Tabnine seats'), inThread: false },
      { text: expect.stringContaining('7 unused Tabnine seats'), inThread: false },
    ])
    await world.check('2026-11-24T15:00:00Z', { joined: eight })
    expect(world.messages()).toHaveLength(2)
    expect(world.edits()).toBe(1)
    expect(world.unpromptedMessages(world.personal)).toHaveLength(1)
  })

  it('of an edit is harmless: it is made again', async () => {
    await using world = await openWatched()
    world.cloud.fail({ on: 'update', conversation: world.channel, lostReply: true, status: 502 })
    await world.check(friday, { invited: six.slice(1), joined: ['ada'] })
    await world.tryAgain()
    expect(world.messages()).toHaveLength(1)
    expect(world.edits()).toBe(2)
    expect(world.unpromptedMessages(world.personal)).toEqual([])
  })

  it('of a reply does not double it', async () => {
    await using world = await openWatched()
    world.cloud.fail({ on: 'post', conversation: world.channel, lostReply: true, status: 502 })
    await world.check(friday, { invited: eight })
    await world.tryAgain()
    await world.tryAgain()
    expect(world.messages().map(({ inThread }) => inThread)).toEqual([false, true])
  })
})

it('where someone deleted the message, the next news gets a new one', async () => {
  await using world = await openWatched()
  world.cloud.fail({ on: 'update', conversation: world.channel, refuse: 'ActivityNotFoundInConversation' })
  await world.check(friday, { invited: six.slice(1), joined: ['ada'] })
  expect(await world.store.alerts.open()).toHaveLength(1)
  await world.check('2026-11-23T15:00:00Z', { invited: eight.slice(1), joined: ['ada'] })
  expect(world.messages()).toHaveLength(2)
  expect(world.messages()[1]).toEqual({ text: expect.stringContaining('7 unused Tabnine seats'), inThread: false })
})

it('removed from the channel in the middle of an episode, the alert ends, and the person who asked is notified', async () => {
  await using world = await openWatched()
  world.cloud.fail({ on: 'update', conversation: world.channel, refuse: 'BotNotInConversationRoster' })
  await world.check(friday, { invited: six.slice(1), joined: ['ada'] })
  expect(await world.store.alerts.open()).toEqual([])
  expect(world.unpromptedMessages(world.personal)).toMatchObject([
    { text: expect.stringContaining('I can’t post the alert on unused seats in ') },
  ])
  expect((await world.ask('alerts all')).text).toContain('I’ll watch Northwind Robotics for unused seats')
  await world.tick()
  expect(world.messages()).toHaveLength(2)
})
