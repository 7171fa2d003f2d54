import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Answer } from './answer.ts'
import { readJson } from './content.ts'
import type { Args } from './emulator.ts'

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Arguments come as a query, a form or JSON. */
export function readArgs(url: URL, body: string, type = ''): Args {
  const query = Object.fromEntries(url.searchParams)
  if (!type.includes('json')) return { ...query, ...Object.fromEntries(new URLSearchParams(body)) }
  const json = readJson(body)
  return json !== null && typeof json === 'object' ? { ...query, ...json } : query
}

export function writeAnswer(response: ServerResponse, { status, headers, body }: Answer): void {
  const plain = typeof body === 'string'
  response.writeHead(status, { 'content-type': plain ? 'text/plain' : 'application/json; charset=utf-8', ...headers })
  response.end(plain ? body : JSON.stringify(body))
}
