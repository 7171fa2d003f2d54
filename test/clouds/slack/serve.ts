import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { type Answer, refuse, refuseRate } from './answer.ts'
import type { CloudParts } from './cloud-parts.ts'
import { readJson } from './content.ts'
import type { Args } from './emulator.ts'
import type { Fault, Faults } from './faults.ts'
import { readArgs, readBody, writeAnswer } from './http.ts'
import { answerMethod } from './methods.ts'
import { passToEmulator } from './pass.ts'
import type { ResponseAddresses } from './response-addresses.ts'

type Serving = CloudParts & { faults: Faults; responses: ResponseAddresses; base(): string }

/** Everything the cloud serves over HTTP: the Web API, response addresses, and files as emulate keeps them. */
export async function serve(request: IncomingMessage, response: ServerResponse, cloud: Serving): Promise<void> {
  const url = new URL(request.url ?? '/', cloud.base())
  const body = await readBody(request)
  if (url.pathname.startsWith('/api/')) return serveMethod(request, response, cloud, url, body.toString())
  if (url.pathname.startsWith('/commands/')) return serveResponse(response, cloud, url, body.toString())
  return passToEmulator(request, response, cloud, url, body)
}

async function serveMethod(
  request: IncomingMessage,
  response: ServerResponse,
  cloud: Serving,
  url: URL,
  body: string,
): Promise<void> {
  const method = url.pathname.slice('/api/'.length)
  const { token: inArgs, ...args } = readArgs(url, body, request.headers['content-type'])
  const secret = request.headers.authorization?.replace(/^Bearer /, '') ?? String(inArgs ?? '')
  const token = cloud.world.tokens.get(secret)
  const work = async () => {
    if (!secret && method !== 'api.test') return refuse('not_authed')
    if (!token && method !== 'api.test') return refuse('invalid_auth')
    const known = token ?? { kind: 'bot' as const, userId: '', scopes: [] }
    return answerMethod({ method, args, token: known, secret }, cloud)
  }
  const answer = await withFault(cloud.faults.take(method, args), work, response)
  cloud.recorder.add('call', { method, args, ...readOutcome(answer) })
  if (!answer) return
  const scopes = token ? { 'x-oauth-scopes': token.scopes.join(',') } : {}
  writeAnswer(response, { ...answer, headers: { ...scopes, ...answer.headers } })
}

async function serveResponse(response: ServerResponse, cloud: Serving, url: URL, body: string): Promise<void> {
  const work = () => cloud.responses.answer(url.href, body)
  const answer = await withFault(
    cloud.faults.take('response_url', (readJson(body) as Args | undefined) ?? {}),
    work,
    response,
  )
  if (answer) writeAnswer(response, answer)
}

/** The answer, spoilt as asked; undefined where the connection was cut. */
async function withFault(
  fault: Fault | undefined,
  work: () => Promise<Answer> | Answer,
  response: ServerResponse,
): Promise<Answer | undefined> {
  if (fault?.until) await fault.until
  if (fault?.delayMs) await delay(fault.delayMs)
  if (fault?.status === 429) return refuseRate(fault.retryAfter ?? 1)
  if (fault?.status) return { status: fault.status, body: 'upstream connect error or disconnect/reset before headers' }
  if (fault?.error) return refuse(fault.error)
  if (!fault?.cut) {
    const answer = await work()
    if (!fault?.lostReply) return answer
  }
  response.destroy()
  return undefined
}

function readOutcome(answer: Answer | undefined): { ok: boolean; error?: string } {
  if (!answer) return { ok: false, error: 'connection cut' }
  if (typeof answer.body === 'string') return { ok: false, error: `HTTP ${answer.status}` }
  return { ok: answer.body.ok, ...(answer.body.error ? { error: answer.body.error } : {}) }
}
