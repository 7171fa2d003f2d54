import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commands } from '../../../src/commands.ts'
import type { Scope } from '../../clouds/microsoft/conversations.ts'
import type { Mention } from '../../clouds/microsoft/written-text.ts'
import { linesIn, readCard } from '../../helpers/card-text.ts'
import { startTeamsBot, type TeamsBot } from '../../helpers/teams-bot.ts'

let bot: TeamsBot

beforeAll(async () => {
  bot = await startTeamsBot()
})

afterAll(() => bot.close())

const scopes: Scope[] = ['personal', 'groupChat', 'channel']
const written: [line: string, content: RegExp][] = [
  ['help', /Ask me about Tabnine/],
  ['help usage', /How to use: usage/],
  ['teams', /^Teams: Northwind Robotics\n(?:\d+ members in )?8 teams\./],
  ['team payments', /^Team: Payments\n/],
  ['seats', /\n98 members\. 74 people used Tabnine last week\./],
  ['usage payments last week', /^. Payments: \d+ people used Tabnine last week \(14–20 Sep\)\n/u],
  ['cost', /[Cc]ost/],
  ['about usage payments last week', /^About these numbers · Payments: \d+ people used Tabnine last week/],
  ['cost payments', /^Agent cost: |^This server has no agent cost/],
  ['digest payments', /^.*Tabnine this week: Payments · 14–20 Sep\n/],
  ['subscribe', /How to use: subscribe/],
  [
    'share usage payments',
    /^. Payments: \d+ people[\s\S]*Shared by \u2068Paul Olsen\u2069|There’s no one to share with here/,
  ],
  // This bot has no database, and says so in place.
  ...['subscriptions', 'subscribe payments', 'edit 1 web', 'pause 1', 'resume 1', 'run 1', 'unsubscribe 1', 'history 1']
    .concat('settle 1 drop', 'alerts payments', 'snooze 1', 'remind 1', 'budget 1 snooze')
    .map((line): [string, RegExp] => [line, /Only works in Slack or Teams/]),
  ['usage Nowhere', /No team called “\u2068Nowhere\u2069”/],
  ['dance', /I don’t know “\u2068dance\u2069”/],
]

/** Reports are tried by their first example as well: a new one needs no line above. */
const reports = commands
  .filter(({ surface, report }) => report && surface !== 'personal')
  .map(({ about }): [line: string, content: RegExp] => [
    about.en.examples[0],
    /^(?!.*(?:went wrong|I don’t know|No team called)).+\n/,
  ])
const inPlace = [...written, ...reports]

test('every command that is answered in place is tried here', () => {
  const tried = new Set(inPlace.map(([line]) => line.split(' ')[0]))
  for (const { name, surface } of commands) expect(tried.has(name)).toBe(surface !== 'personal')
})

