import { expect, it } from 'vitest'
import { openTeamsWorld } from './teams-world.ts'

const thursday = '2026-11-19T12:00:00Z'
/** Monday nine o’clock in New York, where who asks is at home. */
const due = '2026-11-23T14:00:00Z'
const digest = expect.stringMatching(/^.*Tabnine this week: Payments · 16–22 Nov\n/)

async function openSubscribed() {
  const world = await openTeamsWorld(thursday)
  const confirmation = await world.ask('subscribe payments')
  return { world, confirmation }
}

it('a digest subscribed to in a thread is confirmed there, and comes once, as a thread of its own', async () => {
  const { world, confirmation } = await openSubscribed()
  await using _ = world
  expect(confirmation.thread.startsWith(`${world.channel};messageid=`)).toBe(true)
  expect(confirmation.text).toMatch(
    /Done\. Payments digest, here, every Monday at 9:00 AM \(America\/New_York\)\. First one: 23 Nov, 9:00 AM/,
  )

  world.moveTo('2026-11-23T13:59:59Z')
  await world.tick()
  expect(world.unpromptedMessages(world.channel)).toEqual([])
  world.moveTo(due)
  await world.tick()
  await world.tick()
  expect(world.unpromptedMessages(world.channel)).toEqual([{ text: digest, conversation: world.channel }])
  expect((await world.ask('history 1')).text).toMatch(/Week of 23 Nov\n23 Nov, 9:00 AM\nPosted/)
})

it('is put off when Teams is busy, and comes then', async () => {
  const { world } = await openSubscribed()
  await using _ = world
  world.cloud.fail({ on: 'post', conversation: world.channel, refuse: 'Throttled', times: 10 })
  world.moveTo(due)
  await world.tick()
  expect(world.unpromptedMessages(world.channel)).toEqual([])
  world.cloud.heal()
  world.pass(15)
  await world.tick()
  expect(world.unpromptedMessages(world.channel)).toEqual([{ text: digest, conversation: world.channel }])
})

it('pauses the subscription where the bot was blocked, and notifies the owner in their own chat', async () => {
  const { world } = await openSubscribed()
  await using _ = world
  world.cloud.fail({ on: 'post', conversation: world.channel, refuse: 'MessageWritesBlocked' })
  world.moveTo(due)
  await world.tick()
  expect(world.unpromptedMessages(world.channel)).toEqual([])
  expect(world.unpromptedMessages(world.personal)).toEqual([
    {
      text: expect.stringMatching(
        /I can’t post the Payments digest any more\.\nCause: the bot was removed or blocked\./,
      ),
      conversation: world.personal,
    },
  ])
  expect((await world.ask('subscriptions')).text).toContain('Paused: I can’t post here')
  world.moveTo('2026-11-30T14:00:00Z')
  await world.tick()
  expect(world.unpromptedMessages(world.channel)).toEqual([])
})

it('asks the owner where Teams did not confirm it, because it cannot be looked up there', async () => {
  const { world } = await openSubscribed()
  await using _ = world
  world.cloud.fail({ on: 'post', conversation: world.channel, lostReply: true })
  world.moveTo(due)
  await world.tick()
  world.pass(15)
  await world.tick()
  expect(world.unpromptedMessages(world.channel)).toEqual([{ text: digest, conversation: world.channel }])
  expect(world.unpromptedMessages(world.personal)).toMatchObject([
    { text: expect.stringContaining('I’m not sure the Payments digest for 16–22 Nov arrived.') },
  ])
  expect((await world.ask('settle 1 sent')).text).toContain('Thanks. I’ve marked it as posted.')
  await world.tick()
  expect(world.unpromptedMessages(world.channel)).toHaveLength(1)
})
