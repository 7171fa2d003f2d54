import { describe, expect, it, vi } from 'vitest'
import { openSlackAlertWorld, type SlackAlertWorld } from './slack-alert-world.ts'

vi.setConfig({ testTimeout: 120_000 })

const six = ['ada', 'bob', 'cyd', 'dan', 'eve', 'fay']
const eight = [...six, 'gil', 'hal']
const friday = '2026-11-20T06:00:00Z'

async function openAsked(): Promise<SlackAlertWorld> {
  const world = await openSlackAlertWorld()
  await world.keep({ invited: six })
  await world.ask('alerts payments')
  return world
}

async function openWatched(): Promise<SlackAlertWorld> {
  const world = await openAsked()
  await world.tick()
  return world
}

/** Until what was put off has been tried again. */
async function tryAgain(world: SlackAlertWorld, seconds = 60): Promise<void> {
  world.pass(seconds)
  await world.tick()
}

describe('with an answer lost, as by a worker that was killed', () => {
  it('the message of an episode is found again, and edited from then on', async () => {
    await using world = await openAsked()
    world.cloud.fail('chat.postMessage', { lostReply: true })
    await world.tick()
    await tryAgain(world)
    expect(world.counts()).toEqual({ posts: 1, replies: 0, edits: 0 })
    expect(await world.deliveries()).toMatchObject([{ state: 'sent', reason: 'found in the chat' }])
    await world.check(friday, { invited: eight })
    expect(world.counts()).toEqual({ posts: 1, replies: 1, edits: 1 })
  })

  it('a reply is looked for in the thread', async () => {
    await using world = await openWatched()
    world.cloud.fail('chat.postMessage', { lostReply: true })
    await world.check(friday, { invited: eight })
    await tryAgain(world)
    expect(world.cloud.calls('conversations.replies')).toMatchObject([{ ok: true }])
    expect(world.counts()).toEqual({ posts: 1, replies: 1, edits: 1 })
  })

  it('an edit is made again, which changes nothing', async () => {
    await using world = await openWatched()
    world.cloud.fail('chat.update', { lostReply: true })
    await world.check(friday, { invited: eight })
    const once = world.alert()
    await tryAgain(world)
    expect(world.counts()).toEqual({ posts: 1, replies: 1, edits: 2 })
    expect(world.alert()).toBe(once)
  })
})

it('an edit that comes before its message waits for it', async () => {
  await using world = await openAsked()
  world.cloud.fail('chat.postMessage', { status: 429, retryAfter: 30 })
  await world.tick()
  expect(await world.ask('snooze 1')).toContain('Snoozed until')
  await world.tick()
  expect(world.counts()).toEqual({ posts: 0, replies: 0, edits: 0 })
  await tryAgain(world)
  await tryAgain(world)
  expect(world.counts()).toEqual({ posts: 1, replies: 0, edits: 1 })
  expect(world.alert()).toContain('Snoozed until Thu 26 Nov.')
  expect((await world.deliveries()).map(({ state }) => state)).toEqual(['sent', 'sent'])
})

it('where someone deleted the message, the next news gets a new one', async () => {
  await using world = await openWatched()
  world.cloud.fail('chat.update', { error: 'message_not_found' })
  await world.check(friday, { invited: six.slice(1), joined: ['ada'] })
  expect(world.counts()).toEqual({ posts: 1, replies: 0, edits: 0 })
  await world.check('2026-11-23T06:00:00Z', { invited: six.slice(2), joined: ['ada', 'bob'] })
  expect(world.counts()).toEqual({ posts: 1, replies: 0, edits: 0 })
  await world.check('2026-11-24T06:00:00Z', { invited: [...eight.slice(2)], joined: ['ada', 'bob'] })
  expect(world.counts()).toEqual({ posts: 2, replies: 0, edits: 0 })
  expect(world.alert()).toContain('6 on 19 Nov.')
  await world.check('2026-11-25T06:00:00Z', { joined: eight })
  expect(world.counts()).toEqual({ posts: 2, replies: 0, edits: 1 })
})

it('where it was refused, the person who asked is notified, and the next news gets a message', async () => {
  await using world = await openAsked()
  world.cloud.fail('chat.postMessage', { error: 'invalid_arguments' })
  await world.tick()
  expect(world.standing(world.person.dm)).toEqual([
    expect.stringContaining('The alert on unused seats in Payments wasn’t posted.'),
  ])
  await world.check(friday, { invited: eight })
  expect(world.counts()).toEqual({ posts: 1, replies: 0, edits: 0 })
})

describe('a channel that is gone in the middle of an episode', () => {
  it.each(['channel_not_found', 'is_archived'])(
    'closes the alert, and notifies the person who asked: %s',
    async error => {
      await using world = await openWatched()
      world.cloud.fail('chat.update', { error })
      await world.check(friday, { invited: eight })
      expect(world.standing(world.person.dm)).toEqual([
        expect.stringContaining('I can’t post the alert on unused seats in Payments any more.'),
      ])
      expect(await world.store.alerts.open()).toEqual([])
      await world.check('2026-11-23T06:00:00Z', { invited: [...eight, 'ida', 'jan'] })
      expect(world.counts()).toEqual({ posts: 1, replies: 0, edits: 0 })

      // Set up again it starts over.
      await world.ask('alerts payments')
      await world.tick()
      expect(world.counts()).toEqual({ posts: 2, replies: 0, edits: 0 })
      expect(world.alert()).toContain('10 unused Tabnine seats')
      expect(world.standing(world.person.dm)).toHaveLength(1)
    },
  )
})
