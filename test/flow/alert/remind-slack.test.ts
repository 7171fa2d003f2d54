import { describe, expect, it } from 'vitest'
import { BOT_SCOPES } from '../../clouds/slack/people.ts'
import { readBlocks } from '../../helpers/slack-text.ts'
import { openReminding } from './remind-slack-world.ts'

const everyone = ['ada', 'grace', 'layla', 'long', 'meera', 'quirk']

describe('reminding the invited in Slack', () => {
  it('says first how many that would be, and writes to no one', async () => {
    await using world = await openReminding()
    const answer = await world.ask('remind 1')
    expect(answer).toContain('Remind 6 people in')
    expect(answer).toMatch(/\b2 not in this workspace/)
    expect(answer).toContain('gone@acme.example')
    expect(answer).toContain('Send 6 reminders')
    await world.tick()
    expect(world.reached()).toEqual([])
    expect(await world.store.audit.between(new Date(0), new Date('2027-01-01'), 5)).toMatchObject([
      { what: 'named', line: 'remind 1' },
    ])
  })

  it('asks each when it is day where they are, and shows the answers on the alert', async () => {
    await using world = await openReminding()
    expect(await world.ask('remind 1 send')).toContain('Sending 6 reminders')
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
    expect(world.reached().sort()).toEqual(everyone)

    expect(await world.press('ada', world.line('ada', 'use'))).toContain('You’re keeping your Tabnine seat')
    expect(await world.press('meera', world.line('meera', 'release'))).toContain('You don’t need your Tabnine seat')
    expect(await world.press('layla', world.line('layla', 'later'))).toContain('You won’t get a reminder before')
    await world.press('layla', world.line('layla', 'later'))
    world.pass(60)
    await world.tick()
    expect(world.alert()).toContain('6 sent on 19 Nov: 1 keeps it · 1 doesn’t need it · 1 later · 3 no answer yet')
    expect(world.alert()).toContain('See 1 seat to free')
    expect(await world.ask('remind 1')).toContain('answered “I don’t need it”')

    await world.press('layla', world.line('layla', 'use'))
    world.pass(60)
    await world.tick()
    expect(world.alert()).toContain('2 keep it · 1 doesn’t need it · 3 no answer yet')
    expect(world.alert()).not.toMatch(/snoozed/i)
    expect(world.standing(world.channel).filter(text => /^(⚠️|✅)/u.test(text))).toHaveLength(1)
    expect(await world.store.audit.between(new Date(0), new Date('2027-01-01'), 5)).toMatchObject([
      { what: 'named' },
      { what: 'remind', line: 'remind 1 send · 6' },
    ])
  })

  it('reveals nothing of the answers of fewer than five, in no number of the alert', async () => {
    await using world = await openReminding()
    const { ada, grace } = world.users
    await world.ask('reminders off', { user: ada.id, channel: ada.dm })
    await world.ask('reminders off', { user: grace.id, channel: grace.dm })
    await world.ask('remind 1 send')
    await world.tick()
    expect(await world.press('layla', world.line('layla', 'later'))).toContain('You won’t get a reminder before')
    await world.press('meera', world.line('meera', 'use'))
    world.pass(60)
    await world.tick()
    expect(world.alert()).toContain('answers are shown from 5 people on')
    expect(world.alert()).toContain('⚠️ 8 unused Tabnine seats')
    expect(world.alert()).not.toMatch(/snoozed/i)
    await world.ask('snooze 1 7d')
    world.pass(60)
    await world.tick()
    expect(world.alert()).toContain('Snoozed until Thu 26 Nov.')
  })

  it('shows reasons of fewer than five to the admin alone, also for a question asked in the channel', async () => {
    await using world = await openReminding({ invited: ['ada', 'grace', 'layla', 'meera'] })
    const { ada, meera } = world.users
    await world.ask('reminders off', { user: ada.id, channel: ada.dm })
    const place = { user: meera.id, channel: world.channel }
    await world.cloud.send(world.place, { kind: 'mention', text: 'remind 1', ...place })
    const { blocks = [] } = await world.cloud.waitFor('ephemeral', ({ user }) => user === meera.id)
    expect(readBlocks(blocks)).toContain('1 turned reminders off')
    expect(world.standing(world.channel).join('\n')).not.toMatch(/turned reminders off|Remind 3 people in/)
  })

  it('asks no one twice, regardless of who presses, and how often', async () => {
    await using world = await openReminding()
    const answers = await Promise.all([world.ask('remind 1 send'), world.ask('remind 1 send')])
    expect(answers.filter(text => text.includes('Sending 6 reminders'))).toHaveLength(1)
    expect(answers.filter(text => text.includes('Nobody was reminded'))).toHaveLength(1)
    await world.tick()
    expect(await world.ask('remind 1 send')).toContain('Nobody was reminded')
    await world.tick()
    expect(world.reached().sort()).toEqual(['ada', 'layla', 'long', 'meera'])
    expect(await world.ask('remind 1')).toMatch(/\b6 reminded recently/)
  })

  it('is for admins, and for the person who set up the alert', async () => {
    await using world = await openReminding()
    const { grace } = world.users
    expect(await world.ask('remind 1 send', { user: grace.id })).toContain('You can’t change what’s posted here')
    expect(await world.ask('remind 2')).toContain('There’s no alert')
    await world.ask('alerts all repeat every 7 days', { user: grace.id })
    const answer = await world.ask('remind 1', { user: grace.id })
    expect(answer).toMatch(/\b2 not in this workspace/)
    expect(answer).not.toContain('unknown@acme.example')
  })

  it('is asked for where the alert is, or alone with the bot, and nowhere else', async () => {
    await using world = await openReminding()
    const { ada, grace, meera } = world.users
    await world.ask('alerts all repeat every 7 days', { user: grace.id })
    const elsewhere = world.cloud.channels.general.id
    for (const user of [grace.id, meera.id]) {
      for (const line of ['remind 1', 'remind 1 send']) {
        expect([line, await world.ask(line, { user, channel: elsewhere })]).toEqual([
          line,
          expect.stringContaining('There’s no alert'),
        ])
      }
    }
    expect(await world.ask('remind 1', { user: ada.id, channel: ada.dm })).toContain('There’s no alert')
    expect(await world.store.reminders.ofAlert(1, new Date(0))).toEqual([])
    for (const { id: user, dm: channel } of [grace, meera]) {
      expect(await world.ask('remind 1', { user, channel })).toMatch(/\b2 not in this workspace/)
    }
  })

  it('a press changes the reminder into its confirmation, and that back into the question', async () => {
    await using world = await openReminding()
    const { ada } = world.users
    await world.ask('remind 1 send')
    await world.tick()
    const [before] = world.standing(ada.dm)
    expect(before).toContain('Hi ada, ')
    expect(before).toContain('meera asked me to check which seats are still needed')
    const token = /[0-9a-f]{32}/.exec(world.line('ada', 'use'))?.[0] ?? ''
    const pressInPlace = async (answer: string, becomes: string) => {
      const { ts } = world.cloud.messages(ada.dm).at(-1) ?? { ts: '' }
      const line = `reply ${token} ${answer}`
      await world.cloud.send(world.place, {
        ...{ kind: 'action', user: ada.id, channel: ada.dm, message: { ts } },
        action: { action_id: 'ask-0', value: line },
      })
      await world.cloud.waitFor('edit', () => world.standing(ada.dm).join().includes(becomes))
      expect(world.cloud.messages(ada.dm)).toHaveLength(1)
    }
    await pressInPlace('use', '✅ You’re keeping your Tabnine seat')
    expect(world.standing(ada.dm).join()).toContain('Change my answer')
    expect(world.standing(ada.dm).join()).not.toContain('asked me to check')
    expect(await world.store.reminders.find(token)).toMatchObject({ answer: 'use' })
    await pressInPlace('change', 'I don’t need it')
    await pressInPlace('release', '✅ You don’t need your Tabnine seat')
    expect(await world.store.reminders.find(token)).toMatchObject({ answer: 'release' })
  })

  it('lists the seats to free with names for admins, and writes that down', async () => {
    await using world = await openReminding()
    await world.ask('remind 1 send')
    await world.tick()
    await world.press('meera', world.line('meera', 'release'))
    await world.press('ada', world.line('ada', 'use'))
    const list = await world.ask('remind 1 answers')
    expect(list).toContain('1 seat to free in')
    expect(list).toContain('meera@acme.example')
    expect(list).toContain('“I don’t need it”')
    expect(list).toContain('19 Nov')
    expect(list).not.toContain('ada@acme.example')
    expect((await world.store.audit.between(new Date(0), new Date('2027-01-01'), 5)).map(({ line }) => line)).toContain(
      'remind 1 answers',
    )
    expect(await world.ask('remind 1 answers', { user: world.users.grace.id })).not.toContain('meera@')
  })

  it('accepts an answer only from the person it asked', async () => {
    await using world = await openReminding()
    await world.ask('remind 1 send')
    await world.tick()
    const line = world.line('ada', 'release')
    expect(await world.press('grace', line)).toContain('This reminder is closed')
    expect(await world.press('ada', 'reply 00000000000000000000000000000000 use')).toContain('This reminder is closed')
    world.moveTo('2027-01-20T12:00:00Z')
    expect(await world.press('ada', line)).toContain('This reminder is closed')
    expect((await world.store.reminders.ofAlert(1, new Date(0))).map(({ answer }) => answer)).toEqual(
      Array(6).fill(null),
    )
  })

  it('leaves those alone who want no reminders, also when one is on its way', async () => {
    await using world = await openReminding()
    const { ada, grace } = world.users
    expect(await world.ask('reminders off', { user: ada.id, channel: ada.dm })).toContain('I won’t remind you')
    expect(await world.ask('remind 1 send')).toContain('Sending 5 reminders')
    await world.ask('reminders off', { user: grace.id, channel: grace.dm })
    world.moveTo('2026-11-19T13:30:00Z')
    await world.tick()
    expect(world.reached().sort()).toEqual(['layla', 'long'])
    expect(await world.ask('reminders on', { user: ada.id, channel: ada.dm })).toContain('I may remind you')
    expect(await world.ask('remind 1')).toContain('Remind 1 person in')
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

  it('counts the people it could not reach, and nothing else follows from that', async () => {
    await using world = await openReminding()
    await world.ask('remind 1 send')
    world.cloud.fail('chat.postMessage', {
      error: 'user_disabled',
      when: ({ channel }) => channel === world.users.ada.id,
    })
    await world.tick()
    world.pass(60)
    await world.tick()
    expect(world.alert()).toContain('5 no answer yet · 1 not delivered')
    expect(await world.store.conversations.get(`slack:${world.users.ada.id}`)).toMatchObject({ closed: null })
    expect(world.standing(world.users.meera.dm)).toHaveLength(1)
  })

  it.each([
    ['found in the chat', 'sent', [...BOT_SCOPES, 'im:write']],
    ['left alone', 'unknown', BOT_SCOPES],
  ])('one for which it is unknown whether it was posted is %s, and never doubled', async (_what, state, scopes) => {
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
    expect(await world.press('ada', world.line('ada', 'use'))).toContain('You’re keeping your Tabnine seat')
  })

  it('says so where Slack does not report who a person is', async () => {
    await using world = await openReminding()
    world.cloud.fail('users.lookupByEmail', { status: 429, retryAfter: 30 })
    const answer = await world.ask('remind 1')
    expect(answer).toMatch(/\b[1-8] lookup failed/)
    world.pass(31)
    expect(await world.ask('remind 1')).toContain('Remind 6 people in')
  })
})
