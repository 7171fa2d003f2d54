/** The only reader of the environment: everything that can be set, checked as a whole before anything starts. */

import { existsSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { z } from 'zod'
import { actionList } from './config/acting.ts'
import { readCertificate } from './config/certificate.ts'
import { type ConfigFile, defaultConfigFile, parseConfigFile } from './config/file.ts'
import { type ConfigNeeds, type Environment, findGaps, isEmpty } from './config/gaps.ts'
import { conversation } from './config/schema.ts'
import { secretFileNames, withSecretFiles } from './config/secret-files.ts'
import { faultOfSecret, passwordsIn, passwordsInQuery } from './config/secrets.ts'
import { readTextFile } from './config/text.ts'
import { isZone } from './message/formats.ts'
import { languages } from './message/languages.ts'

/**
 * The environment, with defaults from a `.env` file of the working directory.
 * @throws ConfigError if there is such a file and it cannot be read
 */
export function readEnvironment(): Environment {
  if (!existsSync('.env')) return process.env
  const read = readFile('.env', '.env')
  if ('problem' in read) throw new ConfigError([read.problem])
  return { ...parseEnv(read.text), ...process.env }
}

/** Wrong settings: one sentence for each of them, with names of settings and never with their values. */
export class ConfigError extends Error {
  readonly problems: readonly string[]
  /** No required setting is set: probably a first look. */
  readonly isUntouched: boolean

  constructor(problems: readonly string[], { isUntouched = false }: { readonly isUntouched?: boolean } = {}) {
    super(problems.join('\n'))
    this.name = 'ConfigError'
    this.problems = problems
    this.isUntouched = isUntouched
  }
}

const text = z.string().trim()
const secret = text.superRefine((value, context) => {
  const fault = faultOfSecret(value)
  if (fault !== null) context.addIssue({ code: 'custom', message: fault, continue: false })
})
const certificate = text.transform((pem, context) => {
  const read = readCertificate(pem)
  if (read !== null) return read
  context.addIssue({
    code: 'custom',
    message: 'must be a certificate and its RSA private key without a passphrase, both in PEM format',
  })
  return z.NEVER
})
const address = z
  .url({ protocol: /^https?$/, error: 'must be an address such as https://example.com' })
  .refine(isBare, 'must be an address without user, password or query: secrets have settings of their own')
const zone = text.refine(isZone, 'must be a zone such as Europe/Berlin')
const ownAddress = z.url({ protocol: /^https$/, error: 'must be an address that begins with https://' })
const database = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'must be an address such as postgres://user:password@host:5432/database',
})
const guid = text.regex(
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  'must be an id such as 12345678-90ab-cdef-1234-567890abcdef, and not a name',
)
const port = z.coerce
  .number('must be a port number')
  .refine(value => Number.isInteger(value) && value >= 0 && value <= 65_535, 'must be a port number')

/** Bot Framework's own names, handed on as they are: government clouds, and tests with their own keys. */
const botFrameworkNames = [
  'ToChannelFromBotLoginUrl',
  'ToChannelFromBotOAuthScope',
  'ToBotFromChannelTokenIssuer',
  'OAuthUrl',
  'ToBotFromChannelOpenIdMetadataUrl',
  'ToBotFromEmulatorOpenIdMetadataUrl',
  'ValidateAuthority',
  'CallerId',
] as const

/** Where the sandbox listens, by default. */
const sandboxPort = 4010

/** OpenTelemetry's form: `name=value`, with commas between them and values percent-encoded. */
const headerList = text.transform((list, context) => {
  const pairs = list.split(',').map(pair => /^\s*([\w-]+)\s*=\s*(\S+)\s*$/.exec(pair))
  if (pairs.some(pair => pair === null)) {
    context.addIssue({ code: 'custom', message: 'must be pairs such as api-key=secret, with commas between them' })
    return z.NEVER
  }
  return Object.fromEntries(pairs.flatMap(pair => (pair ? [[pair[1] ?? '', decode(pair[2] ?? '')]] : [])))
})

/** Letters of a header that can be a key; shorter ones, such as the number of a tenant, occur in every log line. */
const shortestKey = 8

const encryptionKey = text.min(16, 'must be at least 16 characters long')
const daysFrom = (least: number) => {
  const message = `must be a whole number of days, ${least} or more`
  return z.coerce.number(message).int(message).min(least, message).max(36_500, message)
}
const drainTime = 'must be a number of seconds from 0 to 600'

