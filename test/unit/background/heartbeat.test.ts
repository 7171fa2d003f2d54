import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Heartbeat, startHeartbeat } from '../../../src/background/heartbeat.ts'
import type { Log } from '../../../src/ports.ts'

const minute = 60_000
const hour = 60 * minute
const begin = new Date('2026-10-25T00:58:30Z')

let beats: string[]
let logged: { level: string; text: string }[]
let heartbeat: Heartbeat | null

beforeEach(() => {
  vi.useFakeTimers({ now: begin })
  beats = []
  logged = []
  heartbeat = null
})
afterEach(async () => {
  const stopped = heartbeat?.stop()
  await vi.runAllTimersAsync()
  await stopped
  vi.useRealTimers()
})

function recordingLog(): Log {
  const at = (level: string) => (_fields: object, text: string) => void logged.push({ level, text })
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

function start(work: () => Promise<void> = async () => {}): void {
  heartbeat = startHeartbeat(
    now => {
      beats.push(now.toISOString().slice(11, 19))
      return work()
    },
    recordingLog(),
    { now: () => new Date() },
  )
}

function pass(ms: number) {
  return vi.advanceTimersByTimeAsync(ms)
}

describe('the heart', () => {
  test('beats at once and then at each full minute', async () => {
    start()
    expect(beats).toEqual(['00:58:30'])
    await pass(3 * minute)
    expect(beats).toEqual(['00:58:30', '00:59:00', '01:00:00', '01:01:00'])
    expect(logged).toEqual([])
  })

  test('continues when a beat fails, also where it throws synchronously', async () => {
    start(() => {
      if (beats.length % 2 === 1) throw new Error('at once')
      return Promise.reject(new Error('later'))
    })
    await pass(2 * minute)
    expect(beats).toHaveLength(3)
    expect(logged.map(({ level }) => level)).toEqual(['error', 'error', 'error'])
  })

  test('leaves a beat out while the one before is under way', async () => {
    start(() => new Promise(resolve => setTimeout(resolve, 100_000)))
    await pass(3 * minute)
    expect(beats).toEqual(['00:58:30', '01:01:00'])
    expect(logged.map(({ level }) => level)).toEqual(['warn', 'warn'])
  })

  test('stops when the running beat is done, and beats no more', async () => {
    let isDone = false
    start(async () => {
      await new Promise(resolve => setTimeout(resolve, 10_000))
      isDone = true
    })
    const stopped = heartbeat?.stop().then(() => isDone)
    await pass(hour)
    expect(await stopped).toBe(true)
    expect(beats).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('writes nothing to the console, also where its log fails', async () => {
    const written = (['log', 'info', 'warn', 'error', 'debug'] as const).map(name => vi.spyOn(console, name))
    const log = recordingLog()
    const slow = () => new Promise<void>(resolve => setTimeout(resolve, 100_000))
    const failing = () => {
      throw new Error('the disk is full')
    }
    heartbeat = startHeartbeat(slow, { ...log, warn: failing }, { now: () => new Date() })
    await pass(minute)
    expect(logged).toEqual([{ level: 'error', text: 'Error: the disk is full' }])
    expect(written.flatMap(spy => spy.mock.calls)).toEqual([])
  })
})

describe('when the clock jumps', () => {
  test('forwards by hours, it beats once for all of them', async () => {
    start()
    await pass(minute)
    vi.setSystemTime(Date.now() + 3 * hour)
    await pass(2 * minute)
    expect(beats.slice(-2)).toEqual(['04:00:00', '04:01:00'])
    expect(beats).toHaveLength(4)
    expect(logged.map(({ text }) => text)).toEqual([expect.stringContaining('clock')])
  })

  test('forwards by ten years, it does not count the minutes between', { timeout: 5_000 }, async () => {
    start()
    vi.setSystemTime(Date.now() + 3652 * 24 * hour)
    await pass(2 * minute)
    expect(beats).toEqual(['00:58:30', '00:59:00', '01:00:00'])
    expect(logged.map(({ text }) => text)).toEqual([expect.stringContaining('clock')])
  })

  test.each([2 * minute, 3 * hour, 40 * 24 * hour])('back by %i ms, it goes on at the next minute', async back => {
    start()
    await pass(minute)
    vi.setSystemTime(Date.now() - back)
    await pass(3 * minute)
    expect(beats).toHaveLength(2 + 3)
    expect(logged.map(({ text }) => text)).toEqual([expect.stringContaining('clock')])
  })

  test('back by seconds, as clocks are often corrected, it logs nothing', async () => {
    start()
    await pass(minute)
    vi.setSystemTime(Date.now() - 20_000)
    await pass(3 * minute)
    expect(logged).toEqual([])
    expect(beats.length).toBeGreaterThan(3)
  })
})
