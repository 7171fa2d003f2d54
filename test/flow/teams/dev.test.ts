import { once } from 'node:events'
import { createServer, request, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../../src/config.ts'
import { readCard } from '../../helpers/card-text.ts'
import { startGate } from '../../helpers/gate.ts'
import { createManualTimers } from '../../helpers/manual-timers.ts'
import { startTeamsBot, type TeamsBot } from '../../helpers/teams-bot.ts'

const id = '12345678-90ab-cdef-1234-567890abcdef'

const token = { TABNINE_TOKEN: 'x' }

let bot: TeamsBot
let playground: Server
const posted: { text?: string; attachments?: { content: unknown }[] }[] = []
const edited: typeof posted = []

beforeAll(async () => {
  bot = await startTeamsBot({ credentials: { TEAMS_DEV: '1' } })
  // Like the Agents Playground: accepts what the bot posts, and asks for no token.
  playground = createServer(async (incoming, response) => {
    if (incoming.method === 'POST') posted.push((await json(incoming)) as (typeof posted)[number])
    if (incoming.method === 'PUT') edited.push((await json(incoming)) as (typeof posted)[number])
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"1"}')
  }).listen(0, '127.0.0.1')
  await once(playground, 'listening')
})

afterAll(async () => {
  await bot.close()
  playground.close()
})

const activity = () => ({
  type: 'message',
  id: String(posted.length + Math.random()),
  channelId: 'msteams',
  serviceUrl: `http://127.0.0.1:${(playground.address() as AddressInfo).port}/`,
  conversation: { id: 'personal-chat', conversationType: 'personal' },
  from: { id: 'user-1', name: 'Alex' },
  recipient: { id: 'bot-1', name: 'Tabnine' },
  text: 'teams',
})

const cardsOf = (messages: typeof posted) =>
  messages.flatMap(({ attachments = [] }) => attachments.map(({ content }) => readCard(content)))

/** Asks by plain HTTP, where fetch would not let the host be another. Gives the status and the posted cards. */
async function ask(headers: Record<string, string> = {}, changes: object = {}) {
  posted.length = 0
  const outgoing = request(bot.url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers } })
  outgoing.end(JSON.stringify({ ...activity(), ...changes }))
  const [response] = await once(outgoing, 'response')
  const chunks = await response.toArray()
  await bot.settled()
  return { status: response.statusCode, body: Buffer.concat(chunks).toString(), cards: cardsOf(posted) }
}

test('a slow request shows its progress there, and becomes the answer', async () => {
  const timers = createManualTimers()
  await using gate = await startGate(() => bot.sandbox.url)
  const environment = () => ({ TABNINE_URL: gate.url, TABNINE_TOKEN: bot.sandbox.token })
  const slow = await startTeamsBot({ credentials: { TEAMS_DEV: '1' }, after: timers.after, environment })
  posted.length = 0
  gate.hold()
  const headers = { 'content-type': 'application/json' }
  await fetch(slow.url, { method: 'POST', headers, body: JSON.stringify(activity()) })
  await gate.held()
  await timers.advance(2_000)
  await timers.scheduled()
  expect(cardsOf(posted)).toEqual(['Working on: teams'])
  gate.open()
  await slow.settled()
  expect([cardsOf(posted).length, cardsOf(edited)]).toEqual([1, [expect.stringContaining('8 teams.')]])
  await slow.close()
})

describe('TEAMS_DEV=1', () => {
  test.each(['msteams', 'emulator'])('answers without credentials, as channel %s', async channelId => {
    expect(await ask({}, { channelId })).toEqual({
      status: 200,
      body: '',
      cards: [expect.stringContaining('8 teams.')],
    })
  })

  test.each([
    ['forwarded', 'for=10.0.0.1'],
    ['x-forwarded-for', '127.0.0.1'],
    ['x-forwarded-host', 'bot.example.com'],
    ['x-real-ip', '127.0.0.1'],
    ['via', '1.1 proxy'],
    // By a name of its own that leads to this machine, a web page would get past the browser's rules.
    ['host', 'rebinding.example:3000'],
    ['host', '10.0.0.5:3000'],
  ])('refuses what came with %s: %s', async (name, value) => {
    expect(await ask({ [name]: value })).toEqual({ status: 401, body: '', cards: [] })
  })

  test('answers under the name localhost', async () => {
    expect((await ask({ host: 'localhost:3000' })).status).toBe(200)
  })

  test('cannot be asked by a web page without the browser asking first', async () => {
    expect(await ask({ 'content-type': 'text/plain' })).toEqual({ status: 401, body: '', cards: [] })
  })

  test('listens on one address of this machine, and on no other', async () => {
    const { port } = new URL(bot.url)
    const socket = connect(Number(port), '127.0.0.2')
    const [error] = await once(socket, 'error').catch(thrown => [thrown])
    expect(error).toMatchObject({ code: 'ECONNREFUSED' })
  })
})

test('with credentials it listens on every address, and forwarded requests are what it expects', async () => {
  const real = await startTeamsBot()
  const { port } = new URL(real.url)
  const anywhere = await fetch(`http://127.0.0.2:${port}/health/live`)
  const forwarded = await fetch(real.url, { method: 'POST', headers: { 'x-forwarded-for': '10.0.0.1' } })
  await real.close()
  expect([anywhere.status, forwarded.status]).toEqual([200, 401])
})

describe('settings that do not go together are refused', () => {
  const problemsOf = (environment: Record<string, string>) => {
    try {
      readConfig({ ...token, ...environment }, 'bot')
      return ''
    } catch (error) {
      return String(error)
    }
  }

  test.each([
    [{ TEAMS_DEV: '1' }, ''],
    [{ TEAMS_DEV: '1', MICROSOFT_APP_ID: id }, 'TEAMS_DEV=1 cannot be combined with MICROSOFT_APP_ID'],
    [{ TEAMS_DEV: '1', NODE_ENV: 'production' }, 'TEAMS_DEV=1 is refused with NODE_ENV=production'],
    [{ TEAMS_DEV: 'yes' }, 'TEAMS_DEV must be 1 or 0'],
    [{ TEAMS_DEV: '0' }, 'No chat app configured'],
    [{}, 'No chat app configured'],
    [{ MICROSOFT_APP_ID: id }, 'MICROSOFT_APP_PASSWORD is missing'],
    [{ MICROSOFT_APP_PASSWORD: 'secret' }, 'MICROSOFT_APP_ID is missing'],
    [{ MICROSOFT_APP_ID: id, MICROSOFT_APP_PASSWORD: 'secret' }, 'MICROSOFT_APP_TENANT_ID is missing'],
  ])('%j: %s', (environment, problem) => {
    const problems = problemsOf(environment)
    if (problem) expect(problems).toContain(problem)
    else expect(problems).toBe('')
    expect(problems).not.toContain('secret')
  })
})
