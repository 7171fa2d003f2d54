import { once } from 'node:events'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../../src/config.ts'
import { signNews } from '../../clouds/slack/delivery.ts'
import type { Fault } from '../../clouds/slack/faults.ts'
import type { Inbound } from '../../clouds/slack/inbound/inbound.ts'
import type { SlackCloud } from '../../clouds/slack.ts'
import { eventually } from '../../helpers/eventually.ts'
import { createManualTimers } from '../../helpers/manual-timers.ts'
import { type SlackBot, startSlackBot, ways } from '../../helpers/slack-bot.ts'

const command = ({ cloud }: SlackBot, text = 'teams') =>
  ({ kind: 'command', text, user: cloud.users.ada.id, channel: cloud.channels.general.id }) as const

describe.each(ways)('a stop, over %s', way => {
  it('waits for every answer under way', async () => {
    await using bot = await startSlackBot({ way })
    bot.sandbox.fault('*', { delayMs: 100 })
    const { user, channel } = command(bot)
    const questions: Inbound[] = [
      command(bot),
      { kind: 'mention', text: 'teams', user, channel },
      { kind: 'dm', text: 'teams', user },
      { kind: 'action', action: { action_id: 'ask-0', value: 'teams' }, user, channel },
    ]
    for (const question of questions) await bot.send(question)
    expect(bot.messages()).toEqual([])
    await bot.stop()
    expect(bot.messages().map(({ text }) => text)).toEqual(Array(4).fill(expect.stringMatching(/^Teams: /)))
  })

  it('accepts no more requests', async () => {
    await using bot = await startSlackBot({ way })
    await bot.stop()
    await expect(bot.send(command(bot))).rejects.toThrow(/ECONNREFUSED|no Socket Mode connection/)
  })

  it('leaves nothing acknowledged without an answer, though it comes at the same moment', async () => {
    await using bot = await startSlackBot({ way })
    bot.sandbox.fault('*', { delayMs: 20 })
    const sent = Array.from({ length: 20 }, async (_, at) => {
      if (at === 10) void bot.stop()
      await bot.send(command(bot), { timeoutMs: 1_000 })
    })
    const delivered = (await Promise.allSettled(sent)).filter(({ status }) => status === 'fulfilled')
    await bot.stop()
    expect(bot.messages()).toHaveLength(delivered.length)
  })
})

it('a question whose last words come during a stop is answered', async () => {
  await using bot = await startSlackBot()
  const { user, channel, text } = command(bot)
  const responseUrl = bot.cloud.createResponseUrl({ user, channel })
  const payload = { command: '/tabnine', text, user_id: user, channel_id: channel, response_url: responseUrl }
  const news = { type: 'slash_commands', payload: { ...payload, team_id: bot.cloud.team.id, trigger_id: '1' } } as const
  const { url, headers, body } = signNews(`${bot.place}/slack/events`, news, 'good')
  const length = Buffer.byteLength(body)
  // The server says "continue" when it has taken the request, and before it has its body.
  const open = request(url, {
    method: 'POST',
    headers: { ...headers, 'content-length': length, expect: '100-continue' },
  })
  open.flushHeaders()
  await once(open, 'continue')
  const stopped = bot.stop()
  open.end(body)
  const [response] = await once(open, 'response')
  response.resume()
  await stopped
  expect(response.statusCode).toBe(200)
  expect(bot.messages()).toMatchObject([{ how: 'response', text: expect.stringMatching(/^Teams: /) }])
})

