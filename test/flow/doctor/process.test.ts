/** The doctor against real services: what it finds for each wrong setting and each broken service, and what it prints. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { diagnose } from '../../../adapters/doctor/doctor.ts'
import { writeJson, writeLines } from '../../../adapters/doctor/report.ts'
import { startSandbox } from '../../../demo/sandbox/server.ts'
import { createCertificateAuthority } from '../../clouds/certificate.ts'
import { BOT_SCOPES } from '../../clouds/slack/people.ts'
import { startSlackCloud } from '../../clouds/slack.ts'
import { startProcess } from '../../helpers/bot-process.ts'
import { makeBlankDatabase, makeDatabase } from '../../helpers/database.ts'
import { makeHome } from '../../helpers/home.ts'
import { makeScratch } from '../../helpers/scratch.ts'
import { startTlsPostgres } from '../../helpers/tls-postgres.ts'
import { openWorld, type World } from './world.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

type Settings = Record<string, string | undefined>

let world: World
const cleanups: (() => Promise<void> | void)[] = []

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
afterEach(async () => {
  world.sandbox.clearFaults()
  world.microsoft.heal()
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

type Wishes = Partial<Parameters<typeof diagnose>[1]>

/** Runs the doctor with the settings of the world and these changes; no secret is in anything that it would print. */
async function run(changes: Settings = {}, wishes: Wishes = {}) {
  const environment = { ...world.settings, ...changes }
  const options = { only: [], isStrict: false, isOnline: false, post: null, timeoutMs: 5_000, now: () => new Date() }
  const { results, exit } = await diagnose(environment, { ...options, ...wishes })
  expectNoSecret(writeLines(results).join('\n'), writeJson(results, exit), ...Object.values(changes))
  const find = (id: string) => results.find(result => result.id === id)
  return { results, exit, find }
}

function expectNoSecret(lines: string, json: string, ...given: (string | undefined)[]) {
  const passwords = given.flatMap(value => (value && URL.canParse(value) ? [new URL(value).password] : []))
  const secrets = [...world.secrets, ...passwords, 'hunter2'].filter(secret => secret !== '')
  for (const secret of secrets) {
    expect(lines).not.toContain(secret)
    expect(json).not.toContain(secret)
  }
}

async function query(url: string, statement: string) {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}

async function emptyDatabase() {
  const database = await makeDatabase()
  cleanups.push(database.remove)
  return database.url
}

async function home() {
  const made = await makeHome()
  cleanups.push(made.remove)
  return made.folder
}

function folder() {
  const made = makeScratch('home-doctor-')
  cleanups.push(() => rmSync(made, { recursive: true, force: true }))
  return made
}

function configFile(text: string) {
  const path = join(folder(), 'config.yaml')
  writeFileSync(path, text)
  return path
}

const socketMode = () => ({ SLACK_SIGNING_SECRET: undefined, SLACK_APP_TOKEN: world.slack.appToken })

