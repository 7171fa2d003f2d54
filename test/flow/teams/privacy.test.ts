import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createWords } from '../../../src/message/words.ts'
import type { Scope } from '../../clouds/microsoft/conversations.ts'
import { readCard } from '../../helpers/card-text.ts'
import { startTeamsBot, type TeamsBot } from '../../helpers/teams-bot.ts'

const { answeredInPersonalChat, needsPersonalChat } = createWords('en').privacy

let bot: TeamsBot

beforeAll(async () => {
  bot = await startTeamsBot({
    cloud: { people: { admin: { email: 'admin@holding.example' } } },
    environment: ({ admin }) => ({ ADMINS: admin.objectId }),
  })
})

afterEach(() => {
  bot.cloud.heal()
  bot.sandbox.clearFaults()
})

afterAll(() => bot.close())

type SentMessages = ReturnType<TeamsBot['cloud']['sent']>

/** What others read: exactly one line that reveals nothing about anyone, and nothing else. */
function expectOneLine(messages: SentMessages, line: string) {
  expect(messages.map(({ text, cards, activity }) => ({ text, cards, summary: activity.summary }))).toEqual([
    { text: line, cards: [], summary: undefined },
  ])
  expect(line).not.toMatch(/[@\d]/)
}

describe.each<Scope>(['groupChat', 'channel'])('in a %s', scope => {
  /** Asks there; gives what is posted there afterwards, and what is in the asker's personal chat. */
  async function askBeforeOthers(text: string, from: 'plain' | 'admin' | 'newcomer' = 'plain') {
    const { messages, activity } = await bot.ask({ scope, text, from })
    const shared = messages.filter(({ conversation }) => conversation === activity.conversation.id)
    const personal = messages.filter(({ conversation }) => conversation === bot.cloud.conversation('personal', from))
    expect(messages).toHaveLength(shared.length + personal.length)
    return { shared, personal, shown: readCard(personal.map(({ cards }) => cards)) }
  }

  test('totals are answered in place', async () => {
    const { shared, personal } = await askBeforeOthers('usage payments')
    expect(readCard(shared.map(({ cards }) => cards))).toMatch(/people used Tabnine/)
    expect(personal).toEqual([])
  })

  test('one’s own usage goes to the personal chat', async () => {
    const { shared, shown } = await askBeforeOthers('me')
    expect(shown).toContain('Your last 30 days')
    expectOneLine(shared, answeredInPersonalChat)
  })

  test('another person’s usage goes to the personal chat of the admin who asked', async () => {
    const { shared, shown } = await askBeforeOthers(`user ${bot.cloud.people.plain.email}`, 'admin')
    expect(shown).toContain(`Tabnine usage: ${bot.cloud.people.plain.email}`)
    expectOneLine(shared, answeredInPersonalChat)
  })

  test.each([
    ['no one has that e-mail', 'user unknown@example.com', 'admin', /No one matches/],
    ['the asking is not allowed', 'user unknown@example.com', 'plain', /Only admins can see other people’s usage/],
    ['something is missing', 'user', 'admin', /Something’s missing/],
    ['the period is invalid', 'me 2026-13', 'plain', /2026-13/],
  ] as const)('the personal chat says that %s', async (_what, line, from, sentence) => {
    const { shared, shown } = await askBeforeOthers(line, from)
    expect(shown).toMatch(sentence)
    expectOneLine(shared, answeredInPersonalChat)
  })

  test('the personal chat says that Tabnine does not answer', async () => {
    bot.sandbox.fault('*', { status: 403 })
    const { shared, shown } = await askBeforeOthers(`user ${bot.cloud.people.plain.email}`, 'admin')
    expect(shown).toMatch(/I’m not allowed to read this in Tabnine/)
    expectOneLine(shared, answeredInPersonalChat)
  })

  test('the personal chat says that one’s account is not found', async () => {
    const { shared, shown } = await askBeforeOthers('me', 'admin')
    expect(shown).toMatch(/can’t find your Tabnine account/)
    expectOneLine(shared, answeredInPersonalChat)
  })

  test('a button is as private as a line', async () => {
    const { messages, activity } = await bot.ask({ scope, value: { line: 'me' } })
    expect(messages).toHaveLength(2)
    expectOneLine(
      messages.filter(({ conversation }) => conversation === activity.conversation.id),
      answeredInPersonalChat,
    )
  })

  test.each(['me', 'user unknown@example.com'])('who has not installed the app reads how to, for “%s”', async line => {
    const { shared, personal } = await askBeforeOthers(line, 'newcomer')
    expect(personal).toEqual([])
    expectOneLine(shared, needsPersonalChat)
    expect(needsPersonalChat).toMatch(/Apps.*Add/)
  })

  test('who has blocked the bot reads how to, too', async () => {
    const conversation = bot.cloud.conversation('personal', 'plain')
    bot.cloud.fail({ on: 'post', conversation, refuse: 'ConversationBlockedByUser' })
    const { shared, personal } = await askBeforeOthers('me')
    expect(personal).toEqual([])
    expectOneLine(shared, needsPersonalChat)
  })
})

test('in a personal chat everything is answered in place, once', async () => {
  for (const [text, from] of [
    ['me', 'plain'],
    [`user ${bot.cloud.people.plain.email}`, 'admin'],
    ['usage', 'plain'],
  ] as const) {
    const { messages, activity } = await bot.ask({ scope: 'personal', text, from })
    expect(messages.map(({ conversation, replyTo }) => [conversation, replyTo])).toEqual([
      [bot.cloud.conversation('personal', from), activity.id],
    ])
  }
})
