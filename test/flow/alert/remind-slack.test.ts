import { describe, expect, it } from 'vitest'
import { BOT_SCOPES } from '../../clouds/slack/people.ts'
import { openReminding } from './remind-slack-world.ts'

const everybody = ['ada', 'grace', 'layla', 'long', 'meera', 'quirk']

describe('reminding the invited in Slack', () => {
  it('says first how many that would be, and writes to nobody', async () => {
    await using world = await openReminding()
    const told = await world.ask('remind 1')
    expect(told).toContain('6 people of')
    expect(told).toMatch(/Not found in this chat\s+2\b/)
    expect(told).toContain('gone@acme.example\nnobody@acme.example')
    expect(told).toContain('Ask 6 people')
    await world.tick()
    expect(world.reached()).toEqual([])
    expect(await world.store.audit.between(new Date(0), new Date('2027-01-01'), 5)).toMatchObject([
      { what: 'named', line: 'remind 1' },
    ])
  })

  it('asks each when it is day where they are, and tells the answers on the alert', async () => {
    await using world = await openReminding()
    expect(await world.ask('remind 1 send')).toContain('6 people are being asked')
    await world.tick()
    expect(world.reached().sort()).toEqual(['ada', 'layla', 'long', 'meera'])
    world.moveTo('2026-11-19T12:59:59Z')
    await world.tick()
    expect(world.reached()).not.toContain('grace')
    world.moveTo('2026-11-19T13:00:00Z')
    await world.tick()
    expect(world.reached()).toContain('grace')
    // Eight o’clock of a Friday on the Chatham Islands.
    world.moveTo('2026-11-19T18:15:00Z')
    await world.tick()
    expect(world.reached().sort()).toEqual(everybody)

    expect(await world.press('ada', world.line('ada', 'use'))).toContain('you will use your seat')
    expect(await world.press('meera', world.line('meera', 'release'))).toContain('an admin decides')
    expect(await world.press('layla', world.line('layla', 'later'))).toContain('not asked again before')
    await world.press('layla', world.line('layla', 'later'))
    world.pass(60)
    await world.tick()
    expect(world.alert()).toContain(
      '6 people are being asked: 1 will use it, 1 does not need it, 1 later, 3 no answer.',
    )
    expect(world.alert()).toContain('1 seat may be released')
    expect(world.alert()).toContain('1 snoozed')
    expect(await world.ask('remind 1')).toContain('Who does not need a seat')

    await world.press('layla', world.line('layla', 'use'))
    world.pass(60)
    await world.tick()
    expect(world.alert()).toContain('2 will use it, 1 does not need it, 3 no answer.')
    expect(world.alert()).not.toContain('snoozed')
    expect(world.standing(world.channel).filter(text => text.startsWith('Unused seats'))).toHaveLength(1)
    expect(await world.store.audit.between(new Date(0), new Date('2027-01-01'), 5)).toMatchObject([
      { what: 'named' },
      { what: 'remind', line: 'remind 1 send · 6' },
    ])
  })

  it('tells nothing of the answers of few, in no number of the alert', async () => {
    await using world = await openReminding()
    const { ada, grace } = world.users
    await world.ask('reminders off', { user: ada.id, channel: ada.dm })
    await world.ask('reminders off', { user: grace.id, channel: grace.dm })
    await world.ask('remind 1 send')
    await world.tick()
    expect(await world.press('layla', world.line('layla', 'later'))).toContain('not asked again before')
    await world.press('meera', world.line('meera', 'use'))
    world.pass(60)
    await world.tick()
    expect(world.alert()).toContain('their answers are told from 5 people on.')
    expect(world.alert()).toContain('Now 8 open.')
    expect(world.alert()).not.toContain('snoozed')
    await world.ask('snooze 1 7d')
    world.pass(60)
    await world.tick()
    expect(world.alert()).toContain('Now 8 snoozed.')
  })

  it('asks nobody twice, whoever presses, and however often', async () => {
    await using world = await openReminding()
    const told = await Promise.all([world.ask('remind 1 send'), world.ask('remind 1 send')])
    expect(told.filter(text => text.includes('6 people are being asked'))).toHaveLength(1)
    expect(told.filter(text => text.includes('Nobody was asked'))).toHaveLength(1)
    await world.tick()
    expect(await world.ask('remind 1 send')).toContain('Nobody was asked')
    await world.tick()
    expect(world.reached().sort()).toEqual(['ada', 'layla', 'long', 'meera'])
    expect(await world.ask('remind 1')).toMatch(/Were asked not long ago\s+6\b/)
  })

  it('is for admins, and for whoever wanted the alert', async () => {
    await using world = await openReminding()
    const { grace } = world.users
    expect(await world.ask('remind 1 send', { user: grace.id })).toContain(
      'to see and change whom the bot’s settings name',
    )
    expect(await world.ask('remind 2')).toContain('There is no alert')
    await world.askAloud('alerts all repeat every 7 days', { user: grace.id })
    const told = await world.ask('remind 1', { user: grace.id })
    expect(told).toMatch(/Not found in this chat\s+2\b/)
    expect(told).not.toContain('nobody@acme.example')
  })

  it('is asked for where the alert is, or alone with the bot, and nowhere else', async () => {
    await using world = await openReminding()
    const { ada, grace, meera } = world.users
    await world.askAloud('alerts all repeat every 7 days', { user: grace.id })
    const elsewhere = world.cloud.channels.general.id
    for (const user of [grace.id, meera.id]) {
      for (const line of ['remind 1', 'remind 1 send']) {
        expect([line, await world.ask(line, { user, channel: elsewhere })]).toEqual([
          line,
          expect.stringContaining('There is no alert'),
        ])
      }
    }
    expect(await world.ask('remind 1', { user: ada.id, channel: ada.dm })).toContain('There is no alert')
    expect(await world.store.reminders.ofAlert(1, new Date(0))).toEqual([])
    for (const { id: user, dm: channel } of [grace, meera]) {
      expect(await world.ask('remind 1', { user, channel })).toMatch(/Not found in this chat\s+2\b/)
    }
  })

  it('takes an answer only from whom it asked', async () => {
    await using world = await openReminding()
    await world.ask('remind 1 send')
    await world.tick()
    const line = world.line('ada', 'release')
    expect(await world.press('grace', line)).toContain('That question is not open any more')
    expect(await world.press('ada', 'reply 00000000000000000000000000000000 use')).toContain('not open any more')
    world.moveTo('2027-01-20T12:00:00Z')
    expect(await world.press('ada', line)).toContain('not open any more')
    expect((await world.store.reminders.ofAlert(1, new Date(0))).map(({ answer }) => answer)).toEqual(
      Array(6).fill(null),
    )
  })

  it('leaves those alone who want no reminders, also when one is on its way', async () => {
    await using world = await openReminding()
    const { ada, grace } = world.users
    expect(await world.ask('reminders off', { user: ada.id, channel: ada.dm })).toContain('You get no reminders')
    expect(await world.ask('remind 1 send')).toContain('5 people are being asked')
    await world.ask('reminders off', { user: grace.id, channel: grace.dm })
    world.moveTo('2026-11-19T13:30:00Z')
    await world.tick()
    expect(world.reached().sort()).toEqual(['layla', 'long'])
    expect(await world.ask('reminders on', { user: ada.id, channel: ada.dm })).toContain('You may get reminders')
    expect(await world.ask('remind 1')).toContain('1 person of')
  })

  it('drops what is not so any more in the morning', async () => {
    await using world = await openReminding()
    await world.ask('remind 1 send')
    await world.ask('exclude grace@acme.example on leave')
    world.moveTo('2026-11-19T13:30:00Z')
    await world.tick()
    expect(world.reached().sort()).toEqual(['ada', 'layla', 'long'])
  })

  it('waits for the morning where it was held up until night', async () => {
    await using world = await openReminding()
    const { ada } = world.users
    await world.ask('remind 1 send')
    const isHers = ({ channel }: { channel?: unknown }) => channel === ada.id
    world.cloud.fail('chat.postMessage', { error: 'message_limit_exceeded', when: isHers })
    await world.tick()
    world.moveTo('2026-11-19T18:00:00Z')
    await world.tick()
    expect(world.cloud.messages(ada.dm)).toHaveLength(0)
    await world.keepInvited('2026-11-20T08:00:00Z')
    world.moveTo('2026-11-20T08:00:00Z')
    await world.tick()
    world.pass(10)
    await world.tick()
    expect(world.cloud.messages(ada.dm)).toHaveLength(1)
  })

  it('counts whom it could not reach, and nothing else follows from that', async () => {
    await using world = await openReminding()
    await world.ask('remind 1 send')
    world.cloud.fail('chat.postMessage', {
      error: 'user_disabled',
      when: ({ channel }) => channel === world.users.ada.id,
    })
    await world.tick()
    world.pass(60)
    await world.tick()
    expect(world.alert()).toContain('5 no answer, 1 could not be reached')
    expect(await world.store.conversations.get(`slack:${world.users.ada.id}`)).toMatchObject({ closed: null })
    expect(world.standing(world.users.meera.dm)).toHaveLength(1)
  })

  it.each([
    ['found in the chat', 'sent', [...BOT_SCOPES, 'im:write']],
    ['left alone', 'unknown', BOT_SCOPES],
  ])('one of which nobody heard whether it was said is %s, and never doubled', async (_what, state, scopes) => {
    await using world = await openReminding({ scopes })
    await world.ask('remind 1 send')
    world.cloud.fail('chat.postMessage', { lostReply: true, when: ({ channel }) => channel === world.users.ada.id })
    await world.tick()
    for (let minutes = 0; minutes < 3; minutes++) {
      world.pass(60)
      await world.tick()
    }
    expect(world.cloud.messages(world.users.ada.dm)).toHaveLength(1)
    const reminders = await world.store.reminders.ofAlert(1, new Date(0))
    expect(reminders.find(({ person }) => person === 'ada@acme.example')).toMatchObject({ state })
    expect(await world.press('ada', world.line('ada', 'use'))).toContain('you will use your seat')
  })

  it('says so where Slack does not tell who somebody is', async () => {
    await using world = await openReminding()
    world.cloud.fail('users.lookupByEmail', { status: 429, retryAfter: 30 })
    const told = await world.ask('remind 1')
    expect(told).toMatch(/Could not be looked up now\s+[1-8]\b/)
    world.pass(31)
    expect(await world.ask('remind 1')).toContain('6 people of')
  })
})
