import { expect, test } from 'vitest'
import { createHealth } from '../../../adapters/health.ts'
import { createReadiness } from '../../../adapters/readiness.ts'
import { keepConnecting } from '../../../adapters/reconnect.ts'
import { ConfigError } from '../../../src/config.ts'
import { createManualTimers } from '../../helpers/manual-timers.ts'
import { recordLog } from '../../helpers/recording-log.ts'

/** A service that answers each attempt as the script says: an error, `null` for success, a promise for later. */
function start(script: (Error | null | Promise<never>)[], pauseMs: number | null = null) {
  const timers = createManualTimers()
  const log = recordLog()
  const readiness = createReadiness()
  readiness.setReady()
  const refused: unknown[] = []
  let attempts = 0
  const connecting = keepConnecting({
    part: 'slack',
    name: 'Slack',
    async connect() {
      const next = script[attempts]
      attempts += 1
      if (next instanceof Error) throw next
      await next
    },
    health: createHealth({ readiness, log, observe: () => {} }),
    after: timers.after,
    askedPauseMs: () => pauseMs,
    onRefused: error => refused.push(error),
  })
  return { connecting, timers, log, notes: () => readiness.read().notes, refused, attempts: () => attempts }
}

const away = new Error('outer', { cause: new Error('connect ECONNREFUSED') })
const refusal = new ConfigError(['SLACK_BOT_TOKEN is refused.'])

test('waits twice as long after each failure, a minute at most, and logs each change once', async () => {
  const { connecting, timers, log, notes, attempts } = start([...Array(9).fill(away), null])
  await connecting.firstAttempt(3_000)
  expect(notes()).toEqual({ slack: 'unreachable' })
  for (const [at, seconds] of [1, 2, 4, 8, 16, 32, 60, 60].entries()) {
    await timers.advance(seconds * 1_000 - 1)
    expect(attempts()).toBe(at + 1)
    await timers.advance(1)
    expect(attempts()).toBe(at + 2)
  }
  await timers.advance(60_000)
  expect(notes()).toEqual({})
  expect(timers.waiting()).toBe(0)
  expect(log.records.map(({ fields, text }) => [fields.reason, text])).toEqual([
    ['connect ECONNREFUSED', 'Slack cannot be reached; the bot tries again until it can.'],
    [undefined, 'Slack is connected.'],
  ])
})

test('waits as long as the service asks, a minute at most', async () => {
  for (const [asked, waited] of [
    [5_000, 5_000],
    [30_000_000, 60_000],
  ] as const) {
    const { connecting, timers, attempts } = start([away, null], asked)
    await connecting.firstAttempt(3_000)
    await timers.advance(waited - 1)
    expect(attempts()).toBe(1)
    await timers.advance(1)
    expect(attempts()).toBe(2)
  }
})

test('a wrong setting fails the start at once, and later is passed on', async () => {
  const first = start([refusal])
  await expect(first.connecting.firstAttempt(3_000)).rejects.toBe(refusal)
  expect(first.refused).toEqual([])
  const later = start([away, refusal])
  await later.connecting.firstAttempt(3_000)
  await later.timers.advance(1_000)
  expect(later.refused).toEqual([refusal])
  expect(later.timers.waiting()).toBe(0)
})

test('a service that never answers is not waited for, and what it says later counts', async () => {
  const silence = Promise.withResolvers<never>()
  const { connecting, timers, notes, refused } = start([silence.promise])
  const first = connecting.firstAttempt(3_000)
  await timers.advance(3_000)
  await first
  expect(notes()).toEqual({ slack: 'connecting' })
  silence.reject(refusal)
  await new Promise(setImmediate)
  expect(refused).toEqual([refusal])
})

test('nothing is tried after a stop', async () => {
  const { connecting, timers, attempts } = start([away, null])
  await connecting.firstAttempt(3_000)
  connecting.stop()
  await timers.advance(120_000)
  expect(attempts()).toBe(1)
})
