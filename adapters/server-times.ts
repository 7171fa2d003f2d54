import type { Config } from '../src/config.ts'
import type { ServerTime, ServerTimes } from '../src/ports.ts'

const patienceMs = 5_000

/**
 * Asks Slack and Tabnine what time it is, by the `Date` of any response; no token is sent. A server that does not answer in
 * five seconds is left out.
 */
export function createServerTimes({ slack, usageApi }: Pick<Config, 'slack' | 'usageApi'>): ServerTimes {
  const slackUrl = slack && new URL('api.test', slack.apiUrl ?? 'https://slack.com/api/').href
  return async () => {
    const answers = await Promise.all([askTime('Slack', slackUrl), askTime('Tabnine', usageApi.url)])
    return answers.filter(time => time !== null)
  }
}

async function askTime(source: ServerTime['source'], url: string | null): Promise<ServerTime | null> {
  if (url === null) return null
  try {
    const headers = { 'cache-control': 'no-cache' }
    const signal = AbortSignal.timeout(patienceMs)
    const { headers: responseHeaders } = await fetch(url, { method: 'HEAD', redirect: 'manual', headers, signal })
    const at = new Date(responseHeaders.get('date') ?? '')
    // A response from a cache says when it was made.
    return Number.isNaN(at.getTime()) || responseHeaders.has('age') ? null : { source, at }
  } catch {
    // Whatever needs that server finds out by itself that it is away.
    return null
  }
}

/** For `/health/ready`, the log, and its fields. */
export function reportServerTime(
  state: 'right' | 'wrong' | 'unknown',
  found: { readonly source: string; readonly aheadMs: number } | null,
): [word: string | null, sentence: string, fields?: Record<string, unknown>] {
  if (state !== 'wrong' || !found) return [null, 'The clock of this machine is right.']
  const sentence = `The clock of this machine is not that of ${found.source}. Nothing is posted until it is set right.`
  return ['wrong', sentence, { aheadSeconds: Math.round(found.aheadMs / 1000) }]
}
