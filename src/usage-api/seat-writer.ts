/** The only file that sends writing requests to Tabnine. Each call is one request: none is tried again. */
import ky from 'ky'
import { z } from 'zod'
import type { ActionRefusal, Log, SeatWriter, Written } from '../ports.ts'
import { buildUrl, fetchWhole } from './http.ts'

export type SeatWriterSettings = {
  /** As of the Usage API. */
  readonly url: string
  /** Of its own, with the right to change invites and users. */
  readonly token: string
  readonly log: Log
  /** Milliseconds for one request, its answer included. */
  readonly requestTimeoutMs?: number
}

/** Fields of answers; a body without them, or none at all, is no failure: the status says what happened. */
const Answer = z.object({ revoked: z.number().nullish().catch(null), userExists: z.boolean().nullish().catch(null) })

/** Where servers put words and codes about a refusal. */
const Refused = z.object({
  error: z.union([z.string(), z.object({ message: z.string().optional() })]).optional(),
  message: z.string().nullish(),
})

type Sent = { readonly status: number; readonly body: unknown }

/** Sources: the vendor's contract, `DELETE` and `POST /api/invitation/v1`, `PATCH /api/user/v1/{userId}`. */
export function createSeatWriter({ url, token, log, requestTimeoutMs = 15_000 }: SeatWriterSettings): SeatWriter {
  const client = ky.create({
    headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
    fetch: fetchWhole,
    timeout: requestTimeoutMs,
    retry: 0,
    throwHttpErrors: false,
  })

  async function send(
    method: 'delete' | 'post' | 'patch',
    path: string,
    values: Readonly<Record<string, string>>,
    json: Readonly<Record<string, unknown>>,
  ): Promise<Sent | null> {
    try {
      const response = await client(buildUrl(url, path, values, {}), { method, json })
      return { status: response.status, body: parse(await response.text()) }
    } catch (error) {
      // ky's own errors hold the request, and with it the token: only their name is kept.
      log.warn({ endpoint: path, method, error: error instanceof Error ? error.name : null }, 'a change got no answer')
      return null
    }
  }

  async function write<T>(
    method: 'delete' | 'post' | 'patch',
    path: string,
    values: Readonly<Record<string, string>>,
    json: Readonly<Record<string, unknown>>,
    read: (answer: z.output<typeof Answer>) => T,
  ): Promise<Written<T>> {
    const sent = await send(method, path, values, json)
    if (sent === null) return { isDone: false, refusal: 'unknown' }
    if (sent.status >= 200 && sent.status < 300) {
      const answer = Answer.safeParse(sent.body)
      return { isDone: true, value: read(answer.success ? answer.data : {}) }
    }
    const refusal = readRefusal(sent.status, sent.body)
    log.warn({ endpoint: path, method, status: sent.status, refusal }, 'Tabnine refused a change')
    return { isDone: false, refusal }
  }

  return {
    async withdrawInvite(invitationId) {
      const json = { invitationIds: [invitationId] }
      const written = await write('delete', '/api/invitation/v1', {}, json, ({ revoked }) => ({
        wasOpen: revoked !== 0,
      }))
      return !written.isDone && written.refusal === 'gone' ? { isDone: true, value: { wasOpen: false } } : written
    },
    sendInvite: wish =>
      write('post', '/api/invitation/v1', {}, wish, ({ userExists }) => ({ isMember: userExists === true })),
    setActive: (userId, active) => write('patch', '/api/user/v1/{userId}', { userId }, { active }, () => null),
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // A page instead of JSON: the status alone counts.
    return null
  }
}

/**
 * Why a change was refused. The contract names statuses only for some reasons, so the server's words decide before the
 * status does.
 * @internal
 */
export function readRefusal(status: number, body: unknown): ActionRefusal {
  const refused = Refused.safeParse(body)
  const { error, message } = refused.success ? refused.data : {}
  const words = [typeof error === 'string' ? error : error?.message, message].filter(Boolean).join(' ').slice(0, 500)
  if (status === 401) return 'bad-token'
  if (status === 429) return 'rate-limited'
  if (status === 408 || status >= 500) return 'unknown'
  if (/FEATURE_NOT_AVAILABLE/.test(words)) return 'not-licensed'
  if (/identity provider|\bidp\b|\bscim\b|\bsynced\b|provisioned/i.test(words)) return 'identity-provider'
  if (/\byourself\b|\bown (?:user|account|status)\b|\bself\b/i.test(words)) return 'oneself'
  if (/instance admin|anonymi[sz]ed/i.test(words)) return 'protected'
  if (status === 403) return 'no-right'
  if (status === 404) return 'gone'
  if (status === 409) return 'conflict'
  if (status === 422) return 'role'
  return 'refused'
}
