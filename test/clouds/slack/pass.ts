import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CloudParts } from './cloud-parts.ts'

/** Files go to and from emulate as they are; what was uploaded is recorded with its content. */
export async function passToEmulator(
  request: IncomingMessage,
  response: ServerResponse,
  { emulator, recorder }: CloudParts,
  url: URL,
  body: Buffer,
): Promise<void> {
  const headers = new Headers()
  for (const name of ['authorization', 'content-type']) {
    const value = request.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  const content = body.length > 0 ? { body: new Uint8Array(body) } : {}
  const answer = await emulator.pass(url.pathname + url.search, {
    method: request.method ?? 'GET',
    headers,
    ...content,
  })
  const [, fileId] = /^\/upload\/v1\/(\w+)$/.exec(url.pathname) ?? []
  if (fileId && answer.ok) recorder.add('upload', { fileId, content: await readFile(body, headers) })
  response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' })
  response.end(Buffer.from(await answer.arrayBuffer()))
}

/** Uploads are plain bytes or a form with one file. */
async function readFile(body: Buffer, headers: Headers): Promise<Buffer> {
  if (!headers.get('content-type')?.startsWith('multipart/')) return body
  const form = await new Response(new Uint8Array(body), { headers }).formData()
  const file = [...form.values()].find(value => value instanceof File)
  return file ? Buffer.from(await file.arrayBuffer()) : body
}