describe('where everything is well', () => {
  test('on PostgreSQL, Slack over HTTP and Teams: every check passes, and the exit code is 0', async () => {
    const { results, exit } = await run()
    expect(results.filter(({ status }) => ['fail', 'warn'].includes(status))).toEqual([])
    expect(exit).toBe(0)
    const passed = results.filter(({ status }) => status === 'ok').map(({ id }) => id)
    expect(passed).toEqual(
      expect.arrayContaining([
        ...['host.node', 'host.clock', 'host.memory', 'environment.names', 'tabnine.reach', 'tabnine.token'],
        ...['tabnine.organization', 'tabnine.teams', 'tabnine.members', 'tabnine.usage', 'tabnine.invites'],
        ...['tabnine.seats-by-month', 'tabnine.version', 'tabnine.seats', 'slack.reach', 'slack.token'],
        ...['slack.workspace', 'slack.scopes', 'slack.endpoint', 'teams.ids', 'teams.credentials', 'teams.keys'],
        ...['teams.endpoint', 'database.reach', 'database.encryption', 'database.rights', 'database.server'],
        ...['database.connections', 'database.tables', 'database.owner', 'state.unconfirmed', 'state.due'],
      ]),
    )
  })

  test('the sentences hold what a person wants to compare', async () => {
    const { find } = await run()
    expect(find('tabnine.organization')?.sentence).toContain('Northwind Robotics (')
    expect(find('tabnine.version')?.sentence).toMatch(/by v2 from \d{4}-\d\d-\d\d on, and by v1 before that day/)
    expect(find('tabnine.seats')?.sentence).toMatch(
      /^Seats: \d+ members, \d+ open or expired invites, \d+ deactivated\.$/,
    )
    expect(find('slack.workspace')?.sentence).toContain(`Acme (${world.slack.team.id})`)
    expect(find('teams.ids')?.sentence).toContain(world.microsoft.tenantId)
    expect(find('database.owner')?.sentence).toMatch(/Slack workspace Acme .*Tabnine organization Northwind Robotics/)
  })

  test('changes of seats, on and off', async () => {
    const on = {
      ACTIONS: 'invitations,seats',
      TABNINE_ACTION_TOKEN: world.sandbox.actionToken,
      ADMINS: 'ada@x.example',
    }
    expect((await run(on)).find('tabnine.actions')).toMatchObject({
      status: 'ok',
      sentence: 'Tabnine accepts TABNINE_ACTION_TOKEN. Admins can change: invitations, seats.',
    })
    // Without ADMINS those of Tabnine can act.
    expect((await run({ ...on, ADMINS: undefined })).find('tabnine.actions')?.status).toBe('ok')
    expect((await run()).find('tabnine.actions')?.status).toBe('skip')
  })

  test('over Socket Mode', async () => {
    const { find, exit } = await run({ ...socketMode(), MICROSOFT_APP_ID: undefined, ...withoutTeams })
    expect(exit).toBe(0)
    expect(find('slack.socket')).toMatchObject({ status: 'ok', sentence: 'Socket Mode opens.' })
    expect(find('slack.endpoint')?.status).toBe('skip')
    expect(find('teams.credentials')).toMatchObject({ status: 'skip', sentence: 'Teams is not configured.' })
    await vi.waitFor(() => expect(world.slack.sockets.count()).toBe(0))
  })

  test('with an embedded database, that is there and that is not', async () => {
    const there = await run({ DATABASE_URL: undefined, DATA_DIR: await home() })
    expect(there.find('database.reach')).toMatchObject({ status: 'ok' })
    expect(there.find('database.tables')?.status).toBe('ok')
    expect(there.find('state.due')).toMatchObject({ status: 'ok', sentence: 'Nothing that is due waits.' })
    const path = join(folder(), 'not-there')
    const absent = await run({ DATABASE_URL: undefined, DATA_DIR: path })
    expect(absent.exit).toBe(0)
    expect(absent.find('database.reach')?.sentence).toMatch(/^There is no database in .* yet; the bot creates it/)
    expect(absent.find('state.due')?.status).toBe('skip')
    // Nothing is created by looking.
    expect(() => rmSync(path)).toThrow('ENOENT')
  })

  test('nothing is written: the database holds the same rows before and after', async () => {
    const url = await emptyDatabase()
    const before = await exportOf(url)
    await run({ DATABASE_URL: url }, { isOnline: true })
    expect(await exportOf(url)).toBe(before)
    expect(world.slack.calls('chat.postMessage')).toEqual([])
  })
})

const withoutTeams = {
  MICROSOFT_APP_PASSWORD: undefined,
  MICROSOFT_APP_TENANT_ID: undefined,
}

async function exportOf(url: string): Promise<string> {
  const { stdout } = await startProcess(['store', 'export', '-'], { DATABASE_URL: url }).ended
  return stdout.replace(/"exportedAt":"[^"]+"/, '')
}

type Case = {
  readonly name: string
  /** Settings that change, and what goes wrong. */
  readonly given: () => Promise<Settings> | Settings
  readonly id: string
  readonly status?: 'fail' | 'warn'
  readonly exit?: number
  readonly sentence: RegExp
  readonly wishes?: Wishes
}

const unreadable = (name: string, changes: Settings, sentence: RegExp): Case => ({
  name,
  given: () => changes,
  id: 'environment.settings',
  exit: 2,
  sentence,
})

const slackError = (error: string) => () => {
  world.slack.fail('auth.test', { error })
  return {}
}

const tabnineFault = (route: string, fault: Parameters<World['sandbox']['fault']>[1]) => () => {
  world.sandbox.fault(route, fault)
  return {}
}

const entraError = (code: number, text: string) => () => {
  world.microsoft.fail({
    on: 'token',
    status: 401,
    body: { error: 'invalid_client', error_description: `AADSTS${code}: ${text}` },
  })
  return {}
}

