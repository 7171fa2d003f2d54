import type { SlackBody } from './emulator.ts'
import type { Token } from './world.ts'

/** What goes back over HTTP. */
export type Answer = { status: number; headers?: Record<string, string>; body: SlackBody | string }

export function accept(fields: Record<string, unknown> = {}): Answer {
  return { status: 200, body: { ok: true, ...fields } }
}

export function refuse(error: string, fields: Record<string, unknown> = {}): Answer {
  return { status: 200, body: { ok: false, error, ...fields } }
}

/** As Slack lists what is wrong with blocks and views. */
export function refuseWith(error: string, problems: string[]): Answer {
  const messages = problems.map(problem => `[ERROR] ${problem}`)
  return refuse(error, { errors: problems, response_metadata: { messages } })
}

export function refuseRate(seconds: number): Answer {
  return { status: 429, headers: { 'retry-after': String(seconds) }, body: { ok: false, error: 'ratelimited' } }
}

export function requireScope(token: Token, needed: string): Answer | undefined {
  if (token.scopes.includes(needed)) return undefined
  return refuse('missing_scope', { needed, provided: token.scopes.join(',') })
}
