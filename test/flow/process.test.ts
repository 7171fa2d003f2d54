import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { listTruth } from '../../demo/sandbox/company/truth.ts'
import { type Sandbox, startSandbox } from '../../demo/sandbox/server.ts'
import { type MicrosoftCloud, startMicrosoftCloud } from '../clouds/microsoft/cloud.ts'
import { type SlackCloud, startSlackCloud } from '../clouds/slack.ts'
import { startProcess } from '../helpers/bot-process.ts'
import { readCard } from '../helpers/card-text.ts'
import { makeDatabase } from '../helpers/database.ts'

// An embedded database is made for the first of them, and opened by each.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let sandbox: Sandbox
let microsoft: MicrosoftCloud
let slack: SlackCloud
let tabnine: Record<string, string>
let teams: Record<string, string>
const folder = mkdtempSync(join(tmpdir(), 'bot-settings-'))

beforeAll(async () => {
  sandbox = await startSandbox({ today: () => new Date(), token: 'tabnine-admin-token' })
  const [person] = listTruth(sandbox.company, new Date()).filter(({ state, service }) => state === 'active' && !service)
  microsoft = await startMicrosoftCloud({ people: { plain: { email: person?.email ?? '' } } })
  slack = await startSlackCloud()
  const authority = join(folder, 'authority.pem')
  writeFileSync(authority, microsoft.certificate)
  tabnine = { TABNINE_URL: sandbox.url, TABNINE_TOKEN: sandbox.token, PORT: '0', METRICS_PORT: '0', LOG_LEVEL: 'debug' }
  teams = { ...microsoft.environment, NODE_EXTRA_CA_CERTS: authority }
})

afterEach(() => {
  sandbox.clearFaults()
  microsoft.heal()
})

afterAll(async () => {
  rmSync(folder, { recursive: true })
  await Promise.all([sandbox.close(), microsoft.close(), slack.close()])
})

const slackOverHttp = () => ({
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_SIGNING_SECRET: slack.signingSecret,
  SLACK_API_URL: slack.apiUrl,
})
const slackOverSocket = () => ({
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_APP_TOKEN: slack.appToken,
  SLACK_API_URL: slack.apiUrl,
})

/** A bot that is ready, and where it is. */
async function startBot(environment: Record<string, string>) {
  const { url: DATABASE_URL } = await makeDatabase()
  const bot = startProcess([], { DATABASE_URL, ...environment })
  const { port } = await bot.untilLogged('ready')
  return { ...bot, url: `http://127.0.0.1:${port}`, messages: `http://127.0.0.1:${port}/api/messages` }
}

/** Sends it and gives the answer, which may come much later than what was sent is acknowledged. */
async function askInTeams(messages: string, inbound: Parameters<MicrosoftCloud['send']>[1]) {
  const { activity, status } = await microsoft.send(messages, inbound)
  expect(status).toBe(200)
  const { cards } = await microsoft.waitFor(({ replyTo }) => replyTo === activity.id, 20_000)
  return readCard(cards)
}

function expectNoSecret(...written: string[]) {
  const secrets = [sandbox.token, microsoft.appPassword, slack.botToken, slack.appToken, slack.signingSecret]
  for (const text of written) {
    for (const secret of secrets) expect(text).not.toContain(secret)
    expect(text).not.toMatch(/Bearer \w|eyJ/)
  }
}

test('becomes ready, answers in Teams, reports its health, and ends on a signal', async () => {
  await using bot = await startBot({ ...tabnine, ...teams })
  expect(await askInTeams(bot.messages, { scope: 'personal', text: 'teams' })).toContain('8 teams.')
  expect(await askInTeams(bot.messages, { scope: 'channel', text: 'usage payments' })).toMatch(
    /Payments: \d+ people used Tabnine/,
  )
  const [live, ready, hidden, unknown] = await Promise.all(
    ['/health/live', '/health/ready', '/metrics', '/'].map(path => fetch(bot.url + path)),
  )
  expect([live?.status, ready?.status, hidden?.status, unknown?.status]).toEqual([200, 200, 404, 404])
  expect(await ready?.json()).toEqual({ status: 'ok' })
  const { port } = await bot.untilLogged('metrics are served')
  const metrics = await fetch(`http://127.0.0.1:${port}/metrics`)
  expect(await metrics.text()).toMatch(/bot_answers_total{command="usage",outcome="ok"} 1/)
  bot.kill('SIGTERM')
  const { exitCode, stdout, stderr } = await bot.ended
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  expect(bot.logged().at(-1)?.msg).toBe('stopped')
  expectNoSecret(stdout)
})

