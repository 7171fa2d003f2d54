import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { readCard } from '../../helpers/card-text.ts'
import { startTeamsBot, type TeamsBot } from '../../helpers/teams-bot.ts'

let bot: TeamsBot

beforeAll(async () => {
  bot = await startTeamsBot()
})

beforeEach(() => {
  // Microsoft's library writes every refused token to the console.
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})

afterAll(() => bot.close())

describe('what bots write is not answered', () => {
  test.each(['bot', 'self'] as const)('%s', async from => {
    const { messages, status } = await bot.ask({ scope: 'groupChat', text: 'help', from })
    expect({ messages, status }).toEqual({ messages: [], status: 200 })
  })

  test('by the id alone, where no role is given', async () => {
    const alter = ({ from, ...rest }: Record<string, unknown>) => ({ ...rest, from: { ...(from as object), role: '' } })
    const { messages } = await bot.askAltered(alter, { scope: 'channel', text: 'help', from: 'bot' })
    expect(messages).toEqual([])
  })
})

describe('what Teams delivers again', () => {
  test('is answered once', async () => {
    const first = await bot.ask({ scope: 'channel', text: 'help' })
    const again = await bot.ask({ scope: 'channel', text: 'help', id: first.activity.id })
    expect([first.messages.length, again.messages.length, again.status]).toEqual([1, 0, 200])
  })

  test('is answered once, also while the first answer is under way', async () => {
    const [arrived, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    bot.cloud.fail({
      on: 'post',
      until() {
        arrived.resolve()
        return released.promise
      },
    })
    const before = bot.cloud.sent().length
    const { activity } = await bot.cloud.send(bot.url, { scope: 'channel', text: 'help' })
    await arrived.promise
    const { status } = await bot.cloud.send(bot.url, { scope: 'channel', text: 'help', id: activity.id })
    released.resolve()
    await bot.settled()
    expect(status).toBe(200)
    expect(bot.cloud.sent().length - before).toBe(1)
  })

  test('is not what a person asks again, or elsewhere', async () => {
    const first = await bot.ask({ scope: 'channel', text: 'help' })
    const again = await bot.ask({ scope: 'channel', text: 'help' })
    const elsewhere = await bot.ask({ scope: 'personal', text: 'help', id: first.activity.id })
    expect([again.messages.length, elsewhere.messages.length]).toEqual([1, 1])
  })
})

describe('what is no message is refused briefly', () => {
  const json = { 'content-type': 'application/json' }
  const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`

  test.each<[string, RequestInit, number]>([
    ['half JSON', { body: '{"type":', headers: json }, 400],
    ['null', { body: 'null', headers: json }, 400],
    ['a list', { body: '[]', headers: json }, 401],
    ['nothing', { headers: json }, 401],
    ['text', { body: 'help', headers: { 'content-type': 'text/plain' } }, 401],
    ['a form', { body: 'type=message', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 401],
    ['1 MB', { body: JSON.stringify({ text: 'x'.repeat(1_000_000) }), headers: json }, 413],
    ['much depth', { body: deep, headers: json }, 413],
    ['an unknown compression', { body: '{}', headers: { ...json, 'content-encoding': 'rot13' } }, 415],
    ['a wrong compression', { body: '{}', headers: { ...json, 'content-encoding': 'gzip' } }, 400],
    ['an unknown alphabet', { body: '{}', headers: { 'content-type': 'application/json; charset=klingon' } }, 415],
    ['a polluted object', { body: '{"__proto__":{"type":"message"}}', headers: json }, 401],
  ])('%s', async (_what, request, status) => {
    await expectRefusal(await fetch(bot.url, { method: 'POST', ...request }), status)
  })

  test.each(['GET', 'PUT', 'DELETE', 'OPTIONS'])('%s', async method => {
    await expectRefusal(await fetch(bot.url, { method }), 404)
  })

  test.each(['/', '/api', '/api/messages/1', '/%E0%A4%A', '/health/../x', '/slack/events'])('%s', async path => {
    await expectRefusal(await fetch(new URL(path, bot.url)), 404)
  })

  async function expectRefusal(response: Response, status: number): Promise<void> {
    const body = await response.text()
    expect({ status: response.status, body }).toEqual({
      status,
      body: expect.not.stringMatching(/<|\bat \S+:\d+|Error/),
    })
    if (body !== '') expect(Object.keys(JSON.parse(body))).toEqual(['error'])
    expect(response.headers.get('x-powered-by')).toBeNull()
  }
})

describe('what Teams signed, but not as it should be', () => {
  const odd = [undefined, null, 5, '', 'x', [], {}, true]
  const needed = ['type', 'id', 'channelId', 'serviceUrl', 'conversation', 'from', 'recipient'] as const

  test.each(needed)('%s missing or of another kind is refused', async field => {
    // Any text could be a type or an id.
    for (const value of odd.filter(value => value !== 'x')) {
      const { status, messages, body } = await bot.askAltered(activity => ({ ...activity, [field]: value }), {
        scope: 'personal',
        text: 'help',
      })
      // What the signature vouches for is looked at first.
      expect({ status, messages }).toEqual({ status: expect.toBeOneOf([400, 401]), messages: [] })
      expect(body).toBe(status === 400 ? '{"error":"bad request"}' : '')
    }
  })

  const further = [
    'text',
    'value',
    'channelData',
    'entities',
    'attachments',
    'localTimezone',
    'locale',
    'timestamp',
    'replyToId',
  ] as const

  test.each(further)('%s missing or of another kind is still answered', async field => {
    for (const value of odd) {
      const { status, messages } = await bot.askAltered(activity => ({ ...activity, [field]: value }), {
        scope: 'personal',
        text: 'help',
      })
      expect({ status, messages: messages.length }).toEqual({ status: 200, messages: 1 })
    }
  })

  test.each(odd)('added members that are %j are no one', async membersAdded => {
    const { status, messages } = await bot.askAltered(activity => ({ ...activity, membersAdded }), {
      scope: 'personal',
      kind: 'conversationUpdate',
    })
    expect({ status, messages }).toEqual({ status: 200, messages: [] })
  })

  test('a line of 10,000 characters, emoji and right-to-left text are answered', async () => {
    for (const text of ['x'.repeat(10_000), 'usage 🦊👩‍👩‍👧', 'usage شاهين', '\u202Eusage', '&lt;b&gt;', '<at>all']) {
      const { messages } = await bot.ask({ scope: 'channel', text })
      expect(readCard(messages.map(({ cards }) => cards))).toMatch(
        /^(I don’t know|No team called|That’s too long|Did you mean)/,
      )
    }
  })
})

test('the bot is alive after all this', async () => {
  expect((await bot.ask({ scope: 'personal', text: 'help' })).messages).toHaveLength(1)
  expect((await fetch(new URL('/health/live', bot.url))).status).toBe(200)
})
