import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { createMeter, type Rates } from './rate.ts'

/** A request that is a post: in which conversation, and how it is passed on. */
export type Post = { readonly conversation: string; readonly path: string; readonly body: string }

export type GateParts = {
  /** The cloud behind it. */
  readonly target: string
  readonly rates: Rates
  /** `null` for whatever is no post. */
  readonly readPost: (path: string, body: string) => Post | null
}

export type Gate = {
  readonly url: string
  /** When each message was taken, and in which conversation. */
  readonly posted: readonly { readonly conversation: string; readonly at: number }[]
  /** When a caller was asked to wait. */
  readonly refused: readonly number[]
  close(): Promise<void>
}

/** Stands before a strict cloud and keeps the rates of the whole platform, with 429 where one is broken. */
export async function openGate({ target, rates, readPost }: GateParts): Promise<Gate> {
  const meter = createMeter(rates, () => performance.now())
  const posted: { conversation: string; at: number }[] = []
  const refused: number[] = []

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = (await buffer(request)).toString()
    const path = request.url ?? '/'
    const post = request.method === 'POST' ? readPost(path, body) : null
    const at = Date.now()
    const wait = post ? meter.take(post.conversation) : 0
    if (wait > 0) {
      refused.push(at)
      response.writeHead(429, { 'retry-after': String(Math.ceil(wait / 1000)) }).end()
      return
    }
    const answer = await fetch(target + (post?.path ?? path), {
      method: request.method ?? 'GET',
      headers: pick(request, 'authorization', 'content-type', 'accept'),
      ...(body === '' ? {} : { body: post?.body ?? body }),
    })
    const text = await answer.text()
    if (post && answer.ok && !text.includes('"ok":false')) posted.push({ conversation: post.conversation, at })
    const headers = answer.headers.get('content-type')
    response.writeHead(answer.status, headers === null ? {} : { 'content-type': headers }).end(text)
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(error => response.writeHead(502).end(String(error)))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posted,
    refused,
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

function pick({ headers }: IncomingMessage, ...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap(name => (headers[name] ? [[name, String(headers[name])]] : [])))
}
