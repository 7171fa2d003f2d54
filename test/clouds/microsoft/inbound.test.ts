import { TurnContext } from 'botbuilder'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type MicrosoftCloud, startMicrosoftCloud } from './cloud.ts'
import { type Bot, startBot } from './echo-bot.ts'
import type { Inbound } from './inbound.ts'
import type { Mention } from './written-text.ts'

let cloud: MicrosoftCloud
let bot: Bot
const received: TurnContext['activity'][] = []

beforeAll(async () => {
  cloud = await startMicrosoftCloud()
  bot = await startBot(cloud.settings, async ({ activity }) => void received.push(activity))
})

afterAll(async () => {
  await bot.close()
  await cloud.close()
})

/** The activity as the bot's own library passes it on. */
async function receive(inbound: Inbound) {
  await cloud.send(bot.url, inbound)
  return received.pop()
}

test.each([
  ['space', '<at>Tabnine</at> help\n', 'help'],
  ['nbsp', '<at>Tabnine</at>\u00a0help\n', 'help'],
  ['entity', '<at>Tabnine</at>&nbsp;help', '&nbsp;help'],
  ['newline', '<at>Tabnine</at>\r\nhelp\r\n', 'help'],
  ['end', 'help <at>Tabnine</at>\n', 'help'],
  // The library strips one mention only.
  ['twice', '<at>Tabnine</at> help <at>Tabnine</at>\n', 'help <at>Tabnine</at>'],
] as [Mention, string, string][])('a mention with %s', async (mention, text, stripped) => {
  const activity = await receive({ scope: 'channel', text: 'help', mention })
  expect(activity?.text).toBe(text)
  expect(TurnContext.removeRecipientMention(activity ?? {})?.trim()).toBe(stripped)
})

test('a quote is in the HTML, or in the text as newer clients put it', async () => {
  const html = await receive({ scope: 'personal', text: 'why?', quote: { text: '12 idle' } })
  expect(html?.text).toBe('why?')
  expect(html?.attachments?.[0]?.content).toContain('12 idle</p></blockquote><p>why?')
  const placeholder = await receive({ scope: 'personal', text: 'why?', quote: { text: '12 idle', as: 'placeholder' } })
  expect(placeholder?.text).toBe('<quoted messageId="1"/> why?')
})

test('a button, an invoke, a reaction, people coming and going', async () => {
  const button = await receive({ scope: 'personal', value: { command: 'help' }, replyToId: '17' })
  expect(button).toMatchObject({ type: 'message', value: { command: 'help' }, replyToId: '17' })
  expect(button?.text).toBeUndefined()
  expect(await receive({ scope: 'channel', kind: 'invoke', value: { action: {} } })).toMatchObject({
    name: 'adaptiveCard/action',
    value: { action: {} },
  })
  expect(await receive({ scope: 'channel', kind: 'messageReaction', replyToId: '17' })).toMatchObject({
    reactionsAdded: [{ type: 'like' }],
  })
  expect(await receive({ scope: 'channel', kind: 'conversationUpdate', members: ['newcomer'] })).toMatchObject({
    membersAdded: [{ id: cloud.people.newcomer.id }],
    channelData: { eventType: 'teamMemberAdded' },
  })
})

test('a bot is recognisable, and the same activity can come twice', async () => {
  expect((await receive({ scope: 'groupChat', from: 'bot', text: 'help' }))?.from).toMatchObject({ role: 'bot' })
  const { activity } = await cloud.send(bot.url, { scope: 'channel', text: 'help' })
  const again = await receive({ scope: 'channel', text: 'help', id: activity.id })
  expect(again).toMatchObject({ id: activity.id, conversation: activity.conversation })
})
