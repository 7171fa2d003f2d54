import { expect } from 'vitest'
import { z } from 'zod'
import { AppError } from '../../src/errors.ts'
import { createHttp, type HttpSettings, type Query } from '../../src/usage-api/http.ts'
import { recordLog } from './recording-log.ts'
import { type Script, sendJson, startScriptedServer } from './scripted-server.ts'

export const TOKEN = 'tok-never-to-be-seen'

/** The one answer that these clients understand, and a server that gives it. */
export const Value = z.object({ value: z.number() })
export const fine = sendJson({ value: 1 })

/** A client towards a server that follows a script; it tries again at once. */
export async function openHttp(script: Script, settings: Partial<HttpSettings> = {}) {
  const server = await startScriptedServer(script)
  const log = recordLog()
  const http = createHttp({
    url: server.url,
    token: TOKEN,
    log,
    backoff: () => 1,
    ...settings,
  })
  return {
    requests: server.requests,
    mostAtOnce: () => server.mostAtOnce,
    records: log.records,
    http,
    ask: (query: Query = {}, options: { signal?: AbortSignal; ttlMs?: number } = {}) =>
      http.get('/api/thing', {}, query, Value, options),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

export async function failureOf(answer: Promise<unknown>): Promise<AppError> {
  const thrown = await answer.then(
    () => new Error('it did not fail'),
    (error: unknown) => error,
  )
  expect(thrown).toBeInstanceOf(AppError)
  return thrown as AppError
}