test('writes no secret, whatever goes wrong', async () => {
  await using bot = await startBot({ ...tabnine, ...teams, ...slackOverHttp() })
  sandbox.fault('*', { status: 401, body: { message: `${sandbox.token} is bad` } })
  microsoft.fail({ on: 'post', status: 403, body: { error: { code: 'X', message: microsoft.appPassword } } })
  // What was received is answered before the end: nothing here has to be waited for.
  await microsoft.send(bot.messages, { scope: 'channel', text: 'teams' })
  await microsoft.send(bot.messages, { scope: 'channel', text: 'teams' }, { sign: 'expired' })
  await slack.send(bot.url, {
    kind: 'mention',
    user: slack.users.ada.id,
    channel: slack.channels.general.id,
    text: 'teams',
  })
  bot.kill('SIGTERM')
  const { exitCode, stdout, stderr } = await bot.ended
  expect(exitCode).toBe(0)
  expect(stdout).toContain('a question ended in an error')
  expect(stdout).toContain('***')
  expectNoSecret(stdout, stderr)
})

test('at level debug one reference finds a question, its answer and every call for it', async () => {
  await using bot = await startBot({ ...tabnine, ...teams })
  await askInTeams(bot.messages, { scope: 'personal', text: 'usage' })
  const answered = () => bot.logged().find(({ msg }) => msg === 'answered a question')
  await expect.poll(answered).toMatchObject({ command: 'usage', outcome: 'ok' })
  const reference = answered()?.reference
  expect(reference).toMatch(/^[2-9A-Z]{6}$/)
  const calls = () => bot.logged().filter(line => line.msg === 'called another service' && line.reference === reference)
  await expect
    .poll(() => new Set(calls().map(({ service, status }) => `${service} ${status}`)))
    .toEqual(new Set(['tabnine 200', 'microsoft 200', 'microsoft 201']))
  await askInTeams(bot.messages, { scope: 'personal', text: 'usage' })
  const references = bot.logged().filter(({ msg }) => msg === 'answered a question')
  expect(new Set(references.map(line => line.reference)).size).toBe(2)
})

test('with DRAIN_SECONDS it is not ready after SIGTERM, and still answers', async () => {
  await using bot = await startBot({ ...tabnine, ...teams, DRAIN_SECONDS: '600' })
  bot.kill('SIGTERM')
  await bot.untilLogged('draining: not ready any more, but still working')
  const ready = await fetch(`${bot.url}/health/ready`)
  expect([ready.status, await ready.json()]).toEqual([503, { status: 'stopping' }])
  expect((await fetch(`${bot.url}/health/live`)).status).toBe(200)
  expect(await askInTeams(bot.messages, { scope: 'personal', text: 'teams' })).toContain('8 teams.')
})

describe('stopped in the middle of an answer', () => {
  test('still gives it, when Tabnine is slow', async () => {
    await using bot = await startBot({ ...tabnine, ...teams })
    sandbox.fault('*', { delayMs: 300 })
    const [asked, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    microsoft.fail({ on: 'typing', until: async () => asked.resolve() })
    const answer = askInTeams(bot.messages, { scope: 'personal', text: 'teams' }).finally(answered.resolve)
    await asked.promise
    bot.kill('SIGTERM')
    expect(await answer).toContain('8 teams.')
    expect((await bot.ended).exitCode).toBe(0)
  })

  test.each(['members', 'post'] as const)('still gives it, when Teams is slow (%s)', async on => {
    await using bot = await startBot({ ...tabnine, ...teams })
    const [arrived, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    microsoft.fail({
      on,
      until() {
        arrived.resolve()
        return released.promise
      },
    })
    const answer = askInTeams(bot.messages, { scope: 'personal', text: 'teams' })
    await arrived.promise
    bot.kill('SIGTERM')
    await bot.untilLogged('stopping: answers under way are finished')
    // Ctrl+C reaches the bot twice where an old Node started it.
    bot.kill('SIGTERM')
    bot.kill('SIGINT')
    const ready = await fetch(`${bot.url}/health/ready`)
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'stopping' }])
    released.resolve()
    expect(await answer).toContain('8 teams.')
    expect((await bot.ended).exitCode).toBe(0)
  })
})

test.each([
  ['HTTP', slackOverHttp],
  ['Socket Mode', slackOverSocket],
])('serves Slack over %s and Teams, on one port', async (way, slackSettings) => {
  await using bot = await startBot({ ...tabnine, ...teams, ...slackSettings() })
  const place = way === 'HTTP' ? bot.url : 'socket'
  const { id: user, dm } = slack.users.ada
  const [inTeams, inSlack] = await Promise.all([
    askInTeams(bot.messages, { scope: 'groupChat', text: 'teams' }),
    slack
      .send(place, { kind: 'dm', user, text: 'teams' })
      .then(() => slack.waitFor('message', ({ channel }) => channel === dm)),
  ])
  expect(inTeams).toContain('8 teams.')
  expect(JSON.stringify(inSlack)).toContain('8 teams.')
  slack.forget()
  bot.kill('SIGINT')
  const { exitCode, stdout, stderr } = await bot.ended
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  expectNoSecret(stdout)
})
