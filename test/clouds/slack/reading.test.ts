import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SlackCloud, startSlackCloud } from '../slack.ts'
import { createClient, readRefusal } from './client.ts'
import { BOT_SCOPES } from './people.ts'

let now = new Date('2026-11-30T09:00:00Z')
let cloud: SlackCloud
let client: ReturnType<typeof createClient>

beforeAll(async () => {
  cloud = await startSlackCloud({ now: () => now, scopes: [...BOT_SCOPES, 'files:write'] })
  client = createClient(cloud)
})
afterAll(() => cloud.close())

async function postAt(minute: number, text: string, more: object = {}): Promise<string> {
  now = new Date(Date.UTC(2026, 10, 30, 9, minute))
  const { ts = '' } = await client.chat.postMessage({ channel: cloud.channels.general.id, text, ...more })
  return ts
}

describe('conversations.history', () => {
  const metadata = { event_type: 'digest', event_payload: { key: 'slot-7' } }
  let stamps: string[] = []
  const read = async (more: object = {}) => {
    const { messages = [] } = await client.conversations.history({ channel: cloud.channels.general.id, ...more })
    return messages
  }
  const texts = async (more: object) => (await read(more)).map(({ text }) => text)

  beforeAll(async () => {
    stamps = [await postAt(0, 'nine', { metadata }), await postAt(5, 'five past'), await postAt(10, 'ten past')]
  })

  it('stamps messages by the cloud’s clock', () => {
    expect(stamps.map(ts => ts.split('.')[0])).toEqual(['1796029200', '1796029500', '1796029800'])
  })

  it('gives metadata only when asked', async () => {
    expect((await read()).at(-1)).not.toHaveProperty('metadata')
    expect((await read({ include_all_metadata: true })).at(-1)).toMatchObject({ text: 'nine', metadata })
  })

  it('gives it without the scope where that is configured', async () => {
    const free = await startSlackCloud({ scopes: ['chat:write', 'channels:history'], metadataScope: 'free' })
    const asFree = createClient(free)
    const channel = free.channels.general.id
    await asFree.chat.postMessage({ channel, text: 'x', metadata })
    const { messages } = await asFree.conversations.history({ channel, include_all_metadata: true })
    expect(messages).toMatchObject([{ metadata }])
    await free.close()
  })

  it('reads from and until, exclusively unless asked otherwise', async () => {
    const [first = '', , third = ''] = stamps
    expect(await texts({ oldest: first })).toEqual(['ten past', 'five past'])
    expect(await texts({ oldest: first, latest: third })).toEqual(['five past'])
    expect(await texts({ oldest: first, latest: third, inclusive: true })).toEqual(['ten past', 'five past', 'nine'])
    expect(await texts({ oldest: '1796029500' })).toEqual(['ten past', 'five past'])
  })

  it('pages through results', async () => {
    const channel = cloud.channels.general.id
    const first = await client.conversations.history({ channel, limit: 2 })
    const cursor = first.response_metadata?.next_cursor ?? ''
    const second = await client.conversations.history({ channel, limit: 2, cursor })
    expect([first, second].map(({ messages, has_more }) => [messages?.length, has_more])).toEqual([
      [2, true],
      [1, false],
    ])
  })

  it('distinguishes threads from other messages', async () => {
    const [first = ''] = stamps
    const channel = cloud.channels.general.id
    await postAt(15, 'in the thread', { thread_ts: first })
    const { messages = [] } = await client.conversations.replies({ channel, ts: first })
    expect(messages.map(({ text }) => text)).toEqual(['nine', 'in the thread'])
    expect(await readRefusal(client.conversations.replies({ channel, ts: '1.000001' }))).toMatchObject({
      error: 'thread_not_found',
    })
  })
})

describe('users', () => {
  const show = async (id: string) => (await client.users.info({ user: id })).user

  it('have a time zone, summer time included', async () => {
    now = new Date('2026-07-01T00:00:00Z')
    expect(await show(cloud.users.grace.id)).toMatchObject({ tz: 'America/New_York', tz_offset: -4 * 3600 })
    now = new Date('2026-12-01T00:00:00Z')
    expect(await show(cloud.users.grace.id)).toMatchObject({ tz_offset: -5 * 3600, tz_label: 'Eastern Standard Time' })
    expect(await show(cloud.users.meera.id)).toMatchObject({ tz: 'Asia/Kolkata', tz_offset: 5.5 * 3600 })
  })

  it('are found by e-mail, whatever the case', async () => {
    const { user } = await client.users.lookupByEmail({ email: cloud.users.quirk.email.toUpperCase() })
    expect(user).toMatchObject({ id: cloud.users.quirk.id, real_name: cloud.users.quirk.realName })
  })

  it('are not found by e-mail once deactivated, and still known by id', async () => {
    const { id, email } = cloud.users.gone
    expect(await readRefusal(client.users.lookupByEmail({ email }))).toMatchObject({ error: 'users_not_found' })
    expect(await show(id)).toMatchObject({ deleted: true })
  })

  it('are distinguished from bots', async () => {
    expect(await show(cloud.bot.userId)).toMatchObject({ is_bot: true })
    expect(await show(cloud.users.ada.id)).toMatchObject({ is_bot: false, is_admin: true })
  })
})

describe('files', () => {
  it('arrive through the cloud and are in the channel', async () => {
    now = new Date('2026-12-01T09:00:00Z')
    const channel = cloud.channels.leads.id
    await client.filesUploadV2({
      channel_id: channel,
      filename: 'usage.csv',
      content: 'day,users\n',
      initial_comment: 'Here',
    })
    const { content } = await cloud.waitFor('upload')
    expect(content.toString()).toBe('day,users\n')
    const { messages } = await client.conversations.history({ channel })
    expect(messages).toMatchObject([{ text: 'Here', files: [{ name: 'usage.csv', size: 10 }] }])
  })
})