const Settings = z.object({
  TABNINE_URL: address.default('https://console.tabnine.com'),
  TABNINE_TOKEN: secret.optional(),
  TABNINE_ORGANIZATION_ID: text.optional(),
  TABNINE_ACTION_TOKEN: secret.optional(),
  ACTIONS: actionList.default([]),
  TABNINE_USAGE_VERSION: z.enum(['auto', 'v1', 'v2'], 'must be auto, v1 or v2').default('auto'),
  SLACK_BOT_TOKEN: secret.startsWith('xoxb-', 'must be a bot token, which begins with xoxb-').optional(),
  SLACK_SIGNING_SECRET: secret.optional(),
  SLACK_APP_TOKEN: secret.startsWith('xapp-', 'must be an app-level token, which begins with xapp-').optional(),
  SLACK_API_URL: address.optional(),
  MICROSOFT_APP_ID: guid.optional(),
  MICROSOFT_APP_PASSWORD: secret.optional(),
  MICROSOFT_APP_CERTIFICATE: certificate.optional(),
  MICROSOFT_APP_TENANT_ID: guid.optional(),
  MICROSOFT_APP_TYPE: z
    .enum(['SingleTenant', 'MultiTenant', 'UserAssignedMSI'], 'must be SingleTenant, MultiTenant or UserAssignedMSI')
    .default('SingleTenant'),
  ...(Object.fromEntries(botFrameworkNames.map(name => [name, text.optional()])) as Record<
    (typeof botFrameworkNames)[number],
    z.ZodOptional<z.ZodString>
  >),
  TEAMS_DEV: z.enum(['0', '1'], 'must be 1 or 0').default('0'),
  NODE_ENV: text.optional(),
  PORT: port.default(3000),
  METRICS_PORT: port.optional(),
  DRAIN_SECONDS: z.coerce.number(drainTime).min(0, drainTime).max(600, drainTime).default(0),
  PUBLIC_URL: ownAddress.optional(),
  APP_DEVELOPER: text.max(32, 'must be at most 32 characters long').default('Tabnine Usage'),
  APP_WEBSITE_URL: ownAddress.default('https://www.tabnine.com'),
  APP_PRIVACY_URL: ownAddress.default('https://www.tabnine.com/privacy-policy'),
  APP_TERMS_URL: ownAddress.default('https://www.tabnine.com/terms-of-use'),
  DATABASE_URL: database.optional(),
  DATA_DIR: text.default('./data'),
  OPERATIONS_CHANNEL: text.regex(conversation, 'must be a conversation such as slack:C0123').optional(),
  ON_UNKNOWN_DELIVERY: z.enum(['park', 'resend'], 'must be park or resend').default('park'),
  TIME_ZONE: zone.default('UTC'),
  CHARTS: z.enum(['native', 'image', 'text'], 'must be native, image or text').default('native'),
  BOT_LANGUAGE: z.enum(languages, `must be one of: ${languages.join(', ')}`).default('en'),
  ADMINS: text.default(''),
  CONFIG_FILE: text.optional(),
  CONFIRM_ENDED_SUBSCRIPTIONS: z.coerce.number('must be a whole number').int('must be a whole number').optional(),
  AUDIT_DAYS: daysFrom(1).default(365),
  HISTORY_DAYS: daysFrom(60).default(180),
  PEOPLE_DAYS: daysFrom(30).default(90),
  ENCRYPTION_KEY: encryptionKey.optional(),
  ENCRYPTION_KEY_OLD: encryptionKey.optional(),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
    .default('info'),
  HTTPS_PROXY: text.optional(),
  HTTP_PROXY: text.optional(),
  NO_PROXY: text.optional(),
  NODE_EXTRA_CA_CERTS: text.optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: address.optional(),
  OTEL_EXPORTER_OTLP_HEADERS: headerList.optional(),
  OTEL_SERVICE_NAME: text.default('tabnine-usage-bot'),
})

/** Every setting of the environment that this file reads, with its default; the documents are checked against it. */
export function listSettings(): { readonly name: string; readonly byDefault: string | null }[] {
  const listed = Object.entries(Settings.shape).map(([name, schema]) => {
    const { data } = schema.safeParse(undefined)
    return { name, byDefault: data === undefined || String(data) === '' ? null : String(data) }
  })
  const files = secretFileNames.map(name => ({ name, byDefault: null }))
  return [...listed, ...files, { name: 'SANDBOX_PORT', byDefault: String(sandboxPort) }]
}

/** The port of OpenTelemetry's Prometheus exporters, which is usually free. */
const defaultMetricsPort = 9464

export type Config = ReturnType<typeof toConfig>