const cases: Case[] = [
  // Settings that cannot be read.
  unreadable('a token in quotes', { TABNINE_TOKEN: '"hunter2"' }, /^TABNINE_TOKEN must not have quotation marks/),
  unreadable('a token with Bearer', { TABNINE_TOKEN: 'Bearer hunter2' }, /^TABNINE_TOKEN must be the token alone/),
  unreadable(
    'a token with U+200B',
    { TABNINE_TOKEN: 'hunter2\u200b' },
    /^TABNINE_TOKEN must not contain the character U\+200B/,
  ),
  unreadable('no token', { TABNINE_TOKEN: undefined }, /^TABNINE_TOKEN is missing\. Create one/),
  unreadable(
    'half of Slack',
    { SLACK_BOT_TOKEN: undefined },
    /^SLACK_BOT_TOKEN is missing: Slack is only partly configured/,
  ),
  unreadable(
    'another kind of Slack token',
    { SLACK_BOT_TOKEN: 'xoxp-hunter2' },
    /^SLACK_BOT_TOKEN must be a bot token/,
  ),
  unreadable(
    'a tenant by name',
    { MICROSOFT_APP_TENANT_ID: 'contoso.onmicrosoft.com' },
    /^MICROSOFT_APP_TENANT_ID must be an id such as/,
  ),
  unreadable(
    'another kind of database',
    { DATABASE_URL: 'mysql://bot:hunter2@db/bot' },
    /^DATABASE_URL must be an address such as postgres/,
  ),
  unreadable(
    'a proxy that is none',
    { HTTPS_PROXY: 'ftp://bot:hunter2@proxy' },
    /^HTTPS_PROXY is not the address of an HTTP proxy/,
  ),
  unreadable(
    'a missing certificate file',
    { NODE_EXTRA_CA_CERTS: '/nowhere.pem' },
    /^NODE_EXTRA_CA_CERTS: the file \/nowhere\.pem cannot be read/,
  ),
  unreadable(
    'a missing configuration file',
    { CONFIG_FILE: '/nowhere.yaml' },
    /^CONFIG_FILE cannot be read \(ENOENT\)/,
  ),
  unreadable('TEAMS_DEV with an app', { TEAMS_DEV: '1' }, /^TEAMS_DEV=1 cannot be combined with MICROSOFT_APP_ID/),
  {
    name: 'an empty configuration file',
    given: () => ({ CONFIG_FILE: configFile('') }),
    id: 'environment.settings',
    exit: 2,
    sentence: /contains no settings\. If that is intended, write \{\}/,
  },
  {
    name: 'a channel by name in the configuration file',
    given: () => ({
      CONFIG_FILE: configFile('subscriptions:\n  - { conversation: "slack:#general", teams: [all] }\n'),
    }),
    id: 'environment.settings',
    exit: 2,
    sentence: /line 2, column 21: subscriptions\[1\]\.conversation must be a conversation such as slack:C0123/,
  },
  {
    name: 'team owners as admins',
    given: () => ({ CONFIG_FILE: configFile('roles: { admin: [team owners] }\n') }),
    id: 'environment.settings',
    exit: 2,
    sentence: /roles\.admin\[1\] must not be “team owners”/,
  },
  // What works, and should not stay so.
  {
    name: 'a misspelled setting',
    given: () => ({ OPERATION_CHANNEL: 'slack:C0123' }),
    id: 'environment.names',
    status: 'warn',
    sentence: /^OPERATION_CHANNEL \(did you mean OPERATIONS_CHANNEL\?\) is not a setting and is ignored/,
  },
  {
    name: 'Slack over plain http to another host',
    given: () => ({ SLACK_API_URL: 'http://slack.invalid/api/' }),
    id: 'environment.values',
    status: 'warn',
    // There is no such host either.
    wishes: { only: ['environment', 'slack'] },
    exit: 1,
    sentence: /^SLACK_API_URL begins with http:\/\/, so SLACK_BOT_TOKEN is sent unencrypted/,
  },
  // The clock.
  {
    name: 'a clock that is ten minutes behind',
    given: () => ({}),
    wishes: { now: () => new Date(Date.now() - 600_000) },
    id: 'host.clock',
    sentence:
      /^The clock is (599|60\d) seconds behind that of Slack: set it by NTP\. Until it is right, nothing is posted\.$/,
  },
  // Tabnine.
  {
    name: 'an address without anything',
    given: () => ({ TABNINE_URL: 'http://127.0.0.1:9' }),
    id: 'tabnine.reach',
    sentence: /^Tabnine cannot be reached at 127\.0\.0\.1:9 \(.*\): check TABNINE_URL/,
  },
  {
    name: 'an unknown host',
    given: () => ({ TABNINE_URL: 'https://tabnine.invalid', NO_PROXY: '*' }),
    id: 'tabnine.reach',
    sentence: /there is no host called tabnine\.invalid; correct TABNINE_URL/,
  },
  {
    name: 'a sign-in page in Tabnine’s place',
    given: tabnineFault('*', { shape: 'html' }),
    id: 'tabnine.reach',
    sentence: /answers, but not as Tabnine does: correct TABNINE_URL/,
  },
  {
    name: 'Tabnine fails',
    given: tabnineFault('*', { status: 503 }),
    id: 'tabnine.reach',
    sentence: /^Tabnine has an error of its own \(HTTP 503\)/,
  },
  {
    name: 'Tabnine hangs',
    given: tabnineFault('*', { delayMs: 30_000 }),
    wishes: { timeoutMs: 1_000 },
    id: 'tabnine.reach',
    sentence: /^Tabnine does not answer in time/,
  },
  {
    name: 'an unknown token',
    given: () => ({ TABNINE_TOKEN: 'hunter2-token' }),
    id: 'tabnine.token',
    sentence: /^Tabnine refuses TABNINE_TOKEN: an admin must create/,
  },
  {
    name: 'an unknown token for changes',
    given: () => ({ ACTIONS: 'seats', TABNINE_ACTION_TOKEN: 'hunter2-token' }),
    id: 'tabnine.actions',
    sentence: /^Tabnine refuses TABNINE_ACTION_TOKEN: an admin must create/,
  },
  {
    name: 'changes without an admin',
    given: () => ({
      ACTIONS: 'seats',
      TABNINE_ACTION_TOKEN: world.sandbox.actionToken,
      ADMINS: undefined,
      CONFIG_FILE: configFile('roles: { tabnine: false }\n'),
    }),
    id: 'tabnine.actions',
    status: 'warn',
    exit: 0,
    sentence: /^ACTIONS is set, but there is no bot admin who could act: set ADMINS\.$/,
  },
  {
    name: 'a member’s token',
    given: () => ({ TABNINE_TOKEN: world.sandbox.memberToken }),
    id: 'tabnine.usage',
    sentence: /^TABNINE_TOKEN may not read usage \(.*\), so nothing can be reported: an admin must create the token/,
  },
  {
    name: 'invites that may not be read',
    given: tabnineFault('/api/invitation/v1', { status: 403 }),
    id: 'tabnine.invites',
    status: 'warn',
    exit: 0,
    sentence: /^TABNINE_TOKEN may not read open invites \(HTTP 403\), so the bot uses other counts instead/,
  },
  {
    name: 'a feature that is not in the licence',
    given: tabnineFault('/api/v1/organization/users', {
      status: 403,
      body: { error: 'FEATURE_NOT_AVAILABLE', message: 'Not in the licence.' },
    }),
    id: 'tabnine.members',
    sentence: /^TABNINE_TOKEN may not read the members \(FEATURE_NOT_AVAILABLE\), so unused seats cannot be found/,
  },
  {
    name: 'a token of another organization',
    given: () => ({ TABNINE_ORGANIZATION_ID: 'another' }),
    id: 'tabnine.organization',
    status: 'warn',
    // The database is of the other one.
    exit: 1,
    sentence: /^TABNINE_TOKEN belongs to Northwind Robotics \(.*\), not to TABNINE_ORGANIZATION_ID/,
  },
  // Slack.
  {
    name: 'Slack refuses connections',
    given: () => ({ SLACK_API_URL: 'http://127.0.0.1:9/api/' }),
    id: 'slack.reach',
    sentence: /^Slack cannot be reached at 127\.0\.0\.1:9/,
  },
  {
    name: 'Slack is down',
    given: () => {
      world.slack.fail('auth.test', { status: 503 })
      return {}
    },
    id: 'slack.reach',
    sentence: /^Slack has an error of its own \(HTTP 503\): see https:\/\/slack-status\.com\.$/,
  },
  {
    name: 'Slack has an error',
    given: slackError('internal_error'),
    id: 'slack.reach',
    sentence: /\(internal_error\)/,
  },
  {
    name: 'Slack accepts no more',
    given: () => {
      world.slack.fail('auth.test', { status: 429, retryAfter: 30_000_000 })
      return {}
    },
    id: 'slack.reach',
    sentence: /^Slack accepts no more requests for now \(429\)/,
  },
  {
    name: 'Slack hangs',
    given: () => {
      world.slack.fail('auth.test', { delayMs: 3_000 })
      return {}
    },
    wishes: { timeoutMs: 1_000 },
    id: 'slack.reach',
    sentence: /^Slack does not answer in time/,
  },
  {
    name: 'a bot that was removed',
    given: slackError('account_inactive'),
    id: 'slack.token',
    sentence: /install the app again/,
  },
  {
    name: 'a revoked token',
    given: slackError('token_revoked'),
    id: 'slack.token',
    sentence: /^SLACK_BOT_TOKEN was revoked/,
  },
  {
    name: 'an unknown bot token',
    given: () => ({ SLACK_BOT_TOKEN: 'xoxb-hunter2' }),
    id: 'slack.token',
    sentence: /^Slack does not know SLACK_BOT_TOKEN \(invalid_auth\): copy it again/,
  },
  {
    name: 'a user group without its permission',
    given: async () => ({
      ...(await serveSlackWithout('usergroups:read')),
      CONFIG_FILE: configFile('roles: { subscriber: [S0LEADS01] }\n'),
    }),
    id: 'slack.scopes',
    sentence:
      /^SLACK_BOT_TOKEN lacks usergroups:read \(the Slack user groups in the roles have no members\): update the app/,
  },
  {
    name: 'optional permissions that were refused',
    given: () => serveSlackWithout('files:write', 'groups:history', 'usergroups:read'),
    id: 'slack.scopes',
    status: 'warn',
    sentence:
      /^SLACK_BOT_TOKEN lacks optional permissions: files:write \(exports and pictures cannot be sent\), groups:history \(an unconfirmed digest in a private channel cannot be looked up\)\. To allow them, install the app again\.$/,
  },
  {
    name: 'an unknown app token',
    given: () => ({ ...socketMode(), SLACK_APP_TOKEN: 'xapp-hunter2' }),
    id: 'slack.socket',
    sentence: /^Slack refuses SLACK_APP_TOKEN \(invalid_auth\): copy it/,
  },
  {
    name: 'an app token without its permission',
    given: () => {
      world.slack.fail('apps.connections.open', { error: 'missing_scope' })
      return socketMode()
    },
    id: 'slack.socket',
    sentence: /^SLACK_APP_TOKEN lacks connections:write/,
  },
  {
    name: 'another signing secret than the running bot has',
    given: () => ({ SLACK_SIGNING_SECRET: 'hunter2-signing-secret' }),
    id: 'slack.endpoint',
    sentence: /\/slack\/events refuses the signature: the running bot has another SLACK_SIGNING_SECRET/,
  },
  {
    name: 'a public address that leads nowhere',
    given: () => ({ PUBLIC_URL: 'https://localhost:9' }),
    id: 'slack.endpoint',
    status: 'warn',
    sentence: /^The Request URL cannot be reached at localhost:9 .*start it first\.$/,
  },
  {
    name: 'a public address of something else',
    given: () => ({ PUBLIC_URL: `${world.settings.PUBLIC_URL}/elsewhere` }),
    id: 'teams.endpoint',
    sentence: /answers HTTP 404 and not as the bot does: correct PUBLIC_URL/,
  },
  // Teams.
  {
    name: 'a wrong client secret',
    given: () => ({ MICROSOFT_APP_PASSWORD: 'hunter2-client-secret' }),
    id: 'teams.credentials',
    sentence: /^AADSTS7000215: MICROSOFT_APP_PASSWORD is wrong: copy the value of the client secret, and not its ID\.$/,
  },
  {
    name: 'another app',
    given: () => ({ MICROSOFT_APP_ID: '12345678-90ab-cdef-1234-567890abcdef' }),
    id: 'teams.credentials',
    sentence: /^AADSTS700016: MICROSOFT_APP_ID is not in the tenant/,
  },
  {
    name: 'an expired client secret',
    given: entraError(7_000_222, 'The provided client secret keys are expired.'),
    id: 'teams.credentials',
    sentence: /^AADSTS7000222: MICROSOFT_APP_PASSWORD has expired/,
  },
  {
    name: 'no service principal',
    given: entraError(7_000_229, 'The client application is missing service principal.'),
    id: 'teams.credentials',
    sentence: /^AADSTS7000229: The app has no service principal in the tenant/,
  },
  {
    name: 'an unknown code',
    given: entraError(50_034, 'The user account hunter2 does not exist.'),
    id: 'teams.credentials',
    sentence: /^AADSTS50034: .*login\.microsoftonline\.com\/error\?code=50034 explains why\.$/,
  },
  {
    name: 'no keys of Teams',
    given: () => {
      world.microsoft.fail({ on: 'metadata', status: 503, times: 1 })
      return {}
    },
    id: 'teams.keys',
    sentence: /shows no keys \(HTTP 503\), so nothing from Teams is answered/,
  },
  // The database.
  {
    name: 'no database server',
    given: () => ({ DATABASE_URL: 'postgres://bot:hunter2@127.0.0.1:1/bot' }),
    id: 'database.reach',
    sentence: /^The database server at 127\.0\.0\.1:1 cannot be reached \(ECONNREFUSED\)/,
  },
  {
    name: 'a wrong password',
    given: () => {
      const url = new URL(world.database.url)
      url.password = 'hunter2'
      return { DATABASE_URL: url.href }
    },
    id: 'database.reach',
    sentence: /refuses the password of user "bot": correct DATABASE_URL/,
  },
  {
    name: 'a database server without a certificate that is trusted',
    given: async () => {
      const authority = await createCertificateAuthority('unknown')
      const server = await startTlsPostgres(await authority.issue(['localhost']))
      cleanups.push(() => server[Symbol.asyncDispose]())
      return { DATABASE_URL: server.url }
    },
    id: 'database.reach',
    sentence: /is not trusted: set NODE_EXTRA_CA_CERTS to a PEM file/,
  },
  {
    name: 'a read-only database, as after a failover',
    given: async () => {
      const url = await emptyDatabase()
      await query(url, `alter database ${new URL(url).pathname.slice(1)} set default_transaction_read_only = on`)
      return { DATABASE_URL: url }
    },
    id: 'database.rights',
    sentence: /^The database is read-only, as after a failover/,
  },
  {
    name: 'tables of a newer version',
    given: async () => {
      const url = await emptyDatabase()
      await query(url, 'insert into migrations values (9999999999999, now())')
      return { DATABASE_URL: url }
    },
    id: 'database.tables',
    sentence: /^A newer version of the bot has updated this database/,
  },
  {
    name: 'the database of another workspace',
    given: async () => {
      const url = await emptyDatabase()
      await query(url, "insert into owners values ('slack', 'T0OTHER', 'Other')")
      return { DATABASE_URL: url }
    },
    id: 'database.owner',
    sentence: /^The database belongs to the Slack workspace Other \(T0OTHER\), and the settings to .*move-owner slack/,
  },
  {
    name: 'the database of another organization',
    given: async () => {
      const url = await emptyDatabase()
      await query(url, "insert into owners values ('tabnine', 'other', 'Other')")
      return { DATABASE_URL: url }
    },
    id: 'database.owner',
    sentence: /^The database belongs to the Tabnine organization Other \(other\)/,
  },
  {
    name: 'a damaged folder',
    given: async () => {
      const DATA_DIR = await home()
      rmSync(join(DATA_DIR, 'postgres', 'PG_VERSION'))
      return { DATABASE_URL: undefined, DATA_DIR }
    },
    id: 'database.reach',
    sentence: /^The embedded database in .* is damaged: restore the folder from a backup/,
  },
  {
    name: 'an embedded database without its relations',
    given: async () => {
      const DATA_DIR = await home()
      rmSync(join(DATA_DIR, 'postgres', 'base'), { recursive: true })
      return { DATABASE_URL: undefined, DATA_DIR }
    },
    id: 'database.reach',
    sentence: /^The embedded database in .* is damaged: restore the folder from a backup/,
  },
  {
    name: 'a token that ends next week',
    given: () => {
      const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
      const exp = Math.floor(Date.now() / 1_000) + 7 * 86_400
      return serveToken([part({ alg: 'HS256' }), part({ exp }), 'c2lnbmF0dXJl'].join('.'))
    },
    id: 'tabnine.token',
    status: 'warn',
    sentence: /^Tabnine accepts TABNINE_TOKEN, which ends on \d{4}-\d\d-\d\d: create a new one soon\.$/,
  },
  // What waits.
  {
    name: 'an unconfirmed post',
    given: async () => {
      const url = await emptyDatabase()
      await query(url, delivery('unknown'))
      return { DATABASE_URL: url }
    },
    id: 'state.unconfirmed',
    status: 'warn',
    sentence: /^1 post may or may not have arrived/,
  },
  {
    name: 'a post that was given up',
    given: async () => {
      const url = await emptyDatabase()
      await query(url, delivery('failed'))
      return { DATABASE_URL: url }
    },
    id: 'state.failed',
    status: 'warn',
    sentence: /^1 post of the last 7 days and 0 jobs were given up/,
  },
  {
    name: 'a post that is due since yesterday while no bot runs',
    given: async () => {
      const url = await emptyDatabase()
      await query(url, delivery('pending'))
      return { DATABASE_URL: url }
    },
    id: 'state.due',
    status: 'warn',
    sentence: /^The oldest post is due since \d{4}-\d\d-\d\d \d\d:\d\d UTC: start the bot\.$/,
  },
  {
    name: 'a digest whose channel is gone',
    given: async () => {
      const url = await emptyDatabase()
      await query(
        url,
        `insert into subscriptions (conversation, subjects, schedule, owner, next_run_at, pause_reason, created_at)
         values ('slack:C1', '[]', '{}', 'slack:U1', now() + interval '1 day', 'unreachable', now())`,
      )
      return { DATABASE_URL: url }
    },
    id: 'state.paused',
    status: 'warn',
    sentence: /^1 digest and 0 alerts rest, because their conversation cannot be reached/,
  },
  {
    name: 'seats that are not counted any more',
    given: async () => {
      const url = await emptyDatabase()
      await query(url, "insert into snapshots (subject, day) values ('all', current_date - 10)")
      return { DATABASE_URL: url }
    },
    id: 'state.snapshot',
    status: 'warn',
    sentence: /^Seats were last counted on \d{4}-\d\d-\d\d: start the bot/,
  },
]

