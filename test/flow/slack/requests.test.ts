import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deliver, signNews } from '../../clouds/slack/delivery.ts'
import { type SlackBot, startSlackBot } from '../../helpers/slack-bot.ts'

let bot: SlackBot
const agent = new Agent()

beforeAll(async () => {
  bot = await startSlackBot()
})
afterAll(async () => {
  agent.destroy()
  await bot[Symbol.asyncDispose]()
})

const address = (path = '/slack/events') => bot.place + path
const question = () =>
  ({ kind: 'command', text: 'teams', user: bot.cloud.users.ada.id, channel: bot.cloud.channels.general.id }) as const

describe('a request that is not from Slack', () => {
  it.each(['forged', 'stale', 'none'] as const)(
    'gets 401 and no reason, and nothing is done: signature %s',
    async sign => {
      const { status, body, headers } = await bot.send(question(), { sign })
      expect({ status, body, type: headers['content-type'] }).toEqual({ status: 401, body: '', type: undefined })
      expect({ messages: bot.messages(), asked: bot.sandbox.requests }).toEqual({ messages: [], asked: [] })
    },
  )

  it.each([
    ['an empty signature', { 'x-slack-signature': '' }],
    ['a signature without a version', { 'x-slack-signature': 'deadbeef' }],
    ['a time that is no number', { 'x-slack-request-timestamp': 'now' }],
    ['the signature of another body', {}],
  ])('gets 401 as well with %s', async (_what, headers) => {
    const sent = signNews(
      address(),
      { type: 'events_api', payload: { type: 'url_verification', challenge: 'x' } },
      'good',
    )
    const forged = { ...sent, headers: { ...sent.headers, ...headers }, body: `${sent.body} ` }
    expect(await deliver(forged, agent, 5_000)).toMatchObject({ status: 401, body: '' })
  })

  it.each([
    ['no signature', {}],
    ['an old time', { 'x-slack-signature': `v0=${'0'.repeat(64)}`, 'x-slack-request-timestamp': '1' }],
  ])('is refused before its body arrives, with %s', async (_what, headers) => {
    const options = { method: 'POST', agent, headers: { ...headers, 'content-length': 1_000 } }
    const sent = request(address(), options)
    sent.write('a')
    const [answer]: IncomingMessage[] = await once(sent, 'response')
    expect(answer?.statusCode).toBe(401)
    sent.destroy()
  })

  it('gets no challenge back', async () => {
    const news = { type: 'events_api', payload: { type: 'url_verification', challenge: 'secret' } } as const
    const answer = await deliver(signNews(address(), news, 'forged'), agent, 5_000)
    expect(answer).toMatchObject({ status: 401, body: '' })
  })

  it('leaves one warning of each kind in the log, which says what to check', async () => {
    for (const sign of ['forged', 'forged', 'stale', 'stale'] as const) await bot.send(question(), { sign })
    const warnings = bot.logged('warn').map(({ text }) => text)
    expect(warnings.filter(text => text.includes('SLACK_SIGNING_SECRET'))).toHaveLength(1)
    expect(warnings.filter(text => text.includes('check the clock'))).toHaveLength(1)
    expect(warnings).toHaveLength(3)
  })

  it('leaves a warning and no secret in the log', () => {
    expect(bot.logged('warn').map(({ text }) => text)).toContainEqual(expect.stringContaining('verification failed'))
    expect(JSON.stringify(bot.logged())).not.toContain(bot.cloud.signingSecret)
  })
})

describe('a request from Slack', () => {
  it('for the address’s verification is given the challenge', async () => {
    const news = { type: 'events_api', payload: { type: 'url_verification', token: 't', challenge: 'c0ffee' } } as const
    const { status, body } = await deliver(signNews(address(), news, 'good'), agent, 5_000)
    expect({ status, body }).toEqual({ status: 200, body: { challenge: 'c0ffee' } })
  })

  it('that is larger than 256 kB is refused, signed or not', async () => {
    const payload = { type: 'event_callback', event: { type: 'message', text: 'x'.repeat(300_000) } }
    for (const sign of ['good', 'none'] as const) {
      const sent = signNews(address(), { type: 'events_api', payload }, sign)
      expect(await deliver(sent, agent, 5_000)).toMatchObject({ status: 413, body: '' })
    }
  })

  // At the same time, because Bolt waits three seconds for a handler of an unknown request.
  it.concurrent.each([
    ['not JSON', 404, { type: 'events_api', payload: 'usage' }],
    ['a list', 404, { type: 'events_api', payload: [] }],
    ['an event of nothing', 404, { type: 'events_api', payload: { type: 'event_callback', event_id: 'Ev1' } }],
    ['an unknown event', 200, { type: 'events_api', payload: { type: 'event_callback', event: { type: 'sneeze' } } }],
    ['an empty form', 404, { type: 'slash_commands', payload: {} }],
    ['a form whose payload is not JSON', 400, { type: 'slash_commands', payload: { payload: '{' } }],
    ['another command', 404, { type: 'slash_commands', payload: { command: '/other', text: 'usage' } }],
    [
      'a button without a person',
      500,
      { type: 'interactive', payload: { type: 'block_actions', actions: [{ action_id: 'x' }] } },
    ],
    ['an unknown dialog', 500, { type: 'interactive', payload: { type: 'view_submission', view: {} } }],
  ] as const)('that makes no sense is not answered, with nothing to be read: %s', async (_what, status, news) => {
    const answer = await deliver(signNews(address(), news as never, 'good'), agent, 5_000)
    expect(answer).toMatchObject({ status, body: '' })
    expect(bot.messages()).toEqual([])
  })

  it('is answered after all of these', async () => {
    const { responseUrl = '' } = await bot.send(question())
    expect(await bot.cloud.responseTo(responseUrl)).toMatchObject({ text: expect.stringMatching(/^Teams: /) })
  })
})

describe('another address or method', () => {
  it.each([
    ['GET', '/slack/events'],
    ['PUT', '/slack/events'],
    ['POST', '/slack'],
    ['POST', '/slack/install'],
    ['GET', '/slack/install'],
    ['GET', '/'],
    ['GET', '/%ff'],
    ['POST', '/api/messages'],
  ])('is answered in JSON: %s %s', async (method, path) => {
    const response = await fetch(address(path), { method })
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect({ status: response.status, body: await response.json() }).toEqual({
      status: 404,
      body: { error: 'not found' },
    })
  })
})
