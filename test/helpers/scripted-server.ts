import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type ReceivedRequest = { readonly path: string; readonly headers: IncomingHttpHeaders }

/** Answers one request; `nth` counts all requests from 0. */
export type Script = (response: ServerResponse, nth: number, request: ReceivedRequest) => void

export type ScriptedServer = AsyncDisposable & {
  readonly url: string
  readonly requests: readonly ReceivedRequest[]
  /** How many requests were under way at once, at most. */
  readonly mostAtOnce: number
}

/** A real HTTP server that follows a script, request by request. */
export async function startScriptedServer(script: Script): Promise<ScriptedServer> {
  const requests: ReceivedRequest[] = []
  let underway = 0
  let mostAtOnce = 0
  const server = createServer((request, response) => {
    const one = { path: request.url ?? '', headers: request.headers }
    const nth = requests.push(one) - 1
    mostAtOnce = Math.max(mostAtOnce, ++underway)
    response.once('close', () => underway--)
    script(response, nth, one)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    get mostAtOnce() {
      return mostAtOnce
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

export function sendJson(body: unknown): Script {
  return response => response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
}

export function sendStatus(status: number, headers: Record<string, string> = {}, body = '{"message":"no"}'): Script {
  return response => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
}

export function sendHtml(status = 200): Script {
  return sendStatus(status, { 'content-type': 'text/html' }, '<!DOCTYPE html><title>Sign in</title>')
}

/** Breaks the connection: before the first byte, or in the middle of the body. */
export function cutBefore(): Script {
  return response => response.destroy()
}

export function cutWithin(): Script {
  return response => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 })
    response.write('{"value":', () => response.destroy())
  }
}

/** Takes the request and never says anything. */
export function stayMute(): Script {
  return () => {}
}

/** One script after the other; the last one for all that follow. */
export function inSequence(...scripts: [Script, ...Script[]]): Script {
  return (response, nth, request) => (scripts[nth] ?? scripts.at(-1) ?? scripts[0])(response, nth, request)
}

/** An address at which no server listens. */
export async function findClosedUrl(): Promise<string> {
  await using server = await startScriptedServer(() => {})
  return server.url
}
