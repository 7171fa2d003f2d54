/** Every call to another service, by whichever library: Node itself reports them. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Config } from '../src/config.ts'
import type { Log } from '../src/ports.ts'
import { currentReference, currentTrace, type Trace } from './reference.ts'

export type CalledService = 'tabnine' | 'slack' | 'microsoft' | 'other'

/** `status` is `failed` where no response came; `endedAt` is in milliseconds since 1970. */
export type OutgoingCall = {
  readonly service: CalledService
  readonly status: string
  readonly seconds: number
  readonly method: string
  readonly host: string
  readonly endedAt: number
  readonly trace: Trace | undefined
}

type Parts = {
  readonly serviceOf: (host: string) => CalledService
  readonly observe: (call: OutgoingCall) => void
  /** One line for each call, without path and query, because these can contain names and tokens. */
  readonly log: Pick<Log, 'debug'>
}

type Begun = { readonly at: number; readonly reference: string | undefined; readonly trace: Trace | undefined }

/** What undici, and with it `fetch`, reports. */
type UndiciEvent = {
  readonly request: { readonly origin: string | URL; readonly method: string }
  readonly response?: { readonly statusCode: number }
}
type HttpEvent = { readonly request: ClientRequest; readonly response?: IncomingMessage }

/** Watches all calls of this process. @returns ends it */
export function watchCalls({ serviceOf, observe, log }: Parts): () => void {
  const begun = new WeakMap<object, Begun>()

  function begin({ request }: { readonly request: object }): void {
    begun.set(request, { at: performance.now(), reference: currentReference(), trace: currentTrace() })
  }

  function end(request: object, host: string, method: string, status: string): void {
    const known = begun.get(request)
    if (!known) return
    begun.delete(request)
    const call = { service: serviceOf(host), status, seconds: (performance.now() - known.at) / 1000, method, host }
    observe({ ...call, endedAt: Date.now(), trace: known.trace })
    const reference = known.reference === undefined ? {} : { reference: known.reference }
    log.debug({ ...call, ...reference }, 'called another service')
  }

  // Node promises these shapes in its documentation.
  const undici = (event: unknown) => event as UndiciEvent
  const http = (event: unknown) => event as HttpEvent
  const endUndici = (event: unknown) => {
    const { request, response } = undici(event)
    end(request, new URL(request.origin).host, request.method, String(response?.statusCode ?? 'failed'))
  }
  const endHttp = (event: unknown) => {
    const { request, response } = http(event)
    end(
      request,
      String(request.getHeader('host') ?? request.host),
      request.method,
      String(response?.statusCode ?? 'failed'),
    )
  }
  const channels: readonly (readonly [name: string, receive: (event: unknown) => void])[] = [
    ['undici:request:create', event => begin(undici(event))],
    ['undici:request:headers', endUndici],
    ['undici:request:error', endUndici],
    ['http.client.request.start', event => begin(http(event))],
    ['http.client.response.finish', endHttp],
    ['http.client.request.error', endHttp],
  ]
  for (const [name, receive] of channels) subscribe(name, receive)
  return () => {
    for (const [name, receive] of channels) unsubscribe(name, receive)
  }
}

/** Which service a host belongs to, by the settings. Microsoft's hosts are many, and Teams names them as it goes. */
export function createServiceOf({ usageApi, slack, teams }: Pick<Config, 'usageApi' | 'slack' | 'teams'>) {
  const tabnine = new URL(usageApi.url).host
  const slackApi = slack?.apiUrl ? new URL(slack.apiUrl).host : 'slack.com'
  return (host: string): CalledService => {
    if (host === tabnine) return 'tabnine'
    if (slack && (host === slackApi || host === 'slack.com' || host.endsWith('.slack.com'))) return 'slack'
    return teams ? 'microsoft' : 'other'
  }
}
