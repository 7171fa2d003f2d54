import { describe, expect, it } from 'vitest'
import { openSlackWorld, type SlackWorld } from './slack-world.ts'

const thursday = '2026-11-19T12:00:00Z'
const friday = 'subscribe payments every friday at 10:00 UTC'

async function stateOf(world: SlackWorld, id: number) {
  return world.store.subscriptions.get(id)
}

/** Two presses that the bot gets before it has answered either. */
const both = <T>(press: () => Promise<T>) => Promise.all([press(), press()])

describe('the same asked for again', () => {
  it('is one digest, and the answer says so; another time, team or language is another', async () => {
    await using world = await openSlackWorld(thursday)
    expect(await world.askInChannel(friday)).toContain('Done. Payments digest, here, every Friday')
    expect(await world.askInChannel(friday)).toContain('The Payments digest already comes here every Friday')
    await world.askInChannel('subscribe mobile, payments every friday at 10:00 UTC')
    expect(await world.askInChannel('subscribe payments, mobile every friday at 10:00 UTC')).toContain(
      'The Mobile and Payments digest already comes here',
    )
    await world.askInChannel('subscribe payments every friday at 11:00 UTC')
    await world.askInChannel(`${friday} in german`)
    expect(await world.store.subscriptions.inConversation(`slack:${world.channel}`)).toHaveLength(4)
  })

  it('is one digest also where it is pressed twice at once', async () => {
    await using world = await openSlackWorld(thursday)
    await both(() => world.askInChannel(friday))
    expect(await world.store.subscriptions.inConversation(`slack:${world.channel}`)).toHaveLength(1)
  })

  it('resumes where it was paused because the bot was out of the channel', async () => {
    await using world = await openSlackWorld(thursday)
    await world.askInChannel(friday)
    const pause = { reason: 'unreachable', until: null, detail: 'not_in_channel' } as const
    await world.store.subscriptions.pauseAllIn(`slack:${world.channel}`, pause)
    expect(await world.askInChannel(friday)).toContain('Resumed. Next one: ')
    expect(await stateOf(world, 1)).toMatchObject({ pause: null })
  })

  it('is paused and resumed once', async () => {
    await using world = await openSlackWorld(thursday)
    await world.askInChannel(friday)
    expect(await world.ask('resume 1')).toContain('The Payments digest isn’t paused.')
    expect(await world.ask('pause 1')).toContain('Paused the Payments digest.')
    expect(await world.ask('pause 1')).toContain('The Payments digest is already paused.')
    expect(await world.ask('pause 1 until 2026-12-24')).toContain('Paused the Payments digest until')
    expect(await world.ask('resume 1')).toContain('Resumed.')
    expect(await world.ask('resume 1')).toContain('The Payments digest isn’t paused.')
  })

  it('is one alert', async () => {
    await using world = await openSlackWorld(thursday)
    await world.ask('alerts payments')
    expect(await world.ask('alerts payments')).toContain('I’m already watching Payments here.')
    expect(await world.ask('alerts payments repeat every 3 days')).not.toContain('already')
    expect(await world.store.alerts.open()).toHaveLength(1)
  })
})

describe('run, asked for again', () => {
  const posts = (world: SlackWorld) => world.standing(world.channel).filter(text => text.includes('Posted now'))

  it('posts once for two presses, and reports the result of the first', async () => {
    await using world = await openSlackWorld(thursday)
    await world.askInChannel(friday)
    await both(() => world.ask('run 1'))
    expect(await world.ask('run 1')).toContain('It’s already being posted.')
    await world.tick()
    expect(posts(world)).toHaveLength(1)
    expect(await world.ask('run 1')).toContain('I posted it a moment ago.')
    world.pass(60)
    expect(await world.ask('run 1')).toContain('Posting it now…')
    await world.tick()
    expect(posts(world)).toHaveLength(2)
  })

  it('explains why the first one failed, or is not posted yet', async () => {
    await using world = await openSlackWorld(thursday)
    await world.askInChannel(friday)
    world.cloud.fail('chat.postMessage', { error: 'restricted_action', when: () => true, times: 1 })
    await world.ask('run 1')
    await world.tick()
    const failed = await world.ask('run 1')
    expect(failed).toMatch(/It wasn’t posted: who may post there is restricted/)
    world.pass(60)
    world.cloud.fail('chat.postMessage', { status: 429, retryAfter: 600, times: 1 })
    await world.ask('run 1')
    await world.tick()
    world.pass(300)
    expect(await world.ask('run 1')).toMatch(/It isn’t posted yet: the bot has to wait .*\. I keep trying\./)
  })
})

describe('resume all', () => {
  it('lets everything go on that no conversation took, and nothing that people paused', async () => {
    await using world = await openSlackWorld(thursday, ({ users }) => ({ ADMINS: users.meera.id }))
    await world.askInChannel(friday)
    await world.askInChannel('subscribe mobile')
    await world.askInChannel('subscribe search')
    await world.ask('alerts payments')
    const place = `slack:${world.channel}`
    await world.ask('pause 3')
    await world.store.subscriptions.update(2, {
      pause: { reason: 'asked', until: new Date('2026-12-24'), detail: null },
    })
    await world.store.conversations.close(place, 'account_inactive', new Date(thursday))
    const pause = { reason: 'unreachable', until: null, detail: 'account_inactive' } as const
    await world.store.subscriptions.update(1, { pause })
    await world.store.alerts.closeAllIn(place, 'account_inactive')

    const { grace, meera } = world.cloud.users
    expect(await world.ask('resume all', { user: grace.id, channel: grace.dm })).toContain('Only admins')
    expect(await stateOf(world, 1)).toMatchObject({ pause })
    const answer = await world.ask('resume all', { user: meera.id, channel: meera.dm })
    expect(answer).toContain('1 digest and 1 alert resumed.')
    expect(await stateOf(world, 1)).toMatchObject({ pause: null })
    expect(await stateOf(world, 2)).toMatchObject({ pause: { reason: 'asked' } })
    expect(await stateOf(world, 3)).toMatchObject({ pause: { reason: 'asked' } })
    expect(await world.store.alerts.open()).toHaveLength(1)
    expect(await world.store.conversations.get(place)).toMatchObject({ closed: null })
    expect(await world.ask('resume all', { user: meera.id, channel: meera.dm })).toContain(
      'No digest or alert is paused',
    )
    world.moveTo('2026-11-20T10:00:00Z')
    await world.tick()
    expect(world.standing(world.channel)).toContainEqual(expect.stringContaining('Tabnine this week: Payments'))
  })
})