/** A server of the same company that knows this token. */
async function serveToken(token: string): Promise<Settings> {
  const server = await startSandbox({ today: () => new Date(), token })
  cleanups.push(server.close)
  return { TABNINE_URL: server.url, TABNINE_TOKEN: token }
}

/** A workspace whose admin refused these permissions. */
async function serveSlackWithout(...refused: string[]): Promise<Settings> {
  const cloud = await startSlackCloud({ scopes: BOT_SCOPES.filter(scope => !refused.includes(scope)) })
  cleanups.push(cloud.close)
  return { SLACK_API_URL: cloud.apiUrl }
}

function delivery(state: string): string {
  return `insert into deliveries (key, kind, conversation, slot, due_at, state, created_at, changed_at)
          values ('k', 'digest', 'slack:C1', '2026-W48', now() - interval '1 day', '${state}', now(), now())`
}

test.each(cases)('$name', async ({ given, id, status = 'fail', exit, sentence, wishes }) => {
  // Settings that cannot be read are found before anything is chosen.
  const only = id === 'environment.settings' ? [] : [id.split('.')[0] ?? '']
  const { find, exit: exited } = await run(await given(), { only, ...wishes })
  expect(find(id)).toMatchObject({ status, sentence: expect.stringMatching(sentence) })
  expect(exited).toBe(exit ?? (status === 'fail' ? 1 : 0))
})

