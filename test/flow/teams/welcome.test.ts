import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Scope } from '../../clouds/microsoft/conversations.ts'
import type { Inbound } from '../../clouds/microsoft/inbound.ts'
import { linesIn, readCard } from '../../helpers/card-text.ts'
import { startTeamsBot, type TeamsBot } from '../../helpers/teams-bot.ts'

let bot: TeamsBot

beforeAll(async () => {
  bot = await startTeamsBot()
})

afterAll(() => bot.close())

describe.each<Scope>(['personal', 'groupChat', 'channel'])('installed in a %s', scope => {
  test('the bot says once what it is for, also where Teams reports it twice and in two ways', async () => {
    const first = await bot.ask({ scope, kind: 'conversationUpdate' })
    const again = await bot.ask({ scope, kind: 'conversationUpdate', id: first.activity.id })
    const otherWay = await bot.ask({ scope, kind: 'installationUpdate' })
    expect(first.messages.map(({ conversation }) => conversation)).toEqual([bot.cloud.conversation(scope)])
    expect(readCard(first.messages[0]?.cards)).toContain('I only post where someone sets me up')
    expect(readCard(first.messages[0]?.cards)).toContain(scope === 'personal' ? '\nhelp\n' : '\n@Tabnine help\n')
    expect([...again.messages, ...otherWay.messages]).toEqual([])
  })

  test('its buttons are answered', async () => {
    const { messages } = await bot.ask({ scope, kind: 'conversationUpdate' })
    const lines = linesIn(messages[0]?.cards[0])
    expect(lines).toEqual(['help', 'usage', 'teams'])
    for (const line of lines) expect((await bot.ask({ scope, value: { line } })).messages).toHaveLength(1)
  })

  test.each<[string, Omit<Inbound, 'scope'>]>([
    ['someone else comes', { kind: 'conversationUpdate', members: ['newcomer'] }],
    ['another bot comes', { kind: 'conversationUpdate', members: ['bot'] }],
    ['someone leaves', { kind: 'conversationUpdate', members: ['plain'], action: 'remove' }],
    ['a reaction is given', { kind: 'messageReaction', replyToId: '17' }],
  ])('it is silent when %s', async (_what, inbound) => {
    const { messages, status } = await bot.ask({ scope, ...inbound })
    expect({ messages, status }).toEqual({ messages: [], status: 200 })
  })
})

test('it is silent when it is removed', async () => {
  const { messages } = await bot.ask({ scope: 'groupChat', kind: 'conversationUpdate', action: 'remove' })
  expect(messages).toEqual([])
})
