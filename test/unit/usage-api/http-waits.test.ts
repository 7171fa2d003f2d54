import { afterEach, describe, expect, test, vi } from 'vitest'
import { createHttp } from '../../../src/usage-api/http.ts'
import { failureOf, fine, openHttp, TOKEN, Value } from '../../helpers/http-client.ts'
import { recordLog } from '../../helpers/recording-log.ts'
import { inSequence, sendStatus, startScriptedServer } from '../../helpers/scripted-server.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

/** Lets waits of this many milliseconds pass at once, with the clock, and records how long they would have been. */
function skipWaits({ least = 1_100, most = 15_000 } = {}): number[] {
  const waits: number[] = []
  let skipped = 0
  const now = performance.now.bind(performance)
  vi.spyOn(performance, 'now').mockImplementation(() => now() + skipped)
  const real = globalThis.setTimeout
  const skip = (run: () => void, ms = 0, ...values: unknown[]) => {
    // A timer with arguments belongs to a connection.
    if (ms <= least || ms >= most || values.length > 0) return Reflect.apply(real, globalThis, [run, ms, ...values])
    waits.push(ms)
    skipped += ms
    return real(run)
  }
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(skip as typeof setTimeout)
  return waits
}
const patient = { requestTimeout: 20_000, totalTimeout: 60_000 }

describe('waits as long as the server says', () => {
  const inSeven = (now = Date.now()) => new Date(now + 7_000).toUTCString()
  const anHourAhead = Date.now() + 3_600_000

  test.each<[string, number, Record<string, string>, number, number]>([
    ['seconds, with 429', 429, { 'retry-after': '3' }, 3_000, 3_000],
    ['seconds, with 503', 503, { 'retry-after': '4' }, 4_000, 4_000],
    ['a date', 429, { 'retry-after': inSeven() }, 4_000, 8_000],
    [
      'a date by a clock that is an hour ahead',
      429,
      { date: new Date(anHourAhead).toUTCString(), 'retry-after': inSeven(anHourAhead) },
      7_000,
      7_000,
    ],
  ])('%s', async (_name, status, headers, least, most) => {
    const waits = skipWaits()
    await using client = await openHttp(inSequence(sendStatus(status, headers), fine), patient)
    await expect(client.ask()).resolves.toEqual({ value: 1 })
    expect(waits).toHaveLength(1)
    expect(waits[0]).toBeGreaterThanOrEqual(least)
    expect(waits[0]).toBeLessThanOrEqual(most)
  })

  test.each([['soon'], ['-1'], [''], ['1.5']])('but its own time where the header is “%s”', async header => {
    const waits = skipWaits()
    await using client = await openHttp(inSequence(sendStatus(429, { 'retry-after': header }), fine), patient)
    await expect(client.ask()).resolves.toEqual({ value: 1 })
    expect(waits).toEqual([])
  })

  test('or twice as long each time, with jitter, where it says nothing', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.5)
    const waits = skipWaits({ least: 200, most: 1_100 })
    const log = recordLog()
    await using server = await startScriptedServer(inSequence(sendStatus(500), sendStatus(502), sendStatus(503), fine))
    const http = createHttp({ url: server.url, token: TOKEN, log, ...patient })
    await expect(http.get('/api/thing', {}, {}, Value)).resolves.toEqual({ value: 1 })
    expect(waits).toEqual(expect.arrayContaining([225, 450, 900]))
  })

  test('a date without a readable clock next to it is read by our own', async () => {
    const headers = { date: 'no clock here', 'retry-after': inSeven(Date.now() + 600_000) }
    await using client = await openHttp(sendStatus(429, headers))
    const { details } = await failureOf(client.ask())
    expect(details.retryAfter).toBeGreaterThan(590)
    expect(details.retryAfter).toBeLessThanOrEqual(607)
  })

  test('and says so at once where that is longer than it may take', async () => {
    await using client = await openHttp(sendStatus(429, { 'retry-after': '120' }), { totalTimeout: 60_000 })
    const error = await failureOf(client.ask())
    expect(error).toMatchObject({ code: 'rate-limited', details: { status: 429, retryAfter: 120 } })
    expect(client.requests).toHaveLength(1)
  })

  test('and says so rather than “no answer in time” where the waits add up to more', async () => {
    const waits = skipWaits()
    const headers = { 'retry-after': '14' }
    await using client = await openHttp(sendStatus(429, headers), { ...patient, retries: 10 })
    const error = await failureOf(client.ask())
    expect(error).toMatchObject({ code: 'rate-limited', details: { status: 429, retryAfter: 14 } })
    expect(waits).toEqual([14_000, 14_000, 14_000])
  })
})
