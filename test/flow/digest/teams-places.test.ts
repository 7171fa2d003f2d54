import { describe, expect, it, vi } from 'vitest'
import type { MicrosoftCloud } from '../../clouds/microsoft/cloud.ts'
import type { Inbound } from '../../clouds/microsoft/inbound.ts'
import { eventually } from '../../helpers/eventually.ts'
import { openTeamsWorld } from './teams-world.ts'

const thursday = '2026-11-19T12:00:00Z'
/** Mondays nine o’clock in New York, where who asks is at home. */
const due = '2026-11-23T14:00:00Z'
const nextDue = '2026-11-30T14:00:00Z'
const digest = expect.stringMatching(/^.*Tabnine this week: Payments · /)
const noLonger = /^I couldn’t post a digest\nI can’t post the Payments digest any more\./
const always = Number.POSITIVE_INFINITY

type Environment = (cloud: MicrosoftCloud) => Record<string, string>

async function openWorld(environment?: Environment) {
  const world = await openTeamsWorld(thursday, environment)
  const find = (id: string) => world.store.conversations.get(`teams:${id}`)
  return {
    ...world,
    person: (name: 'plain' | 'admin') => world.cloud.people[name].objectId,
    find,
    /** Sends an event, and waits until the bot has stored the conversation in this state. */
    async sendUntilStored(inbound: Inbound, id: string, closed: string | null) {
      await world.sendEvent(inbound)
      const closedAs = async () => expect(await find(id)).toMatchObject({ closed })
      await vi.waitFor(closedAs, { timeout: 10_000 })
    },
  }
}

const added = { scope: 'channel', kind: 'conversationUpdate' } as const
const removed = { ...added, action: 'remove' } as const

