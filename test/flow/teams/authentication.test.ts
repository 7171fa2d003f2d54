import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Fault } from '../../clouds/microsoft/faults.ts'
import { badSigns } from '../../clouds/microsoft/signature.ts'
import { readCard } from '../../helpers/card-text.ts'
import { startTeamsBot, type TeamsBot } from '../../helpers/teams-bot.ts'

const stranger = 'I only answer people in this company'
const other = 'c0ffee00-0000-4000-8000-000000000000'
const hello = { scope: 'personal', text: 'help' } as const

let bot: TeamsBot

beforeEach(() => {
  // Microsoft's library writes every refused token to the console.
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})

beforeAll(async () => {
  bot = await startTeamsBot()
})

afterAll(() => bot.close())

describe('a request that Teams did not sign', () => {
  test.each(badSigns)('is refused without a reason: %s', async sign => {
    const { status, body, headers, messages } = await bot.ask(hello, { sign })
    expect({ status, body, messages }).toEqual({ status: 401, body: '', messages: [] })
    expect(headers.get('www-authenticate')).toBeNull()
    expect(bot.cloud.typing()).toBe(0)
    expect(bot.logged().at(-1)).toMatchObject({ level: 40, msg: 'a request to /api/messages was refused' })
  })

  test('does not keep the next one from being answered', async () => {
    expect((await bot.ask(hello)).messages).toHaveLength(1)
  })

  test('leaves no token in the log', () => {
    expect(bot.loggedText()).not.toMatch(/Bearer|eyJ/)
  })
})

test.each<Fault>([
  { on: 'metadata', status: 503 },
  { on: 'metadata', status: 200, body: '<html>' },
  { on: 'metadata', cut: true },
  { on: 'keys', status: 503 },
  { on: 'keys', cut: true },
])('where Microsoft’s keys are unavailable no one is let in: %j', async fault => {
  const fresh = await startTeamsBot()
  fresh.cloud.fail(fault)
  const { status, body, messages } = await fresh.ask(hello)
  const later = await fresh.ask(hello)
  await fresh.close()
  expect({ status, body, messages }).toEqual({ status: 401, body: '', messages: [] })
  expect({ status: later.status, messages: later.messages.length }).toEqual({ status: 200, messages: 1 })
})

describe('another channel of the same registration', () => {
  test('is not answered, though Microsoft signed it', async () => {
    const alter = (activity: object) => ({ ...activity, channelId: 'webchat' })
    const { status, messages } = await bot.askAltered(alter, hello, { sign: 'not-endorsed' })
    expect({ status, messages }).toEqual({ status: 200, messages: [] })
    expect(bot.logged().at(-1)).toMatchObject({ channel: 'webchat' })
  })

  test.each(['webchat', 'directline', 'emulator', 'AseChannel', undefined])(
    'cannot use what is signed for Teams: %j',
    async channelId => {
      const { status, body, messages } = await bot.askAltered(activity => ({ ...activity, channelId }), hello)
      expect({ status, body, messages }).toEqual({ status: 401, body: '', messages: [] })
    },
  )

  test('a service address that is not the signed one is refused', async () => {
    const alter = (activity: object) => ({ ...activity, serviceUrl: 'https://elsewhere.example/' })
    const { status, body, messages } = await bot.askAltered(alter, hello)
    expect({ status, body, messages }).toEqual({ status: 401, body: '', messages: [] })
  })
})

describe('a person of another company', () => {
  const fromElsewhere = (activity: Record<string, unknown>) => ({
    ...activity,
    conversation: { ...(activity.conversation as object), tenantId: other },
    channelData: { ...(activity.channelData as object), tenant: { id: other } },
  })
  const fromNowhere = (activity: Record<string, unknown>) => ({
    ...activity,
    conversation: { ...(activity.conversation as object), tenantId: undefined },
    channelData: {},
  })

  test.each([
    ['whose company is another', fromElsewhere],
    ['whose company is not given', fromNowhere],
  ])('%s reads that only the own company is answered', async (_who, alter) => {
    for (const text of ['usage payments', 'help', 'me']) {
      const { messages } = await bot.askAltered(alter, { scope: 'personal', text })
      expect(messages).toHaveLength(1)
      expect(readCard(messages[0]?.cards)).toContain(stranger)
    }
  })

  test('is not who writes the id of the own company in capital letters', async () => {
    const alter = (activity: Record<string, unknown>) => ({
      ...activity,
      conversation: { ...(activity.conversation as object), tenantId: bot.cloud.tenantId.toUpperCase() },
    })
    const { messages } = await bot.askAltered(alter, hello)
    expect(readCard(messages[0]?.cards)).toContain('Ask me about Tabnine')
  })

  test.each(['Guest', 'anonymous'] as const)('whom the roster calls %s reads it too', async role => {
    const { outsider } = bot.cloud.people
    const before = { ...outsider }
    // An anonymous participant of a meeting has the tenant of the organizer.
    Object.assign(outsider, { role, tenantId: bot.cloud.tenantId, objectId: crypto.randomUUID() })
    const { messages } = await bot.ask({ scope: 'groupChat', text: 'usage payments', from: 'outsider' })
    Object.assign(outsider, before)
    expect(messages).toHaveLength(1)
    expect(readCard(messages[0]?.cards)).toContain(stranger)
  })

  test.each(['personal', 'groupChat', 'channel'] as const)('a guest reads it too, in a %s', async scope => {
    const { messages } = await bot.ask({ scope, text: 'usage payments', from: 'outsider' })
    expect(messages).toHaveLength(1)
    expect(readCard(messages[0]?.cards)).toContain(stranger)
  })
})
