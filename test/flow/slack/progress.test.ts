import { describe, expect, it } from 'vitest'
import type { Inbound } from '../../clouds/slack/inbound/inbound.ts'
import { eventually } from '../../helpers/eventually.ts'
import { type Gate, startGate } from '../../helpers/gate.ts'
import { createManualTimers, type ManualTimers } from '../../helpers/manual-timers.ts'
import { type SlackBot, startSlackBot, ways } from '../../helpers/slack-bot.ts'
import { readBlocks } from '../../helpers/slack-text.ts'

const stamp = '1790000000.000100'

type Slow = { bot: SlackBot; timers: ManualTimers; gate: Gate; [Symbol.asyncDispose](): Promise<void> }

/** A bot whose Usage API answers and whose time passes only when a test lets it. */
async function startSlow(way: (typeof ways)[number] = 'HTTP'): Promise<Slow> {
  const timers = createManualTimers()
  let bot: SlackBot | undefined
  const gate = await startGate(() => bot?.sandbox.url ?? '')
  bot = await startSlackBot({ way, after: timers.after, environment: () => ({ TABNINE_URL: gate.url }) })
  gate.hold()
  const started = bot
  return {
    bot: started,
    timers,
    gate,
    async [Symbol.asyncDispose]() {
      gate.open()
      await started[Symbol.asyncDispose]()
      await gate[Symbol.asyncDispose]()
    },
  }
}

const texts = (bot: SlackBot) => bot.messages().map(({ text }) => text)
const working = (line: string) => `Working on: ${line}: …`

describe.each(ways)('over %s, what takes long shows what is done', way => {
  it('a slash command: twice at most through its response address, and then the answer in that place', async () => {
    await using slow = await startSlow(way)
    const { bot, timers, gate } = slow
    const where = { user: bot.cloud.users.ada.id, channel: bot.cloud.channels.general.id }
    const { responseUrl = '' } = await bot.send({ kind: 'command', text: 'teams', ...where })
    await gate.held()
    expect(texts(bot)).toEqual([])
    await timers.advance(2_000)
    expect(await bot.cloud.responseTo(responseUrl)).toMatchObject({ text: working('teams'), replaceOriginal: false })
    await timers.scheduled()
    await timers.advance(60_000)
    expect(texts(bot)).toEqual([working('teams')])
    gate.open()
    await bot.stop()
    const responses = bot.cloud.responses.filter(({ url }) => url === responseUrl)
    expect(responses.at(-1)).toMatchObject({ text: expect.stringMatching(/^Teams: /), replaceOriginal: true })
    expect(responses.length).toBeLessThanOrEqual(3)
    expect(bot.logged('error')).toEqual([])
    expect(timers.waiting()).toBe(0)
  })

  it('a mention: a message in the thread, which becomes the answer', async () => {
    await using slow = await startSlow(way)
    const { bot, timers, gate } = slow
    const { id: channel } = bot.cloud.channels.general
    await bot.send({ kind: 'mention', text: 'teams', user: bot.cloud.users.ada.id, channel, ts: stamp })
    await gate.held()
    await timers.advance(2_000)
    expect(await bot.cloud.waitFor('message')).toMatchObject({ channel, threadTs: stamp, text: working('teams') })
    gate.open()
    await bot.stop()
    expect(bot.cloud.messages(channel)).toMatchObject([
      { threadTs: stamp, text: expect.stringMatching(/^Teams: /), edited: true, blocks: expect.any(Array) },
    ])
    expect(bot.messages()).toHaveLength(1)
  })

  it('a direct message: the same', async () => {
    await using slow = await startSlow(way)
    const { bot, timers, gate } = slow
    const { ada } = bot.cloud.users
    await bot.send({ kind: 'dm', text: 'teams', user: ada.id })
    await gate.held()
    await timers.advance(2_000)
    expect(await bot.cloud.waitFor('message')).toMatchObject({ channel: ada.dm, text: working('teams') })
    gate.open()
    await bot.stop()
    expect(bot.cloud.messages(ada.dm)).toMatchObject([{ text: expect.stringMatching(/^Teams: /), edited: true }])
  })
})

it('a stop while the Usage API hangs puts in each place of progress that the bot restarts', async () => {
  await using slow = await startSlow()
  const { bot, timers, gate } = slow
  const { ada } = bot.cloud.users
  const { id: channel } = bot.cloud.channels.general
  await bot.send({ kind: 'mention', text: 'teams', user: ada.id, channel, ts: stamp })
  await bot.send({ kind: 'dm', text: 'usage all', user: ada.id })
  await gate.held()
  await timers.advance(2_000)
  await eventually(() => expect(bot.messages()).toHaveLength(2))
  const stopping = bot.stop()
  const ready = await fetch(`${bot.url}/health/ready`)
  expect([ready.status, await ready.json()]).toEqual([503, { status: 'stopping' }])
  await timers.advance(7_000)
  expect(await stopping).toEqual({
    aborted: ['answers (2): those who wait are asked to ask again'],
    isLossy: false,
  })
  for (const place of [channel, ada.dm]) {
    const [message, ...others] = bot.cloud.messages(place)
    expect(others).toEqual([])
    expect(message).toMatchObject({ edited: true, text: expect.stringContaining('I’m restarting') })
    expect(readBlocks(message?.blocks)).toContain('Try again in a minute.')
  }
})

