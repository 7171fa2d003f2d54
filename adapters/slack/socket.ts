import { setTimeout as wait } from 'node:timers/promises'
import type { SocketModeReceiver } from '@slack/bolt'
import { z } from 'zod'
import type { Log } from '../../src/ports.ts'

/** After an attempt that failed, doubled with each one more. */
const minPauseMs = 1_000
const maxPauseMs = 30_000

/** A connection that lasted this long was good: after its loss the next attempt comes at once. */
const stableMs = 10_000

/** How long Slack may take to greet on a new connection. */
const greetingMs = 15_000

/** How long Slack may take to say goodbye. */
const farewellMs = 2_000

/** One connection of the SDK. It is used once: the next one is another client. */
export type Connection = Pick<
  SocketModeReceiver['client'],
  'on' | 'listeners' | 'removeAllListeners' | 'start' | 'disconnect'
>

export type Socket = {
  /** Resolves when Slack greets. May be called again after it rejects. */
  open(): Promise<void>
  /** Resolves when Slack sends nothing more. */
  close(): Promise<void>
}

/**
 * Keeps a Socket Mode connection open. Slack asks for a new one every couple of hours, and networks cut it at any time;
 * without a connection slash commands fail at once. So the next connection opens before the old one closes. The SDK
 * closes the old one first, waits five seconds, and turns a failed reconnect into an unhandled rejection, so its own
 * reconnect is off (`autoReconnectEnabled: false`).
 * @param onChange is called when the connection is lost, and when it is back
 */
export function keepConnected(
  makeConnection: () => Connection,
  log: Log,
  onChange: (isConnected: boolean) => void = () => {},
): Socket {
  const open = new Set<Connection>()
  let current: Connection | null = null
  let isLost = false
  let isClosing = false
  let isReplacing = false
  let pauseMs = 0

  /** @throws where Slack does not greet */
  async function connect(): Promise<void> {
    const connection = makeConnection()
    open.add(connection)
    connection.on('disconnected', () => lose(connection))
    onSocketRefresh(connection, () => {
      if (connection === current) void replace()
    })
    const limit = setTimeout(() => void disconnect(connection), greetingMs)
    try {
      await connection.start()
    } catch (error) {
      open.delete(connection)
      // A connection that ends before its greeting is a rejection without a reason.
      throw error ?? new Error('Slack closed the connection before its greeting')
    } finally {
      clearTimeout(limit)
    }
    if (isClosing) return disconnect(connection)
    const before = current
    current = connection
    if (isLost) onChange(true)
    isLost = false
    setTimeout(() => {
      if (current === connection) pauseMs = 0
    }, stableMs).unref()
    if (before) void disconnect(before)
  }

  function lose(connection: Connection): void {
    open.delete(connection)
    if (connection !== current) return
    current = null
    if (isClosing) return
    isLost = true
    onChange(false)
    void replace()
  }

  /** The first attempt comes at once, unless the connection was new; the others later and later. */
  async function replace(): Promise<void> {
    if (isReplacing) return
    isReplacing = true
    do {
      if (pauseMs > 0) await wait(pauseMs, undefined, { ref: false })
      pauseMs = Math.min(Math.max(2 * pauseMs, minPauseMs), maxPauseMs)
    } while (!isClosing && !(await isReached()))
    isReplacing = false
    // Lost again in the meantime, which was not acted upon.
    if (current === null && !isClosing) void replace()
  }

  async function isReached(): Promise<boolean> {
    try {
      await connect()
      return true
    } catch (error) {
      if (!isClosing) log.warn({ err: error }, 'Slack cannot be reached over Socket Mode; it is tried again')
      return false
    }
  }

  /** Never rejects: nothing can be done about a connection that does not close, and the wait for it is short. */
  async function disconnect(connection: Connection): Promise<void> {
    try {
      await Promise.race([connection.disconnect(), wait(farewellMs, undefined, { ref: false })])
    } catch (error) {
      log.warn({ err: error }, 'the Socket Mode connection could not be closed')
    }
  }

  return {
    open: connect,
    async close() {
      isClosing = true
      await Promise.all([...open].map(disconnect))
    },
  }
}

const Refresh = z.object({ type: z.literal('disconnect'), reason: z.enum(['warning', 'refresh_requested']) })

/** Calls back where Slack asks for a new connection, in place of the SDK, which would close this one first. */
function onSocketRefresh(connection: Connection, onRefresh: () => void): void {
  const handlers = connection.listeners('ws_message')
  if (handlers.length === 0)
    throw new Error('the Slack library no longer hands on its messages as this version expects')
  connection.removeAllListeners('ws_message')
  connection.on('ws_message', (...given: unknown[]) => {
    if (isRefresh(given[0])) onRefresh()
    else for (const handle of handlers) handle(...given)
  })
}

function isRefresh(data: unknown): boolean {
  // Most messages are someone's, and need not be read twice.
  if (typeof data !== 'string' || data.length > 1_000 || !data.includes('disconnect')) return false
  try {
    return Refresh.safeParse(JSON.parse(data)).success
  } catch {
    // The SDK reports text that is not JSON.
    return false
  }
}
