import { describe, expect, it } from 'vitest'
import { type SlackBot, type SlackBotOptions, startSlackBot } from '../../helpers/slack-bot.ts'
import { readBlocks } from '../../helpers/slack-text.ts'

const asAdmin: SlackBotOptions = { environment: cloud => ({ ADMINS: cloud.users.ada.id }) }
const channelOf = ({ cloud }: SlackBot) => cloud.channels.general.id

function mention(bot: SlackBot, text: string, user = bot.cloud.users.ada.id) {
  return bot.send({ kind: 'mention', text, user, channel: channelOf(bot) })
}

/** Everything that was posted is where only `user` reads it. */
function expectOnlyFor(bot: SlackBot, user: { id: string; dm: string }, text: RegExp | string): void {
  expect(bot.messages()).toHaveLength(1)
  const [answer] = bot.messages()
  expect(answer?.to ?? answer?.channel).toBe(answer?.how === 'message' ? user.dm : user.id)
  expect(readBlocks(answer?.blocks)).toMatch(text)
  expect(bot.cloud.messages(channelOf(bot))).toEqual([])
}

describe('in a channel, what is about one person is read by who asked alone', () => {
  it('one’s own usage', async () => {
    await using bot = await startSlackBot()
    await mention(bot, 'me')
    await bot.stop()
    expectOnlyFor(bot, bot.cloud.users.ada, /^Your last 30 days/)
  })

  it('another person’s usage, for an admin', async () => {
    await using bot = await startSlackBot(asAdmin)
    await mention(bot, `user ${bot.cloud.users.ada.email} last month`)
    await bot.stop()
    expectOnlyFor(bot, bot.cloud.users.ada, /Completions/)
  })

  it.each([
    ['who is not an admin', {}, 'user someone@else.example', 'Only admins can see other people’s usage'],
    ['who asks for an unknown person', asAdmin, 'user unknown@else.example', 'No one matches'],
    ['who named no person', asAdmin, 'user', 'Something’s missing'],
    ['who names days to come', asAdmin, 'me 2031-01', 'is in the future'],
    ['who names no period', asAdmin, 'me last wek', 'I didn’t understand'],
  ])('the error of one %s', async (_who, options, line, text) => {
    await using bot = await startSlackBot(options)
    await mention(bot, line)
    await bot.stop()
    expectOnlyFor(bot, bot.cloud.users.ada, text)
  })

  it('the error for a person whom Tabnine does not know', async () => {
    await using bot = await startSlackBot()
    await mention(bot, 'me', bot.cloud.users.grace.id)
    await bot.stop()
    expectOnlyFor(bot, bot.cloud.users.grace, 'I can’t find your Tabnine account')
  })

  it('the error when Tabnine is out of order', async () => {
    await using bot = await startSlackBot(asAdmin)
    bot.sandbox.fault('*', { status: 403 })
    await mention(bot, `user ${bot.cloud.users.ada.email}`)
    await bot.stop()
    expectOnlyFor(
      bot,
      bot.cloud.users.ada,
      /^I’m not allowed to read this in Tabnine[\s\S]*TABNINE_TOKEN[\s\S]*Reference [2-9A-Z]{6}$/,
    )
  })

  it('also where the channel refuses it: then it comes as a direct message', async () => {
    await using bot = await startSlackBot()
    bot.cloud.fail('chat.postEphemeral', { error: 'user_not_in_channel' })
    await mention(bot, 'me')
    await bot.stop()
    expectOnlyFor(bot, bot.cloud.users.ada, /^Your last 30 days/)
    expect(bot.messages()).toMatchObject([{ how: 'message' }])
  })

  it('and where every other way is closed it is not posted at all', async () => {
    await using bot = await startSlackBot()
    const isPersonal = ({ channel }: Record<string, unknown>) => channel !== channelOf(bot)
    bot.cloud.fail('chat.postEphemeral', { error: 'user_not_in_channel' })
    bot.cloud.fail('chat.postMessage', { error: 'messages_tab_disabled', when: isPersonal })
    await mention(bot, 'me')
    await bot.stop()
    expect(bot.messages()).toEqual([])
    expect(bot.logged('error')).toMatchObject([{ text: 'an answer could not be given at all' }])
  })
})

describe('a button in a channel', () => {
  it('that asks about a person answers an admin', async () => {
    await using bot = await startSlackBot(asAdmin)
    await press(bot, bot.cloud.users.ada.id)
    expectOnlyFor(bot, bot.cloud.users.ada, /Completions/)
  })

  it('that asks about a person shows others that it is not for them', async () => {
    await using bot = await startSlackBot(asAdmin)
    await press(bot, bot.cloud.users.meera.id)
    expectOnlyFor(bot, bot.cloud.users.meera, 'Only admins can see other people’s usage')
  })

  async function press(bot: SlackBot, user: string): Promise<void> {
    const action = { action_id: 'ask-0', value: `user ${bot.cloud.users.ada.email}` }
    await bot.send({ kind: 'action', action, user, channel: channelOf(bot) })
    await bot.stop()
  }
})
