/** The field's words: a list of those that the project does not use, and one name for one type. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const code = readAll('{src,adapters,demo,bin}/**/*.{ts,js,mjs}')

/** Word → what the field says. */
const banned: Readonly<Record<string, string>> = {
  told: 'shown, reported, notified',
  untold: 'not notified',
  said: 'posted, sent',
  unsaid: 'not notified',
  heard: 'received',
  mend: 'fix',
  mended: 'fixed',
  floor: 'minimum group size',
  few: 'too small, below the minimum',
  beside: 'next to',
  manner: 'mode',
  whoever: 'the person who',
  somebody: 'someone',
  nobody: 'no one',
  anew: 'again',
  vain: 'without success',
  reckon: 'compute',
  reckoned: 'computed',
}

/** Names that are stored, or promised to users, and so outlive a renaming. */
const kept: readonly (readonly [path: RegExp, word: string])[] = [
  [/^src\/storage\/(alert-tables|alerts|stored-json)\.ts$/, 'said'],
  [/^src\/(storage\/stored-json|ports\/alerts)\.ts$|^src\/unused-seats\//, 'untold'],
  [/^src\/config\/schema\.ts$/, 'floor'],
]

function readAll(pattern: string): ReadonlyMap<string, string> {
  const paths = globSync(pattern, { cwd: root, exclude: path => path.includes('node_modules') })
  return new Map(paths.map(path => [path, readFileSync(join(root, path), 'utf8')]))
}

/** The words of code and comments: `isToldOf` has three. */
function wordsIn(line: string): string[] {
  const names = line.replaceAll('Math.floor', '').match(/[A-Za-z]+/g) ?? []
  return names.flatMap(name => name.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? []).map(word => word.toLowerCase())
}

function findBanned(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([path, text]) =>
    text.split('\n').flatMap((line, at) =>
      wordsIn(line)
        .filter(word => Object.hasOwn(banned, word))
        .filter(word => !kept.some(([place, name]) => name === word && place.test(path)))
        .map(word => `${path}:${at + 1} says “${word}”: ${banned[word]}`),
    ),
  )
}

function findTwins(files: ReadonlyMap<string, string>): string[] {
  const places = new Map<string, string[]>()
  for (const [path, text] of files) {
    for (const [, name = ''] of text.matchAll(/^export (?:type|interface|class) (\w+)/gm)) {
      places.set(name, [...(places.get(name) ?? []), path])
    }
  }
  return [...places].filter(([, paths]) => paths.length > 1).map(([name, paths]) => `${name}: ${paths.join(', ')}`)
}

test('no name and no comment uses a word that the field does not', () => {
  expect(code.size).toBeGreaterThan(300)
  expect(findBanned(code)).toEqual([])
})

test('exported type names are unique', () => {
  expect(findTwins(code)).toEqual([])
})

describe('the search finds', () => {
  test.each<[what: string, line: string, word: string]>([
    ['a function', 'function wasToldOf() {}', 'told'],
    ['a constant', 'const PRIVACY_FLOOR = 5', 'floor'],
    ['a comment', '// Whoever asks waits.', 'whoever'],
    ['a sentence', "log.info({}, 'a job was tried in vain')", 'vain'],
  ])('%s', (_what, line, word) => {
    expect(findBanned(new Map([['src/a.ts', line]]))).toEqual([expect.stringContaining(`“${word}”`)])
  })

  test('no rounding, no longer word, and no name that is stored', () => {
    expect(findBanned(new Map([['src/a.ts', 'Math.floor(fewer + besides)']]))).toEqual([])
    expect(findBanned(new Map([['src/storage/alerts.ts', 'row.said']]))).toEqual([])
  })

  test('two types of one name', () => {
    const twins = new Map([
      ['src/a.ts', 'export type Person = {}'],
      ['src/b.ts', 'export interface Person {}'],
    ])
    expect(findTwins(twins)).toEqual(['Person: src/a.ts, src/b.ts'])
  })
})
