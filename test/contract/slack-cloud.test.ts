import { webApi } from '@slack/bolt'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { COUNT_LIMITS, TEXT_LIMITS } from '../clouds/slack/blocks/limit-cases.ts'
import { SHAPES } from '../clouds/slack/blocks/shape-cases.ts'
import { createClient, readRefusal } from '../clouds/slack/client.ts'
import { BOT_SCOPES } from '../clouds/slack/people.ts'
import { type SlackCloud, startSlackCloud } from '../clouds/slack.ts'

const start = new Date('2026-11-30T09:00:00Z')
let now = start
let cloud: SlackCloud
let client: webApi.WebClient

beforeAll(async () => {
  cloud = await startSlackCloud({ now: () => now, scopes: [...BOT_SCOPES, 'channels:read', 'groups:read'] })
  client = createClient(cloud)
})
afterAll(() => cloud.close())
beforeEach(() => pass(60_000))

function pass(ms: number): void {
  now = new Date(now.getTime() + ms)
}

const post = (channel: string, more: object = {}) => client.chat.postMessage({ channel, text: 'hello', ...more })

describe('tokens and scopes', () => {
  it('knows its own bot, and returns its scopes', async () => {
    const { user_id, bot_id, response_metadata } = await client.auth.test()
    expect({ user_id, bot_id }).toEqual({ user_id: cloud.bot.userId, bot_id: cloud.bot.botId })
    expect(response_metadata?.scopes).toContain('chat:write')
  })

  it.each([
    ['none', '', 'not_authed'],
    ['an unknown one', 'xoxb-guessed', 'invalid_auth'],
    ['one of the app', 'xapp-test-app', 'not_allowed_token_type'],
  ])('refuses a token: %s', async (_which, token, error) => {
    const call = createClient(cloud, token).chat.postMessage({ channel: cloud.channels.general.id, text: 'x' })
    expect(await readRefusal(call)).toMatchObject({ ok: false, error })
  })

  it('opens Socket Mode for the app’s token only', async () => {
    expect(await readRefusal(client.apps.connections.open({}))).toMatchObject({ error: 'not_allowed_token_type' })
    const opened = await createClient(cloud, cloud.appToken).apps.connections.open({})
    expect(opened.url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/link\/\?ticket=/)
  })

  it('says which scope is missing', async () => {
    const poor = await startSlackCloud({ scopes: ['channels:history', 'users:read'] })
    const asPoor = createClient(poor)
    const channel = poor.channels.general.id
    const calls = {
      'chat:write': () => asPoor.chat.postMessage({ channel, text: 'x' }),
      'users:read.email': () => asPoor.users.lookupByEmail({ email: poor.users.ada.email }),
      'metadata.message:read': () => asPoor.conversations.history({ channel, include_all_metadata: true }),
      'im:write': () => asPoor.conversations.open({ users: poor.users.ada.id }),
    }
    const provided = 'channels:history,users:read'
    for (const [needed, call] of Object.entries(calls)) {
      expect(await readRefusal(call())).toMatchObject({ error: 'missing_scope', needed, provided })
    }
    const { user } = await asPoor.users.info({ user: poor.users.ada.id })
    expect(user?.profile).not.toHaveProperty('email')
    await poor.close()
  })

  it('knows no method that Slack does not have', async () => {
    expect(await readRefusal(client.apiCall('chat.shout'))).toMatchObject({ error: 'unknown_method' })
  })
})

describe('where the bot may post', () => {
  it.each([
    ['random', 'not_in_channel'],
    ['board', 'channel_not_found'],
    ['attic', 'is_archived'],
  ] as const)('%s: %s', async (name, error) => {
    expect(await readRefusal(post(cloud.channels[name].id))).toMatchObject({ error })
    expect(cloud.messages(cloud.channels[name].id)).toEqual([])
  })

  it('an unknown channel: channel_not_found', async () => {
    expect(await readRefusal(post('C0NOWHERE'))).toMatchObject({ error: 'channel_not_found' })
    expect(await readRefusal(post(cloud.users.gone.id))).toMatchObject({ error: 'channel_not_found' })
  })

  it('does not reveal a private channel that the bot is not in', async () => {
    const { id } = cloud.channels.board
    expect(await readRefusal(client.conversations.info({ channel: id }))).toMatchObject({ error: 'channel_not_found' })
    expect(await readRefusal(client.conversations.history({ channel: id }))).toMatchObject({
      error: 'channel_not_found',
    })
    expect(await readRefusal(client.conversations.history({ channel: cloud.channels.random.id }))).toMatchObject({
      error: 'not_in_channel',
    })
  })

  it('a member’s channel, a private one, a person', async () => {
    for (const channel of [
      cloud.channels.general.id,
      cloud.channels.leads.id,
      cloud.users.ada.dm,
      cloud.users.grace.id,
    ]) {
      expect(await post(channel)).toMatchObject({ ok: true })
    }
    expect(cloud.messages(cloud.users.grace.dm)).toMatchObject([
      { text: 'hello', user: cloud.bot.userId, edited: false },
    ])
  })

  it('a public channel without being in it, with chat:write.public', async () => {
    const open = await startSlackCloud({ scopes: ['chat:write', 'chat:write.public'] })
    const posted = await createClient(open).chat.postMessage({ channel: open.channels.random.id, text: 'x' })
    expect(posted.ok).toBe(true)
    await open.close()
  })

  it('whispers to members only', async () => {
    const whisper = (channel: string, user: string) => client.chat.postEphemeral({ channel, user, text: 'psst' })
    const { general, random } = cloud.channels
    await whisper(general.id, cloud.users.ada.id)
    expect(cloud.ephemerals.at(-1)).toEqual({ channel: general.id, user: cloud.users.ada.id, text: 'psst' })
    expect(await readRefusal(whisper(general.id, cloud.otherBot.userId))).toMatchObject({
      error: 'user_not_in_channel',
    })
    expect(await readRefusal(whisper(random.id, cloud.users.ada.id))).toMatchObject({ error: 'not_in_channel' })
  })
})