describe('what is shown meanwhile', () => {
  it('goes where the answer is about a person, which stays with the person who asked', async () => {
    await using slow = await startSlow()
    const { bot, timers, gate } = slow
    const { id: channel } = bot.cloud.channels.general
    const { ada } = bot.cloud.users
    await bot.send({ kind: 'mention', text: `user ${ada.email}`, user: ada.id, channel, ts: stamp })
    await gate.held()
    await timers.advance(2_000)
    // No one is named meanwhile.
    expect(await bot.cloud.waitFor('message')).toMatchObject({ text: working('user') })
    gate.open()
    await bot.stop()
    expect(bot.cloud.messages(channel)).toEqual([])
    expect(bot.cloud.ephemerals).toMatchObject([{ user: ada.id, text: expect.stringContaining(' completions') }])
    expect(bot.logged('warn')).toEqual([])
  })

  it('is posted next to a button, whose message stays as it is', async () => {
    await using slow = await startSlow()
    const { bot, timers, gate } = slow
    const { ada } = bot.cloud.users
    const { id: channel } = bot.cloud.channels.general
    await bot.send({ kind: 'mention', text: 'help', user: ada.id, channel, ts: stamp })
    const { ts, text } = await bot.cloud.waitFor('message')
    const action = { action_id: 'ask-0', value: 'teams' }
    const { responseUrl = '' } = await bot.send({ kind: 'action', action, user: ada.id, channel, message: { ts } })
    await gate.held()
    await timers.advance(2_000)
    expect(await bot.cloud.responseTo(responseUrl)).toMatchObject({ text: working('teams'), replaceOriginal: false })
    await timers.advance(60_000)
    gate.open()
    await bot.stop()
    expect(bot.cloud.messages(channel)).toMatchObject([{ ts, text, edited: false }])
    expect(bot.cloud.responses.map(({ text, replaceOriginal }) => ({ text, replaceOriginal }))).toEqual([
      { text: working('teams'), replaceOriginal: false },
      { text: expect.stringMatching(/^Teams: /), replaceOriginal: false },
    ])
  })

  it('shows how far it is', async () => {
    await using slow = await startSlow()
    const { bot, timers, gate } = slow
    const { id: channel } = bot.cloud.channels.general
    const { teams } = bot.sandbox.company
    const last = teams.at(-1)?.id ?? ''
    gate.hold(url => url.includes(last))
    await bot.send({ kind: 'mention', text: 'teams', user: bot.cloud.users.ada.id, channel, ts: stamp })
    await gate.held()
    await timers.advance(2_000)
    const shown = await bot.cloud.waitFor('message')
    // The others are answered meanwhile.
    while (!shown.text.endsWith(': 7 of 8 teams read')) {
      await timers.scheduled()
      await timers.advance(4_000)
    }
    gate.open()
    await bot.stop()
    expect(bot.cloud.messages(channel)).toMatchObject([{ text: expect.stringMatching(/^Teams: /) }])
  })

  it.each<[string, (bot: SlackBot) => Inbound]>([
    [
      'command',
      ({ cloud }) => ({ kind: 'command', text: 'help', user: cloud.users.ada.id, channel: cloud.channels.general.id }),
    ],
    [
      'mention',
      ({ cloud }) => ({ kind: 'mention', text: 'help', user: cloud.users.ada.id, channel: cloud.channels.general.id }),
    ],
    ['direct message', ({ cloud }) => ({ kind: 'dm', text: 'help', user: cloud.users.ada.id })],
  ])('is nothing where a %s is answered at once', async (_what, ask) => {
    await using slow = await startSlow()
    const { bot, timers } = slow
    await bot.send(ask(bot))
    await bot.stop()
    expect(timers.waiting()).toBe(0)
    expect(bot.messages()).toHaveLength(1)
    expect(readBlocks(bot.messages()[0]?.blocks)).not.toContain('Working on')
  })

  it('may fail, and the answer still comes', async () => {
    await using slow = await startSlow()
    const { bot, timers, gate } = slow
    const { id: channel } = bot.cloud.channels.general
    bot.cloud.fail('chat.postMessage', { status: 500 })
    await bot.send({ kind: 'mention', text: 'teams', user: bot.cloud.users.ada.id, channel, ts: stamp })
    await gate.held()
    await timers.advance(2_000)
    await bot.cloud.waitFor('call', ({ method }) => method === 'chat.postMessage')
    gate.open()
    await bot.stop()
    expect(bot.cloud.messages(channel)).toMatchObject([{ text: expect.stringMatching(/^Teams: /), edited: false }])
    expect(bot.logged('warn')).toMatchObject([{ text: 'it could not be shown what is worked on' }])
  })

  it('that someone deleted is no loss: the answer is posted again', async () => {
    await using slow = await startSlow()
    const { bot, timers, gate } = slow
    const { id: channel } = bot.cloud.channels.general
    await bot.send({ kind: 'mention', text: 'teams', user: bot.cloud.users.ada.id, channel, ts: stamp })
    await gate.held()
    await timers.advance(2_000)
    await bot.cloud.waitFor('message')
    bot.cloud.fail('chat.update', { error: 'message_not_found', times: 9 })
    gate.open()
    await bot.stop()
    expect(bot.cloud.messages(channel)).toMatchObject([{ text: expect.stringMatching(/^Teams: /) }])
  })
})