/** Reads all settings, or throws a `ConfigError` with everything that is wrong with them. */
export function readConfig(environment: Environment, needs: ConfigNeeds): Config {
  const { settings: set, problems: unreadable } = withSecretFiles(onlySet(withLowercaseProxies(environment)))
  const result = Settings.safeParse(set)
  const issues = result.error?.issues.map(issue => `${String(issue.path[0])} ${issue.message}.`) ?? []
  const file = readConfigFile(set.CONFIG_FILE)
  // A secret whose file cannot be read is not missing as well.
  const gaps = unreadable.length > 0 ? [] : findGaps(set, needs)
  const problems = [...unreadable, ...issues, ...gaps, ...file.problems]
  if (!result.success || problems.length > 0) {
    const isUntouched = needs === 'bot' && isEmpty(set)
    throw new ConfigError(problems, { isUntouched })
  }
  return toConfig(result.data, file.file)
}

/** Where the sandbox listens. Apart from all others, for only the sandbox needs it. @throws ConfigError */
export function readSandboxPort(environment: Environment): number {
  const result = port.default(sandboxPort).safeParse(onlySet(environment).SANDBOX_PORT)
  if (!result.success) throw new ConfigError(['SANDBOX_PORT must be a port number.'])
  return result.data
}

/**
 * What has a value, without the spaces around it. For a service named "metrics" Kubernetes sets `METRICS_PORT` to an
 * address such as tcp://10.96.0.12:9090 in every pod next to it: that is not meant for the bot.
 */
