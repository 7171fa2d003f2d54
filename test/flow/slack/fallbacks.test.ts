import { describe, expect, it } from 'vitest'
import type { Fault } from '../../clouds/slack/faults.ts'
import { BOT_SCOPES } from '../../clouds/slack/people.ts'
import { type SlackBot, type SlackBotOptions, startSlackBot } from '../../helpers/slack-bot.ts'

const channelOf = ({ cloud }: SlackBot) => cloud.channels.general.id
const stamp = '1790000000.000100'
/** Charts have their own fallbacks, see charts.test.ts. */
const inWords: SlackBotOptions = { environment: () => ({ CHARTS: 'text' }) }
const title = expect.stringMatching(/^Teams: /)

/** Asks by slash command while the Usage API takes its time, so that there is time for the response address to go bad. */
async function command(bot: SlackBot, channel = channelOf(bot)): Promise<string> {
  bot.sandbox.fault('*', { delayMs: 100 })
  const { responseUrl } = await bot.send({ kind: 'command', text: 'teams', user: bot.cloud.users.ada.id, channel })
  return responseUrl ?? ''
}

async function mention(bot: SlackBot, text = 'teams'): Promise<string> {
  const where = { user: bot.cloud.users.ada.id, channel: channelOf(bot), ts: stamp }
  const { eventId } = await bot.send({ kind: 'mention', text, ...where })
  return eventId ?? ''
}

/** What was posted of the answer, without the test's own use of the address. */
function answers(bot: SlackBot) {
  return bot.messages().filter(({ text }) => text !== 'used')
}

describe('a response address', () => {
  it('that is used up is left for an ephemeral message', async () => {
    await using bot = await startSlackBot()
    const url = await command(bot)
    const use = { method: 'POST', body: JSON.stringify({ text: 'used' }) }
    await Promise.all(Array.from({ length: 5 }, () => fetch(url, use)))
    await bot.stop()
    expect(answers(bot)).toMatchObject([{ how: 'ephemeral', to: bot.cloud.users.ada.id, text: title }])
  })

  it('that is gone after half an hour is left for an ephemeral message', async () => {
    let later = 0
    await using bot = await startSlackBot({ cloud: { now: () => new Date(Date.now() + later) } })
    await command(bot)
    later = 31 * 60_000
    await bot.stop()
    expect(answers(bot)).toMatchObject([{ how: 'ephemeral', to: bot.cloud.users.ada.id, text: title }])
  })

  it.each<[string, Fault, SlackBotOptions]>([
    ['hangs', { until: new Promise(() => {}) }, { patience: 150 }],
    ['Tabnine has an internal error', { status: 500 }, {}],
    ['is limited', { status: 429, retryAfter: 30 }, {}],
    ['refuses for no reason we know', { error: 'team_disabled' }, {}],
    ['breaks off', { cut: true }, {}],
  ])('that %s is left for an ephemeral message', async (_what, fault, options) => {
    await using bot = await startSlackBot(options)
    bot.cloud.fail('response_url', fault)
    await command(bot)
    await bot.stop()
    expect(answers(bot)).toMatchObject([{ how: 'ephemeral', to: bot.cloud.users.ada.id, text: title }])
    expect(bot.logged('warn')).toMatchObject([{ fields: { way: 'response address', eventId: expect.any(String) } }])
  })

  it.each<[string, Fault]>([
    ['with status 200', { error: 'invalid_blocks' }],
    ['with status 400', { status: 400 }],
  ])('that refuses the blocks %s gets their text', async (_how, fault) => {
    await using bot = await startSlackBot(inWords)
    // With tables that can be sorted, and without.
    bot.cloud.fail('response_url', { ...fault, times: 2 })
    await command(bot)
    await bot.stop()
    expect(answers(bot)).toMatchObject([{ how: 'response', to: bot.cloud.users.ada.id, blocks: undefined }])
    expect(answers(bot)[0]?.text).toMatch(/^Teams: Northwind Robotics\n\n.*\n\nTeams by size\nTeam .*Payments/s)
  })

  it('that refuses the text too is left for an ephemeral message', async () => {
    await using bot = await startSlackBot(inWords)
    bot.cloud.fail('response_url', { status: 400, times: 3 })
    await command(bot)
    await bot.stop()
    expect(answers(bot)).toMatchObject([{ how: 'ephemeral', text: title, blocks: expect.any(Array) }])
  })

  it('that is gone where the bot is no member leaves a direct message', async () => {
    await using bot = await startSlackBot()
    bot.cloud.fail('response_url', { status: 404 })
    await command(bot, bot.cloud.channels.random.id)
    await bot.stop()
    expect(answers(bot)).toMatchObject([{ how: 'message', channel: bot.cloud.users.ada.dm, text: title }])
    expect(bot.logged('warn').map(({ fields }) => fields.way)).toEqual(['response address', 'ephemeral message'])
  })
})

