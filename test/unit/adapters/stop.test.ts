import { expect, test } from 'vitest'
import { createReadiness } from '../../../adapters/readiness.ts'
import { maxStopMs, stopInTime } from '../../../adapters/stop.ts'
import { createManualTimers } from '../../helpers/manual-timers.ts'
import { recordLog } from '../../helpers/recording-log.ts'

type Work = { answers?: Promise<unknown>; jobs?: Promise<void>; close?: Promise<void>; cut?: number; drainMs?: number }

const settle = () => new Promise(resolve => setImmediate(resolve))
const never = new Promise<never>(() => {})

/** A stop of a bot whose work takes as long as the promises given, and what happens in it, in order. */
function start({ answers, jobs, close, cut = 0, drainMs = 0 }: Work, interrupted: () => number = () => 0) {
  const timers = createManualTimers()
  const log = recordLog()
  const readiness = createReadiness()
  const order: string[] = []
  readiness.setReady()
  let passed = 0
  const stopped = stopInTime({
    log,
    readiness,
    after: timers.after,
    drainMs,
    answered: async () => answers,
    closeServers: async () => {
      if (!order.includes('servers')) order.push('servers')
      return cut
    },
    app: {
      interrupt() {
        order.push('interrupt')
        return interrupted()
      },
      async stop() {},
    },
    background: {
      pause: async () => jobs,
      interrupt: () => void order.push('interrupt jobs'),
      async stop() {
        order.push('memory')
        await close
      },
    },
  })
  return {
    ...{ timers, order, readiness, log },
    /** Lets time pass until it is over. */
    async end() {
      let isOver = false
      void stopped.finally(() => {
        isOver = true
      })
      for (await settle(); !isOver && passed <= maxStopMs; await settle()) {
        await timers.advance(100)
        passed += 100
      }
      return { ...(await stopped), passed }
    },
  }
}

test('where nothing is under way it is at once', async () => {
  const { end, order, readiness } = start({})
  expect(readiness.read().status).toBe('stopping')
  expect(await end()).toEqual({ aborted: [], isLossy: false, passed: 0 })
  expect(order).toEqual(['servers', 'memory'])
})

test('the port stays open until the answers are given, and the database until both they and the jobs are done', async () => {
  const [answers, jobs] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const { end, order, timers } = start({ answers: answers.promise, jobs: jobs.promise })
  await timers.advance(5_000)
  expect(order).toEqual([])
  answers.resolve()
  await settle()
  expect(order).toEqual(['servers'])
  jobs.resolve()
  expect(await end()).toMatchObject({ aborted: [], isLossy: false })
  expect(order).toEqual(['servers', 'memory'])
})

test('before that it drains: not ready, and otherwise as before', async () => {
  const { end, order, readiness, timers, log } = start({ drainMs: 15_000 })
  expect(readiness.read().status).toBe('stopping')
  await timers.advance(14_999)
  expect(order).toEqual([])
  await timers.advance(1)
  expect(await end()).toEqual({ aborted: [], isLossy: false, passed: 0 })
  expect(order).toEqual(['servers', 'memory'])
  expect(log.records.map(({ text }) => text)).toEqual(['draining: not ready any more, but still working'])
})

test('answers that hang are ended after seven seconds, and the waiting person is notified', async () => {
  const answers = Promise.withResolvers<void>()
  const interrupt = () => {
    answers.resolve()
    return 5
  }
  const { end, order } = start({ answers: answers.promise }, interrupt)
  expect(await end()).toEqual({
    aborted: ['answers (5): those who wait are asked to ask again'],
    isLossy: false,
    passed: 7_000,
  })
  expect(order).toEqual(['interrupt', 'servers', 'memory'])
})

test('whatever hangs, it is over in less than ten seconds, and says what was aborted', async () => {
  const { end } = start({ answers: never, jobs: never, close: never, cut: 2 }, () => 1)
  const { aborted, isLossy, passed } = await end()
  expect(passed).toBeLessThanOrEqual(maxStopMs)
  expect(maxStopMs).toBeLessThan(10_000)
  expect({ aborted, isLossy }).toEqual({
    aborted: [
      'jobs: they are resumed later',
      'answers (1): those who wait are asked to ask again',
      'answers that could not be given',
      'requests (2) that were sent halfway',
      'the connection to the database',
    ],
    isLossy: true,
  })
})

test('a database that hangs loses nothing: what was under way is resumed', async () => {
  const { end, order } = start({ jobs: never, close: never })
  expect(await end()).toMatchObject({
    aborted: ['jobs: they are resumed later', 'the connection to the database'],
    isLossy: false,
  })
  expect(order).toEqual(['servers', 'interrupt jobs', 'memory'])
})

test('a part that cannot be stopped is logged, and counts as a loss', async () => {
  const { end, log } = start({ close: Promise.reject(new Error('broken')) })
  expect(await end()).toMatchObject({ isLossy: true })
  expect(log.records).toMatchObject([{ level: 'error', fields: { err: { message: 'broken' } } }])
})