function onlySet(environment: Environment): Environment {
  const given = Object.entries(environment).map(([name, value]) => [name, value?.trim()] as const)
  return Object.fromEntries(
    given.filter(([name, value]) => value && !(name.endsWith('_PORT') && /^\w+:\/\//.test(value))),
  )
}

function readConfigFile(path: string | undefined): ReturnType<typeof parseConfigFile> {
  if (path === undefined) return { file: defaultConfigFile, problems: [] }
  const read = readFile(path, 'CONFIG_FILE')
  return 'problem' in read ? { file: defaultConfigFile, problems: [read.problem] } : parseConfigFile(read.text, path)
}

/** @param name as it is called in the sentence on what is wrong */
function readFile(path: string, name: string): { text: string } | { problem: string } {
  try {
    const read = readTextFile(path)
    return read === 'not-utf8' ? { problem: `${name} is not in UTF-8. Save it in that encoding.` } : read
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    return { problem: `${name} cannot be read (${code}).` }
  }
}

/** Proxy settings are often written in small letters. */
function withLowercaseProxies(environment: Environment): Environment {
  const { https_proxy, http_proxy, no_proxy } = environment
  return { HTTPS_PROXY: https_proxy, HTTP_PROXY: http_proxy, NO_PROXY: no_proxy, ...environment }
}

function toConfig(settings: z.output<typeof Settings>, file: ConfigFile) {
  const isDev = settings.TEAMS_DEV === '1'
  return {
    usageApi: {
      url: settings.TABNINE_URL,
      token: settings.TABNINE_TOKEN ?? '',
      organizationId: settings.TABNINE_ORGANIZATION_ID,
      version: settings.TABNINE_USAGE_VERSION,
    },
    /** What may be changed in Tabnine; nothing without its token. */
    acting: {
      allowed: settings.TABNINE_ACTION_TOKEN ? settings.ACTIONS : [],
      token: settings.TABNINE_ACTION_TOKEN ?? '',
    },
    slack: settings.SLACK_BOT_TOKEN
      ? {
          botToken: settings.SLACK_BOT_TOKEN,
          signingSecret: settings.SLACK_SIGNING_SECRET,
          appToken: settings.SLACK_APP_TOKEN,
          apiUrl: settings.SLACK_API_URL,
        }
      : null,
    teams:
      settings.MICROSOFT_APP_ID || isDev
        ? {
            isDev,
            appId: settings.MICROSOFT_APP_ID ?? '',
            password: settings.MICROSOFT_APP_PASSWORD ?? '',
            certificate: settings.MICROSOFT_APP_CERTIFICATE ?? null,
            tenantId: settings.MICROSOFT_APP_TENANT_ID ?? '',
            type: settings.MICROSOFT_APP_TYPE,
            botFramework: Object.fromEntries(
              botFrameworkNames.flatMap(name => (settings[name] === undefined ? [] : [[name, settings[name]]])),
            ),
          }
        : null,
    /** Without authentication no one else on the network may reach the bot. */
    listen: { port: settings.PORT, host: isDev ? '127.0.0.1' : undefined },
    /** Seconds between the first 503 of `/health/ready` and the end of the listener. */
    drainSeconds: settings.DRAIN_SECONDS,
    metrics: toMetrics(settings.METRICS_PORT, isDev),
    database: { databaseUrl: settings.DATABASE_URL, dataDir: settings.DATA_DIR },
    operations: settings.OPERATIONS_CHANNEL ?? null,
    onUnknown: settings.ON_UNKNOWN_DELIVERY,
    publicUrl: settings.PUBLIC_URL,
    /** Whom people see as the maker of the app in Teams. */
    app: {
      developer: settings.APP_DEVELOPER,
      websiteUrl: settings.APP_WEBSITE_URL,
      privacyUrl: settings.APP_PRIVACY_URL,
      termsUrl: settings.APP_TERMS_URL,
    },
    charts: settings.CHARTS,
    zone: settings.TIME_ZONE,
    language: settings.BOT_LANGUAGE,
    admins: settings.ADMINS.split(',')
      .map(name => name.trim())
      .filter(Boolean),
    file,
    /** Path of the configuration file; `null`: there is none. */
    configFile: settings.CONFIG_FILE ?? null,
    /** How many subscriptions of the file may end at once though they are more than half; `null` where it is not set. */
    confirmedEnds: settings.CONFIRM_ENDED_SUBSCRIPTIONS ?? null,
    retention: {
      auditDays: settings.AUDIT_DAYS,
      historyDays: settings.HISTORY_DAYS,
      peopleDays: settings.PEOPLE_DAYS,
    },
    encryptionKey: settings.ENCRYPTION_KEY ?? null,
    /** The key before the last change; what it signed still counts. */
    oldEncryptionKey: settings.ENCRYPTION_KEY_OLD ?? null,
    logLevel: settings.LOG_LEVEL,
    network: {
      httpsProxy: settings.HTTPS_PROXY,
      httpProxy: settings.HTTP_PROXY,
      noProxy: settings.NO_PROXY,
      extraCaCerts: settings.NODE_EXTRA_CA_CERTS,
    },
    /** Where traces go, in OpenTelemetry's protocol; `null`: nowhere. */
    traces: settings.OTEL_EXPORTER_OTLP_ENDPOINT
      ? {
          url: `${settings.OTEL_EXPORTER_OTLP_ENDPOINT.replace(/\/+$/, '')}/v1/traces`,
          headers: settings.OTEL_EXPORTER_OTLP_HEADERS ?? {},
          serviceName: settings.OTEL_SERVICE_NAME,
        }
      : null,
    /** What works but should not stay so, a sentence each. */
    warnings: findWarnings(settings),
    /** What must never be seen in a log line or an error. */
    secrets: [
      settings.TABNINE_TOKEN,
      settings.TABNINE_ACTION_TOKEN,
      settings.SLACK_BOT_TOKEN,
      settings.SLACK_SIGNING_SECRET,
      settings.SLACK_APP_TOKEN,
      settings.MICROSOFT_APP_PASSWORD,
      settings.MICROSOFT_APP_CERTIFICATE?.privateKey,
      settings.ENCRYPTION_KEY,
      settings.ENCRYPTION_KEY_OLD,
      ...Object.values(settings.OTEL_EXPORTER_OTLP_HEADERS ?? {}).filter(({ length }) => length >= shortestKey),
      ...passwordsIn(settings.DATABASE_URL),
      ...passwordsInQuery(settings.DATABASE_URL),
      ...passwordsIn(settings.HTTPS_PROXY),
      ...passwordsIn(settings.HTTP_PROXY),
    ].filter((secret): secret is string => Boolean(secret)),
  }
}

/**
 * Where metrics are served. They describe the inside of the bot, so by default only this machine can read them; a given
 * port is for a scraper elsewhere. `isOptional`: the bot does without where the port is taken.
 */
function toMetrics(port: number | undefined, isDev: boolean) {
  const isGiven = port !== undefined
  return { port: port ?? defaultMetricsPort, host: isGiven && !isDev ? undefined : '127.0.0.1', isOptional: !isGiven }
}

/** Settings whose requests would send a secret unencrypted. On this machine itself that is safe. */
function findWarnings(settings: Pick<z.output<typeof Settings>, 'TABNINE_URL' | 'SLACK_API_URL'>): string[] {
  const carried = { TABNINE_URL: 'TABNINE_TOKEN', SLACK_API_URL: 'SLACK_BOT_TOKEN' } as const
  return (['TABNINE_URL', 'SLACK_API_URL'] as const)
    .filter(name => isReadableOnTheWay(settings[name]))
    .map(
      name =>
        `${name} begins with http://, so ${carried[name]} is sent unencrypted: use https:// if the server has it.`,
    )
}

function isReadableOnTheWay(address: string | undefined): boolean {
  if (address === undefined) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'http:' && !/^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
}

function isBare(value: string): boolean {
  if (!URL.canParse(value)) return true
  const { username, password, search, hash } = new URL(value)
  return [username, password, search, hash].every(part => part === '')
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value // a stray percent sign stands for itself
  }
}
