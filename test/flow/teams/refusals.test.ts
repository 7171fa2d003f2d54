import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Fault } from '../../clouds/microsoft/faults.ts'
import { readCard } from '../../helpers/card-text.ts'
import { startTeamsBot, type TeamsBot } from '../../helpers/teams-bot.ts'

let bot: TeamsBot

beforeAll(async () => {
  bot = await startTeamsBot({ environment: ({ admin }) => ({ ADMINS: admin.objectId }) })
})

afterEach(() => bot.cloud.heal())

afterAll(() => bot.close())

const always = Number.POSITIVE_INFINITY
const inChannel = { scope: 'channel', text: 'teams' } as const
const errorsSince = (before: number) =>
  bot
    .logged()
    .slice(before)
    .filter(({ level }) => level >= 50)

/** Asks while something is wrong; gives where the answer was posted, and what was logged. */
async function askDuring(fault: Fault, inbound: Parameters<TeamsBot['ask']>[0] = inChannel) {
  const before = bot.logged().length
  bot.cloud.fail(fault)
  const { messages } = await bot.ask(inbound)
  const places = messages.map(({ conversation }) =>
    conversation.startsWith(bot.cloud.conversation('channel')) ? 'channel' : 'personal chat',
  )
  return { messages, places, logged: bot.logged().slice(before), lost: errorsSince(before) }
}

describe('a card that Teams refuses', () => {
  test.each<Fault>([
    { on: 'post', refuse: 'BadArgument' },
    { on: 'post', refuse: 'BadSyntax' },
    { on: 'post', refuse: 'MessageSizeTooBig' },
  ])('is posted as plain text: %j', async fault => {
    const { messages, places, logged, lost } = await askDuring(fault)
    expect({ places, lost }).toEqual({ places: ['channel'], lost: [] })
    expect(messages[0]).toMatchObject({ cards: [], activity: { textFormat: 'plain' } })
    // Some team has fewer than five in each other state, so a shared place shows that state of no team.
    expect(messages[0]?.text).toMatch(
      /^Teams: Northwind Robotics\n[\s\S]*\nTeam +Members\nPayments +22\n[\s\S]*\nCounts of fewer than 5 people are hidden\.\n/,
    )
    expect(logged).toContainEqual(expect.objectContaining({ msg: expect.stringContaining('refused the card') }))
  })

  test('with a chart is tried without it, and then posted as plain text', async () => {
    const asked = { scope: 'channel', text: 'usage payments last week' } as const
    const once = await askDuring({ on: 'post', refuse: 'BadSyntax' }, asked)
    expect(once.messages[0]?.cards).toHaveLength(1)
    const twice = await askDuring({ on: 'post', refuse: 'BadSyntax', times: 2 }, asked)
    expect([...once.lost, ...twice.lost]).toEqual([])
    expect(twice.messages).toMatchObject([{ cards: [], activity: { textFormat: 'plain' } }])
    expect(twice.messages[0]?.text).toMatch(/Payments: \d+ people used Tabnine/)
  })

  test('is posted as plain text with each count to an admin', async () => {
    const asked = { scope: 'personal', text: 'teams', from: 'admin' } as const
    const { messages, lost } = await askDuring({ on: 'post', refuse: 'BadArgument' }, asked)
    expect(lost).toEqual([])
    expect(messages).toMatchObject([{ cards: [], activity: { textFormat: 'plain' } }])
    expect(messages[0]?.text).toMatch(/^Teams: Northwind Robotics\n[\s\S]*Deactivated: \d+\n[\s\S]*Payments +22 +2\n/)
  })

  test('is posted in the personal chat where the text is refused too', async () => {
    const { places, lost } = await askDuring({ on: 'post', refuse: 'BadArgument', times: 2 })
    expect({ places, lost }).toEqual({ places: ['personal chat'], lost: [] })
  })

  test('is posted as plain text in the personal chat as well', async () => {
    const { messages } = await askDuring(
      { on: 'post', refuse: 'MessageSizeTooBig', times: 2 },
      { scope: 'channel', text: 'me' },
    )
    expect(messages.map(({ text }) => text)).toEqual([
      expect.stringContaining('Your last 30 days'),
      'The answer is in our personal chat.',
    ])
  })
})