test('a database without tables is no fault', async () => {
  const database = await makeBlankDatabase()
  cleanups.push(database.remove)
  const { find, exit } = await run({ DATABASE_URL: database.url })
  expect(exit).toBe(0)
  expect(find('database.tables')?.sentence).toContain('no tables of the bot yet')
  expect(find('state.due')?.status).toBe('skip')
})

test('what Kubernetes sets for a service is fine', async () => {
  const { exit, find } = await run({ SANDBOX_PORT: 'tcp://10.96.0.12:4010', METRICS_PORT: 'tcp://10.96.0.12:9464' })
  expect([exit, find('environment.names')?.status]).toEqual([0, 'ok'])
})

test('before a chat app is set up, Tabnine and the database can be checked alone', async () => {
  const { TABNINE_URL, TABNINE_TOKEN, DATABASE_URL } = world.settings
  const options = { isStrict: false, isOnline: false, post: null, timeoutMs: 5_000, now: () => new Date() }
  const tabnine = await diagnose({ TABNINE_URL, TABNINE_TOKEN }, { ...options, only: ['tabnine'] })
  expect([tabnine.exit, tabnine.results.length]).toEqual([0, 11])
  const database = await diagnose({ DATABASE_URL }, { ...options, only: ['database', 'state'] })
  expect(database.exit).toBe(0)
  expect(database.results.find(({ id }) => id === 'state.activity')?.sentence).toMatch(
    /^A bot is running on this database, and last wrote at \d{4}-\d\d-\d\d \d\d:\d\d UTC\.$|^No bot has run/,
  )
  expect((await diagnose({ TABNINE_URL, TABNINE_TOKEN }, { ...options, only: ['slack'] })).exit).toBe(2)
})

