/** There is one business calendar: a second one would not know the holidays of the settings. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const paths = globSync('{src,adapters}/**/*.ts', { cwd: root })
const files = new Map(paths.map(path => [path, readFileSync(join(root, path), 'utf8')]))

type Rule = { readonly what: string; readonly sign: RegExp; readonly home: RegExp }

const rules: readonly Rule[] = [
  { what: 'asks a date for its weekday', sign: /\.get(UTC)?Day\(\)/, home: /^src\/time\/utc-days\.ts$/ },
  {
    what: 'reads which days are free',
    sign: /\b(weekend|holidays)\b/,
    home: /^src\/(time\/utc-days|ports\/calendar|config\/(file|schema))\.ts$/,
  },
  {
    what: 'asks a date for an hour of this machine’s zone',
    sign: /\.get(Hours|Minutes|Date|Month|FullYear|TimezoneOffset)\(\)/,
    home: /^$/,
  },
]

function findSecond(code: ReadonlyMap<string, string>): string[] {
  return [...code].flatMap(([path, text]) => {
    const lines = text.split('\n').filter(line => !/^\s*(\/\/|\/?\*)/.test(line))
    return rules
      .filter(({ sign, home }) => !home.test(path) && lines.some(line => sign.test(line)))
      .map(({ what }) => `${path} ${what}`)
  })
}

test('no second implementation remains', () => {
  expect(files.size).toBeGreaterThan(200)
  expect(findSecond(files)).toEqual([])
})

describe('the search finds', () => {
  test.each([
    ['a weekend by hand', 'const isFree = day.getUTCDay() % 6 === 0'],
    ['a second calendar', 'const weekend = [6, 7]'],
    ['holidays of its own', "if (holidays.includes('2026-12-25')) return"],
    ['the hour of the machine', 'const isMorning = now.getHours() < 12'],
  ])('%s', (_what, line) => {
    expect(findSecond(new Map([['src/report/a.ts', line]]))).toHaveLength(1)
  })
})
