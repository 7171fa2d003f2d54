import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextAttempt } from '../../../src/delivery/retry.ts'

const hour = 60 * 60_000

const seconds = (failures: number, retryAfter: number | null = null, random = 1) =>
  (nextAttempt({ failures, failingMs: 0, retryAfter }, random) ?? Number.NaN) / 1000

const failures = fc.integer({ min: 1, max: 200 })
const random = fc.double({ min: 0, max: 1, noNaN: true })

describe('the next attempt', () => {
  it.each([
    [1, 15],
    [2, 30],
    [3, 60],
    [6, 480],
    [7, 600],
    [200, 600],
  ])('after %i comes within %i seconds', (made, longest) => {
    expect(seconds(made)).toBe(longest)
    expect(seconds(made, null, 0)).toBe(longest / 2)
  })

  it('is made as long as it has not failed for most of a day, and often', () => {
    const at = (made: number, hours: number, retryAfter: number | null = null) =>
      nextAttempt({ failures: made, failingMs: hours * hour, retryAfter }, 0)
    expect(at(17, 100)).not.toBeNull()
    expect(at(100, 19)).not.toBeNull()
    expect(at(18, 20)).toBeNull()
    expect(at(18, 20, 30)).toBeNull()
  })

  it('waits as long as it was asked to and a second at most, also where its own wait is longer', () => {
    expect(seconds(1, 120, 0)).toBe(120)
    expect(seconds(4, 1, 0)).toBe(1)
    const trusted = fc.integer({ min: 1, max: 5 })
    fc.assert(
      fc.property(trusted, fc.nat(3_600), random, (made, retryAfter, chance) => {
        const wait = seconds(made, retryAfter, chance)
        expect(wait).toBeGreaterThanOrEqual(retryAfter)
        expect(wait).toBeLessThanOrEqual(retryAfter + 1)
      }),
    )
  })

  it('waits no shorter than its own wait either, once it was asked to too often', () => {
    fc.assert(
      fc.property(fc.integer({ min: 6, max: 200 }), fc.nat(3_600), random, (made, retryAfter, chance) => {
        const wait = seconds(made, retryAfter, chance)
        expect(wait).toBeGreaterThanOrEqual(retryAfter)
        expect(wait).toBeGreaterThanOrEqual(seconds(made, null, chance))
      }),
    )
  })

  it.each([3_601, 86_400, 30_000_000, Number.POSITIVE_INFINITY, Number.NaN, -1])(
    'waits as if nothing was asked, where it was asked for %d seconds',
    retryAfter => {
      fc.assert(
        fc.property(failures, random, (made, chance) => {
          expect(seconds(made, retryAfter, chance)).toBe(seconds(made, null, chance))
        }),
      )
    },
  )

  it('is spread over the upper half of its wait', () => {
    fc.assert(
      fc.property(failures, random, (made, chance) => {
        const longest = seconds(made)
        expect(seconds(made, null, chance)).toBeGreaterThanOrEqual(longest / 2)
        expect(seconds(made, null, chance)).toBeLessThanOrEqual(longest)
      }),
    )
  })

  it.each([null, 0, 1, 1_800, 3_600, 30_000_000])(
    'is tried over most of a working day, and given up within a day (asked for %s)',
    retryAfter => {
      for (const chance of [0, 1]) {
        let failingMs = 0
        for (let made = 1; ; made++) {
          const wait = nextAttempt({ failures: made, failingMs, retryAfter }, chance)
          if (wait === null) break
          failingMs += wait
        }
        expect(failingMs).toBeGreaterThan(4 * hour)
        expect(failingMs).toBeLessThan(24 * hour)
      }
    },
  )
})