test('the bot itself logs at its start what it would not notice otherwise', async () => {
  const given = { ...world.settings, ...socketMode(), SLACK_TOKEN: 'hunter2', PORT: '0' }
  await using bot = startProcess([], withoutUndefined(given))
  await bot.untilLogged('ready')
  const sentence = 'SLACK_TOKEN is not a setting and is ignored: correct the spelling, or remove it.'
  await vi.waitFor(
    () =>
      expect(bot.logged()).toContainEqual(
        expect.objectContaining({ level: 40, msg: sentence, check: 'environment.names' }),
      ),
    10_000,
  )
  expect(bot.stdout()).not.toContain('hunter2')
})

test('warnings count with --strict', async () => {
  const misspelled = { OPERATION_CHANNEL: 'slack:C0123' }
  expect((await run(misspelled, { only: ['environment'] })).exit).toBe(0)
  expect((await run(misspelled, { only: ['environment'], isStrict: true })).exit).toBe(1)
})

describe('online', () => {
  const online = (text: string, changes: Settings = {}) =>
    run({ CONFIG_FILE: configFile(text), ...changes }, { isOnline: true, only: ['configuration'] })

  test('names that exist', async () => {
    const { id } = world.slack.channels.leads
    const { users } = world.slack
    const [team] = world.sandbox.company.teams
    const text = `
roles: { admin: [${users.ada.id}, ${users.grace.id}] }
subscriptions:
  - { conversation: slack:${id}, teams: [all, "${team?.name}"] }
  - { conversation: slack:${users.meera.id}, teams: ["${team?.id}"] }
`
    const { find, exit } = await online(text)
    expect(find('configuration.names')).toMatchObject({
      status: 'ok',
      sentence: '7 teams, conversations, groups and people of the settings exist.',
    })
    expect(exit).toBe(0)
  })

  test('names that do not: each with its place and what to do', async () => {
    const text = `
roles: { admin: [U0UNKNOWN1], viewer: [unknown@example.com] }
exclusions: [{ person: gone@example.com, reason: left }]
subscriptions:
  - { conversation: slack:C0NOWHERE, teams: [Nowhere] }
  - { conversation: "teams:19:abc@thread.tacv2", teams: [all] }
`
    const { find, exit } = await online(text, { MICROSOFT_APP_ID: undefined, ...withoutTeams })
    const sentence = find('configuration.names')?.sentence
    expect(exit).toBe(1)
    expect(sentence).toContain('roles.admin[1] (U0UNKNOWN1) is not in this Slack workspace.')
    expect(sentence).toContain('roles.viewer[1] is known neither in Slack nor in Tabnine.')
    expect(sentence).toContain('exclusions[1] is not in Tabnine.')
    expect(sentence).toContain('subscriptions[1].conversation (slack:C0NOWHERE) is no channel')
    expect(sentence).toContain('subscriptions[1].teams[1] names no team of Tabnine (“Nowhere”).')
    expect(sentence).toContain('subscriptions[2].conversation is in Teams, which is not configured.')
    expect(sentence).not.toContain('unknown@example.com')
  })
})

