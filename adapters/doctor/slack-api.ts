/** Slack's Web API by plain requests: a check needs the headers of the answer, and no retries. */
import { z } from 'zod'

const Body = z.looseObject({ ok: z.boolean(), error: z.string().optional() })

export type SlackAnswer = {
  readonly status: number
  /** Slack's error code; `null` on success; `unreadable` if the answer is not Slack's. */
  readonly error: string | null
  readonly body: Readonly<Record<string, unknown>>
  /** What the token may do, where Slack lists it. */
  readonly scopes: readonly string[] | null
}

/** One call. @throws what `fetch` throws where no answer comes */
export type CallSlack = (method: string, token: string, args?: Readonly<Record<string, string>>) => Promise<SlackAnswer>

export const slackUrl = 'https://slack.com/api/'

export function createCallSlack(apiUrl: string | undefined, timeoutMs: number): CallSlack {
  return async (method, token, args = {}) => {
    const response = await fetch(new URL(method, apiUrl ?? slackUrl), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(args).toString(),
      signal: AbortSignal.timeout(timeoutMs),
    })
    const body = readBody(await response.text())
    const scopes = response.headers.get('x-oauth-scopes')
    return {
      status: response.status,
      error: body === null ? 'unreadable' : body.ok ? null : (body.error ?? 'unreadable'),
      body: body ?? {},
      scopes: scopes === null ? null : scopes.split(',').map(scope => scope.trim()),
    }
  }
}

function readBody(text: string): z.infer<typeof Body> | null {
  try {
    return Body.safeParse(JSON.parse(text)).data ?? null
  } catch {
    // A proxy or a sign-in page answers in Slack's place.
    return null
  }
}

/** A text field of an answer, such as `team_id`, or `null`. */
export function textIn(body: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = body[name]
  return typeof value === 'string' && value !== '' ? value : null
}
