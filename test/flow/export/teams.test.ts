import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createWords } from '../../../src/message/words.ts'
import { consentCard } from '../../clouds/microsoft/outgoing.ts'
import { readCsv } from '../../helpers/csv.ts'
import { startTeamsBot, type TeamsBot } from '../../helpers/teams-bot.ts'

const { exports: words, privacy } = createWords('en')

let bot: TeamsBot

beforeAll(async () => {
  bot = await startTeamsBot({ environment: ({ admin }) => ({ ADMINS: admin.objectId }) })
})

afterEach(() => bot.cloud.heal())
afterAll(() => bot.close())

type SentMessages = ReturnType<TeamsBot['cloud']['sent']>
type Card = { description: string; sizeInBytes: number; acceptContext: unknown }

/** The offer of a file among the messages. */
function offerIn(messages: SentMessages): { id: string; name: string; content: Card } {
  for (const { id, activity } of messages) {
    const card = activity.attachments?.find(({ contentType }) => contentType === consentCard)
    if (card) return { id, name: card.name ?? '', content: card.content as Card }
  }
  throw new Error('no file was offered')
}

const answerTo = (id: string, value: unknown) =>
  bot.ask({ scope: 'personal', kind: 'invoke', name: 'fileConsent/invoke', replyToId: id, value })

const take = ({ id, name, content }: ReturnType<typeof offerIn>, uploadInfo = bot.cloud.drive.open(name)) =>
  answerTo(id, { type: 'fileUpload', action: 'accept', context: content.acceptContext, uploadInfo })

describe('in a personal chat', () => {
  test('a file is offered with what it holds, put into OneDrive when it is accepted, and then linked in the chat', async () => {
    const { messages } = await bot.ask({ scope: 'personal', text: 'export usage all last week daily' })
    expect(messages).toHaveLength(1)
    const offer = offerIn(messages)
    expect(offer.name).toBe('tabnine-usage-2026-09-24.csv')
    expect(offer.content.description).toMatch(/holds \d+ rows in \d+ columns: .* people used Tabnine .*14–20 Sep/)

    const before = bot.cloud.drive.uploads.length
    const taken = await take(offer)
    expect(taken.status).toBe(200)
    const { content = '' } = bot.cloud.drive.uploads[before] ?? {}
    expect(Buffer.byteLength(content)).toBe(offer.content.sizeInBytes)
    const [columns = []] = readCsv(content)
    expect(columns).toContain('active_users')
    expect(taken.messages.map(({ text, activity }) => ({ text, file: activity.attachments?.[0] }))).toEqual([
      {
        text: offer.content.description,
        file: {
          contentType: 'application/vnd.microsoft.teams.card.file.info',
          contentUrl: expect.stringContaining('sharepoint.com'),
          name: offer.name,
          content: { uniqueId: expect.any(String), fileType: 'csv' },
        },
      },
    ])
    expect(messages[0]?.isDeleted).toBe(true)
  })

  test('an answer to an offer that names another message of the bot leaves that as it is', async () => {
    const { messages } = await bot.ask({ scope: 'personal', text: 'teams' })
    const offer = offerIn((await bot.ask({ scope: 'personal', text: 'export usage all last week' })).messages)
    await answerTo(messages[0]?.id ?? '', {
      type: 'fileUpload',
      action: 'decline',
      context: offer.content.acceptContext,
    })
    expect(messages[0]?.isDeleted).toBe(false)
  })

  test('a file that is not wanted is put nowhere', async () => {
    const { messages } = await bot.ask({ scope: 'personal', text: 'export me' })
    const offer = offerIn(messages)
    const before = bot.cloud.drive.uploads.length
    const declined = await answerTo(offer.id, { type: 'fileUpload', action: 'decline', context: {} })
    expect(declined.messages.map(({ text }) => text)).toEqual([words.declined])
    expect(bot.cloud.drive.uploads).toHaveLength(before)
  })

  test.each([
    ['nowhere that is not OneDrive', { uploadUrl: 'https://evil.example/upload' }],
    ['nowhere without encryption', { uploadUrl: 'http://example-my.sharepoint.com/upload/1' }],
    ['nowhere by a name that only looks like it', { uploadUrl: 'https://sharepoint.com.evil.example/upload' }],
    ['not where the session is over', { uploadUrl: 'https://example-my.sharepoint.com/upload/gone' }],
  ])('where a file goes %s, the failure is reported', async (_where, change) => {
    const { messages } = await bot.ask({ scope: 'personal', text: 'export usage' })
    const offer = offerIn(messages)
    const before = bot.cloud.drive.uploads.length
    const { messages: refusals } = await take(offer, { ...bot.cloud.drive.open(offer.name), ...change })
    expect(refusals.map(({ text }) => text)).toEqual([words.notSent])
    expect(bot.cloud.drive.uploads).toHaveLength(before)
  })

  test.each([
    ['without a line', { action: 'accept', context: {}, uploadInfo: {} }],
    ['without an address', { action: 'accept', context: { line: 'export usage' }, uploadInfo: null }],
    ['of no form', null],
  ])('an answer to an offer %s is passed over', async (_what, value) => {
    const { status, messages } = await answerTo('1', value)
    expect({ status, messages }).toEqual({ status: 200, messages: [] })
  })

  test('the file of an accepted offer holds what the person who accepts may see', async () => {
    const { email } = bot.cloud.people.admin
    const offer = {
      id: '1',
      name: 'x.csv',
      content: { description: '', sizeInBytes: 1, acceptContext: { line: `export user ${email}` } },
    }
    const before = bot.cloud.drive.uploads.length
    const { messages } = await take(offer)
    expect(JSON.stringify(messages.map(({ cards }) => cards))).toContain('Only admins can see other people’s usage')
    expect(bot.cloud.drive.uploads).toHaveLength(before)
  })
})

describe.each(['channel', 'groupChat'] as const)('in a %s', scope => {
  test('the file is offered in the personal chat, and a line says so', async () => {
    const { messages, activity } = await bot.ask({ scope, text: 'export seats' })
    const shared = messages.filter(({ conversation }) => conversation === activity.conversation.id)
    expect(shared.map(({ text, cards }) => ({ text, cards }))).toEqual([{ text: words.inPersonalChat, cards: [] }])
    const personal = bot.cloud.conversation('personal')
    expect(offerIn(messages.filter(({ conversation }) => conversation === personal)).name).toMatch(/^tabnine-seats/)
  })

  test('a person who has not installed the bot reads how to', async () => {
    const { messages } = await bot.ask({ scope, text: 'export seats', from: 'newcomer' })
    expect(messages.map(({ text }) => text)).toEqual([privacy.needsPersonalChat])
  })
})
