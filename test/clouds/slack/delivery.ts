import { createHmac } from 'node:crypto'
import { type Agent, request } from 'node:http'
import type { News } from './inbound/inbound.ts'
import { SIGNING_SECRET } from './people.ts'

export type Signing = 'good' | 'forged' | 'stale' | 'none'
/** A request as it went out; sent again it is a replay, byte for byte. */
export type Sent = { url: string; headers: Record<string, string>; body: string }
export type Delivered = { status: number; headers: Record<string, string>; body: unknown; ms: number; sent: Sent }
export type Retry = { num: number; reason?: string }

const FORM = 'application/x-www-form-urlencoded'
const TEN_MINUTES = 10 * 60

/** Signs as Slack does. Bolt compares with the wall clock, so this does too. */
export function signNews(url: string, news: News, signing: Signing, retry?: Retry): Sent {
  const { body, type } = write(news)
  const seconds = Math.floor(Date.now() / 1000) - (signing === 'stale' ? TEN_MINUTES : 0)
  const secret = signing === 'forged' ? 'not the secret' : SIGNING_SECRET
  const hash = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')
  const signature = { 'x-slack-request-timestamp': String(seconds), 'x-slack-signature': `v0=${hash}` }
  const headers = {
    'content-type': type,
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    ...(signing === 'none' ? {} : signature),
    ...(retry
      ? { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason ?? 'http_timeout' }
      : {}),
  }
  return { url, headers, body }
}

/** Events are JSON, commands a form, interactions a form with one field of JSON. */
function write({ type, payload }: News): { body: string; type: string } {
  if (type === 'events_api') return { body: JSON.stringify(payload), type: 'application/json' }
  const fields = type === 'slash_commands' ? (payload as Record<string, string>) : { payload: JSON.stringify(payload) }
  return { body: new URLSearchParams(fields).toString(), type: FORM }
}

/** Sends and reads the whole answer; rejects when the connection breaks or nothing comes in `timeoutMs`. */
export function deliver(sent: Sent, agent: Agent, timeoutMs: number): Promise<Delivered> {
  const started = performance.now()
  return new Promise((resolve, reject) => {
    const headers = { ...sent.headers, 'content-length': Buffer.byteLength(sent.body) }
    const outgoing = request(sent.url, { method: 'POST', agent, headers, timeout: timeoutMs }, response => {
      const chunks: Buffer[] = []
      response.on('data', chunk => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const received = response.headers as Record<string, string>
        const body = readBody(Buffer.concat(chunks).toString(), received['content-type'])
        resolve({ status: response.statusCode ?? 0, headers: received, body, ms: performance.now() - started, sent })
      })
    })
    outgoing.on('timeout', () => outgoing.destroy(new Error(`${sent.url} did not answer in ${timeoutMs} ms`)))
    outgoing.on('error', reject)
    outgoing.end(sent.body)
  })
}

function readBody(text: string, type = ''): unknown {
  return type.includes('json') && text !== '' ? JSON.parse(text) : text
}
