import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextAttempt } from '../../../src/work/retry.ts'

const seconds = (attempts: number, retryAfter: number | null = null, random = 1) =>
  (nextAttempt(attempts, retryAfter, random) ?? Number.NaN) / 1000

const attempts = fc.integer({ min: 1, max: 17 })
const random = fc.double({ min: 0, max: 1, noNaN: true })

describe('the next attempt', () => {
  it.each([
    [1, 15],
    [2, 30],
    [3, 60],
    [8, 1920],
    [9, 3600],
    [17, 3600],
  ])('after %i comes within %i seconds', (attempts, longest) => {
    expect(seconds(attempts)).toBe(longest)
    expect(seconds(attempts, null, 0)).toBe(longest / 2)
  })

  it('is not made after the eighteenth', () => {
    expect(nextAttempt(18, null, 0)).toBeNull()
    expect(nextAttempt(18, 30, 0)).toBeNull()
    expect(nextAttempt(19, null, 1)).toBeNull()
  })

  it('waits as long as it was asked to and a second at most, also where its own wait is longer', () => {
    expect(seconds(1, 120, 0)).toBe(120)
    expect(seconds(4, 1, 0)).toBe(1)
    const trusted = fc.integer({ min: 1, max: 5 })
    fc.assert(
      fc.property(trusted, fc.nat(86_400), random, (made, retryAfter, chance) => {
        const wait = seconds(made, retryAfter, chance)
        expect(wait).toBeGreaterThanOrEqual(retryAfter)
        expect(wait).toBeLessThanOrEqual(retryAfter + 1)
      }),
    )
  })

  it('waits no shorter than its own wait either, once it was asked to too often', () => {
    fc.assert(
      fc.property(fc.integer({ min: 6, max: 17 }), fc.nat(86_400), random, (made, retryAfter, chance) => {
        const wait = seconds(made, retryAfter, chance)
        expect(wait).toBeGreaterThanOrEqual(retryAfter)
        expect(wait).toBeGreaterThanOrEqual(seconds(made, null, chance))
      }),
    )
  })

  it('is spread over the upper half of its wait', () => {
    fc.assert(
      fc.property(attempts, random, (made, chance) => {
        const longest = seconds(made)
        expect(seconds(made, null, chance)).toBeGreaterThanOrEqual(longest / 2)
        expect(seconds(made, null, chance)).toBeLessThanOrEqual(longest)
      }),
    )
  })

  it.each([null, 0, 1])('is tried over most of a working day, and given up within a day (asked for %s)', asked => {
    const whole = (chance: number) =>
      Array.from({ length: 17 }, (_, made) => seconds(made + 1, asked, chance)).reduce((sum, wait) => sum + wait) / 3600
    expect(whole(0)).toBeGreaterThan(4)
    expect(whole(1)).toBeLessThan(24)
  })
})
