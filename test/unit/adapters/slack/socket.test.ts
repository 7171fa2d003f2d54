import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { keepConnected } from '../../../../adapters/slack/socket.ts'
import { recordLog } from '../../../helpers/recording-log.ts'

type Client = Parameters<typeof keepConnected>[0]['client']

/** A client as the SDK has it, whose start and end a test decides. */
function createSocket({ start = async () => {}, disconnect = async () => {} } = {}) {
  const emitter = new EventEmitter()
  const log = recordLog()
  const changes: boolean[] = []
  const client = Object.assign(emitter, { start, disconnect }) as unknown as Client
  return { emitter, log, changes, socket: keepConnected({ client }, log, isConnected => changes.push(isConnected)) }
}

test('a close that fails is a line in the log, for nobody could handle it', async () => {
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
  let attempts = 0
  const start = () => {
    attempts += 1
    return attempts === 1 ? Promise.reject(undefined) : Promise.resolve()
  }
  const { socket, changes } = createSocket({ start })
  await expect(socket.open()).rejects.toThrow('Slack closed the connection before its greeting')
  await socket.open()
  expect(attempts).toBe(2)
  expect(changes).toEqual([])
})

test('a connection that opens in the middle of a stop is closed', async () => {
  const greeting = Promise.withResolvers<void>()
  let closed = 0
  const { socket } = createSocket({
    start: () => greeting.promise,
    disconnect: async () => {
      closed += 1
    },
  })
  const opening = socket.open()
  await socket.close()
  greeting.resolve()
  await opening
  expect(closed).toBe(2)
})

test('one that is lost is reported', async () => {
  const { socket, emitter, changes } = createSocket()
  await socket.open()
  emitter.emit('disconnected')
  expect(changes).toEqual([false])
  await socket.close()
})
