import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text as readAll } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts'
import { type SlackCloud, startSlackCloud } from '../../clouds/slack.ts'
import { makeHome } from '../../helpers/home.ts'

const entry = fileURLToPath(new URL('../../../bin/bot.mjs', import.meta.url))

let cloud: SlackCloud
let sandbox: Sandbox

beforeAll(async () => {
  cloud = await startSlackCloud()
  sandbox = await startSandbox({ today: () => new Date() })
})
afterAll(() => Promise.all([cloud.close(), sandbox.close()]))

/** The bot as an operator starts it, in Socket Mode. */
function startProcess(environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [entry], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      TABNINE_URL: sandbox.url,
      TABNINE_TOKEN: sandbox.token,
      SLACK_BOT_TOKEN: cloud.botToken,
      SLACK_APP_TOKEN: cloud.appToken,
      SLACK_API_URL: cloud.apiUrl,
      PORT: '0',
      METRICS_PORT: '0',
      DATA_DIR: makeHome().folder,
      ...environment,
    },
  })
  const ended = Promise.all([readAll(child.stdout), readAll(child.stderr), once(child, 'exit')])
  return { child, ended: ended.then(([out, err, [code]]) => ({ out, err, code })) }
}

it('a token that Slack refuses is one sentence and exit code 2', async () => {
  const { out, err, code } = await startProcess({ SLACK_BOT_TOKEN: 'xoxb-wrong' }).ended
  expect(err).toMatch(/^SLACK_BOT_TOKEN is refused by Slack \(invalid_auth\): [^\n]*\n$/)
  expect(code).toBe(2)
  expect(out).not.toContain('ready')
  expect(err + out).not.toContain('xoxb-wrong')
})

it('a Slack that cannot be reached is one line in the log and exit code 1', async () => {
  const { out, err, code } = await startProcess({ SLACK_API_URL: 'http://127.0.0.1:1/' }).ended
  const errors = out
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
    .filter(({ level }) => level >= 50)
  expect({ err, code }).toEqual({ err: '', code: 1 })
  expect(errors).toMatchObject([{ msg: 'the bot could not start', err: { message: expect.any(String) } }])
})

it('SIGTERM lets it finish its answer, and is exit code 0', async () => {
  const { child, ended } = startProcess()
  await cloud.sockets.connected()
  sandbox.fault('*', { delayMs: 300 })
  const { ada } = cloud.users
  await cloud.send('socket', { kind: 'dm', text: 'teams', user: ada.id })
  child.kill('SIGTERM')
  const { out, err, code } = await ended
  expect({ err, code }).toEqual({ err: '', code: 0 })
  expect(out).toMatch(/"ready".*"stopping: .*"stopped"/s)
  expect(cloud.messages(ada.dm)).toMatchObject([{ text: expect.stringMatching(/^Teams: /) }])
})
