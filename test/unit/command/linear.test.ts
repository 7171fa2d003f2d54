import { afterAll, beforeAll, expect, test, vi } from 'vitest'

/** Comparing words with the names of zones is by far the most work that a line can cause: this counts the letters. */
let compared = 0

let read: (verb: string, words: string) => void

beforeAll(async () => {
  vi.resetModules()
  vi.doMock('fastest-levenshtein', async importOriginal => {
    const library = await importOriginal<typeof import('fastest-levenshtein')>()
    return {
      ...library,
      distance(a: string, b: string) {
        compared += a.length + b.length
        return library.distance(a, b)
      },
    }
  })
  const { parseArguments } = await import('../../../src/command/command.ts')
  const { splitLine } = await import('../../../src/command/line.ts')
  const { findCommand } = await import('../../../src/commands.ts')
  const { hasCode } = await import('../../../src/errors.ts')
  read = (verb, words) => {
    const command = findCommand(verb)
    if (!command) throw new Error(`there is no command ${verb}`)
    try {
      parseArguments(command, splitLine(words))
    } catch (error) {
      if (!hasCode(error, 'bad-arguments', 'bad-number', 'too-many-teams')) throw error
    }
  }
})

afterAll(() => {
  vi.doUnmock('fastest-levenshtein')
  vi.resetModules()
})

/** How many letters are compared while a line is read that repeats a piece. */
function measure(verb: string, piece: string, times: number): number {
  compared = 0
  read(verb, `7 ${piece.repeat(times)}`)
  return compared
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

test('a zone with a typing error is compared with the existing ones', () => {
  expect(measure('subscribe', 'payments europe/berln', 1)).toBeGreaterThan(1_000)
})

test('words with slashes are not compared with the names of all zones', () => {
  expect(measure('subscribe', '/ ', 500)).toBe(0)
  expect(measure('subscribe', 'r/d ', 250)).toBeLessThan(250 * 500)
})
