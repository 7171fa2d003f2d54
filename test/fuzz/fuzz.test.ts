import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lengths, repeat } from './any-text.ts'
import { tryToRead } from './parser.ts'
import { parsers } from './parsers.ts'

const named = parsers.map(parser => [parser.name, parser] as const)

// Both throw on what is not an error of our own, and what takes forever fails by the limit of each test.
describe('whatever comes from outside is read, or refused with an error of our own', () => {
  test.each(named)('%s, drawn', (_name, parser) => {
    fc.assert(fc.property(parser.anyText, text => tryToRead(parser, text)))
  })

  test.each(named)('%s, repeated', (_name, parser) => {
    for (const piece of parser.pieces) {
      for (const length of lengths) expect(() => tryToRead(parser, repeat(piece, length)), piece).not.toThrow()
    }
  })
})
