import { describe, expect, it } from 'vitest'
import type { Inbound } from '../../clouds/slack/inbound/inbound.ts'
import { type SlackBot, startSlackBot, ways } from '../../helpers/slack-bot.ts'

type Ask = (bot: SlackBot) => Inbound

const ada = ({ cloud }: SlackBot) => cloud.users.ada
const general = ({ cloud }: SlackBot) => cloud.channels.general.id

const mention: Ask = bot => ({ kind: 'mention', text: 'teams', user: ada(bot).id, channel: general(bot) })
const dm: Ask = bot => ({ kind: 'dm', text: 'teams', user: ada(bot).id })
const command: Ask = bot => ({ kind: 'command', text: 'teams', user: ada(bot).id, channel: general(bot) })
const button: Ask = bot => ({
  kind: 'action',
  action: { action_id: 'ask-0', value: 'teams' },
  user: ada(bot).id,
  channel: general(bot),
})

describe.each(ways)('over %s', way => {
  const events: [string, Ask][] = [
    ['mention', mention],
    ['direct message', dm],
  ]

  it.each(events)('a %s that Slack delivers again while it is being answered is answered once', async (_name, ask) => {
    await using bot = await startSlackBot({ way })
    bot.sandbox.fault('*', { delayMs: 100 })
    const { eventId = '' } = await bot.send(ask(bot))
    for (const num of [1, 2, 3]) {
      const again = await bot.send(ask(bot), { eventId, retry: { num, reason: 'http_timeout' } })
      expect(again).toMatchObject({ status: 200, body: '' })
    }
    expect(bot.messages()).toEqual([])
    await bot.stop()
    expect(bot.messages()).toHaveLength(1)
  })

  it.each(events)('a %s that Slack delivers again after the answer is not answered again', async (_name, ask) => {
    await using bot = await startSlackBot({ way })
    const { eventId = '' } = await bot.send(ask(bot))
    await bot.cloud.waitFor('message')
    expect(await bot.send(ask(bot), { eventId, retry: { num: 1 } })).toMatchObject({ status: 200, body: '' })
    await bot.stop()
    expect(bot.messages()).toHaveLength(1)
  })

  it('the same question asked again by a person is answered again', async () => {
    await using bot = await startSlackBot({ way })
    for (const ask of [mention, mention, command, command, button, button]) await bot.send(ask(bot))
    await bot.stop()
    expect(bot.messages()).toHaveLength(6)
  })

  it('a mention that is edited after it was answered is not answered again', async () => {
    await using bot = await startSlackBot({ way })
    const event = {
      type: 'app_mention',
      user: ada(bot).id,
      channel: general(bot),
      text: `<@${bot.cloud.bot.userId}> teams`,
      team: bot.cloud.team.id,
      ts: '1759060800.000100',
    }
    await bot.send({ kind: 'event', event })
    await bot.cloud.waitFor('message')
    const edited = { user: ada(bot).id, ts: '1759060900.000000' }
    await bot.send({ kind: 'event', event: { ...event, text: `${event.text} please`, edited } })
    await bot.stop()
    expect(bot.messages()).toHaveLength(1)
  })

  it('an edit that brings the mention is answered', async () => {
    await using bot = await startSlackBot({ way })
    const event = { user: ada(bot).id, channel: general(bot), team: bot.cloud.team.id, ts: '1759060800.000200' }
    const edited = { user: ada(bot).id, ts: '1759060900.000000' }
    await bot.send({ kind: 'event', event: { type: 'message', channel_type: 'channel', text: 'teams', ...event } })
    const text = `<@${bot.cloud.bot.userId}> teams`
    await bot.send({ kind: 'event', event: { type: 'app_mention', text, edited, ...event } })
    await bot.stop()
    expect(bot.messages()).toHaveLength(1)
  })

  it('a message of a thread that is shown in the conversation as well is answered in the thread', async () => {
    await using bot = await startSlackBot({ way })
    const event = {
      type: 'message',
      subtype: 'thread_broadcast',
      channel_type: 'im',
      user: ada(bot).id,
      channel: ada(bot).dm,
      text: 'teams',
      team: bot.cloud.team.id,
      ts: '1759060800.000300',
      thread_ts: '1759060700.000100',
    }
    await bot.send({ kind: 'event', event })
    await bot.stop()
    expect(bot.messages()).toMatchObject([{ channel: ada(bot).dm, thread: '1759060700.000100' }])
  })

  it('a button that is double-clicked is pressed once', async () => {
    await using bot = await startSlackBot({ way })
    const press = (action: { action_id: string; value: string }): Inbound => ({
      kind: 'action',
      action,
      user: ada(bot).id,
      channel: general(bot),
      message: { ts: '1759060800.000400' },
    })
    for (const value of ['teams', 'teams', 'usage']) await bot.send(press({ action_id: 'ask-0', value }))
    await bot.stop()
    expect(bot.messages()).toHaveLength(2)
  })

  describe('no one is answered', () => {
    const messageEvent = (bot: SlackBot) => ({
      type: 'message',
      channel: general(bot),
      user: ada(bot).id,
      text: 'usage',
      ts: '1.1',
    })
    const toBot = (bot: SlackBot) => ({ ...messageEvent(bot), channel_type: 'im', channel: ada(bot).dm })
    const silent: [string, (bot: SlackBot) => object][] = [
      ['who does not address the bot', bot => ({ ...messageEvent(bot), channel_type: 'channel' })],
      ['in a group’s direct message', bot => ({ ...messageEvent(bot), channel_type: 'mpim' })],
      [
        'who edits',
        bot => ({ ...toBot(bot), subtype: 'message_changed', message: { user: ada(bot).id, text: 'usage' } }),
      ],
      ['who deletes', bot => ({ ...toBot(bot), subtype: 'message_deleted' })],
      ['who joins', bot => ({ ...toBot(bot), subtype: 'channel_join' })],
      [
        'by another bot’s message',
        bot => ({ ...toBot(bot), subtype: 'bot_message', bot_id: bot.cloud.otherBot.botId }),
      ],
      ['by another bot that writes as a person would', bot => ({ ...toBot(bot), bot_id: bot.cloud.otherBot.botId })],
      ['by the bot’s own message', bot => ({ ...toBot(bot), user: bot.cloud.bot.userId, bot_id: bot.cloud.bot.botId })],
      ['by the bot’s own message without its bot id', bot => ({ ...toBot(bot), user: bot.cloud.bot.userId })],
      [
        'by another bot’s mention',
        bot => ({ ...messageEvent(bot), type: 'app_mention', bot_id: bot.cloud.otherBot.botId }),
      ],
      ['by a mention without an author', bot => ({ ...messageEvent(bot), type: 'app_mention', user: undefined })],
      [
        'who opens the Home tab',
        bot => ({ type: 'app_home_opened', user: ada(bot).id, channel: ada(bot).dm, tab: 'home' }),
      ],
    ]

    it.each(silent)('%s', async (_who, event) => {
      await using bot = await startSlackBot({ way })
      const { status } = await bot.send({ kind: 'event', event: { ...event(bot) } })
      await bot.stop()
      expect({ status, messages: bot.messages() }).toEqual({ status: 200, messages: [] })
      expect(bot.logged('error')).toEqual([])
    })
  })
})

describe('a request that is replayed byte for byte', () => {
  it.each([
    ['slash command', command],
    ['button', button],
    ['mention', mention],
    ['direct message', dm],
  ])('is acknowledged and not answered again: %s', async (_name, ask) => {
    await using bot = await startSlackBot()
    const first = await bot.send(ask(bot))
    const again = await bot.cloud.replay(first)
    await bot.stop()
    expect(again).toMatchObject({ status: 200, body: '' })
    expect(bot.messages()).toHaveLength(1)
  })
})