describe('a conversation is kept', () => {
  it.each<Inbound>([
    { scope: 'channel', kind: 'conversationUpdate' },
    { scope: 'channel', kind: 'installationUpdate' },
    { scope: 'channel', text: 'help' },
    { scope: 'groupChat', kind: 'installationUpdate', action: 'add-upgrade' },
    { scope: 'groupChat', text: 'help' },
  ])('with the person there, from %j on', async inbound => {
    await using world = await openWorld()
    const id = world.cloud.conversation(inbound.scope)
    await world.sendUntilStored(inbound, id, null)
    expect(await world.find(id)).toMatchObject({ kind: inbound.scope === 'channel' ? 'channel' : 'group' })
    await eventually(async () => expect(await world.find(world.person('plain'))).toMatchObject({ kind: 'personal' }))
  })

  it('under the person’s own id in a personal chat', async () => {
    await using world = await openWorld()
    await world.sendUntilStored({ scope: 'personal', kind: 'installationUpdate' }, world.person('plain'), null)
    expect(await world.find(world.personal)).toBeNull()
  })

  it('and nowhere else: from no other event of Teams, and not from another bot', async () => {
    await using world = await openWorld()
    await world.sendEvent({ scope: 'channel', kind: 'messageReaction', replyToId: '17' })
    await world.sendEvent({ ...added, members: ['newcomer'] })
    await world.sendEvent({ scope: 'channel', from: 'bot', text: 'help' })
    await world.sendUntilStored({ scope: 'groupChat', text: 'help' }, world.cloud.conversation('groupChat'), null)
    expect(await world.find(world.channel)).toBeNull()
  })

  it('with the address that Teams names last', async () => {
    await using world = await openWorld()
    await world.ask('subscribe payments')
    world.cloud.moveTo('amer')
    await world.sendEvent({ scope: 'channel', from: 'admin', text: 'help' })
    const moved = expect.objectContaining({ serviceUrl: `${world.cloud.url}/amer/` })
    await eventually(async () =>
      expect(await world.find(world.channel)).toMatchObject({ reference: { reference: moved } }),
    )
    await eventually(async () => expect(await world.find(world.person('admin'))).toMatchObject({ reference: moved }))
    world.moveTo(due)
    await world.tick()
    const posts = world.cloud.calls.filter(({ path }) =>
      path.endsWith(`${encodeURIComponent(world.channel)}/activities`),
    )
    expect(posts).toEqual([expect.objectContaining({ path: expect.stringMatching(/^\/amer\//), status: 201 })])
  })

  it('an answer is given also where the conversation cannot be stored', async () => {
    await using world = await openWorld()
    await world.store.execute('alter table conversations rename to away')
    expect((await world.ask('help')).text).toContain('subscribe')
    await eventually(() =>
      expect(world.log.records).toContainEqual(
        expect.objectContaining({ level: 'warn', text: expect.stringContaining('could not keep a conversation') }),
      ),
    )
    await world.store.execute('alter table away rename to conversations')
  })
})

describe('a bot that is removed', () => {
  it('pauses the subscription and notifies its owner at once, and goes on after it was added and resumed', async () => {
    await using world = await openWorld()
    await world.sendUntilStored(added, world.channel, null)
    await world.ask('subscribe payments')
    await world.sendUntilStored(removed, world.channel, 'removed')
    await world.tick()
    expect(world.unpromptedMessages(world.personal)).toEqual([
      { text: expect.stringMatching(noLonger), conversation: world.personal },
    ])
    expect(world.unpromptedMessages(world.personal)[0]?.text).toContain('Cause: the bot was removed.')
    world.moveTo(due)
    await world.tick()
    expect(world.posts(world.channel)).toEqual([])

    await world.sendUntilStored(added, world.channel, null)
    expect((await world.ask('subscriptions')).text).toContain('Paused: I can’t post here')
    await world.ask('resume 1')
    world.moveTo(nextDue)
    await world.tick()
    expect(world.unpromptedMessages(world.channel).at(-1)).toEqual({ text: digest, conversation: world.channel })
    expect(world.posts(world.channel)).toEqual([201])
  })

  it('is reported once, where Teams reports it in two ways', async () => {
    await using world = await openWorld()
    await world.ask('subscribe payments')
    await world.sendUntilStored(removed, world.channel, 'removed')
    await world.sendEvent({ scope: 'channel', kind: 'installationUpdate', action: 'remove' })
    // Asked later, answered later: both wait for the one database.
    await world.sendUntilStored({ scope: 'groupChat', text: 'help' }, world.cloud.conversation('groupChat'), null)
    await world.tick()
    expect(world.unpromptedMessages(world.personal)).toHaveLength(1)
  })

  it('stays where it is in an upgrade, and when someone else leaves', async () => {
    await using world = await openWorld()
    await world.ask('subscribe payments')
    await world.sendEvent({ scope: 'channel', kind: 'installationUpdate', action: 'remove-upgrade' })
    await world.sendEvent({ ...removed, members: ['newcomer'] })
    await world.sendUntilStored({ scope: 'groupChat', text: 'help' }, world.cloud.conversation('groupChat'), null)
    world.moveTo(due)
    await world.tick()
    expect(world.unpromptedMessages(world.channel)).toEqual([{ text: digest, conversation: world.channel }])
    expect(await world.find(world.channel)).toMatchObject({ closed: null })
  })

  it('notifies the operations channel as well, which it knows since it was added there', async () => {
    await using world = await openWorld(cloud => ({
      OPERATIONS_CHANNEL: `teams:${cloud.conversation('groupChat')}`,
    }))
    const operations = world.cloud.conversation('groupChat')
    await world.sendUntilStored({ scope: 'groupChat', kind: 'installationUpdate' }, operations, null)
    await world.ask('subscribe payments')
    await world.sendUntilStored(removed, world.channel, 'removed')
    await world.tick()
    expect(world.unpromptedMessages(operations)).toEqual([
      { text: expect.stringMatching(noLonger), conversation: operations },
    ])
  })
})

describe('an owner who is gone', () => {
  const byAdmin: Environment = ({ people }) => ({ ADMINS: people.admin.objectId.toUpperCase() })

  async function openWithAdmin() {
    const world = await openWorld(byAdmin)
    const adminChat = world.cloud.conversation('personal', 'admin')
    await world.sendUntilStored({ scope: 'personal', from: 'admin', text: 'help' }, world.person('admin'), null)
    await world.ask('subscribe payments')
    return { ...world, adminChat }
  }

  it('is replaced by the admins, who are notified once', async () => {
    await using world = await openWithAdmin()
    world.cloud.fail({ on: 'post', conversation: world.personal, refuse: 'ConversationBlockedByUser', times: always })
    await world.sendUntilStored(removed, world.channel, 'removed')
    for (const at of [thursday, due, nextDue]) {
      world.moveTo(at)
      await world.tick()
    }
    expect(world.posts(world.personal)).toEqual([403])
    expect(world.unpromptedMessages(world.adminChat)).toEqual([
      { text: expect.stringMatching(noLonger), conversation: world.adminChat },
    ])
    expect(await world.find(world.person('plain'))).toMatchObject({ closed: null })
  })

  it('so is one who uninstalled the bot, also when they write elsewhere', async () => {
    await using world = await openWithAdmin()
    await world.sendUntilStored(
      { scope: 'personal', kind: 'installationUpdate', action: 'remove' },
      world.person('plain'),
      'removed',
    )
    await world.ask('subscriptions')
    await world.sendUntilStored(removed, world.channel, 'removed')
    await world.tick()
    expect(world.openings()).toHaveLength(1)
    expect(world.unpromptedMessages(world.adminChat)).toHaveLength(1)
  })
})
