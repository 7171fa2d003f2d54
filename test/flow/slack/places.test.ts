import { describe, expect, it } from 'vitest'
import type { Inbound } from '../../clouds/slack/inbound/inbound.ts'
import { type SlackBot, type SlackBotOptions, startSlackBot, ways } from '../../helpers/slack-bot.ts'

const stamp = '1790000000.000100'

type Ask = (bot: SlackBot, line: string) => Inbound
type Where = (bot: SlackBot) => object

const ada = ({ cloud }: SlackBot) => cloud.users.ada
const general = ({ cloud }: SlackBot) => cloud.channels.general.id

const command: Ask = (bot, text) => ({ kind: 'command', text, user: ada(bot).id, channel: general(bot) })
const mention: Ask = (bot, text) => ({ kind: 'mention', text, ts: stamp, user: ada(bot).id, channel: general(bot) })
const dm: Ask = (bot, text) => ({ kind: 'dm', text, user: ada(bot).id })
const button: Ask = (bot, value) => ({
  kind: 'action',
  action: { action_id: 'ask-0', value },
  user: ada(bot).id,
  channel: general(bot),
})

const throughAddress: Where = bot => ({ how: 'response', channel: general(bot), to: ada(bot).id })
const inThread: Where = bot => ({ how: 'message', channel: general(bot), thread: stamp })
const toAskerAlone: Where = bot => ({ how: 'ephemeral', channel: general(bot), to: ada(bot).id })
const inDirectMessage: Where = bot => ({ how: 'message', channel: ada(bot).dm })

const totals: [line: string, text: RegExp][] = [
  ['help', /^Ask me about Tabnine: Type a command, press a button, or ask in your own words\./],
  ['help usage', /^How to use: usage: /],
  ['teams', /^Teams: Northwind Robotics: (?:\d+ members in )?8 teams\. Payments is the largest, with \d+/],
  ['team payments', /^Team: Payments: \d+ members\. \d+ people used Tabnine last week\. \d+ open invites?, /],
  ['seats', /^Seats: Northwind Robotics: \d+ members\. \d+ people used/],
  ['usage payments last week', /Payments: \d+ people used Tabnine last week \(21–27 Sep\): /],
  ['digest payments', /^.*Tabnine this week: Payments · 21–27 Sep: /],
  ['usage nowhere', /^No team called “\u2068nowhere\u2069”: Check the spelling, or pick a team from the list\.$/],
  [
    'what is our usage?',
    /^Did you mean one of these\?: I answer short commands\. These come closest to your question\.$/,
  ],
  ['dance', /^I don’t know “\u2068dance\u2069”: Try one of these\.$/],
]

/** A team's open invites and former people are fewer than five, so a channel sees only its members counted. */
const totalsInChannel = totals.map(([line, text]): [string, RegExp] => [
  line,
  line === 'team payments' ? /^Team: Payments: \d+ members\. \d+ people used Tabnine last week\.$/ : text,
])

const personal: [line: string, text: RegExp][] = [
  ['me', /^Your last 30 days \(29 Aug – 27 Sep\): You accepted [\d,]+ completions, .*\.\n.* and 21 Sep \d+\.$/],
  ['user me@elsewhere.example', /^No one matches/],
  ['user', /^Something’s missing: The examples show how to write it\.$/],
  ['me in the future', /^I didn’t understand “/],
]

const asAdmin: SlackBotOptions = { environment: cloud => ({ ADMINS: cloud.users.ada.id }) }

describe.each(ways)('asked over %s', way => {
  const places: [string, Ask, Where, [string, RegExp][]][] = [
    ['a slash command is answered through its response address', command, throughAddress, [...totals, ...personal]],
    ['a mention about totals is answered in the thread', mention, inThread, totalsInChannel],
    ['a mention about a person is answered to who asks, and to no one else', mention, toAskerAlone, personal],
    ['a direct message is answered there', dm, inDirectMessage, [...totals, ...personal]],
    ['a button is answered to who presses it', button, throughAddress, [...totals, ...personal]],
  ]

  describe.each(places)('%s', (_name, ask, where, lines) => {
    it.each(lines)('%s', async (line, text) => {
      await using bot = await startSlackBot({ way, ...asAdmin })
      expect(await bot.send(ask(bot, line))).toMatchObject({ status: 200, body: '' })
      await bot.stop()
      expect(bot.messages()).toEqual([{ ...where(bot), text: expect.stringMatching(text), blocks: expect.any(Array) }])
      expect(bot.logged('error')).toEqual([])
    })
  })

  it.each([
    ['slash command', command],
    ['mention', mention],
    ['direct message', dm],
    ['button', button],
  ])('a %s is acknowledged before there is an answer', async (_name, ask) => {
    await using bot = await startSlackBot({ way })
    bot.sandbox.fault('*', { delayMs: 200 })
    await bot.send(ask(bot, 'teams'))
    const shownAtOnce = bot.messages()
    await bot.stop()
    expect({ atOnce: shownAtOnce.length, later: bot.messages().length }).toEqual({ atOnce: 0, later: 1 })
  })

  it('a mention in a thread is answered in that thread', async () => {
    await using bot = await startSlackBot({ way })
    const thread = '1780000000.000900'
    await bot.send({ ...mention(bot, 'teams'), thread } as Inbound)
    await bot.send({ ...mention(bot, 'me'), thread } as Inbound)
    await bot.stop()
    const places = bot.messages().map(({ how, thread }) => ({ how, thread }))
    expect(places).toHaveLength(2)
    expect(places).toEqual(
      expect.arrayContaining([
        { how: 'message', thread },
        { how: 'ephemeral', thread },
      ]),
    )
  })

  it('a direct message in a thread is answered in that thread', async () => {
    await using bot = await startSlackBot({ way })
    const thread = '1780000000.000900'
    await bot.send({ kind: 'dm', text: 'help', user: ada(bot).id, thread })
    await bot.stop()
    expect(bot.messages()).toMatchObject([{ how: 'message', channel: ada(bot).dm, thread }])
  })
})

it('a slash command is answered where the bot is no member', async () => {
  await using bot = await startSlackBot()
  const channel = bot.cloud.channels.board.id
  await bot.send({ kind: 'command', text: 'teams', user: ada(bot).id, channel })
  await bot.stop()
  expect(bot.messages()).toMatchObject([{ how: 'response', channel, to: ada(bot).id }])
})

it('a button asks what it carries, and leaves the message that holds it', async () => {
  await using bot = await startSlackBot()
  await bot.send(mention(bot, 'usage payments last week'))
  const shown = await bot.cloud.waitFor('message')
  const line = /"value":"(seats [^"]+)"/.exec(JSON.stringify(shown.blocks))?.[1] ?? ''
  const { grace } = bot.cloud.users
  await bot.send({ ...button(bot, line), user: grace.id, message: { ts: shown.ts } } as Inbound)
  await bot.stop()
  const [, answer] = bot.messages()
  expect(answer).toMatchObject({ how: 'response', to: grace.id, text: expect.stringMatching(/^Seats: Payments: /) })
  expect(bot.cloud.responses).toMatchObject([{ replaceOriginal: false, deleteOriginal: false }])
  expect(bot.cloud.messages(general(bot))).toMatchObject([{ ts: shown.ts, edited: false }])
})
