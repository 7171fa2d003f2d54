import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import fc from 'fast-check'
import { generate } from 'selfsigned'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createLog } from '../../adapters/log.ts'
import { defaultConfigFile } from '../../src/config/file.ts'
import type { ConfigNeeds, Environment } from '../../src/config/gaps.ts'
import { ConfigError, readConfig, readEnvironment, readSandboxPort } from '../../src/config.ts'

const tabnine = { TABNINE_TOKEN: 'tabnine-token' }
const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }
const [appId, tenantId] = ['12345678-90ab-cdef-1234-567890abcdef', 'ABCDEF01-2345-6789-abcd-ef0123456789']
const teams = { MICROSOFT_APP_ID: appId, MICROSOFT_APP_PASSWORD: 'password', MICROSOFT_APP_TENANT_ID: tenantId }

const noGuid = 'must be an id such as 12345678-90ab-cdef-1234-567890abcdef, and not a name.'
const noDatabase = 'DATABASE_URL must be an address such as postgres://user:password@host:5432/database.'

function problems(environment: Environment, needs: ConfigNeeds = 'bot'): readonly string[] {
  try {
    readConfig(environment, needs)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

describe('defaults', () => {
  test('with nothing set, everything has its documented value', () => {
    expect(readConfig({}, 'nothing')).toEqual({
      retention: { auditDays: 365, historyDays: 180, peopleDays: 90 },
      drainSeconds: 0,
      usageApi: { url: 'https://console.tabnine.com', token: '', organizationId: undefined, version: 'auto' },
      acting: { allowed: [], token: '' },
      slack: null,
      teams: null,
      listen: { port: 3000, host: undefined },
      metrics: { port: 9464, host: '127.0.0.1', isOptional: true },
      database: { databaseUrl: undefined, dataDir: './data' },
      operations: null,
      onUnknown: 'park',
      publicUrl: undefined,
      app: {
        developer: 'Tabnine Usage',
        websiteUrl: 'https://www.tabnine.com',
        privacyUrl: 'https://www.tabnine.com/privacy-policy',
        termsUrl: 'https://www.tabnine.com/terms-of-use',
      },
      charts: 'native',
      zone: 'UTC',
      language: 'en',
      admins: [],
      file: defaultConfigFile,
      configFile: null,
      confirmedEnds: null,
      encryptionKey: null,
      oldEncryptionKey: null,
      logLevel: 'info',
      traces: null,
      network: { httpsProxy: undefined, httpProxy: undefined, noProxy: undefined, extraCaCerts: undefined },
      warnings: [],
      secrets: [],
    })
  })

  test('an empty setting, or one of spaces, is not set', () => {
    const blank = { TABNINE_URL: '', PORT: '  ', TIME_ZONE: '', SLACK_BOT_TOKEN: ' ', TEAMS_DEV: '', LOG_LEVEL: '\t' }
    expect(readConfig(blank, 'nothing')).toEqual(readConfig({}, 'nothing'))
  })

  test('spaces around a value do not belong to it', () => {
    const spaced = { ...tabnine, TEAMS_DEV: ' 1', PORT: ' 80 ', TABNINE_URL: ' https://t.example ' }
    expect(readConfig(spaced, 'bot')).toMatchObject({ listen: { port: 80 }, usageApi: { url: 'https://t.example' } })
    expect(problems({ ...spaced, NODE_ENV: ' production ' })).toHaveLength(1)
  })
})

describe('each setting has its effect', () => {
  test.each<[Environment, object]>([
    [{ TABNINE_URL: 'https://tabnine.corp.example' }, { usageApi: { url: 'https://tabnine.corp.example' } }],
    [{ TABNINE_URL: 'http://127.0.0.1:4010' }, { usageApi: { url: 'http://127.0.0.1:4010' } }],
    [{ TABNINE_TOKEN: 't' }, { usageApi: { token: 't' } }],
    [{ TABNINE_ORGANIZATION_ID: 'o' }, { usageApi: { organizationId: 'o' } }],
    [{ TABNINE_USAGE_VERSION: 'v1' }, { usageApi: { version: 'v1' } }],
    [{ TABNINE_USAGE_VERSION: 'v2' }, { usageApi: { version: 'v2' } }],
    [{ PORT: '0' }, { listen: { port: 0, host: undefined } }],
    [{}, { retention: { auditDays: 365, historyDays: 180, peopleDays: 90 } }],
    [{ AUDIT_DAYS: '30' }, { retention: { auditDays: 30 } }],
    [{ HISTORY_DAYS: '60', PEOPLE_DAYS: '30' }, { retention: { historyDays: 60, peopleDays: 30 } }],
    [{ DRAIN_SECONDS: '15' }, { drainSeconds: 15 }],
    [{ METRICS_PORT: '9000' }, { metrics: { port: 9000, host: undefined, isOptional: false } }],
    [{ METRICS_PORT: '9000', TEAMS_DEV: '1' }, { metrics: { host: '127.0.0.1' } }],
    [{ PORT: '65535' }, { listen: { port: 65_535, host: undefined } }],
    [{ CONFIRM_ENDED_SUBSCRIPTIONS: '3' }, { confirmedEnds: 3 }],
    [{ PUBLIC_URL: 'https://bot.example' }, { publicUrl: 'https://bot.example' }],
    [
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.example:4318/' },
      { traces: { url: 'https://collector.example:4318/v1/traces', headers: {}, serviceName: 'tabnine-usage-bot' } },
    ],
    [
      {
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
        OTEL_EXPORTER_OTLP_HEADERS: 'api-key=a%20b%20secret, x-team = 7',
        OTEL_SERVICE_NAME: 'bot',
      },
      {
        traces: { headers: { 'api-key': 'a b secret', 'x-team': '7' }, serviceName: 'bot' },
        secrets: expect.arrayContaining(['a b secret']),
      },
    ],
    [{ APP_DEVELOPER: 'Northwind Robotics' }, { app: { developer: 'Northwind Robotics' } }],
    [{ APP_WEBSITE_URL: 'https://northwind.example/bot' }, { app: { websiteUrl: 'https://northwind.example/bot' } }],
    [{ APP_PRIVACY_URL: 'https://northwind.example/p' }, { app: { privacyUrl: 'https://northwind.example/p' } }],
    [{ APP_TERMS_URL: 'https://northwind.example/t' }, { app: { termsUrl: 'https://northwind.example/t' } }],
    [{ DATABASE_URL: 'postgres://bot@db.example/bot' }, { database: { databaseUrl: 'postgres://bot@db.example/bot' } }],
    [{ DATA_DIR: '/var/lib/bot' }, { database: { databaseUrl: undefined, dataDir: '/var/lib/bot' } }],
    [{ OPERATIONS_CHANNEL: 'slack:C0123' }, { operations: 'slack:C0123' }],
    [{ OPERATIONS_CHANNEL: 'teams:19:a@thread.tacv2' }, { operations: 'teams:19:a@thread.tacv2' }],
    [{ ON_UNKNOWN_DELIVERY: 'resend' }, { onUnknown: 'resend' }],
    [{ CHARTS: 'image' }, { charts: 'image' }],
    [{ CHARTS: 'text' }, { charts: 'text' }],
    [{ TIME_ZONE: 'Europe/Berlin' }, { zone: 'Europe/Berlin' }],
    [{ TIME_ZONE: 'Asia/Kolkata' }, { zone: 'Asia/Kolkata' }],
    [{ TIME_ZONE: 'Europe/Kyiv' }, { zone: 'Europe/Kyiv' }],
    [{ TIME_ZONE: 'Etc/UTC' }, { zone: 'Etc/UTC' }],
    [{ BOT_LANGUAGE: 'en' }, { language: 'en' }],
    [{ ADMINS: ' U1, ada@northwind.example ,,U2 ' }, { admins: ['U1', 'ada@northwind.example', 'U2'] }],
    [{ LOG_LEVEL: 'debug' }, { logLevel: 'debug' }],
    [{ HTTPS_PROXY: 'http://proxy:8080' }, { network: { httpsProxy: 'http://proxy:8080' } }],
    [{ HTTP_PROXY: 'http://proxy:8080' }, { network: { httpProxy: 'http://proxy:8080' } }],
    [{ NO_PROXY: '*.corp.example' }, { network: { noProxy: '*.corp.example' } }],
    [{ https_proxy: 'http://small:1' }, { network: { httpsProxy: 'http://small:1' } }],
    [{ http_proxy: 'http://small:1' }, { network: { httpProxy: 'http://small:1' } }],
    [{ no_proxy: 'localhost' }, { network: { noProxy: 'localhost' } }],
    [{ https_proxy: 'http://small:1', HTTPS_PROXY: 'http://large:1' }, { network: { httpsProxy: 'http://large:1' } }],
    [{ NODE_EXTRA_CA_CERTS: '/etc/ca.pem' }, { network: { extraCaCerts: '/etc/ca.pem' } }],
  ])('%o', (environment, expected) => {
    expect(readConfig(environment, 'nothing')).toMatchObject(expected)
  })

  test('Slack over Socket Mode, over HTTP, and elsewhere', () => {
    expect(readConfig({ ...tabnine, ...slack }, 'bot').slack).toEqual({
      botToken: 'xoxb-1',
      appToken: 'xapp-1',
      signingSecret: undefined,
      apiUrl: undefined,
    })
    const http = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's', SLACK_API_URL: 'https://slack-gov.com/api/' }
    expect(readConfig({ ...tabnine, ...http }, 'bot').slack).toEqual({
      botToken: 'xoxb-1',
      appToken: undefined,
      signingSecret: 's',
      apiUrl: 'https://slack-gov.com/api/',
    })
  })

  test('Teams as a managed identity, which has no secret', () => {
    const { MICROSOFT_APP_PASSWORD: _, ...others } = teams
    const identity = { ...tabnine, ...others, MICROSOFT_APP_TYPE: 'UserAssignedMSI' }
    expect(readConfig(identity, 'bot').teams).toMatchObject({
      type: 'UserAssignedMSI',
      password: '',
      certificate: null,
    })
  })

  test('Teams with a certificate, whose key is a secret', async () => {
    const { MICROSOFT_APP_PASSWORD: _, ...others } = teams
    const { cert, private: key } = await generate([{ name: 'commonName', value: 'bot' }], { algorithm: 'sha256' })
    const environment = { ...tabnine, ...others, MICROSOFT_APP_CERTIFICATE: `${cert}\n${key}` }
    const config = readConfig(environment, 'bot')
    expect(config.teams?.certificate?.thumbprint).toMatch(/^[0-9A-F]{40}$/)
    expect(config.secrets).toContain(config.teams?.certificate?.privateKey)
    const { private: another } = await generate([{ name: 'commonName', value: 'bot' }], { algorithm: 'sha256' })
    expect(problems({ ...environment, MICROSOFT_APP_CERTIFICATE: `${cert}\n${another}` })).toEqual([
      'MICROSOFT_APP_CERTIFICATE must be a certificate and its RSA private key without a passphrase, both in PEM format.',
    ])
    expect(problems({ ...environment, MICROSOFT_APP_PASSWORD: 'password' })).toEqual([
      'MICROSOFT_APP_PASSWORD and MICROSOFT_APP_CERTIFICATE are both set: remove one of them.',
    ])
    const government = { ...environment, ToChannelFromBotLoginUrl: 'https://login.microsoftonline.us/t' }
    expect(problems(government)).toEqual([
      'MICROSOFT_APP_CERTIFICATE cannot be combined with ToChannelFromBotLoginUrl: use MICROSOFT_APP_PASSWORD.',
    ])
    expect(problems({ ...environment, MICROSOFT_APP_TYPE: 'UserAssignedMSI' })).toEqual([
      'MICROSOFT_APP_TYPE=UserAssignedMSI needs neither MICROSOFT_APP_PASSWORD nor MICROSOFT_APP_CERTIFICATE: remove it.',
    ])
  })

  test('Teams of one tenant, or of many', () => {
    expect(readConfig({ ...tabnine, ...teams }, 'bot').teams).toEqual({
      isDev: false,
      appId,
      password: 'password',
      certificate: null,
      tenantId,
      type: 'SingleTenant',
      botFramework: {},
    })
    const many = { ...teams, MICROSOFT_APP_TYPE: 'MultiTenant' }
    expect(readConfig({ ...tabnine, ...many }, 'bot').teams).toMatchObject({ tenantId, type: 'MultiTenant' })
  })

  test('Bot Framework’s own settings are handed on under their own names', () => {
    const own = {
      ToChannelFromBotLoginUrl: 'https://login.example',
      ToChannelFromBotOAuthScope: 'https://api.example/.default',
      ToBotFromChannelTokenIssuer: 'https://api.example',
      OAuthUrl: 'https://token.example',
      ToBotFromChannelOpenIdMetadataUrl: 'https://login.example/channel',
      ToBotFromEmulatorOpenIdMetadataUrl: 'https://login.example/emulator',
      ValidateAuthority: 'true',
      CallerId: 'urn:botframework:azure',
    }
    expect(readConfig({ ...tabnine, ...teams, ...own }, 'bot').teams?.botFramework).toEqual(own)
  })
})

describe('a wrong value is reported in a line of its own', () => {
  test.each([
    [{ TABNINE_URL: 'console.tabnine.com' }, 'TABNINE_URL must be an address such as https://example.com.'],
    [{ TABNINE_URL: 'ftp://x.example' }, 'TABNINE_URL must be an address such as https://example.com.'],
    [{ TABNINE_USAGE_VERSION: 'v3' }, 'TABNINE_USAGE_VERSION must be auto, v1 or v2.'],
    [{ SLACK_BOT_TOKEN: 'xoxp-1' }, 'SLACK_BOT_TOKEN must be a bot token, which begins with xoxb-.'],
    [{ SLACK_APP_TOKEN: 'xoxb-1' }, 'SLACK_APP_TOKEN must be an app-level token, which begins with xapp-.'],
    [{ SLACK_API_URL: 'slack' }, 'SLACK_API_URL must be an address such as https://example.com.'],
    [{ MICROSOFT_APP_TYPE: 'Both' }, 'MICROSOFT_APP_TYPE must be SingleTenant, MultiTenant or UserAssignedMSI.'],
    [
      { MICROSOFT_APP_CERTIFICATE: '-----BEGIN CERTIFICATE-----' },
      'MICROSOFT_APP_CERTIFICATE must be a certificate and its RSA private key without a passphrase, both in PEM format.',
    ],
    [{ TEAMS_DEV: 'yes' }, 'TEAMS_DEV must be 1 or 0.'],
    [{ PORT: 'http' }, 'PORT must be a port number.'],
    [{ AUDIT_DAYS: '0' }, 'AUDIT_DAYS must be a whole number of days, 1 or more.'],
    [{ HISTORY_DAYS: '59' }, 'HISTORY_DAYS must be a whole number of days, 60 or more.'],
    [{ PEOPLE_DAYS: '29' }, 'PEOPLE_DAYS must be a whole number of days, 30 or more.'],
    [{ DRAIN_SECONDS: '-1' }, 'DRAIN_SECONDS must be a number of seconds from 0 to 600.'],
    [{ DRAIN_SECONDS: 'long' }, 'DRAIN_SECONDS must be a number of seconds from 0 to 600.'],
    [{ AUDIT_DAYS: '1.5' }, 'AUDIT_DAYS must be a whole number of days, 1 or more.'],
    [{ METRICS_PORT: 'x' }, 'METRICS_PORT must be a port number.'],
    [{ PORT: '80.5' }, 'PORT must be a port number.'],
    [{ PORT: '-1.5' }, 'PORT must be a port number.'],
    [{ PORT: '65536' }, 'PORT must be a port number.'],
    [{ CONFIRM_ENDED_SUBSCRIPTIONS: 'yes' }, 'CONFIRM_ENDED_SUBSCRIPTIONS must be a whole number.'],
    [{ MICROSOFT_APP_TENANT_ID: 'contoso.onmicrosoft.com' }, `MICROSOFT_APP_TENANT_ID ${noGuid}`],
    [{ MICROSOFT_APP_ID: `{${appId}}` }, `MICROSOFT_APP_ID ${noGuid}`],
    [{ PUBLIC_URL: 'http://bot.example' }, 'PUBLIC_URL must be an address that begins with https://.'],
    [{ PUBLIC_URL: 'bot.example' }, 'PUBLIC_URL must be an address that begins with https://.'],
    [
      { OTEL_EXPORTER_OTLP_HEADERS: 'secret' },
      'OTEL_EXPORTER_OTLP_HEADERS must be pairs such as api-key=secret, with commas between them.',
    ],
    [{ APP_TERMS_URL: 'http://northwind.example' }, 'APP_TERMS_URL must be an address that begins with https://.'],
    [{ APP_DEVELOPER: 'x'.repeat(33) }, 'APP_DEVELOPER must be at most 32 characters long.'],
    [{ OPERATIONS_CHANNEL: '#ops' }, 'OPERATIONS_CHANNEL must be a conversation such as slack:C0123.'],
    [{ OPERATIONS_CHANNEL: 'slack:' }, 'OPERATIONS_CHANNEL must be a conversation such as slack:C0123.'],
    [{ OPERATIONS_CHANNEL: 'slack:#ops' }, 'OPERATIONS_CHANNEL must be a conversation such as slack:C0123.'],
    [{ DATABASE_URL: 'db.example.com' }, noDatabase],
    [{ DATABASE_URL: 'mysql://bot:hunter2@localhost/bot' }, noDatabase],
    [{ DATABASE_URL: 'postgres://bot:hunter2/?@db.example/bot' }, noDatabase],
    [{ ON_UNKNOWN_DELIVERY: 'retry' }, 'ON_UNKNOWN_DELIVERY must be park or resend.'],
    [{ CHARTS: 'pictures' }, 'CHARTS must be native, image or text.'],
    [{ TIME_ZONE: 'Berlin' }, 'TIME_ZONE must be a zone such as Europe/Berlin.'],
    [{ BOT_LANGUAGE: 'tlh' }, 'BOT_LANGUAGE must be one of: en, de.'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be debug, info, warn, error or silent.'],
  ])('%o', (environment, problem) => {
    expect(problems(environment, 'nothing')).toEqual([problem])
  })
})

describe('where the sandbox listens', () => {
  test.each([
    [{}, 4010],
    [{ SANDBOX_PORT: ' 4011 ' }, 4011],
    // Kubernetes sets this for a service named "sandbox".
    [{ SANDBOX_PORT: 'tcp://10.96.0.12:4010' }, 4010],
  ])('with %o: %i', (environment, port) => {
    expect(readSandboxPort(environment)).toBe(port)
  })

  test('a wrong value is reported, and only by the sandbox', () => {
    const environment = { SANDBOX_PORT: '99999' }
    expect(() => readSandboxPort(environment)).toThrow(new ConfigError(['SANDBOX_PORT must be a port number.']))
    expect(problems({ ...tabnine, ...slack, ...environment })).toEqual([])
  })

  test('what Kubernetes sets for a service named "metrics" is not for the bot either', () => {
    const metrics = { port: 9464, host: '127.0.0.1', isOptional: true }
    expect(readConfig({ METRICS_PORT: 'tcp://10.96.0.13:9090' }, 'nothing')).toMatchObject({ metrics })
  })
})

describe('an address without encryption', () => {
  test.each([
    [
      'http://tabnine.corp.example',
      ['TABNINE_URL begins with http://, so TABNINE_TOKEN is sent unencrypted: use https:// if the server has it.'],
    ],
    ['https://tabnine.corp.example', []],
    ['http://127.0.0.1:4010', []],
    ['http://localhost:4010', []],
    ['http://[::1]:4010', []],
    ['http://localhost.evil.example', [expect.stringMatching(/^TABNINE_URL /)]],
  ])('%s is accepted, with %j', (url, warnings) => {
    expect(readConfig({ TABNINE_URL: url }, 'nothing').warnings).toEqual(warnings)
  })

  test('of Slack is warned of as well', () => {
    const { warnings } = readConfig({ SLACK_API_URL: 'http://slack.corp.example/api/' }, 'nothing')
    expect(warnings).toEqual([expect.stringMatching(/^SLACK_API_URL .* SLACK_BOT_TOKEN is sent unencrypted/)])
  })
})

describe('a secret that was copied with more than itself is refused in one line', () => {
  test.each<[Environment, string]>([
    [{ TABNINE_TOKEN: '"abc.def"' }, 'TABNINE_TOKEN must not have quotation marks around it.'],
    [{ TABNINE_TOKEN: "'abc.def'" }, 'TABNINE_TOKEN must not have quotation marks around it.'],
    [{ TABNINE_TOKEN: '“abc.def”' }, 'TABNINE_TOKEN must not have quotation marks around it.'],
    [{ TABNINE_TOKEN: 'Bearer abc.def' }, 'TABNINE_TOKEN must be the token alone, without “Bearer”.'],
    [{ TABNINE_TOKEN: 'bearer  abc.def' }, 'TABNINE_TOKEN must be the token alone, without “Bearer”.'],
    [{ TABNINE_TOKEN: 'abc\ndef' }, 'TABNINE_TOKEN must not contain a line end.'],
    [{ TABNINE_TOKEN: 'abc.def\\n' }, 'TABNINE_TOKEN must not contain a line end.'],
    [{ TABNINE_TOKEN: 'abc def' }, 'TABNINE_TOKEN must not contain a space.'],
    [{ TABNINE_TOKEN: 'abc\u200b' }, 'TABNINE_TOKEN must not contain the character U+200B: copy it again.'],
    [{ TABNINE_TOKEN: 'abc…' }, 'TABNINE_TOKEN must not contain the character U+2026: copy it again.'],
    [{ SLACK_BOT_TOKEN: '"xoxb-1"' }, 'SLACK_BOT_TOKEN must not have quotation marks around it.'],
    [
      { SLACK_SIGNING_SECRET: 'abc\u2060' },
      'SLACK_SIGNING_SECRET must not contain the character U+2060: copy it again.',
    ],
    [{ SLACK_APP_TOKEN: 'xapp-1\r\nxapp-2' }, 'SLACK_APP_TOKEN must not contain a line end.'],
    [{ MICROSOFT_APP_PASSWORD: 'abc def' }, 'MICROSOFT_APP_PASSWORD must not contain a space.'],
  ])('%o', (environment, problem) => {
    expect(problems(environment, 'nothing')).toEqual([problem])
  })

  test('a line end after it does not belong to it', () => {
    expect(readConfig({ TABNINE_TOKEN: 'abc.d-e_f~g+h/i==\n' }, 'nothing').usageApi.token).toBe('abc.d-e_f~g+h/i==')
  })
})

test('failures can only be reported on a platform that is configured', () => {
  const both = { ...tabnine, ...slack, ...teams }
  const [inSlack, inTeams] = [{ OPERATIONS_CHANNEL: 'slack:C0123' }, { OPERATIONS_CHANNEL: 'teams:19:a@thread.tacv2' }]
  expect([...problems({ ...both, ...inSlack }), ...problems({ ...both, ...inTeams })]).toEqual([])
  expect(problems({ ...tabnine, TEAMS_DEV: '1', ...inTeams })).toEqual([])
  const expected = ['OPERATIONS_CHANNEL names a chat app that is not configured.']
  expect(problems({ ...tabnine, ...slack, ...inTeams })).toEqual(expected)
  expect(problems({ ...tabnine, ...teams, ...inSlack })).toEqual(expected)
})

describe('secrets', () => {
  const names = [
    'TABNINE_TOKEN',
    'SLACK_BOT_TOKEN',
    'SLACK_SIGNING_SECRET',
    'SLACK_APP_TOKEN',
    'MICROSOFT_APP_PASSWORD',
  ] as const

  test('all of them are known, so that the log can mask them', () => {
    const environment = { ...tabnine, ...slack, ...teams, SLACK_SIGNING_SECRET: 'signing' }
    expect(readConfig(environment, 'bot').secrets.toSorted()).toEqual(names.map(name => environment[name]).toSorted())
  })

  test.each([
    ['postgres://bot:p%40ss@db.example/bot', ['p%40ss', 'p@ss']],
    ['postgres://bot:p@s:s@db.example/bot', ['p@s:s']],
    ['postgres://db.example/bot?user=bot&password=p%40ss&sslpassword=other', ['p%40ss', 'p@ss', 'other']],
    ['postgres://bot@db.example/bot', []],
  ])('the password in the address of the database is one: %s', (url, masked) => {
    const { secrets } = readConfig({ DATABASE_URL: url }, 'nothing')
    expect([...new Set(secrets)].toSorted()).toEqual(masked.toSorted())
  })

  test('none is ever in a problem, whatever else is wrong', () => {
    const value = fc.string({ minLength: 8, maxLength: 40 }).map(text => `§${text}§`)
    const prefixed = fc.tuple(fc.constantFrom('', 'xoxb-', 'xapp-'), value).map(parts => parts.join(''))
    const environments = fc.record(
      {
        ...Object.fromEntries(names.map(name => [name, prefixed])),
        HTTPS_PROXY: value,
        DATABASE_URL: value,
        OPERATIONS_CHANNEL: value,
        ON_UNKNOWN_DELIVERY: value,
        TABNINE_URL: value,
        PORT: value,
        TIME_ZONE: value,
        MICROSOFT_APP_TYPE: value,
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(environments, (environment: Environment) => {
        const shown = problems(environment).join('\n')
        expect(Object.values(environment).filter(secret => secret && shown.includes(secret))).toEqual([])
        expect(shown).not.toContain('§')
      }),
    )
  })
})

describe('a .env file in the working directory', () => {
  let folder: string
  const home = process.cwd()

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'config-'))
    process.chdir(folder)
  })
  afterEach(() => {
    process.chdir(home)
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true })
  })

  test('is read, below what is really set', () => {
    writeFileSync(
      '.env',
      'TABNINE_TOKEN="from file"\nADMINS=ada@northwind.example # why\nexport TIME_ZONE=Europe/Berlin\n',
    )
    vi.stubEnv('TABNINE_TOKEN', 'really set')
    expect(readEnvironment()).toMatchObject({
      TABNINE_TOKEN: 'really set',
      ADMINS: 'ada@northwind.example',
      TIME_ZONE: 'Europe/Berlin',
    })
  })

  const utf16 = (text: string, bigEndian = false) => {
    const bytes = Buffer.from(text, 'utf16le')
    return bigEndian ? bytes.swap16() : bytes
  }
  const settings = 'TABNINE_TOKEN=from-file\nBOT_LANGUAGE=de\n'

  test('may begin with a byte order mark', () => {
    writeFileSync('.env', `\uFEFF${settings}`)
    expect(readEnvironment()).toMatchObject({ TABNINE_TOKEN: 'from-file', BOT_LANGUAGE: 'de' })
  })

  test.each<[string, Uint8Array]>([
    ['UTF-16', utf16(`\uFEFF${settings}`)],
    ['UTF-16, big end first', utf16(`\uFEFF${settings}`, true)],
    ['UTF-16 without its mark', utf16(settings)],
    ['Latin 1', Buffer.from('ADMINS=jürgen@northwind.example\n', 'latin1')],
  ])('in %s is refused in a sentence', (_encoding, bytes) => {
    writeFileSync('.env', bytes)
    expect(readEnvironment).toThrow(new ConfigError(['.env is not in UTF-8. Save it in that encoding.']))
  })

  test('that is a folder is refused in a sentence', () => {
    mkdirSync('.env')
    expect(readEnvironment).toThrow(new ConfigError(['.env cannot be read (EISDIR).']))
  })

  test('need not be there', () => {
    vi.stubEnv('TABNINE_TOKEN', 'really set')
    expect(readEnvironment().TABNINE_TOKEN).toBe('really set')
  })
})

