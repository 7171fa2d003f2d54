import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alignSpan, findBlocks, findTaken, mayCut, type Size } from '../../../src/access/blocks.ts'

const letters: Readonly<Record<string, Size>> = { '.': 'nobody', f: 'few', M: 'many' }

/** Days as letters, with a bar before each with which a week or a month begins. */
function read(days: string) {
  const sizes = [...days.replaceAll('|', '')].flatMap(letter => letters[letter] ?? [])
  const edges = [...days].flatMap((letter, at) =>
    letter === '|' ? [days.slice(0, at).replaceAll('|', '').length] : [],
  )
  return { sizes, isEdge: (boundary: number) => edges.includes(boundary) }
}

/** The same with a slash where blocks meet. */
function showBlocks(days: string): string {
  const { sizes, isEdge } = read(days)
  return mark(days, boundary => findBlocks(sizes, isEdge).meet[boundary] === true)
}

/** The same with an X where a span may not end though blocks meet, or nobody is active between. */
function showTaken(days: string, isUpToNow: boolean): string {
  const { sizes, isEdge } = read(days)
  return mark(days, boundary => findTaken(sizes, isEdge, isUpToNow).has(boundary)).replaceAll('/', 'X')
}

function mark(days: string, isHere: (boundary: number) => boolean): string {
  const plain = days.replaceAll('|', '')
  return Array.from({ length: plain.length + 1 }, (_, at) => `${isHere(at) ? '/' : ''}${plain[at] ?? ''}`).join('')
}

test.each([
  ['each day of many is one', 'MMM', '/M/M/M/'],
  ['few go with the day of many before them', 'MMffMf', '/M/Mff/Mf/'],
  ['and at first with the one behind', 'ffMM', '/ffM/M/'],
  ['nobody goes with anybody', '.M.f.M.', '/./M.f./M./'],
  ['none reaches over an edge', 'Mff|fM|fM', '/Mff/fM/fM/'],
  ['few alone between edges are one', 'M|ff|M', '/M/ff/M/'],
])('blocks: %s', (_what, days, blocks) => {
  expect(showBlocks(days)).toBe(blocks)
})

test.each([
  ['are none where each piece has many', 'Mff|fM|fM', false, 'MfffMfM'],
  ['are both sides of few alone', 'MM|f|MM', false, 'MMXfXMM'],
  ['also away from them by nobody', 'MM.|.|f.|.M', false, 'MMX.X.XfX.X.XM'],
  ['of several such pieces', 'M|f|f|M', false, 'MXfXfXM'],
  ['where it is still running, behind it alone', 'MM|f', true, 'MMfX'],
  ['where it is not, on both sides', 'MM|f', false, 'MMXfX'],
])('boundaries that are taken %s', (_what, days, isUpToNow, taken) => {
  expect(showTaken(days, isUpToNow)).toBe(taken)
})

test('whatever the days: each block within edges is of many, or of few between two edges, or of nobody', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('.', 'f', 'M', '|'), { maxLength: 40 }), letters => {
      const { sizes, isEdge } = read(letters.join(''))
      const { meet } = findBlocks(sizes, isEdge)
      const at = meet.flatMap((isHere, boundary) => (isHere ? [boundary] : []))
      for (const [index, begin] of at.slice(0, -1).entries()) {
        const end = at[index + 1] ?? 0
        const block = sizes.slice(begin, end)
        const isPiece = (begin === 0 || isEdge(begin)) && (end === sizes.length || isEdge(end))
        expect(block.includes('many') || !block.includes('few') || isPiece).toBe(true)
      }
    }),
  )
})

test('whatever the span: what is told of it begins and ends where blocks meet, or away by nobody', () => {
  const days = fc.array(fc.constantFrom('.', 'f', 'M', '|'), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(days, fc.nat({ max: 40 }), fc.nat({ max: 40 }), fc.boolean(), (letters, a, b, isUpToNow) => {
      const { sizes, isEdge } = read(letters.join(''))
      const [blocks, taken] = [findBlocks(sizes, isEdge), findTaken(sizes, isEdge, isUpToNow)]
      const [begin = 0, end = 0] = [a, b].map(at => Math.min(at, sizes.length)).sort((x, y) => x - y)
      const told = alignSpan(blocks, taken, { begin, end })
      if (!told || sizes.slice(begin, end).every(size => size === 'nobody')) return
      const ends = [told.begin, told.end]
      expect(ends.every(boundary => mayCut(blocks, boundary) && !taken.has(boundary))).toBe(true)
      expect(told.begin).toBeLessThan(told.end)
      // Nothing of many is added that was not asked for.
      const added = [...sizes.slice(told.begin, begin), ...sizes.slice(end, told.end)]
      expect(added).not.toContain('many')
    }),
  )
})
