import { EventEmitter } from 'node:events'
import { describe, expect, test } from 'vitest'
import { type Connection, keepConnected } from '../../../../adapters/slack/socket.ts'
import { eventually } from '../../../helpers/eventually.ts'
import { recordLog } from '../../../helpers/recording-log.ts'

type Given = { start?: (nth: number) => Promise<unknown>; disconnect?: () => Promise<unknown> }

/** Connections as the SDK has them, whose start and end a test decides. */
function createSocket({ start = async () => {}, disconnect = async () => {} }: Given = {}) {
  const log = recordLog()
  const changes: boolean[] = []
  /** What was done, by the number of the connection. */
  const done: string[] = []
  const connections: EventEmitter[] = []
  const socket = keepConnected(
    () => {
      const emitter = new EventEmitter()
      const nth = connections.push(emitter)
      emitter.on('ws_message', data => done.push(`handle ${nth} ${data}`))
      const own = {
        start() {
          done.push(`start ${nth}`)
          return start(nth)
        },
        disconnect() {
          done.push(`disconnect ${nth}`)
          return disconnect()
        },
      }
      return Object.assign(emitter, own) as unknown as Connection
    },
    log,
    isConnected => changes.push(isConnected),
  )
  return { log, changes, done, connections, socket }
}

test('a close that fails is logged, because no caller can handle it', async () => {
  const { socket, log } = createSocket({ disconnect: () => Promise.reject(new Error('no open connection')) })
  await socket.open()
  await socket.close()
  expect(log.records).toMatchObject([
    {
      level: 'warn',
      fields: { err: { message: 'no open connection' } },
      text: 'the Socket Mode connection could not be closed',
    },
  ])
})

test('a connection that ends before its greeting fails with a reason, and can be tried again', async () => {
  const start = (nth: number) => (nth === 1 ? Promise.reject(undefined) : Promise.resolve())
  const { socket, changes, done } = createSocket({ start })
  await expect(socket.open()).rejects.toThrow('Slack closed the connection before its greeting')
  await socket.open()
  expect(done).toEqual(['start 1', 'start 2'])
  expect(changes).toEqual([])
})

test('a connection that opens in the middle of a stop is closed', async () => {
  const greeting = Promise.withResolvers<void>()
  const { socket, done } = createSocket({ start: () => greeting.promise })
  const opening = socket.open()
  await socket.close()
  greeting.resolve()
  await opening
  expect(done).toEqual(['start 1', 'disconnect 1', 'disconnect 1'])
})

describe('a connection that is lost', () => {
  test('is reported, and the next one is made at once', async () => {
    const { socket, connections, changes, done } = createSocket()
    await socket.open()
    connections[0]?.emit('disconnected')
    expect(changes).toEqual([false])
    expect(done).toEqual(['start 1', 'start 2'])
    await eventually(() => expect(changes).toEqual([false, true]))
    await socket.close()
    expect(done).toEqual(['start 1', 'start 2', 'disconnect 2'])
  })

  test('that fails again and again is not reopened without a pause', async () => {
    const { socket, connections, changes, done } = createSocket()
    await socket.open()
    connections[0]?.emit('disconnected')
    await eventually(() => expect(changes).toEqual([false, true]))
    connections[1]?.emit('disconnected')
    await new Promise(resolve => setImmediate(resolve))
    expect(done).toEqual(['start 1', 'start 2'])
    await socket.close()
  })
})

describe('a connection that Slack wants back', () => {
  const refresh = (reason: string) => JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'h' } })

  test.each(['refresh_requested', 'warning'])('(%s) is closed when the next one is there', async reason => {
    const greeting = Promise.withResolvers<void>()
    const start = (nth: number) => (nth === 2 ? greeting.promise : Promise.resolve())
    const { socket, connections, changes, done } = createSocket({ start })
    await socket.open()
    connections[0]?.emit('ws_message', refresh(reason), false)
    connections[0]?.emit('ws_message', '{"type":"slash_commands"}', false)
    expect(done).toEqual(['start 1', 'start 2', 'handle 1 {"type":"slash_commands"}'])
    greeting.resolve()
    await eventually(() => expect(done.at(-1)).toBe('disconnect 1'))
    // It ends, and that is no loss.
    connections[0]?.emit('disconnected')
    expect(changes).toEqual([])
    await socket.close()
  })

  test('and closes before the next one is there is reported, and made up for', async () => {
    const greeting = Promise.withResolvers<void>()
    const start = (nth: number) => (nth === 2 ? greeting.promise : Promise.resolve())
    const { socket, connections, changes, done } = createSocket({ start })
    await socket.open()
    connections[0]?.emit('ws_message', refresh('warning'), false)
    connections[0]?.emit('disconnected')
    expect(changes).toEqual([false])
    greeting.resolve()
    await eventually(() => expect(changes).toEqual([false, true]))
    expect(done).toEqual(['start 1', 'start 2'])
    await socket.close()
  })

  test('because Socket Mode was switched off is left to the library', async () => {
    const { socket, connections, done } = createSocket()
    await socket.open()
    connections[0]?.emit('ws_message', refresh('link_disabled'), false)
    connections[0]?.emit('ws_message', 'no json about a disconnect', false)
    expect(done.filter(what => what.startsWith('handle'))).toHaveLength(2)
    expect(connections).toHaveLength(1)
    await socket.close()
  })
})
