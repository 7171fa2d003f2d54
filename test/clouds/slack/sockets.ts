import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { longestWaitMs } from '../../helpers/longest-wait.ts'
import { BOT } from './people.ts'

/** What Slack sends in Socket Mode; the id is given by the cloud. */
type Envelope = {
  type: 'slash_commands' | 'events_api' | 'interactive'
  payload: Record<string, unknown>
  retryAttempt?: number
  retryReason?: string
}
type Acknowledged = { payload: unknown; ms: number; at: Date }
type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled'

export interface Sockets {
  /** The address of one connection; good for one use. */
  open(): string
  /** Takes over an upgraded request of the HTTP server. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Resolves as soon as this many connections are open. */
  connected(count?: number): Promise<void>
  /** One envelope on one of the connections, round-robin. Resolves with the acknowledgement; rejects after `timeoutMs`. */
  send(envelope: Envelope, timeoutMs?: number): Promise<Acknowledged>
  /** Asks every client to reconnect, as Slack does about once an hour; resolves when they have gone. */
  disconnect(reason?: DisconnectReason): Promise<void>
  /** Cuts every connection without a word. */
  cut(): void
  count(): number
  close(): Promise<void>
}

type Pending = { settle(payload: unknown): void; fail(error: Error): void }

export function createSockets(address: () => string, now: () => Date): Sockets {
  const server = new WebSocketServer({ noServer: true })
  const tickets = new Set<string>()
  const pending = new Map<string, Pending>()
  const arrivals = new Set<() => void>()
  let next = 0

  const open = () => [...server.clients].filter(client => client.readyState === client.OPEN)

  function greet(client: WebSocket): void {
    client.on('message', data => acknowledge(String(data)))
    const info = { type: 'hello', num_connections: open().length, connection_info: { app_id: BOT.appId } }
    client.send(JSON.stringify({ ...info, debug_info: { host: 'cloud', approximate_connection_time: 18_060 } }))
    for (const check of arrivals) check()
  }

  function acknowledge(text: string): void {
    const { envelope_id: id, payload } = JSON.parse(text) as { envelope_id: string; payload?: unknown }
    pending.get(id)?.settle(payload)
  }

  function send(envelope: Envelope, timeoutMs = longestWaitMs): Promise<Acknowledged> {
    const clients = open()
    const client = clients[next++ % Math.max(clients.length, 1)]
    if (!client) return Promise.reject(new Error('no Socket Mode connection: await sockets.connected() first'))
    const id = randomUUID()
    const started = performance.now()
    client.send(JSON.stringify(writeEnvelope(id, envelope)))
    return new Promise<Acknowledged>((resolve, reject) => {
      const timer = setTimeout(
        () => fail(new Error(`${envelope.type} was not acknowledged in ${timeoutMs} ms`)),
        timeoutMs,
      )
      const finish = () => {
        clearTimeout(timer)
        pending.delete(id)
      }
      const fail = (error: Error) => {
        finish()
        reject(error)
      }
      const settle = (payload: unknown) => {
        finish()
        resolve({ payload, ms: performance.now() - started, at: now() })
      }
      pending.set(id, { settle, fail })
    })
  }

  return {
    open() {
      const ticket = randomUUID()
      tickets.add(ticket)
      return `${address().replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${BOT.appId}`
    },
    upgrade(request, socket, head) {
      const ticket = new URL(request.url ?? '', 'ws://cloud').searchParams.get('ticket') ?? ''
      if (!tickets.delete(ticket)) return void socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n')
      server.handleUpgrade(request, socket, head, greet)
    },
    connected(count = 1) {
      return new Promise(resolve => {
        const check = () => {
          if (open().length < count) return
          arrivals.delete(check)
          resolve()
        }
        arrivals.add(check)
        check()
      })
    },
    send,
    async disconnect(reason = 'refresh_requested') {
      const clients = open()
      const message = JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'cloud' } })
      for (const client of clients) client.send(message)
      await Promise.all(clients.map(waitUntilGone))
    },
    cut() {
      for (const client of server.clients) client.terminate()
    },
    count: () => open().length,
    async close() {
      for (const { fail } of pending.values()) fail(new Error('the cloud was closed'))
      const clients = [...server.clients]
      for (const client of clients) client.close()
      await Promise.all(clients.map(waitUntilGone))
      server.close()
    },
  }
}

/** A client that does not say goodbye is cut off after a second. */
async function waitUntilGone(client: WebSocket): Promise<void> {
  if (client.readyState === client.CLOSED) return
  const timer = setTimeout(() => client.terminate(), 1000)
  await once(client, 'close')
  clearTimeout(timer)
}

function writeEnvelope(id: string, { type, payload, retryAttempt, retryReason }: Envelope): Record<string, unknown> {
  const retried = type === 'events_api' ? { retry_attempt: retryAttempt ?? 0, retry_reason: retryReason ?? '' } : {}
  return { envelope_id: id, type, payload, accepts_response_payload: type !== 'events_api', ...retried }
}
