import { webApi } from '@slack/bolt'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SlackCloud, startSlackCloud } from '../slack.ts'
import { createClient } from './client.ts'

let now = new Date('2026-11-30T09:00:00Z')
let cloud: SlackCloud

beforeAll(async () => {
  cloud = await startSlackCloud({ now: () => now, burst: Number.POSITIVE_INFINITY })
})
afterAll(() => cloud.close())

const open = () => cloud.createResponseUrl({ channel: cloud.channels.random.id, user: cloud.users.ada.id })

async function respond(url: string, body: unknown): Promise<[number, unknown]> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: text })
  return [response.status, await response.json()]
}

describe('a response address', () => {
  it('serves five times', async () => {
    const url = open()
    for (let use = 1; use <= 5; use++) expect(await respond(url, { text: `${use}` })).toEqual([200, { ok: true }])
    expect(await respond(url, { text: '6' })).toEqual([404, { ok: false, error: 'used_url' }])
    expect(await cloud.responseTo(url, 5)).toMatchObject({ text: '5', responseType: 'ephemeral' })
  })

  it('serves for thirty minutes', async () => {
    const url = open()
    now = new Date(now.getTime() + 30 * 60_000 - 1)
    expect(await respond(url, { text: 'in time' })).toEqual([200, { ok: true }])
    now = new Date(now.getTime() + 1)
    expect(await respond(url, { text: 'too late' })).toEqual([404, { ok: false, error: 'expired_url' }])
  })

  it('is not guessed', async () => {
    expect((await respond(`${open()}0`, { text: 'x' }))[0]).toBe(404)
  })

  it.each([
    [{}, 'no_text'],
    ['{', 'invalid_payload'],
    [{ blocks: [{ type: 'nonsense' }] }, 'invalid_blocks'],
    [{ text: 'x'.repeat(40_001) }, 'msg_too_long'],
  ])('refuses %j with a status Bolt takes for success, and is not used up by it', async (body, error) => {
    const url = open()
    expect(await respond(url, body)).toMatchObject([200, { ok: false, error }])
    expect(cloud.responses.at(-1)).toMatchObject({ url, error })
    expect(await respond(url, { text: 'plain' })).toEqual([200, { ok: true }])
  })

  it('refuses with another status where that is set so', async () => {
    const strict = await startSlackCloud({ refusalStatus: 400 })
    const url = strict.createResponseUrl({ channel: 'C1', user: 'U1' })
    expect(await respond(url, {})).toMatchObject([400, { error: 'no_text' }])
    await strict.close()
  })

  it('records what was sent to it', async () => {
    const url = open()
    const blocks = [{ type: 'divider' }]
    await respond(url, {
      text: 'new',
      blocks,
      response_type: 'in_channel',
      replace_original: true,
      thread_ts: '1.000001',
    })
    await respond(url, { delete_original: true })
    const { id: channel } = cloud.channels.random
    expect(await cloud.responseTo(url)).toEqual({
      url,
      channel,
      user: cloud.users.ada.id,
      text: 'new',
      blocks,
      responseType: 'in_channel',
      replaceOriginal: true,
      deleteOriginal: false,
      threadTs: '1.000001',
      status: 200,
    })
    expect(await cloud.responseTo(url, 2)).toMatchObject({ deleteOriginal: true })
  })

  it('of a button means the message that holds it by the original', async () => {
    const { id: channel } = cloud.channels.general
    const { ts = '' } = await createClient(cloud).chat.postMessage({ channel, text: 'original' })
    const url = cloud.createResponseUrl({ channel, user: cloud.users.ada.id, ts })
    const original = () => cloud.messages(channel).find(message => message.ts === ts)
    await respond(url, { text: 'in addition' })
    expect(original()).toMatchObject({ text: 'original', edited: false })
    await respond(url, { text: 'instead', replace_original: true })
    expect(original()).toMatchObject({ text: 'instead', edited: true })
    await respond(url, { delete_original: true })
    expect(original()).toBeUndefined()
  })

  it('lets a test wait for an answer', async () => {
    const url = open()
    const waiting = Promise.all([cloud.responseTo(url), cloud.waitFor('response', ({ text }) => text === 'at last')])
    await respond(url, { text: 'at last' })
    expect(await waiting).toMatchObject([{ url }, { url }])
    await expect(cloud.responseTo(url, 2, 10)).rejects.toThrow('answer 2 did not come in 10 ms; 1 came')
  })
})

describe('faults on request', () => {
  const post = (text: string) => createClient(cloud).chat.postMessage({ channel: cloud.channels.general.id, text })
  const find = (text: string) => cloud.messages(cloud.channels.general.id).filter(message => message.text === text)

  it('an HTTP status, as often as asked', async () => {
    cloud.fail('chat.postMessage', { status: 503, times: 2 })
    await expect(post('a')).rejects.toThrow(webApi.WebAPIHTTPError)
    await expect(post('a')).rejects.toThrow(webApi.WebAPIHTTPError)
    expect(await post('a')).toMatchObject({ ok: true })
    expect(find('a')).toHaveLength(1)
  })

  it('a rate limit', async () => {
    cloud.fail('*', { status: 429, retryAfter: 7 })
    await expect(post('b')).rejects.toMatchObject({ retryAfter: 7 })
  })

  it('an error of Slack, for some calls only', async () => {
    cloud.fail('chat.postMessage', { error: 'fatal_error', when: ({ text }) => text === 'c' })
    expect(await post('not c')).toMatchObject({ ok: true })
    await expect(post('c')).rejects.toThrow('fatal_error')
  })

  it('a cut connection: nothing was done', async () => {
    cloud.fail('chat.postMessage', { cut: true })
    await expect(post('d')).rejects.toThrow(webApi.WebAPIRequestError)
    expect(find('d')).toEqual([])
  })

  it('a lost reply: it was done', async () => {
    cloud.fail('chat.postMessage', { lostReply: true })
    await expect(post('e')).rejects.toThrow(webApi.WebAPIRequestError)
    expect(find('e')).toHaveLength(1)
  })

  it('an answer held back until a test releases it', async () => {
    const gate = Promise.withResolvers<void>()
    cloud.fail('chat.postMessage', { until: gate.promise, when: ({ text }) => text === 'f' })
    const held = post('f')
    await post('g')
    expect(find('f')).toEqual([])
    gate.resolve()
    expect(await held).toMatchObject({ ok: true })
  })

  it('meets response addresses too', async () => {
    cloud.fail('response_url', { status: 500 })
    const url = open()
    const lost = await fetch(url, { method: 'POST', body: '{"text":"x"}' })
    expect(lost.status).toBe(500)
    expect(await respond(url, { text: 'x' })).toEqual([200, { ok: true }])
  })

  it('are listed by waitFor when the expected one does not come', async () => {
    await expect(cloud.waitFor('view', undefined, 10)).rejects.toThrow('no such view; seen: ')
  })
})