describe('--post', () => {
  test('posts where it is asked to', async () => {
    const { id } = world.slack.channels.leads
    const { find } = await run({}, { post: `slack:${id}`, only: ['post'] })
    expect(find('post.message')).toMatchObject({ status: 'ok', sentence: `A test message is in slack:${id}.` })
    expect(world.slack.messages(id).at(-1)?.text).toBe('Test message of the Tabnine usage bot. It can post here.')
  })

  test('names what keeps it from posting', async () => {
    const { find, exit } = await run({}, { post: 'slack:C0NOWHERE', only: ['post'] })
    expect(find('post.message')?.sentence).toMatch(/^Slack refuses to post in slack:C0NOWHERE \(channel_not_found\)/)
    expect(exit).toBe(1)
    const unknown = await run({}, { post: 'teams:19:x', only: ['post'] })
    expect(unknown.find('post.message')?.sentence).toBe(
      'The bot does not know teams:19:x yet: write to it there, then try again.',
    )
  })

  test('in Teams, once a person has written there', async () => {
    const { port } = await world.bot.untilLogged('ready')
    const { microsoft } = world
    await microsoft.send(`http://127.0.0.1:${port}/api/messages`, { scope: 'channel', text: 'teams' })
    const id = microsoft.conversation('channel')
    await vi.waitFor(async () => {
      const { find } = await run({}, { post: `teams:${id}`, only: ['post'] })
      expect(find('post.message')).toMatchObject({ status: 'ok' })
    }, 20_000)
    expect(JSON.stringify(microsoft.sent())).toContain('It can post here.')
  })
})