describe('one post a second and channel', () => {
  it('answers 429 with Retry-After, and lets the next second pass', async () => {
    const { general, leads } = cloud.channels
    await post(general.id)
    const error = await post(general.id).catch(error => error)
    expect(error).toBeInstanceOf(webApi.WebAPIRateLimitedError)
    expect(error.retryAfter).toBe(1)
    expect(await post(leads.id)).toMatchObject({ ok: true })
    pass(1000)
    expect(await post(general.id)).toMatchObject({ ok: true })
  })

  it('lets a short burst pass where it is asked for', async () => {
    const lively = await startSlackCloud({ now: () => start, burst: 3 })
    const { id } = lively.channels.general
    const asLively = createClient(lively)
    for (const text of ['one', 'two', 'three']) await asLively.chat.postMessage({ channel: id, text })
    const fourth = asLively.chat.postMessage({ channel: id, text: 'four' })
    await expect(fourth).rejects.toThrow(webApi.WebAPIRateLimitedError)
    expect(lively.messages(id).map(({ text }) => text)).toEqual(['one', 'two', 'three'])
    await lively.close()
  })

  it('does not count what it refused', async () => {
    const { id } = cloud.channels.general
    await readRefusal(post(id, { blocks: [{ type: 'nonsense' }] }))
    expect(await post(id)).toMatchObject({ ok: true })
  })
})

describe('what a message may hold', () => {
  it.each([...TEXT_LIMITS, ...COUNT_LIMITS])('$limit, and not one more', async ({ at, over, says }) => {
    const { id } = cloud.channels.general
    expect(await post(id, { blocks: at })).toMatchObject({ ok: true })
    const { error, errors, response_metadata } = await readRefusal(post(id, { blocks: over }))
    const { messages } = response_metadata as { messages: string[] }
    expect(error).toBe('invalid_blocks')
    expect(String(errors)).toContain(says)
    expect(messages[0]).toMatch(/^\[ERROR\] .* \[json-pointer:\/blocks/)
  })

  it.each(SHAPES)('not: $wrong', async ({ blocks, says }) => {
    const { error, errors } = await readRefusal(post(cloud.channels.general.id, { blocks }))
    expect({ error, says: String(errors) }).toEqual({ error: 'invalid_blocks', says: expect.stringContaining(says) })
  })

  it('13,200 characters in all its blocks, and not one more', async () => {
    const section = (size: number) => ({ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(size) } })
    const blocks = (last: number) => [...Array(4).fill(section(3000)), section(last)]
    const { id } = cloud.channels.general
    expect(await post(id, { blocks: blocks(1200) })).toMatchObject({ ok: true })
    expect(await readRefusal(post(id, { blocks: blocks(1201) }))).toMatchObject({ error: 'msg_blocks_too_long' })
  })

  it('40,000 characters of text, and not one more', async () => {
    const { id } = cloud.channels.general
    expect(await post(id, { text: 'x'.repeat(40_000) })).toMatchObject({ ok: true })
    expect(await readRefusal(post(id, { text: 'x'.repeat(40_001) }))).toMatchObject({ error: 'msg_too_long' })
  })

  it.each([
    [{ text: '' }, 'no_text'],
    [{ blocks: 'not json' }, 'invalid_blocks_format'],
    [{ metadata: 'not json' }, 'invalid_metadata_format'],
    [{ metadata: { event_type: 'x' } }, 'invalid_metadata_schema'],
  ])('not %j', async (more, error) => {
    expect(await readRefusal(post(cloud.channels.general.id, more))).toMatchObject({ error })
  })

  it('edits and deletes by the same rules', async () => {
    const channel = cloud.channels.leads.id
    const { ts = '' } = await post(channel, { text: 'draft' })
    const edit = (more: object) => client.chat.update({ channel, ts, text: 'final', ...more })
    expect(await readRefusal(edit({ blocks: [{ type: 'nonsense' }] }))).toMatchObject({ error: 'invalid_blocks' })
    await edit({})
    const find = () => cloud.messages(channel).find(message => message.ts === ts)
    expect(find()).toMatchObject({ text: 'final', edited: true })
    await client.chat.delete({ channel, ts })
    expect(find()).toBeUndefined()
    expect(await readRefusal(edit({}))).toMatchObject({ error: 'message_not_found' })
  })
})
