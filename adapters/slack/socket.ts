import { setTimeout as wait } from 'node:timers/promises'
import type { SocketModeReceiver } from '@slack/bolt'
import type { Log } from '../../src/ports.ts'

/** Milliseconds before coming back, doubled with each failure up to the longest. */
const shortestPause = 1_000
const longestPause = 30_000

/** How long Slack may take to greet on a new connection. */
const greetingMs = 15_000

/** How long Slack may take to say goodbye. */
const farewellMs = 2_000

export type Socket = {
  /** Resolves when Slack greets. May be called again where it rejects. */
  open(): Promise<void>
  /** Resolves when Slack sends nothing more. */
  close(): Promise<void>
}

/**
 * Keeps a Socket Mode connection. Slack closes each one after some hours and networks do so at any time. The SDK's own
 * way back first waits five seconds, in which slash commands fail, and what goes wrong on it is a rejection that nobody
 * can handle, which ends the process: so its way back is switched off (`autoReconnectEnabled: false`) and this is ours.
 * @param onChange is called when a connection that was open is lost, and when there is one again
 */
export function keepConnected(
  { client }: { readonly client: Pick<SocketModeReceiver['client'], 'on' | 'start' | 'disconnect'> },
  log: Log,
  onChange: (isConnected: boolean) => void = () => {},
): Socket {
  let isClosing = false
  let isConnecting = false

  client.on('disconnected', () => {
    if (isConnecting || isClosing) return
    onChange(false)
    void comeBack()
  })

  async function comeBack(): Promise<void> {
    isConnecting = true
    for (let pause = shortestPause; ; pause = Math.min(2 * pause, longestPause)) {
      await wait(pause, undefined, { ref: false })
      if (isClosing || (await isReached())) break
    }
    isConnecting = false
    if (isClosing) return disconnect()
    onChange(true)
  }

  /** Never rejects: there is nothing to do about a connection that does not end, and nobody waits for it for long. */
  async function disconnect(): Promise<void> {
    try {
      await Promise.race([client.disconnect(), wait(farewellMs, undefined, { ref: false })])
    } catch (error) {
      log.warn({ err: error }, 'the Socket Mode connection could not be closed')
    }
  }

  async function isReached(): Promise<boolean> {
    try {
      await client.start()
      return true
    } catch (error) {
      if (!isClosing) log.warn({ err: error }, 'Slack cannot be reached over Socket Mode; it is tried again')
      return false
    }
  }

  return {
    async open() {
      isConnecting = true
      const limit = setTimeout(() => void disconnect(), greetingMs)
      try {
        await client.start()
      } catch (error) {
        // A connection that ends before its greeting is a rejection without a reason.
        throw error ?? new Error('Slack closed the connection before its greeting')
      } finally {
        clearTimeout(limit)
        isConnecting = false
      }
      if (isClosing) await disconnect()
    },
    async close() {
      isClosing = true
      await disconnect()
    },
  }
}
