import { CardFactory, MessageFactory, TeamsInfo, type TurnContext } from 'botbuilder'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type MicrosoftCloud, startMicrosoftCloud } from '../clouds/microsoft/cloud.ts'
import { type Bot, echo, startBot } from '../clouds/microsoft/echo-bot.ts'
import type { Fault } from '../clouds/microsoft/faults.ts'
import { badSigns } from '../clouds/microsoft/signature.ts'

let cloud: MicrosoftCloud
let bot: Bot
let unroute: () => void
let respond: ((context: TurnContext) => Promise<unknown>) | undefined

beforeAll(async () => {
  // Microsoft's library writes every refused token to the console.
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  cloud = await startMicrosoftCloud()
  unroute = cloud.route()
  bot = await startBot(cloud.settings, async context => {
    await (respond ?? echo)(context)
  })
})

afterEach(() => {
  respond = undefined
  cloud.heal()
  bot.errors.length = 0
})

afterAll(async () => {
  unroute()
  await bot.close()
  await cloud.close()
})

const card = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text: 'Payments', wrap: true }],
}

describe('a bot on botbuilder', () => {
  test.each(['personal', 'groupChat', 'channel'] as const)('receives and answers in a %s', async scope => {
    const { status, activity } = await cloud.send(bot.url, { scope, text: 'help', mention: false })
    expect(status).toBe(200)
    const answer = await cloud.waitFor(({ replyTo }) => replyTo === activity.id)
    expect(answer.text).toBe('You wrote help')
    expect(cloud.sent(cloud.conversation(scope))).toContain(answer)
    expect(answer.conversation).toBe(activity.conversation.id)
  })

  test('asks for keys at an address that no other cloud of this process has had', async () => {
    const other = await startMicrosoftCloud()
    const address = (of: MicrosoftCloud) => new URL(of.settings.ToBotFromChannelOpenIdMetadataUrl ?? '')
    expect(address(other).search).not.toBe(address(cloud).search)
    await other.close()
  })

  // Code that serves this library must turn every other status into 401.
  const given500 = ['not-yet-valid', 'bad-signature', 'key-confusion', 'alg-none']
  test.each(badSigns)('refuses a request signed %s', async sign => {
    const before = cloud.sent().length
    const { status, body } = await cloud.send(bot.url, { scope: 'personal', text: 'help' }, { sign })
    expect(status).toBe(given500.includes(sign) ? 500 : 401)
    expect(body).not.toBe('')
    expect(cloud.sent()).toHaveLength(before)
  })

  test.each([
    [{ on: 'metadata', status: 503 }, 401],
    [{ on: 'metadata', cut: true }, 500],
    [{ on: 'keys', cut: true }, 500],
  ] as [Fault, number][])('refuses with %j, and works again after it', async (fault, expected) => {
    const other = await startMicrosoftCloud()
    const listening = await startBot(other.settings, async () => undefined)
    other.fail(fault)
    const send = async () => (await other.send(listening.url, { scope: 'personal', text: 'help' })).status
    expect([await send(), await send()]).toEqual([expected, 200])
    await listening.close()
    await other.close()
  })

  test('works with no setting but its credentials, on the hosts of the public cloud', async () => {
    const other = await startMicrosoftCloud({ addresses: 'public' })
    const back = other.route()
    const listening = await startBot(other.settings)
    await other.send(listening.url, { scope: 'channel', text: 'help' })
    expect(other.sent().map(({ text }) => text)).toEqual(['You wrote <at>Tabnine</at> help\n'])
    const tunnels = other.calls.filter(({ method }) => method === 'CONNECT').map(({ path }) => path)
    expect(tunnels).toEqual(['login.botframework.com', 'login.microsoftonline.com', 'smba.trafficmanager.net'])
    await expect(fetch('https://example.com')).rejects.toThrow()
    expect(other.calls.at(-1)).toEqual({ method: 'CONNECT', path: 'example.com', status: 403 })
    back()
    await listening.close()
    await other.close()
  })
})

