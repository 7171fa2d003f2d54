import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { createCertificateAuthority } from '../certificate.ts'
import type { Reply } from './faults.ts'

export type Incoming = {
  method: string
  host: string
  url: URL
  authorization: string
  headers: IncomingHttpHeaders
  body: unknown
  /** The body as it came. */
  bytes: Buffer
}

export type Listener = {
  /** Where it listens in plain HTTP, without a slash at the end; also a proxy's address, for CONNECT. */
  url: string
  /** PEM of the authority that signed for the hosts. */
  certificate: string
  close(): Promise<void>
}

type Handling = {
  /** Hosts for which a tunnel is opened, ending in this very server. */
  hosts: string[]
  answer(incoming: Incoming): Promise<Reply>
  /** A tunnel was asked for, and opened or refused. */
  onTunnel(host: string, isOpen: boolean): void
}

/**
 * One port of 127.0.0.1 for everything: plain HTTP, and a CONNECT proxy whose tunnels end here in TLS, because
 * Microsoft's client libraries accept only https, and a fixed host, for signing in.
 */
export async function listen({ hosts, answer, onTunnel }: Handling): Promise<Listener> {
  const handle = (request: IncomingMessage, response: ServerResponse) => void serve(request, response, answer)
  const authority = await createCertificateAuthority(`Test authority ${randomUUID()}`)
  const secure = createSecureServer(await authority.issue(hosts), handle)
  const server = createServer(handle)
  const tunnels = new Set<Socket>()
  server.on('connect', ({ url = '' }, socket: Socket) => {
    const host = url.replace(/:\d+$/, '')
    const isOpen = hosts.includes(host)
    onTunnel(host, isOpen)
    socket.on('error', () => socket.destroy())
    if (!isOpen) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    tunnels.add(socket)
    socket.on('close', () => tunnels.delete(socket))
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
    secure.emit('connection', socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    certificate: authority.cert,
    async close() {
      server.close()
      server.closeAllConnections()
      for (const socket of tunnels) socket.destroy()
      await once(server, 'close')
    },
  }
}

async function serve(request: IncomingMessage, response: ServerResponse, answer: Handling['answer']): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const { method = 'GET', headers } = request
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  const bytes = Buffer.concat(chunks)
  const body = readBody(bytes.toString(), headers['content-type'] ?? '')
  const reply = await answer({
    method,
    host: headers.host ?? '',
    url,
    authorization: headers.authorization ?? '',
    headers,
    body,
    bytes,
  })
  if (reply.cut) return void request.socket.destroy()
  response.writeHead(reply.status, { 'content-type': 'application/json; charset=utf-8', ...reply.headers })
  response.end(reply.body === undefined ? undefined : JSON.stringify(reply.body))
}

/** Form and JSON bodies; undefined where it is neither, or broken. */
function readBody(text: string, type: string): unknown {
  if (type.startsWith('application/x-www-form-urlencoded')) return new URLSearchParams(text)
  if (!type.startsWith('application/json')) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
