import { afterEach, describe, expect, test, vi } from 'vitest'
import { createOnce, createOutcomes } from '../../../adapters/requests.ts'

const minutes = 60_000

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('what is emitted', () => {
  test('is new once, each separately', () => {
    const isNew = createOnce()
    expect(['a', 'b', 'a', 'a', 'b', ''].map(isNew)).toEqual([true, true, false, false, false, true])
  })

  test('is new to every listener', () => {
    const [mine, yours] = [createOnce(), createOnce()]
    expect([mine('a'), yours('a'), mine('a')]).toEqual([true, true, false])
  })

  test.each([
    ['an hour', undefined, 60 * minutes],
    ['as long as is given', 2_000, 2_000],
  ])('stays known for %s, counted from the first time', (_how, ttlMs, knownFor) => {
    let now = 1
    const pass = (milliseconds: number) => {
      now += milliseconds
      // The cache reads the clock once in a millisecond.
      vi.advanceTimersByTime(1)
    }
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    vi.spyOn(performance, 'now').mockImplementation(() => now)
    const isNew = createOnce(ttlMs)
    expect(isNew('a')).toBe(true)
    pass(knownFor - 500)
    expect(isNew('a')).toBe(false)
    pass(1_000)
    expect(isNew('a')).toBe(true)
  })

  test('is known by its whole key, however long that is', () => {
    const isNew = createOnce()
    const long = 'x'.repeat(100_000)
    expect([`${long}a`, `${long}b`, `${long}a`].map(isNew)).toEqual([true, true, false])
  })

  test('is forgotten oldest first, so that memory does not grow without end', () => {
    const isNew = createOnce()
    for (let count = 0; count < 30_000; count += 1) isNew(`message ${count}`)
    expect([isNew('message 29999'), isNew('message 15000'), isNew('message 0')]).toEqual([false, false, true])
  })
})

describe('the result of something', () => {
  test('is known by its key', async () => {
    const outcomes = createOutcomes<number>()
    outcomes.keep('a', Promise.resolve(1))
    outcomes.keep('b', Promise.resolve(2))
    expect(await Promise.all(['a', 'b', 'c'].map(key => outcomes.get(key)))).toEqual([1, 2, undefined])
  })

  test('is forgotten oldest first, soon enough that hundreds of cards are kept and not thousands', () => {
    const outcomes = createOutcomes<number>()
    for (let count = 0; count < 600; count += 1) outcomes.keep(`form ${count}`, Promise.resolve(count))
    const isKept = (count: number) => outcomes.get(`form ${count}`) !== undefined
    expect([isKept(599), isKept(200), isKept(0)]).toEqual([true, true, false])
  })

  test('is forgotten where it failed', async () => {
    const outcomes = createOutcomes<number>()
    const failing = Promise.reject(new Error('not done'))
    outcomes.keep('a', failing)
    expect(outcomes.get('a')).toBe(failing)
    await expect(failing).rejects.toThrow('not done')
    expect(outcomes.get('a')).toBeUndefined()
  })
})
