/** The configuration file as code: checked, compared, applied, exported, and read again by the running bot. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Sandbox, startSandbox } from '../../../demo/sandbox/server.ts'
import { parseConfigFile } from '../../../src/config/file.ts'
import { openStorage } from '../../../src/storage/store.ts'
import { type SlackCloud, startSlackCloud } from '../../clouds/slack.ts'
import { startProcess } from '../../helpers/bot-process.ts'
import { makeBlankDatabase, makeDatabase } from '../../helpers/database.ts'
import { makeHome } from '../../helpers/home.ts'
import { makeScratch } from '../../helpers/scratch.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const folder = makeScratch('home-config-')
const log = { debug() {}, info() {}, warn() {}, error() {} }
let sandbox: Sandbox
let slack: SlackCloud
let settings: Record<string, string>

beforeAll(async () => {
  ;[sandbox, slack] = await Promise.all([startSandbox({ today: () => new Date() }), startSlackCloud()])
  settings = {
    TABNINE_URL: sandbox.url,
    TABNINE_TOKEN: sandbox.token,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    PORT: '0',
    METRICS_PORT: '0',
  }
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await Promise.all([sandbox.close(), slack.close()])
})

let files = 0
function write(text: string): string {
  files += 1
  const path = join(folder, `config-${files}.yaml`)
  writeFileSync(path, text)
  return path
}

const config = (args: string[], environment: Record<string, string> = {}) =>
  startProcess(['config', ...args], { ...settings, ...environment }).ended

const digest = (when: string) => `
subscriptions:
  - conversation: slack:C0123
    teams: [payments]
    when: ${when}
`
const withAlert = `${digest('every friday at 16:00')}
alerts:
  watch:
    - { conversation: slack:C0123, teams: [payments, all], repeatDays: 3 }
`

async function withStore<T>(
  databaseUrl: string,
  work: (store: Awaited<ReturnType<typeof openStorage>>['store']) => Promise<T>,
) {
  const { store, close } = await openStorage({ databaseUrl, dataDir: '', log })
  try {
    return await work(store)
  } finally {
    await close()
  }
}

describe('check', () => {
  test('a valid file, by its name or by CONFIG_FILE, without any other setting', async () => {
    const path = write(withAlert)
    const named = await startProcess(['config', 'check', path]).ended
    expect(named).toMatchObject({ exitCode: 0, stdout: `${path} is valid: 1 digest, 1 alert entry.\n`, stderr: '' })
    const bySetting = await startProcess(['config', 'check'], { CONFIG_FILE: path }).ended
    expect(bySetting.stdout).toBe(named.stdout)
  })

  test.each([
    [
      'alerts: { graceDay: 3 }\n',
      /line 1, column 11: alerts\.graceDay is not a setting; did you mean alerts\.graceDays\?/,
    ],
    ['', /contains no settings\. If that is intended, write \{\}\./],
  ])('what is wrong is a line, with exit code 2: %j', async (text, sentence) => {
    const { exitCode, stdout, stderr } = await startProcess(['config', 'check', write(text)]).ended
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toMatch(sentence)
  })

  test('without a file', async () => {
    const { exitCode, stderr } = await startProcess(['config', 'check']).ended
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: 'There is no configuration file: name one, or set CONFIG_FILE.\n',
    })
  })

  test('online: what does not exist, with exit code 1', async () => {
    const { id } = slack.channels.leads
    const good = write(`subscriptions: [{ conversation: "slack:${id}", teams: [payments, all] }]\n`)
    expect(await config(['check', good, '--online'])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/is valid.*\n3 of 3 names were found\.\n$/s),
    })
    const bad = await config(['check', write(withAlert.replace('all', 'Nowhere')), '--online'])
    expect(bad.exitCode).toBe(1)
    expect(bad.stdout).toContain('subscriptions[1].conversation (slack:C0123) is no channel')
    expect(bad.stdout).toContain('alerts.watch[1].teams[2] names no team of Tabnine (“Nowhere”).')
  })
})

describe('diff and apply', () => {
  test('a new database: what would be made, then what is made, then nothing', async () => {
    const database = await makeDatabase()
    const env = { DATABASE_URL: database.url, CONFIG_FILE: write(withAlert) }
    const before = await config(['diff'], env)
    expect(before).toMatchObject({ exitCode: 3, stderr: '' })
    expect(before.stdout.split('\n').slice(0, 4)).toEqual([
      '+ digest in slack:C0123: Payments, every friday at 16:00 UTC',
      '+ alert in slack:C0123: Payments, after 14 days, repeat every 3 days',
      '+ alert in slack:C0123: Northwind Robotics, after 14 days, repeat every 3 days',
      '3 changes, not applied.',
    ])
    const dry = await config(['apply', '--dry-run'], env)
    expect(dry).toEqual({ ...before, exitCode: 0 })
    expect(await withStore(database.url, store => store.subscriptions.all())).toEqual([])

    const applied = await config(['apply'], env)
    expect(applied).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('3 changes applied.') })
    expect(applied.stdout).toContain('+ digest 1 in slack:C0123: Payments')
    expect(await config(['diff'], env)).toMatchObject({ exitCode: 0, stdout: 'The database is as the file says.\n' })

    const changed = { ...env, CONFIG_FILE: write(digest('every monday at 8:00')), CONFIRM_ENDED_SUBSCRIPTIONS: '2' }
    const { exitCode, stdout } = await config(['diff'], changed)
    expect(exitCode).toBe(3)
    expect(stdout.split('\n').slice(0, 3)).toEqual([
      '~ digest 1 in slack:C0123: Payments, every friday at 16:00 UTC → Payments, every monday at 8:00 UTC',
      '- alert 1 in slack:C0123: Payments, after 14 days, repeat every 3 days',
      '- alert 2 in slack:C0123: Northwind Robotics, after 14 days, repeat every 3 days',
    ])
    expect((await config(['apply'], changed)).exitCode).toBe(0)
    const [digests, alerts] = await withStore(database.url, store =>
      Promise.all([store.subscriptions.all(), store.alerts.open()]),
    )
    expect(digests).toMatchObject([{ id: 1, schedule: { hour: 8 } }])
    expect(alerts).toEqual([])
    await database.remove()
  })

  test('a team that no one knows is named, with exit code 1', async () => {
    const database = await makeDatabase()
    const env = { DATABASE_URL: database.url, CONFIG_FILE: write(withAlert.replaceAll('payments', 'Nowhere')) }
    const { exitCode, stderr, stdout } = await config(['apply'], env)
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: 'The database is as the file says.\n' })
    expect(stderr).toContain('slack:C0123: a subscription of the configuration file waits: no team is called “Nowhere”')
    await database.remove()
  })

  test('a database that is not there, or not up to date, is only looked at', async () => {
    const blank = await makeBlankDatabase()
    const CONFIG_FILE = write(withAlert)
    const old = await config(['diff'], { DATABASE_URL: blank.url, CONFIG_FILE })
    expect(old).toMatchObject({
      exitCode: 1,
      stderr: 'The database is not up to date: start this version of the bot once.\n',
    })
    const none = await config(['diff'], { DATA_DIR: join(folder, 'none'), CONFIG_FILE })
    expect(none).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^There is no database of the bot in /) })
    await blank.remove()
  })
})

describe('export', () => {
  test('of what people set up in chat: its diff is empty, and applying it makes nothing new', async () => {
    const database = await makeDatabase()
    const [team] = sandbox.company.teams
    const subject = { kind: 'team', id: team?.id ?? '', name: team?.name ?? '' } as const
    const whole = { kind: 'organization', name: 'Northwind Robotics' } as const
    const schedule = { every: { unit: 'week', weekday: 3 }, hour: 16, minute: 30, zone: 'Europe/Berlin' } as const
    const monthly = { every: { unit: 'month' }, hour: 9, minute: 0, zone: 'UTC' } as const
    const now = new Date()
    const common = { owner: 'slack:U1', nextRunAt: now }
    await withStore(database.url, async store => {
      const teamsChat = 'teams:19:abc@thread.tacv2'
      await store.conversations.save({ id: teamsChat, kind: 'channel', reference: {} }, now)
      await store.subscriptions.create(
        { ...common, conversation: 'slack:C0123', subjects: [subject, whole], schedule, language: 'de' },
        now,
      )
      await store.subscriptions.create(
        { ...common, conversation: teamsChat, subjects: [whole], schedule: monthly, language: null },
        now,
      )
      const alert = { conversation: 'slack:C0123', owner: 'slack:U1', graceDays: 30, repeatDays: 2 }
      await store.alerts.save({ ...alert, subject, zone: 'Asia/Tokyo', language: 'en' }, now)
      await store.alerts.save({ ...alert, subject: whole, zone: null, language: null }, now)
    })
    const other = '# Ours\nroles:\n  admin: [ada@example.com] # the boss\nalerts:\n  # graceDays: 3\n'
    const exported = await config(['export'], { DATABASE_URL: database.url, CONFIG_FILE: write(other) })
    expect(exported).toMatchObject({ exitCode: 0, stderr: '' })
    expect(exported.stdout).toContain('# Ours\nroles:\n  admin: [ ada@example.com ] # the boss')
    expect(exported.stdout).toContain(`- ${team?.id} # ${team?.name}`)
    expect(parseConfigFile(exported.stdout, 'x').problems).toEqual([])

    const env = { DATABASE_URL: database.url, CONFIG_FILE: write(exported.stdout) }
    expect(await config(['diff'], env)).toMatchObject({
      exitCode: 0,
      stdout: 'The database is as the file says.\n',
      stderr: '',
    })
    expect(await config(['apply'], env)).toMatchObject({ exitCode: 0, stdout: 'The database is as the file says.\n' })
    const rows = await withStore(database.url, store => Promise.all([store.subscriptions.all(), store.alerts.open()]))
    expect(rows.map(found => found.length)).toEqual([2, 2])
    // From now on they come from the file, so a changed copy moves them.
    const moved = { ...env, CONFIG_FILE: write(exported.stdout.replaceAll('slack:C0123', 'slack:C0999')) }
    expect((await config(['apply'], moved)).stdout).toMatch(/6 changes applied\.\n$/)
    await database.remove()
  })

  test('without a file, and from an embedded database', async () => {
    const home = await makeHome()
    const { exitCode, stdout, stderr } = await config(['export'], { DATA_DIR: home.folder })
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: '{}\n', stderr: '' })
    home.remove()
  })
})

test('schema: what editors check by, as it is in the repository', async () => {
  const { exitCode, stdout } = await startProcess(['config', 'schema']).ended
  expect(exitCode).toBe(0)
  expect(stdout).toBe(readFileSync(new URL('../../../config.schema.json', import.meta.url), 'utf8'))
})

test.each([[[]], [['nothing']], [['check', 'a', 'b']], [['diff', '--dry-run']]])('%j explains itself', async args => {
  const { exitCode, stdout, stderr } = await config(args)
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
  expect(stderr).toMatch(/^npm run config -- check/)
})

describe('the running bot', () => {
  test('reads the file again at SIGHUP; a bad one changes nothing', async () => {
    const database = await makeDatabase()
    const path = write(digest('every monday at 8:00'))
    await using bot = startProcess([], { ...settings, DATABASE_URL: database.url, CONFIG_FILE: path })
    const ready = () => bot.logged().filter(({ msg }) => msg === 'ready').length
    const hours = () =>
      withStore(database.url, async store => (await store.subscriptions.all()).map(({ schedule }) => schedule.hour))
    await bot.untilLogged('ready')
    await vi.waitFor(async () => expect(await hours()).toEqual([8]), 90_000)

    writeFileSync(path, 'subscriptions: [{ conversation: "slack:#general", teams: [all] }]\n')
    bot.kill('SIGHUP')
    await vi.waitFor(() => expect(bot.stdout()).toContain('Nothing is applied: '), 20_000)
    expect(bot.stdout()).toContain('subscriptions[1].conversation must be a conversation such as slack:C0123.')
    expect(ready()).toBe(1)

    writeFileSync(path, digest('every monday at 17:00'))
    bot.kill('SIGHUP')
    await vi.waitFor(() => expect(ready()).toBe(2), 30_000)
    expect(bot.stdout()).toContain('the settings changed: the bot starts again with them')
    await vi.waitFor(async () => expect(await hours()).toEqual([17]), 90_000)
    bot.kill('SIGTERM')
    expect(await bot.ended).toMatchObject({ exitCode: 0, stderr: '' })
    await database.remove()
  })

  test('has an embedded database to itself: apply says how it is done there', async () => {
    const home = await makeHome()
    await using bot = startProcess([], { ...settings, DATA_DIR: home.folder })
    await bot.untilLogged('ready')
    const { exitCode, stderr } = await config(['apply', write(withAlert)], { DATA_DIR: home.folder })
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(/^The bot is running on .*send it SIGHUP, and it applies the file itself\.\n$/)
    bot.kill('SIGHUP')
    const ready = () => bot.logged().filter(({ msg }) => msg === 'ready').length
    await vi.waitFor(() => expect(ready()).toBe(2), 60_000)
    bot.kill('SIGTERM')
    expect(await bot.ended).toMatchObject({ exitCode: 0, stderr: '' })
    home.remove()
  })
})
