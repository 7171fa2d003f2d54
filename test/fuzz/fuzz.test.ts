import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { partOfRuns } from '../helpers/sizes.ts'
import { growthOf } from './cpu.ts'
import { tryToRead } from './parser.ts'
import { parsers } from './parsers.ts'
import { seed } from './seed.ts'

/** Four times the length is four times the work, or a little more; where it grows with the square it is sixteen times. */
const maxGrowth = 9

const named = parsers.map(parser => [parser.name, parser] as const)

describe(`whatever comes from outside, with the seed ${seed}`, () => {
  test.each(named)('%s is read, or refused with an error of our own', (_name, parser) => {
    fc.assert(
      fc.property(parser.anyText, text => tryToRead(parser, text)),
      { seed, numRuns: partOfRuns(1) },
    )
  })

  test.each(named)(
    '%s is read in time that grows with its length alone',
    (_name, parser) => {
      const steep = parser.pieces.filter(piece => growthOf(parser, piece) > maxGrowth)
      expect(steep).toEqual([])
      // It measures CPU, so a machine that does other work only takes longer.
    },
    300_000,
  )
})

describe('growth', () => {
  let sum = 0

  function work(steps: number): void {
    for (let step = 0; step < steps; step++) sum = (sum * 31 + step) % 1_000_003
  }

  test('with the square is seen', () => {
    expect(growthOf({ read: ({ length }) => work(length * length) }, 'a')).toBeGreaterThan(maxGrowth)
  })

  test('with the length alone is not', () => {
    expect(growthOf({ read: ({ length }) => work(length * 2_000) }, 'a')).toBeLessThanOrEqual(maxGrowth)
  })
})
