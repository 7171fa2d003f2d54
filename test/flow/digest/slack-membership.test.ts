import { describe, expect, it } from 'vitest'
import { BOT_SCOPES } from '../../clouds/slack/people.ts'
import { openSlackWorld } from './slack-world.ts'

const thursday = '2026-11-19T12:00:00Z'
const due = '2026-11-23T03:30:00Z'
const invite = /I’m not in this channel yet\. Type \/invite @\w+ and I’ll post here\./

describe.each(['random', 'board'] as const)('in the channel %s, where the bot is no member', name => {
  it('the subscriber alone reads how to invite it, and is notified of the cause if no one did', async () => {
    await using world = await openSlackWorld(thursday)
    const channel = world.cloud.channels[name].id
    const answer = await world.ask('subscribe payments', { channel })
    expect(answer).toMatch(/^Digest set up: Payments\nDone\. Payments digest, here, every Monday/)
    expect(answer).toMatch(invite)
    expect(await world.ask('edit 1 at 9:00', { channel })).toMatch(invite)
    expect(world.standing(channel)).toEqual([])
    world.moveTo(due)
    await world.tick()
    expect(world.standing(world.person.dm)).toEqual([
      expect.stringMatching(
        /I can’t post the Payments digest any more\.\nCause: the (bot is not a member|channel is gone)/,
      ),
    ])
  })

  it('nothing is run, and the digests there go on', async () => {
    await using world = await openSlackWorld(thursday)
    const channel = world.cloud.channels[name].id
    await world.ask('subscribe payments', { channel })
    expect(await world.ask('run 1', { channel })).toMatch(
      /I’m not in this channel yet\s+Type “\u2068\/invite @\w+\u2069”, then ask again\./,
    )
    await world.tick()
    expect(world.standing(world.person.dm)).toEqual([])
    expect(await world.ask('subscriptions', { channel })).toContain('23 Nov, 9:00 AM\nNot sent yet')
  })
})

describe('without the scopes that show membership', () => {
  it('the bot counts as a member', async () => {
    const scopes = BOT_SCOPES.filter(scope => !scope.endsWith('s:history'))
    await using world = await openSlackWorld(thursday, undefined, { scopes })
    expect(await world.askInChannel('subscribe payments')).not.toMatch(invite)
  })
})
