import { App, type AppOptions, LogLevel } from '@slack/bolt'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SlackCloud, startSlackCloud } from '../slack.ts'

let cloud: SlackCloud

beforeAll(async () => {
  cloud = await startSlackCloud({ burst: Number.POSITIVE_INFINITY })
})
afterAll(() => cloud.close())

/** A bare Bolt app that does one thing of each kind. */
async function startBot(
  options: AppOptions,
): Promise<{ address: string; received: string[]; stop(): Promise<unknown> }> {
  const received: string[] = []
  const app = new App({
    token: cloud.botToken,
    clientOptions: { slackApiUrl: cloud.apiUrl },
    logLevel: LogLevel.ERROR,
    ...options,
  })
  app.command('/tabnine', async ({ command, ack, respond, client }) => {
    await ack(`received ${command.text}`)
    const title = { type: 'plain_text' as const, text: 'Choose' }
    if (command.text === 'open') {
      await client.views.open({
        trigger_id: command.trigger_id,
        view: { type: 'modal', title, blocks: [{ type: 'divider' }] },
      })
    } else await respond({ text: `answer for ${command.user_name} in ${command.channel_name}` })
  })
  app.event('app_mention', async ({ event, say }) => void (await say({ text: event.text, thread_ts: event.ts })))
  app.message(async ({ message, body }) => {
    received.push(`${body.event_id} ${message.subtype ?? 'message'} ${'text' in message ? message.text : ''}`)
  })
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [{ type: 'divider' }] } })
  })
  app.action('go', async ({ action, ack, respond }) => {
    await ack()
    await respond({ text: `pressed ${'value' in action ? action.value : ''}`, replace_original: true })
  })
  app.view('form', async ({ ack }) => ack({ response_action: 'errors', errors: { b: 'No such team' } }))
  app.options('team', async ({ payload, ack }) => {
    await ack({ options: [{ text: { type: 'plain_text', text: payload.value }, value: 't1' }] })
  })
  const server = await app.start(0)
  const port = server && 'address' in server ? (server.address() as { port: number }).port : 0
  return { address: port ? `http://127.0.0.1:${port}` : 'socket', received, stop: () => app.stop() }
}

const ways: [string, () => AppOptions][] = [
  ['HTTP', () => ({ signingSecret: cloud.signingSecret })],
  ['Socket Mode', () => ({ appToken: cloud.appToken, socketMode: true })],
]

describe.each(ways)('a real Bolt app over %s', (way, options) => {
  let bot: Awaited<ReturnType<typeof startBot>>
  beforeAll(async () => {
    bot = await startBot(options())
    if (way === 'Socket Mode') await cloud.sockets.connected()
  })
  afterAll(() => bot.stop())

  const where = () => ({ user: cloud.users.ada.id, channel: cloud.channels.random.id })

  it('receives a command, acknowledges and answers it', async () => {
    const {
      status,
      body,
      ms,
      responseUrl = '',
    } = await cloud.send(bot.address, { kind: 'command', text: 'help', ...where() })
    expect({ status, text: typeof body === 'string' ? body : (body as { text: string }).text }).toEqual({
      status: 200,
      text: 'received help',
    })
    expect(ms).toBeLessThan(3000)
    expect(await cloud.responseTo(responseUrl)).toMatchObject({
      text: 'answer for ada in random',
      responseType: 'ephemeral',
    })
  })

  it('opens a modal with the trigger it was given', async () => {
    const seen = cloud.waitFor('view', ({ method, user }) => method === 'views.open' && user === cloud.users.meera.id)
    await cloud.send(bot.address, { kind: 'command', text: 'open', ...where(), user: cloud.users.meera.id })
    expect((await seen).view).toMatchObject({ type: 'modal', title: { text: 'Choose' } })
    cloud.forget()
  })

  it('receives a mention and answers in its thread', async () => {
    const { id: channel } = cloud.channels.general
    await cloud.send(bot.address, {
      kind: 'mention',
      text: 'seats',
      user: cloud.users.quirk.id,
      channel,
      ts: '1796029200.900001',
    })
    const text = `<@${cloud.bot.userId}> seats`
    expect(await cloud.waitFor('message')).toMatchObject({ channel, text, threadTs: '1796029200.900001' })
  })

  it('receives direct messages and those of other bots, with the event’s id', async () => {
    const { status, body, eventId } = await cloud.send(bot.address, {
      kind: 'dm',
      text: 'me',
      user: cloud.users.layla.id,
    })
    expect({ status, body }).toEqual({ status: 200, body: '' })
    await cloud.send(
      bot.address,
      { kind: 'bot-message', text: 'beep', channel: cloud.channels.general.id },
      { eventId: 'Ev2' },
    )
    expect(bot.received).toEqual([`${eventId} message me`, 'Ev2 bot_message beep'])
  })

  it('shows its Home tab', async () => {
    await cloud.send(bot.address, { kind: 'home', user: cloud.users.grace.id })
    const shown = await cloud.waitFor('view', ({ method }) => method === 'views.publish')
    expect(shown).toMatchObject({ user: cloud.users.grace.id, view: { type: 'home' } })
  })

  it('receives a press on a button', async () => {
    const action = { action_id: 'go', value: 'usage payments' }
    const { responseUrl = '' } = await cloud.send(bot.address, { kind: 'action', action, ...where() })
    expect(await cloud.responseTo(responseUrl)).toMatchObject({ text: 'pressed usage payments', replaceOriginal: true })
  })

  it('receives a form, and what is typed into a menu', async () => {
    const { id: user } = cloud.users.ada
    const blocks = [{ type: 'input', block_id: 'b' }]
    const view = { id: 'V1', type: 'modal', callback_id: 'form', blocks, state: { values: {} } }
    const form = await cloud.send(bot.address, { kind: 'submission', user, view })
    expect(form.body).toEqual({ response_action: 'errors', errors: { b: 'No such team' } })
    const menu = await cloud.send(bot.address, { kind: 'suggestion', user, actionId: 'team', value: 'pay' })
    expect(menu.body).toMatchObject({ options: [{ value: 't1' }] })
  })
})

describe('requests over HTTP', () => {
  let bot: Awaited<ReturnType<typeof startBot>>
  beforeAll(async () => {
    bot = await startBot({ signingSecret: cloud.signingSecret })
  })
  afterAll(() => bot.stop())

  it.each([
    ['good', 200],
    ['forged', 401],
    ['stale', 401],
    ['none', 401],
  ] as const)('with a signature that is %s: %i', async (sign, status) => {
    const inbound = { kind: 'dm', text: sign, user: cloud.users.ada.id } as const
    expect(await cloud.send(bot.address, inbound, { sign })).toMatchObject({ status })
  })

  it('are replayed byte for byte', async () => {
    const first = await cloud.send(bot.address, { kind: 'dm', text: 'again', user: cloud.users.ada.id })
    expect((await cloud.replay(first)).status).toBe(200)
    expect(bot.received.filter(line => line === `${first.eventId} message again`)).toHaveLength(2)
  })

  it('say that Slack tries again', async () => {
    const retry = { num: 1, reason: 'http_timeout' }
    const { sent } = await cloud.send(
      bot.address,
      { kind: 'home', user: cloud.users.ada.id },
      { retry, eventId: 'Ev1' },
    )
    expect(sent?.headers).toMatchObject({ 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' })
    expect(sent?.body).toContain('"event_id":"Ev1"')
  })
})
