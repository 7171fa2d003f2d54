import { beforeEach, expect, test, vi } from 'vitest'
import { parseArguments } from '../../../src/command/command.ts'
import { splitLine } from '../../../src/command/line.ts'
import { findCommand } from '../../../src/command/read.ts'
import { hasCode } from '../../../src/errors.ts'

/** Comparing words with the names of zones is by far the most work that a line can cause. */
const work = vi.hoisted(() => ({ compared: 0 }))

vi.mock('fastest-levenshtein', async importOriginal => {
  const library = await importOriginal<typeof import('fastest-levenshtein')>()
  return {
    ...library,
    distance(a: string, b: string) {
      work.compared += a.length + b.length
      return library.distance(a, b)
    },
  }
})

beforeEach(() => {
  work.compared = 0
})

/** How many letters are compared while a line is read that repeats a piece. */
function measure(verb: string, piece: string, times: number): number {
  const command = findCommand(verb)
  if (!command) throw new Error(`there is no command ${verb}`)
  work.compared = 0
  try {
    parseArguments(command, splitLine(`7 ${piece.repeat(times)}`))
  } catch (error) {
    if (!hasCode(error, 'bad-arguments', 'bad-number', 'too-many-teams')) throw error
  }
  return work.compared
}

const pieces = [
  '/ ',
  'a/b ',
  'a / b ',
  'europe/berln ',
  'mondy ',
  'on x ',
  'at ',
  'until ',
  'every ',
  '9:00pm ',
  '“ ',
  ', ',
]

test.each(
  ['subscribe', 'edit', 'pause', 'usage', 'exclude', 'alerts'].flatMap(verb =>
    pieces.map(piece => [verb, piece] as const),
  ),
)('%s with many of %j is work in proportion to its length', (verb, piece) => {
  const [once, twice] = [measure(verb, piece, 200), measure(verb, piece, 400)]
  expect(twice).toBeLessThanOrEqual(2.2 * once + 1_000)
})

test('words with slashes are not compared with the names of all zones', () => {
  expect(measure('subscribe', '/ ', 500)).toBe(0)
  expect(measure('subscribe', 'r/d ', 250)).toBeLessThan(250 * 500)
})