describe.concurrent('the Socket Mode connection', () => {
  it('that Slack wants back is replaced without a moment in which a command fails', async () => {
    await using bot = await startSlackBot({ way: 'Socket Mode' })
    const { sockets } = bot.cloud
    const replaced = sockets.disconnect('warning')
    const asked = Array.from({ length: 3 }, () => bot.send(command(bot)))
    await Promise.all([replaced, ...asked])
    for (let more = 0; more < 3; more++) await bot.send(command(bot))
    await bot.stop()
    expect(bot.messages()).toHaveLength(6)
    expect(bot.logged('warn')).toEqual([])
  })

  it.each<[string, (bot: SlackBot) => unknown]>([
    ['that is cut', ({ cloud }) => cloud.sockets.cut()],
    ['that Slack closes', ({ cloud }) => cloud.sockets.disconnect()],
  ])('%s is made again', async (_how, lose) => {
    await using bot = await startSlackBot({ way: 'Socket Mode' })
    await lose(bot)
    await bot.cloud.sockets.connected()
    const { responseUrl = '' } = await bot.send(command(bot))
    expect(await bot.cloud.responseTo(responseUrl)).toMatchObject({ text: expect.stringMatching(/^Teams: /) })
    expect(bot.cloud.calls('apps.connections.open')).toHaveLength(2)
  })

  it.each([{ status: 503 }, { cut: true }, { error: 'invalid_auth' }])('is tried again after %o', async fault => {
    await using bot = await startSlackBot({ way: 'Socket Mode' })
    bot.cloud.fail('apps.connections.open', fault)
    bot.cloud.sockets.cut()
    await bot.cloud.sockets.connected()
    await bot.send(command(bot))
    await bot.stop()
    expect(bot.messages()).toHaveLength(1)
    expect(bot.logged('warn')).toContainEqual(
      expect.objectContaining({ text: 'Slack cannot be reached over Socket Mode; it is tried again' }),
    )
  })

  it('that is being made again during a stop is closed', async () => {
    await using bot = await startSlackBot({ way: 'Socket Mode' })
    const asked = Promise.withResolvers<void>()
    const stopped = Promise.withResolvers<void>()
    const until = stopped.promise
    const when = () => {
      asked.resolve()
      return true
    }
    bot.cloud.fail('apps.connections.open', { until, when })
    bot.cloud.sockets.cut()
    await asked.promise
    await bot.stop()
    stopped.resolve()
    await bot.cloud.sockets.connected()
    await eventually(() => expect(bot.cloud.sockets.count()).toBe(0))
  })
})

describe('a start', () => {
  it.each([
    ['HTTP', 'SLACK_BOT_TOKEN', 'xoxb-of-another-app'],
    ['Socket Mode', 'SLACK_BOT_TOKEN', 'xoxb-of-another-app'],
    ['Socket Mode', 'SLACK_APP_TOKEN', 'xapp-of-another-app'],
  ] as const)('over %s with a wrong %s names it', async (way, name, token) => {
    const error = await startSlackBot({ way, environment: () => ({ [name]: token }) }).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(ConfigError)
    expect(String(error)).toContain(`${name} is refused by Slack (invalid_auth)`)
    expect(String(error)).not.toContain(token)
  })

  describe.each(ways)('over %s while Slack is away', way => {
    it.each<[string, Fault]>([
      ['answers 503', { status: 503 }],
      ['limits the rate', { status: 429, retryAfter: 2 }],
      ['has a fault of its own', { error: 'internal_error' }],
      ['cuts the connection', { cut: true }],
    ])('(%s) brings up everything else, and connects later', async (_how, fault) => {
      const timers = createManualTimers()
      const environment = (cloud: SlackCloud) => {
        cloud.fail('auth.test', fault)
        return {}
      }
      await using bot = await startSlackBot({ way, environment, after: timers.after })
      const health = async () => (await fetch(`${bot.url}/health/ready`)).json()
      expect(await health()).toEqual({ status: 'ok', slack: 'unreachable' })
      if (way === 'HTTP') expect((await fetch(`${bot.url}/slack/events`, { method: 'POST' })).status).toBe(503)
      await timers.advance(2_000)
      await eventually(async () => expect(await health()).toEqual({ status: 'ok' }))
      await bot.send(command(bot))
      await bot.stop()
      expect(bot.messages()).toMatchObject([{ text: expect.stringMatching(/^Teams: /) }])
      expect(bot.logged().filter(({ text }) => text.startsWith('Slack '))).toEqual([
        {
          level: 'warn',
          fields: { reason: expect.stringMatching(/^[^\n]+$/) },
          text: 'Slack cannot be reached; the bot tries again until it can.',
        },
        { level: 'info', fields: {}, text: 'Slack is connected.' },
      ])
    })
  })

  it('while Slack never answers does not wait for it', async () => {
    const timers = createManualTimers()
    const released = Promise.withResolvers<void>()
    const environment = (cloud: SlackCloud) => {
      cloud.fail('auth.test', { until: released.promise })
      return {}
    }
    const starting = startSlackBot({ environment, after: timers.after })
    await timers.scheduled()
    await timers.advance(3_000)
    await using bot = await starting
    const health = async () => (await fetch(`${bot.url}/health/ready`)).json()
    expect(await health()).toEqual({ status: 'ok', slack: 'connecting' })
    released.resolve()
    await eventually(async () => expect(await health()).toEqual({ status: 'ok' }))
  })

  it('on a port that is taken leaves no connection to Slack', async () => {
    const other = createServer().listen(0)
    await once(other, 'listening')
    const port = (other.address() as { port: number }).port
    const start = startSlackBot({ way: 'Socket Mode', environment: () => ({ PORT: String(port) }) })
    await expect(start).rejects.toThrow(`PORT ${port} is in use`)
    other.close()
  })
})
