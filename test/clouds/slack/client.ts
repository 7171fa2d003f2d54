import { type Logger, LogLevel, webApi } from '@slack/bolt'
import type { SlackCloud } from '../slack.ts'

/** Bolt and its clients say nothing with it. */
export const SILENT: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
}

/** Slack's own client towards a cloud: silent, and it tries nothing twice. */
export function createClient(cloud: SlackCloud, token: string = cloud.botToken): webApi.WebClient {
  const options = {
    slackApiUrl: cloud.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: SILENT,
  }
  return new webApi.WebClient(token, options)
}

type Refusal = { ok: false; error: string; errors?: string[]; response_metadata?: { messages?: string[] } }

/** What a refused call was answered; throws where it was not refused. */
export async function readRefusal(call: Promise<unknown>): Promise<Refusal> {
  const error = await call.catch((error: unknown) => error)
  if (!(error instanceof webApi.WebAPIPlatformError))
    throw new Error(`expected a refusal, got ${JSON.stringify(error)}`)
  return error.data as Refusal
}
