import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../../../demo/sandbox/server.ts'
import { openStorage } from '../../../src/storage/store.ts'
import { type SlackCloud, startSlackCloud } from '../../clouds/slack.ts'
import { startProcess } from '../../helpers/bot-process.ts'
import { makeDatabase, type TestDatabase } from '../../helpers/database.ts'
import { recordLog } from '../../helpers/recording-log.ts'

let cloud: SlackCloud
let sandbox: Sandbox
let database: TestDatabase

beforeAll(async () => {
  database = await makeDatabase()
  cloud = await startSlackCloud()
  sandbox = await startSandbox({ today: () => new Date() })
})
afterAll(() => Promise.all([cloud.close(), sandbox.close(), database.remove()]))

/** The bot as an operator starts it, in Socket Mode. */
function startBot(environment: Record<string, string> = {}) {
  return startProcess([], {
    TABNINE_URL: sandbox.url,
    TABNINE_TOKEN: sandbox.token,
    SLACK_BOT_TOKEN: cloud.botToken,
    SLACK_APP_TOKEN: cloud.appToken,
    SLACK_API_URL: cloud.apiUrl,
    PORT: '0',
    METRICS_PORT: '0',
    DATABASE_URL: database.url,
    ...environment,
  })
}

it('a token that Slack refuses is one sentence and exit code 2', async () => {
  const { stdout, stderr, exitCode } = await startBot({ SLACK_BOT_TOKEN: 'xoxb-wrong' }).ended
  expect(stderr).toMatch(/^SLACK_BOT_TOKEN is refused by Slack \(invalid_auth\): [^\n]*\n$/)
  expect(exitCode).toBe(2)
  expect(stdout).not.toContain('ready')
  expect(stderr + stdout).not.toContain('xoxb-wrong')
})

it('a Slack that cannot be reached is one line in the log, and everything else comes up', async () => {
  await using bot = startBot({ SLACK_API_URL: 'http://127.0.0.1:2/' })
  await bot.untilLogged('ready')
  bot.kill('SIGTERM')
  const { stderr, exitCode } = await bot.ended
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 })
  const reason = expect.stringContaining('ECONNREFUSED')
  expect(bot.logged().filter(({ level }) => level >= 40)).toMatchObject([
    { level: 40, reason, msg: 'Slack cannot be reached; the bot tries again until it can.' },
  ])
})

const teams = {
  MICROSOFT_APP_ID: '12345678-90ab-cdef-1234-567890abcdef',
  MICROSOFT_APP_PASSWORD: 'secret',
  MICROSOFT_APP_TENANT_ID: 'fedcba98-90ab-cdef-1234-567890abcdef',
}

it.each([
  [
    { kind: 'slack', id: 'TOTHER', name: 'Other' } as const,
    'Slack workspace Other (TOTHER), and SLACK_BOT_TOKEN is of ',
  ],
  [{ kind: 'teams', id: 'other', name: '' } as const, 'Teams tenant other, and MICROSOFT_APP_TENANT_ID is of '],
  [{ kind: 'tabnine', id: 'other', name: '' } as const, 'Tabnine organization other, and TABNINE_TOKEN is of '],
])('a database of another %o is refused in a sentence, and is exit code 2', async (owner, sentence) => {
  const own = await makeDatabase()
  const { store, close } = await openStorage({ databaseUrl: own.url, dataDir: '', log: recordLog() })
  await store.owners.keep(owner)
  await close()
  const { stderr, exitCode } = await startBot({ DATABASE_URL: own.url, ...teams }).ended
  await own.remove()
  expect(stderr).toMatch(/^The database belongs to the [^\n]*\n$/)
  expect(stderr).toContain(sentence)
  expect(exitCode).toBe(2)
})

it('SIGTERM lets it finish its answer, and is exit code 0', async () => {
  await using bot = startBot()
  await bot.untilLogged('ready')
  await cloud.sockets.connected()
  sandbox.fault('*', { delayMs: 300 })
  const { ada } = cloud.users
  await cloud.send('socket', { kind: 'dm', text: 'teams', user: ada.id })
  bot.kill('SIGTERM')
  const { stdout, stderr, exitCode } = await bot.ended
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 })
  expect(stdout).toMatch(/"ready".*"stopping: .*"stopped"/s)
  expect(cloud.messages(ada.dm)).toMatchObject([{ text: expect.stringMatching(/^Teams: /) }])
})