describe.each(scopes)('in a %s', scope => {
  test.each(inPlace)('“%s” is answered with a card, as a reply to it', async (text, content) => {
    const { messages, status, activity } = await bot.ask({ scope, text })
    expect(status).toBe(200)
    expect(messages).toMatchObject([{ conversation: activity.conversation.id, replyTo: activity.id, text: '' }])
    expect(readCard(messages[0]?.cards)).toMatch(content)
    expect(messages[0]?.activity.summary).toMatch(/^\S.{5,}/)
  })

  test('an answer in a thread stays in the thread', async () => {
    const { messages, activity } = await bot.ask({ scope, text: 'teams', replyToId: '1790000000000' })
    expect(messages.map(({ conversation }) => conversation)).toEqual([activity.conversation.id])
    expect(activity.conversation.id.endsWith(';messageid=1790000000000')).toBe(scope === 'channel')
  })

  test('typing is shown before the answer comes', async () => {
    const place = bot.cloud.conversation(scope)
    const before = bot.cloud.typing(place)
    const shown: number[] = []
    bot.cloud.fail({ on: 'post', until: async () => shown.push(bot.cloud.typing(place) - before) })
    const { messages } = await bot.ask({ scope, text: 'help' })
    expect({ shown, messages: messages.length }).toEqual({ shown: [1], messages: 1 })
  })

  test('an answer comes also where typing cannot be shown', async () => {
    bot.cloud.fail({ on: 'typing', refuse: 'NotEnoughPermissions' })
    const { messages } = await bot.ask({ scope, text: 'help' })
    expect(messages).toHaveLength(1)
  })

  test.each<Mention>(['space', 'nbsp', 'entity', 'newline', 'end', 'twice'])('a mention with %s', async mention => {
    const { messages } = await bot.ask({ scope, text: 'team payments', mention })
    expect(readCard(messages[0]?.cards)).toMatch(/^Team: Payments\n/)
  })

  test.each<Mention>(['space', 'nbsp', 'entity', 'newline', 'end', 'twice'])(
    'a bare mention with %s',
    async mention => {
      const { messages } = await bot.ask({ scope, text: '', mention })
      expect(readCard(messages[0]?.cards)).toMatch(/^Ask me about Tabnine\n/)
    },
  )

  test.each(['html', 'placeholder'] as const)('a quoted message (%s) is no part of the line', async as => {
    const { messages } = await bot.ask({ scope, text: 'team payments', quote: { text: 'usage web', as } })
    expect(readCard(messages[0]?.cards)).toMatch(/^Team: Payments\n/)
  })

  test('every button of an answer is answered', async () => {
    const { messages } = await bot.ask({ scope, text: 'team payments' })
    const lines = linesIn(messages[0]?.cards[0])
    expect(lines).toEqual([
      expect.stringMatching(/^usage /),
      expect.stringMatching(/^seats /),
      expect.stringMatching(/^about team /),
    ])
    for (const line of lines) {
      const pressed = await bot.ask({ scope, value: { line }, replyToId: messages[0]?.id ?? '' })
      expect(pressed.messages).toHaveLength(1)
      expect(readCard(pressed.messages[0]?.cards)).toMatch(
        /^(. Payments: \d+ people used Tabnine|Seats: Payments|About these numbers · Team: Payments)/u,
      )
    }
  })

  test('a suggestion is a button that works', async () => {
    const { messages } = await bot.ask({ scope, text: 'usage paymets last week' })
    expect(readCard(messages[0]?.cards)).toMatch(/^No team called “\u2068paymets\u2069”\nPick a team\.\nPayments$/m)
    const [line] = linesIn(messages[0]?.cards[0])
    const pressed = await bot.ask({ scope, value: { line } })
    expect(readCard(pressed.messages[0]?.cards)).toMatch(/Payments: \d+ people used Tabnine/)
  })
})

test.each([
  ['what is our usage?', ['See usage', 'See team usage…', 'See all commands'], /people used Tabnine last week/],
  [
    'payments vs mobile',
    ['Compare teams', 'See Payments usage', 'See Mobile usage'],
    /Tabnine this week: Payments and Mobile/,
  ],
])('“%s” gets the nearest commands as buttons', async (text, labels, answer) => {
  const { messages } = await bot.ask({ scope: 'personal', text })
  expect(readCard(messages[0]?.cards)).toMatch(/^Did you mean one of these\?\nI answer short commands\./)
  for (const label of labels) expect(JSON.stringify(messages[0]?.cards)).toContain(label)
  const [line] = linesIn(messages[0]?.cards[0])
  const pressed = await bot.ask({ scope: 'personal', value: { line }, replyToId: messages[0]?.id ?? '' })
  expect(readCard(pressed.messages[0]?.cards)).toMatch(answer)
})

test('what to type is shown as it is typed there', async () => {
  const personal = await bot.ask({ scope: 'personal', text: 'help' })
  const channel = await bot.ask({ scope: 'channel', text: 'help' })
  expect(readCard(personal.messages[0]?.cards)).toMatch(/: help usage$/m)
  expect(readCard(channel.messages[0]?.cards)).toMatch(/: @Tabnine help usage$/m)
})

test('no card was refused', () => {
  const refused = bot.logged().filter(({ msg }) => msg.includes('refused the card'))
  expect(refused).toEqual([])
})