describe('a place that is closed to the bot', () => {
  test.each(['MessageWritesBlocked', 'BotNotInConversationRoster', 'BotDisabledByAdmin'] as const)(
    'is answered in the personal chat: %s',
    async refuse => {
      const conversation = bot.cloud.conversation('channel')
      const { messages, places, lost, logged } = await askDuring({ on: 'post', conversation, refuse })
      expect({ places, lost }).toEqual({ places: ['personal chat'], lost: [] })
      expect(readCard(messages[0]?.cards)).toContain('8 teams.')
      expect(logged).toContainEqual(expect.objectContaining({ way: 'reply', level: 40 }))
    },
  )

  test('where the personal chat is closed too, it is in the log that an answer is lost, and why', async () => {
    const { messages, lost, logged } = await askDuring({ on: 'post', refuse: 'MessageWritesBlocked', times: always })
    expect(messages).toEqual([])
    expect(lost).toMatchObject([{ ways: ['reply', 'personal chat'] }])
    expect(logged.filter(({ err }) => err?.statusCode === 403).map(({ way }) => way)).toEqual([
      'reply',
      'personal chat',
    ])
    expect(JSON.stringify(logged)).toContain('Thread is blocked from message writes')
  })

  test('so is the neutral line where only that could not be posted', async () => {
    const conversation = bot.cloud.conversation('channel')
    const fault: Fault = { on: 'post', conversation, refuse: 'MessageWritesBlocked' }
    const { places, lost } = await askDuring(fault, { scope: 'channel', text: 'me' })
    expect(places).toEqual(['personal chat'])
    expect(lost).toMatchObject([{ ways: ['reply'] }])
  })
})

describe('an answer is given once', () => {
  test.each<[Fault, string]>([
    [{ on: 'post', refuse: 'Throttled', headers: { 'retry-after': '0' }, times: 3 }, 'channel'],
    [{ on: 'post', status: 503, headers: { 'retry-after': '0' }, times: 3 }, 'channel'],
    [{ on: 'post', status: 502 }, 'channel'],
    // Without a time to wait, and where a connection broke before anything was done, the other way is taken.
    [{ on: 'post', refuse: 'Throttled' }, 'personal chat'],
    [{ on: 'post', refuse: 'Throttled', headers: { 'retry-after': '86400' } }, 'personal chat'],
    [{ on: 'post', status: 503, headers: { 'retry-after': 'Fri, 31 Dec 2199 23:59:59 GMT' } }, 'channel'],
    [{ on: 'post', refuse: 'PreconditionFailed' }, 'personal chat'],
    [{ on: 'post', cut: true }, 'personal chat'],
    [{ on: 'token', status: 503 }, 'channel'],
    [{ on: 'typing', lostReply: true }, 'channel'],
    [{ on: 'members', lostReply: true }, 'channel'],
  ])('in spite of %j, in the %s', async (fault, place) => {
    const { places, lost } = await askDuring(fault)
    expect({ places, lost }).toEqual({ places: [place], lost: [] })
  })

  test('when Teams stays out of order it is in the log', async () => {
    const { messages, lost } = await askDuring({
      on: 'post',
      status: 503,
      headers: { 'retry-after': '0' },
      times: always,
    })
    expect(messages).toEqual([])
    expect(lost).toMatchObject([{ ways: ['reply', 'personal chat'] }])
  })

  // Teams offers no key by which it would know a message again: rather twice, in two places, than not at all.
  test('or twice, where the connection broke after Teams had taken it', async () => {
    const { places, lost } = await askDuring({ on: 'post', lostReply: true })
    expect({ places, lost }).toEqual({ places: ['channel', 'personal chat'], lost: [] })
  })
})

test('without a valid password nothing can be posted, which is in the log, and the password is not', async () => {
  const wrong = await startTeamsBot({ environment: () => ({ MICROSOFT_APP_PASSWORD: 'not-the-password' }) })
  const { messages, status } = await wrong.ask({ scope: 'personal', text: 'help' })
  const text = wrong.loggedText()
  await wrong.close()
  expect({ messages, status }).toEqual({ messages: [], status: 200 })
  expect(text).toContain('AADSTS7000215')
  expect(text).toContain('an answer could not be given at all')
  expect(text).not.toContain('not-the-password')
})

test('no access token is in the log', () => {
  expect(bot.loggedText()).not.toMatch(/Bearer|[Aa]uthorization"/)
})
