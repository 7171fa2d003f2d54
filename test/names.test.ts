/** The field's words: a list of those that product and tests do not use, and one name for one type. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const code = readAll('{src,adapters,demo,bin}/**/*.{ts,js,mjs}')
/** This file names the words itself. */
const tests = readAll('{test,scripts}/**/*.{ts,js,mjs}', 'test/names.test.ts')
const documents = readAll('{*,docs/**/*}.md')

/** Word → what the field calls it. */
const banned: Readonly<Record<string, string>> = {
  told: 'shown, reported, notified',
  tell: 'show, render, explain',
  tells: 'shows, says',
  telling: 'showing, notifying',
  untold: 'not notified',
  said: 'posted, sent',
  unsaid: 'not notified',
  speak: 'notify, post',
  spoke: 'notified, posted',
  spoken: 'notified, mentioned',
  hear: 'receive, notice',
  hears: 'receives, notices',
  heard: 'received',
  unheard: 'unknown',
  mend: 'fix',
  mends: 'fixes',
  mended: 'fixed',
  mendable: 'fixable',
  floor: 'minimum group size',
  few: 'too small, below the minimum',
  beside: 'next to',
  manner: 'mode',
  whoever: 'the person who',
  somebody: 'someone',
  nobody: 'no one',
  everybody: 'everyone',
  anybody: 'anyone',
  anew: 'again',
  anyhow: 'in any case',
  aloud: 'in the channel',
  unasked: 'unprompted',
  vain: 'without success',
  reckon: 'compute',
  reckons: 'computes',
  reckoned: 'computed',
}