test('a short header of the collector is no secret: masked, it would cut numbers out of every log line', () => {
  const headers = 'x-scope-orgid=1,api-key=a1b2c3d4'
  const { secrets } = readConfig({ OTEL_EXPORTER_OTLP_HEADERS: headers }, 'nothing')
  expect(secrets).toEqual(['a1b2c3d4'])
  const lines: string[] = []
  const out = new Writable({ write: (line, _encoding, done) => done(void lines.push(String(line))) })
  createLog('info', secrets, out).info({ port: 4010 }, 'sent with a1b2c3d4')
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ port: 4010, msg: 'sent with ***' })
})

describe('secrets in addresses', () => {
  test.each([
    'https://bob:hunter2@host.example',
    'https://host.example?token=hunter2',
    'https://host.example/#hunter2',
  ])('TABNINE_URL=%s is refused, without saying it again', url => {
    const read = () => readConfig({ TABNINE_TOKEN: 't', TABNINE_URL: url }, 'look-ups')
    expect(read).toThrow(/^TABNINE_URL must be an address without user, password or query/)
    expect(read).not.toThrow(/hunter2/)
  })

  test.each([
    ['http://u:p%2fq@proxy.example:8080', ['p%2fq', 'p/q']],
    ['u:pass9@proxy.example:8080', ['pass9']],
    ['http://u:100%@proxy.example:8080', ['100%']],
    ['http://proxy.example:8080', []],
  ])('the password of the proxy %s is masked, as it is written and as it is meant', (proxy, masked) => {
    const { secrets } = readConfig({ HTTPS_PROXY: proxy }, 'nothing')
    expect([...new Set(secrets)]).toEqual(masked)
  })
})