describe('the connector', () => {
  /** Runs it as a bot would, in the context of this scope; gives its result. */
  const withContext = async <T>(
    act: (context: TurnContext) => Promise<T>,
    scope: 'personal' | 'channel' = 'personal',
  ) => {
    const outcome: { value?: T; error?: { statusCode?: number; code?: string; message?: string } } = {}
    respond = async context => {
      await act(context).then(
        value => Object.assign(outcome, { value }),
        error => Object.assign(outcome, { error }),
      )
    }
    await cloud.send(bot.url, { scope, text: 'go' })
    return outcome
  }
  const call = (path: string, init: RequestInit = {}) => fetch(`${cloud.serviceUrl}v3/${path}`, init)

  test('takes cards, edits and deletions', async () => {
    const { value } = await withContext(async context => {
      const sent = await context.sendActivity(MessageFactory.attachment(CardFactory.adaptiveCard(card)))
      const id = sent?.id ?? ''
      await context.updateActivity({ id, type: 'message', text: 'later' })
      await context.deleteActivity(id)
      return id
    })
    const [message] = cloud.sent().filter(({ id }) => id === value)
    expect(message).toMatchObject({ text: 'later', cards: [], isDeleted: true })
    expect(message?.earlier[0]?.attachments?.[0]?.content).toEqual(card)
  })

  test.each([
    ['a broken card', { attachments: [CardFactory.adaptiveCard({ ...card, version: '1.6' })] }, 400, 'BadArgument'],
    ['an empty message', { text: '' }, 400, 'BadSyntax'],
    ['a message too big', { text: 'x'.repeat(60_000) }, 413, 'MessageSizeTooBig'],
    ['an unknown type', { type: 'handoff', text: 'x' }, 400, 'BadSyntax'],
    ['a mention of no one', { text: 'hi', entities: [{ type: 'mention', text: '<at>x</at>' }] }, 400, 'BadArgument'],
  ] as [string, object, number, string][])('refuses %s', async (_what, activity, statusCode, code) => {
    const { error } = await withContext(context => context.sendActivity({ type: 'message', ...activity }))
    expect(error).toMatchObject({ statusCode, code })
  })

  test('refuses an edit of what is not there', async () => {
    const { error } = await withContext(context => context.updateActivity({ id: '1', type: 'message', text: 'x' }))
    expect(error).toMatchObject({ statusCode: 404, code: 'ActivityNotFoundInConversation' })
  })

  test.each([{}, { authorization: 'Bearer made-up' }])('refuses a call with %j', async headers => {
    const response = await call(`conversations/${cloud.conversation('channel')}/members`, { headers })
    expect(response.status).toBe(401)
  })

  test('gives the roster: whole, by page, by id, object id and e-mail', async () => {
    const { plain, admin } = cloud.people
    const { value } = await withContext(async context => {
      const page = await TeamsInfo.getPagedMembers(context, 3)
      const rest = await TeamsInfo.getPagedMembers(context, 3, page.continuationToken)
      const found = await Promise.all(
        [plain.id, plain.objectId, plain.email].map(async id => (await TeamsInfo.getMember(context, id)).email),
      )
      return { names: [...page.members, ...rest.members].map(({ name }) => name), found }
    }, 'channel')
    expect(value?.found).toEqual([plain.email, plain.email, plain.email])
    expect(value?.names).toEqual(expect.arrayContaining([admin.name, plain.name, 'Otto Lang (Guest)']))
    const { error } = await withContext(context => TeamsInfo.getMember(context, admin.id))
    expect(error).toMatchObject({ statusCode: 404, code: 'MemberNotFoundInConversation' })
  })

  test('opens a chat with who has installed the bot, and a thread in a channel', async () => {
    const { appId, serviceUrl, tenantId, people } = cloud
    const open = (parameters: object) =>
      bot.adapter.createConversationAsync(appId, 'msteams', serviceUrl, '', parameters as never, async context => {
        await context.sendActivity('between us')
      })
    const own = { isGroup: false, bot: { id: people.self.id }, tenantId }
    await open({ ...own, members: [{ id: people.plain.id }] })
    expect(cloud.sent(cloud.conversation('personal', 'plain')).at(-1)?.text).toBe('between us')
    await expect(open({ ...own, members: [{ id: people.newcomer.id }] })).rejects.toMatchObject({
      statusCode: 403,
      code: 'ForbiddenOperationException',
    })
    await expect(open({ ...own, tenantId: 'other', members: [{ id: people.plain.id }] })).rejects.toMatchObject({
      statusCode: 400,
    })
    const channel = { channel: { id: cloud.conversation('channel') } }
    await open({ isGroup: true, bot: own.bot, channelData: channel, activity: MessageFactory.text('a thread') })
    const [first, second] = cloud.sent(cloud.conversation('channel')).slice(-2)
    expect(second?.conversation).toBe(`${first?.conversation};messageid=${first?.id}`)
  })

  test('counts typing apart from messages', async () => {
    const [before, sentBefore] = [cloud.typing(), cloud.sent().length]
    await withContext(context => context.sendActivity({ type: 'typing' }))
    expect([cloud.typing() - before, cloud.sent().length - sentBefore]).toEqual([1, 0])
  })

  test('is closed to a bot that was removed, until it is back', async () => {
    await cloud.send(bot.url, { scope: 'personal', from: 'admin', kind: 'installationUpdate', action: 'remove' })
    const { appId, serviceUrl, people } = cloud
    const id = cloud.conversation('personal', 'admin')
    const conversation = { id, name: '', isGroup: false, conversationType: 'personal' }
    const { id: botId, name } = people.self
    const reference = { serviceUrl, channelId: 'msteams', bot: { id: botId, name }, conversation }
    const post = () =>
      bot.adapter.continueConversationAsync(appId, reference, async context => {
        await context.sendActivity('still there?')
      })
    await post()
    expect(bot.errors).toMatchObject([{ statusCode: 403, code: 'BotNotInConversationRoster' }])
    await cloud.send(bot.url, { scope: 'personal', from: 'admin', kind: 'installationUpdate', action: 'add' })
    await post()
    expect(bot.errors).toHaveLength(1)
  })

  test.each([
    [{ on: 'post', refuse: 'MessageWritesBlocked' }, { statusCode: 403, details: { errorCode: 209 } }, 0],
    [{ on: 'post', refuse: 'PreconditionFailed' }, { statusCode: 412, code: 'PreconditionFailed' }, 0],
    [{ on: 'post', refuse: 'Throttled' }, { statusCode: 429, code: 'Throttled' }, 0],
    // The library retries by itself: a lost reply is posted twice.
    [{ on: 'post', refuse: 'Throttled', headers: { 'retry-after': '0' } }, undefined, 1],
    [{ on: 'post', cut: true }, undefined, 1],
    [{ on: 'post', lostReply: true }, undefined, 2],
  ] as [Fault, object | undefined, number][])('fails as asked: %j', async (fault, expected, messages) => {
    const before = cloud.sent().length
    cloud.fail(fault)
    const { error } = await withContext(context => context.sendActivity('x'))
    if (expected) expect(error).toMatchObject(expected)
    else expect(error).toBeUndefined()
    expect(cloud.sent()).toHaveLength(before + messages)
  })

  test('fails in one conversation and not in another', async () => {
    cloud.fail({ on: 'post', conversation: cloud.conversation('channel'), refuse: 'BotDisabledByAdmin' })
    expect((await withContext(context => context.sendActivity('x'))).error).toBeUndefined()
    const { error } = await withContext(context => context.sendActivity('x'), 'channel')
    expect(error).toMatchObject({ statusCode: 403, code: 'BotDisabledByAdmin' })
  })

  test('answers as late as configured', async () => {
    const [arrived, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const until = () => {
      arrived.resolve()
      return released.promise
    }
    cloud.fail({ on: 'post', until })
    const before = cloud.sent().length
    const outcome = withContext(context => context.sendActivity('late'))
    await arrived.promise
    expect(cloud.sent()).toHaveLength(before)
    released.resolve()
    expect((await outcome).error).toBeUndefined()
    expect(cloud.sent().at(-1)?.text).toBe('late')
  })
})

describe('limits', () => {
  test('seven a second and eight in two, for each conversation', async () => {
    let now = 0
    const other = await startMicrosoftCloud({ limits: true, now: () => now })
    const back = other.route()
    const statuses: number[] = []
    const listening = await startBot(other.settings, async context => {
      await context.sendActivity('x').then(
        () => statuses.push(200),
        ({ statusCode }) => statuses.push(statusCode),
      )
    })
    // The library would wait and try again by itself.
    listening.adapter.use(async (context, next) => {
      const client = context.turnState.get(listening.adapter.ConnectorClientKey)
      client.client.pipeline.removePolicy({ name: 'defaultRetryPolicy' })
      await next()
    })
    const say = (scope: 'personal' | 'channel') => other.send(listening.url, { scope, text: 'go' })
    for (let round = 0; round < 8; round += 1) await say('personal')
    await say('channel')
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 200, 429, 200])
    now = 1000
    for (let round = 0; round < 2; round += 1) await say('personal')
    expect(statuses.slice(-2)).toEqual([200, 429])
    back()
    await listening.close()
    await other.close()
  })
})

describe('what was posted', () => {
  test('is listed when the expected message does not come', async () => {
    await cloud.send(bot.url, { scope: 'personal', text: 'hello' })
    await expect(cloud.waitFor(({ text }) => text === 'never', 1)).rejects.toThrow(/within 1 ms.*You wrote hello/)
  })
})