/** Names that are stored or promised to users, so that renaming them would break data or settings. */
const kept: readonly (readonly [path: RegExp, name: RegExp])[] = [
  // Columns of the database.
  [/^src\/storage\/(alert-tables|alerts)\.ts$/, /\bsaid(_by)?\b/g],
  [/^test\/contract\/(alerts|stored-rows)\.test\.ts$/, /\bset said =|\balerts\.said\b/g],
  // Fields of the stored states of an alert and of its episode.
  [/^(src|test)\//, /\bspokenOn\b/g],
  [/^src\/(storage\/stored-json|ports\/alerts)\.ts$|^src\/unused-seats\/|^test\//, /\buntold\b/g],
  // Reasons that are stored with alerts and deliveries.
  [/^(src|test)\//, /\b(said-today|few-more|not-told-here)\b/g],
  // Words that people may type.
  [/^src\/command\/question-goals\.ts$/, /\bnobody\|/g],
  // A setting, and a cell of an export.
  [/^src\/config\/schema\.ts$/, /\bfloor\b/g],
  [/^test\/(unit\/config-file\.test|flow\/privacy-posted\.test|fuzz\/parsers)\.ts$/, /\bfloor\b/g],
  [/^src\/unused-seats\/findings\/sheet\.ts$/, /'few'/g],
]

/** What tests quote of the product's sentences. The last is the list of words that documents do not use. */
const quoted: readonly (readonly [path: RegExp, text: RegExp])[] = [
  [/^test\//, /\bNobody (in (Payments|this team)|here|used Tabnine|was (reminded|excluded)|to remind)\b/g],
  [/^test\//, /\b(will have|not that|and|so) nobody (on \d|used (it|Tabnine)\b|can see\b)/g],
  [/^test\//, /\bin a few minutes\b/g],
  [/^test\/docs\/documents\.test\.ts$/, /\(told\|.*spoken of\)|'told `said` .*'/g],
]

/** Sentences for people may say "nobody" and "a few"; names and comments may not. */
const texts = /^src\/message\/(english|german)\/|^demo\/playground\/page\/words-/
const plainInTexts = ['nobody', 'few']

function readAll(pattern: string, except?: string): ReadonlyMap<string, string> {
  const found = globSync(pattern, { cwd: root, exclude: path => path.includes('node_modules') })
  const paths = found.filter(path => path !== except)
  return new Map(paths.map(path => [path, readFileSync(join(root, path), 'utf8')]))
}

/** The words of code and comments: `isToldOf` has three. */
function wordsIn(line: string): string[] {
  const names = line.replaceAll('Math.floor', '').match(/[A-Za-z]+/g) ?? []
  return names.flatMap(name => name.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? []).map(word => word.toLowerCase())
}

/** A comment as it stands; of code the names that a line of a text object begins with. */
function withoutSentences(line: string): string {
  return /^\s*(\/\/|\/?\*)/.test(line) ? line : (/^[^'"`]*/.exec(line.replace(/^\s*'([\w-]+)':/, '$1:'))?.[0] ?? '')
}

function findWords(path: string, line: string): string[] {
  const renamable = [...kept, ...quoted]
    .filter(([place]) => place.test(path))
    .reduce((rest, [, name]) => rest.replace(name, ''), line)
  const found = wordsIn(renamable).filter(word => Object.hasOwn(banned, word))
  if (!texts.test(path)) return found
  const strict = wordsIn(withoutSentences(renamable))
  return found.filter(word => !plainInTexts.includes(word) || strict.includes(word))
}

function findBanned(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([path, text]) =>
    text
      .split('\n')
      .flatMap((line, at) => findWords(path, line).map(word => `${path}:${at + 1} says “${word}”: ${banned[word]}`)),
  )
}

/** Words of documents, without code, in which a setting may have such a name. */
function findInProse(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([path, text]) =>
    wordsIn(text.replaceAll(/```[\s\S]*?```|`[^`]*`|<!--[\s\S]*?-->/g, ''))
      .filter(word => Object.hasOwn(banned, word) && !plainInTexts.includes(word))
      .map(word => `${path} says “${word}”: ${banned[word]}`),
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

test('nor does a name, a title or a comment of a test or a script', () => {
  expect(tests.size).toBeGreaterThan(500)
  expect(findBanned(tests)).toEqual([])
})

test('nor does a document, outside of code', () => {
  expect(documents.size).toBeGreaterThan(10)
  expect(findInProse(documents)).toEqual([])
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
    ['a title', "test('nobody is notified', () => {})", 'nobody'],
  ])('%s', (_what, line, word) => {
    expect(findBanned(new Map([['src/a.ts', line]]))).toEqual([expect.stringContaining(`“${word}”`)])
  })

  test.each<[what: string, path: string, line: string]>([
    ['no rounding and no longer word', 'src/a.ts', 'Math.floor(fewer + besides)'],
    ['no column', 'src/storage/alerts.ts', 'const notified = row.said'],
    ['no stored reason', 'src/unused-seats/alert/decide.ts', "return 'said-today'"],
    ['no sentence for people', 'src/message/english/unused.ts', "none: 'Nobody used it for a few days.',"],
    ['no stored field in a test', 'test/a.test.ts', "const notified = { spokenOn: '2026-03-01', episode: null }"],
    ['no sentence of the product in a test', 'test/a.test.ts', "expect(text).toContain('Nobody was reminded')"],
    ['no sentence under a name in quotes', 'src/message/english/unused.ts', "'never-used': 'Nobody used it.',"],
  ])('%s', (_what, path, line) => {
    expect(findBanned(new Map([[path, line]]))).toEqual([])
  })

  test.each<[what: string, path: string, line: string]>([
    ['a comment of a test', 'test/a.test.ts', '// Nobody is reminded.'],
    ['a title in which a word of the product stands', 'test/a.test.ts', "test('nobody was reminded', () => {})"],
    ['a column’s name elsewhere', 'src/report/a.ts', 'const notified = row.said'],
    ['the name of a text', 'src/message/english/unused.ts', "nobody: 'Nobody used it.',"],
    ['a text’s name in quotes', 'src/message/english/unused.ts', "'nobody-there': 'Nobody used it.',"],
    ['a comment on a text', 'src/message/english/unused.ts', '  /** Nobody reads it. */'],
    ['any other word in a text', 'src/message/english/unused.ts', "none: 'Ask whoever runs the bot.',"],
  ])('%s', (_what, path, line) => {
    expect(findBanned(new Map([[path, line]]))).not.toEqual([])
  })

  test('a word in a document, but no setting and nothing that is plain English', () => {
    expect(findInProse(new Map([['docs/a.md', 'Nobody is told of `privacy.floor`.']]))).toEqual([
      'docs/a.md says “told”: shown, reported, notified',
    ])
  })

  test('two types of one name', () => {
    const twins = new Map([
      ['src/a.ts', 'export type Person = {}'],
      ['src/b.ts', 'export interface Person {}'],
    ])
    expect(findTwins(twins)).toEqual(['Person: src/a.ts, src/b.ts'])
  })
})
