import { describe, expect, it } from 'vitest'
import { createClient } from '../../clouds/slack/client.ts'
import { BOT_SCOPES } from '../../clouds/slack/people.ts'
import { openSlackWorld, type SlackWorld } from './slack-world.ts'

const due = '2026-11-23T03:30:00Z'

async function loseReply(scopes = BOT_SCOPES): Promise<SlackWorld> {
  const world = await openSlackWorld('2026-11-19T12:00:00Z', undefined, { scopes })
  await world.askInChannel('subscribe payments')
  world.cloud.fail('chat.postMessage', { lostReply: true })
  world.moveTo(due)
  await world.tick()
  world.pass(15)
  return world
}

const digests = ({ standing, channel }: SlackWorld) =>
  standing(channel).filter(text => text.includes('Tabnine this week: Payments')).length

/** The look-ups of a message, and not the questions whether the bot is in a channel. */
const lookUps = ({ cloud }: SlackWorld) =>
  cloud.calls('conversations.history').filter(({ args }) => args.include_all_metadata)

describe('a digest whose reply was lost', () => {
  it('is found among all that was posted since, page by page', async () => {
    await using world = await loseReply()
    const others = createClient(world.cloud)
    for (let count = 0; count < 450; count++)
      await others.chat.postMessage({ channel: world.channel, text: `${count}` })
    await world.tick()
    expect(lookUps(world)).toHaveLength(3)
    expect(lookUps(world).every(({ args }) => Number(args.oldest) > 0)).toBe(true)
    expect(digests(world)).toBe(1)
    expect(await world.ask('history 1')).toContain('Posted\n2')
  })

  it('is looked for again when Slack could not answer', async () => {
    await using world = await loseReply()
    world.cloud.fail('conversations.history', { status: 503 })
    await world.tick()
    expect(await world.ask('history 1')).toContain('Waiting')
    for (let minutes = 0; minutes < 4; minutes++) {
      world.pass(60)
      await world.tick()
    }
    expect(digests(world)).toBe(1)
    expect(await world.ask('history 1')).toMatch(/Posted\n[23]\b/)
    expect(world.standing(world.person.dm)).toEqual([])
  })

  it.each(['groups:history', 'metadata.message:read'])('waits for a person without %s', async missing => {
    await using world = await loseReply(BOT_SCOPES.filter(scope => scope !== missing))
    await world.tick()
    expect(digests(world)).toBe(1)
    expect(await world.ask('history 1')).toContain('Unconfirmed: the chat did not confirm it')
  })
})

describe('a digest in direct messages whose reply was lost', () => {
  async function losePersonal(scopes: string[]): Promise<SlackWorld> {
    const world = await openSlackWorld('2026-11-19T12:00:00Z', undefined, { scopes })
    const { dm } = world.person
    await world.askInChannel('subscribe payments', { channel: dm })
    world.cloud.fail('chat.postMessage', { lostReply: true })
    world.moveTo(due)
    await world.tick()
    world.pass(15)
    await world.tick()
    return world
  }

  it('waits for a person, for its channel is not known', async () => {
    await using world = await losePersonal(BOT_SCOPES)
    expect(await world.ask('history 1', { channel: world.person.dm })).toContain('Unconfirmed')
  })

  it('is found where the bot may open direct messages', async () => {
    await using world = await losePersonal([...BOT_SCOPES, 'im:write'])
    expect(await world.ask('history 1', { channel: world.person.dm })).toContain('Posted\n2')
    expect(world.standing(world.person.dm).filter(text => text.includes('Tabnine this week: Payments'))).toHaveLength(1)
  })
})