describe('the command', () => {
  const doctor = (args: string[], changes: Settings = {}) => {
    const given = Object.entries({ ...world.settings, ...changes }).filter(([, value]) => value !== undefined)
    return startProcess(['doctor', ...args], Object.fromEntries(given) as Record<string, string>).ended
  }

  test('prints a line for each check, and ends with 0', async () => {
    const { exitCode, stdout, stderr } = await doctor([])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    const lines = stdout.trimEnd().split('\n')
    for (const line of lines.slice(0, -2)) expect(line).toMatch(/^(ok|warn|fail|skip) {2,4}[a-z]+ +\S.*[.]$/)
    expect(lines.at(-1)).toMatch(/^\d+ passed, 0 warnings, 0 failed, \d+ skipped$/)
  })

  test('prints JSON, and ends with 1 where a check failed', async () => {
    const { exitCode, stdout } = await doctor(['--json', '--only', 'tabnine.token'], { TABNINE_TOKEN: 'hunter2' })
    expect(exitCode).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      exit: 1,
      counts: { ok: 1, fail: 1 },
      checks: [
        { id: 'tabnine.reach', group: 'tabnine', status: 'ok' },
        { id: 'tabnine.token', group: 'tabnine', status: 'fail' },
      ],
    })
    expect(stdout).not.toContain('hunter2')
  })

  test('ends with 2 where the settings cannot be read, and finds a misspelled one', async () => {
    const { exitCode, stdout } = await startProcess(['doctor'], { TABNINE_TOKN: 'hunter2' }).ended
    expect(exitCode).toBe(2)
    expect(stdout).toMatch(/^fail {2}environment +TABNINE_TOKEN is missing/)
    expect(stdout).toContain('TABNINE_TOKN (did you mean TABNINE_TOKEN?) is not a setting')
    expect(stdout).not.toContain('hunter2')
  })

  test.each([
    [['--only', 'nothing'], /^There is no check called "nothing"\. Groups: host, environment, /],
    [['--timeout', 'soon'], /^--timeout must be a number of seconds, up to 600\.\n$/],
    [['--post', '#general'], /^--post must be a conversation such as slack:C0123\.\n$/],
    [['--wrong'], /^Unknown option '--wrong'\. See --help\.\n$/],
  ])('ends with 2 for %j', async (args, sentence) => {
    const { exitCode, stdout, stderr } = await doctor(args)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toMatch(sentence)
  })

  test('leaves a folder alone that the running bot has', async () => {
    const DATA_DIR = await home()
    await using bot = startProcess([], {
      ...withoutUndefined({ ...world.settings, DATABASE_URL: undefined }),
      DATA_DIR,
      PORT: '0',
    })
    await bot.untilLogged('ready')
    const { exitCode, stdout } = await doctor(['--only', 'database,state'], { DATABASE_URL: undefined, DATA_DIR })
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^skip {2}database +The bot is running on .*, which only one process can open/m)
  })
})

function withoutUndefined(settings: Settings): Record<string, string> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >
}