describe('the answer in a thread', () => {
  const inThread = (bot: SlackBot) => ({ how: 'message', channel: channelOf(bot), thread: stamp, text: title })
  const inDirectMessage = (bot: SlackBot) => ({ how: 'message', channel: bot.cloud.users.ada.dm, text: title })

  it.each<[string, Fault]>([
    ['the bot was removed from the channel', { error: 'not_in_channel' }],
    ['the channel was archived', { error: 'is_archived' }],
    ['Slack asks to wait for long', { status: 429, retryAfter: 60 }],
    ['Slack has a fault', { status: 503 }],
    ['the connection breaks', { cut: true }],
  ])('comes as a direct message where %s', async (_what, fault) => {
    await using bot = await startSlackBot()
    bot.cloud.fail('chat.postMessage', fault)
    await mention(bot)
    await bot.stop()
    expect(bot.messages()).toMatchObject([inDirectMessage(bot)])
  })

  it('waits where Slack asks to wait a little', async () => {
    await using bot = await startSlackBot()
    bot.cloud.fail('chat.postMessage', { status: 429, retryAfter: 1 })
    await mention(bot)
    await bot.stop()
    expect(bot.messages()).toMatchObject([inThread(bot)])
  })

  it('waits for its slot where a channel is asked in often', async () => {
    await using bot = await startSlackBot({ cloud: { burst: 1 } })
    await Promise.all([mention(bot), mention(bot), mention(bot)])
    await bot.stop()
    expect(bot.messages()).toMatchObject([inThread(bot), inThread(bot), inThread(bot)])
  })

  it.each(['invalid_blocks', 'msg_blocks_too_long', 'invalid_blocks_format'])(
    'is text alone where Slack says %s',
    async error => {
      await using bot = await startSlackBot(inWords)
      bot.cloud.fail('chat.postMessage', { error, times: 2 })
      await mention(bot)
      await bot.stop()
      expect(bot.messages()).toMatchObject([
        { ...inThread(bot), text: expect.stringMatching(/^Teams: Northwind Robotics\n\n.*Payments/s) },
      ])
      expect(bot.messages()[0]?.blocks).toBeUndefined()
    },
  )

  it('is there once though Slack’s confirmation is lost', async () => {
    await using bot = await startSlackBot()
    bot.cloud.fail('chat.postMessage', { lostReply: true })
    await mention(bot)
    await bot.stop()
    expect(bot.cloud.messages(channelOf(bot))).toHaveLength(1)
  })
})

describe('where nothing works', () => {
  it('the loss is an error in the log, found by the text of the request', async () => {
    const scopes = BOT_SCOPES.filter(scope => scope !== 'chat:write')
    await using bot = await startSlackBot({ cloud: { scopes } })
    const eventId = await mention(bot)
    await bot.stop()
    expect(bot.messages()).toEqual([])
    expect(bot.logged('error')).toMatchObject([
      {
        text: 'an answer could not be given at all',
        fields: { eventId: `event ${eventId}`, ways: ['thread', 'direct message'] },
      },
    ])
    expect(bot.logged('warn').map(({ fields }) => fields.err)).toMatchObject([
      { data: { error: 'missing_scope', needed: 'chat:write' } },
      { data: { error: 'missing_scope', needed: 'chat:write' } },
    ])
  })

  it('a slash command still finds its response address', async () => {
    const scopes = BOT_SCOPES.filter(scope => scope !== 'chat:write')
    await using bot = await startSlackBot({ cloud: { scopes } })
    await command(bot)
    await bot.stop()
    expect(bot.messages()).toMatchObject([{ how: 'response', text: title }])
  })

  it('the next question is answered as if nothing had been', async () => {
    await using bot = await startSlackBot()
    bot.cloud.fail('*', { status: 500, times: 10, when: ({ channel }) => channel !== undefined })
    await mention(bot)
    await bot.send({ kind: 'command', text: 'help', user: bot.cloud.users.ada.id, channel: channelOf(bot) })
    await bot.stop()
    expect(bot.messages()).toMatchObject([{ how: 'response', text: expect.stringMatching(/^Ask me about Tabnine/) }])
    expect(bot.logged('error')).toHaveLength(1)
  })
})
