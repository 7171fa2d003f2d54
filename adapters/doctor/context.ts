/** What checks share: settings, time, and questions whose answer several of them need, each asked once. */
import type { Environment } from '../../src/config/gaps.ts'
import type { Config } from '../../src/config.ts'
import type { Log } from '../../src/ports.ts'
import { type Database, openDatabase } from '../../src/storage/db.ts'
import { createUsageApi } from '../../src/usage-api/client.ts'
import { createEndpoints } from '../../src/usage-api/endpoints.ts'
import { createHttp } from '../../src/usage-api/http.ts'
import { type CallSlack, createCallSlack, type SlackAnswer } from './slack-api.ts'

type OrganizationInfo = Awaited<ReturnType<ReturnType<typeof createEndpoints>['organization']>>

export type DoctorOptions = {
  readonly environment: Environment
  /** The time of this machine. */
  readonly now: () => Date
  /** Milliseconds for each check. */
  readonly timeoutMs: number
  /** Whether the names in the configuration file are looked up. */
  readonly isOnline: boolean
  /** A conversation to post a test message in. */
  readonly post: string | null
}

export type DoctorContext = DoctorOptions & {
  readonly config: Config
  /** Milliseconds for one request, so that its own failure is known before the check ends. */
  readonly requestMs: number
  readonly callSlack: CallSlack
  readonly endpoints: ReturnType<typeof createEndpoints>
  readonly usageApi: ReturnType<typeof createUsageApi>
  /** @throws AppError */
  organization(): Promise<OrganizationInfo>
  /** The same with the token for changes of seats. @throws AppError */
  organizationOfActions(): Promise<OrganizationInfo>
  /** Slack's `auth.test`. @throws where no answer comes */
  slackIdentity(): Promise<SlackAnswer>
  /** The database as it is; nothing is created. @throws StoreError */
  database(): Promise<Database>
}

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} }

/** @returns the context, and what closes what the checks have opened */
export function openDoctorContext(
  config: Config,
  options: DoctorOptions,
): { readonly context: DoctorContext; close(): Promise<void> } {
  const requestMs = Math.round(options.timeoutMs * 0.9)
  const clock = { now: options.now }
  const limits = { retries: 0, requestTimeout: requestMs, totalTimeout: requestMs }
  const settings = { ...config.usageApi, ...limits, log: silent, clock }
  const endpoints = createEndpoints(createHttp(settings), silent)
  const callSlack = createCallSlack(config.slack?.apiUrl, requestMs)
  let opening: Promise<Database> | null = null
  const context: DoctorContext = {
    ...options,
    config,
    requestMs,
    callSlack,
    endpoints,
    usageApi: createUsageApi(settings),
    organization: once(() => endpoints.organizationNow()),
    organizationOfActions: once(() => {
      const http = createHttp({ ...settings, token: config.acting.token })
      return createEndpoints(http, silent).organizationNow()
    }),
    slackIdentity: once(() => callSlack('auth.test', config.slack?.botToken ?? '')),
    database() {
      opening ??= openDatabase({ ...config.database, log: silent, mustExist: true })
      return opening
    },
  }
  return {
    context,
    async close() {
      const database = await opening?.catch(() => null)
      await database?.close()
    },
  }
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | null = null
  return () => {
    answer ??= ask()
    return answer
  }
}
