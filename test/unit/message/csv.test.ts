import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writeCsv } from '../../../src/message/csv.ts'
import { readCsv } from '../../helpers/csv.ts'
import { anyText } from '../../helpers/texts.ts'

const formula = /^[=+\-@\t\r\n＝＋－＠]/

/** With an apostrophe before each character that begins a formula in some cell, wherever a spreadsheet splits. */
function harmless(text: string): string {
  let before: 'nothing' | 'separator' | 'text' = 'nothing'
  const shown = [...text].map(character => {
    const written = before !== 'text' && /[=+\-@＝＋－＠]/.test(character) ? `'${character}` : character
    const isBlank = /\s/.test(character) || character === '"'
    if (/[,;|\t\r\n]/.test(character)) before = 'separator'
    else if (!isBlank) before = 'text'
    return written
  })
  return `${/^[\t\r\n]/.test(text) ? "'" : ''}${shown.join('')}`
}

/** The cells of a file as a spreadsheet finds them that splits at `separator`: quotes count at the start of a cell only. */
function splitAt(separator: string, content: string): string[] {
  const cells: string[] = []
  let cell = ''
  let isQuoted = false
  for (let at = content.startsWith('\ufeff') ? 1 : 0; at < content.length; at++) {
    const character = content[at] ?? ''
    if (isQuoted && character === '"' && content[at + 1] === '"') cell += content[++at]
    else if (character === '"' && (isQuoted || cell === '')) isQuoted = !isQuoted
    else if (!isQuoted && (character === separator || /[\r\n]/.test(character))) {
      cells.push(cell)
      cell = ''
    } else cell += character
  }
  return [...cells, cell]
}

/** Whatever people and teams are called; those that a spreadsheet would run, or a reader split, are the hard ones. */
const anyCell = fc.oneof(
  anyText({ maxLength: 40 }),
  fc
    .tuple(
      fc.constantFrom(
        '=',
        '+',
        '-',
        '@',
        '\t',
        '\r',
        '\n',
        '＝',
        '＋',
        '－',
        '＠',
        '"',
        ',',
        "'",
        'x;=',
        ';"+',
        '|-',
        ', @',
      ),
      anyText(),
    )
    .map(parts => parts.join('')),
  fc.constantFrom(
    '=HYPERLINK("https://evil.example","x")',
    "=cmd|' /C calc'!A0",
    "x;=1+cmd|'/C calc'!A0;y",
    'x;"=1"',
    'x\n;\t=1',
    'a,b',
    'a"b',
    'a\r\nb',
    'a\rb',
    'a\nb',
    '',
  ),
)

test('whatever cells hold, a reader finds the same again, and none begins as a formula does', () => {
  const tables = fc
    .integer({ min: 1, max: 5 })
    .chain(width =>
      fc
        .array(fc.array(anyCell, { minLength: width, maxLength: width }), { maxLength: 6 })
        .map(rows => ({ width, rows })),
    )
  fc.assert(
    fc.property(tables, ({ width, rows }) => {
      const columns = Array.from({ length: width }, (_, at) => `column_${at}`)
      const read = readCsv(writeCsv({ columns, rows }))
      expect(read).toEqual([columns, ...rows.map(row => row.map(harmless))])
      expect(read.flat().filter(cell => formula.test(cell))).toEqual([])
    }),
  )
})

test.each([',', ';', '|', '\t'])('no cell is a formula for a spreadsheet that splits at %j', separator => {
  const rows = fc.array(fc.array(anyCell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(rows, table => {
      const cells = splitAt(separator, writeCsv({ columns: ['a', 'b'], rows: table }))
      expect(
        cells.filter(cell => /^["\s]*[=+\-@＝＋－＠]/.test(cell) && /^["\s]*(.)/su.exec(cell)?.[1] !== "'"),
      ).toEqual([])
    }),
  )
})

test('a formula behind a semicolon is written as text', () => {
  const written = writeCsv({ columns: ['team'], rows: [["x;=1+cmd|'/C calc'!A0;y"]] })
  expect(written).toBe("\ufeffteam\r\n\"x;'=1+cmd|'/C calc'!A0;y\"\r\n")
})

test('a long cell of separators takes time by its length alone', () => {
  const written = writeCsv({ columns: ['a'], rows: [[`;${' '.repeat(200_000)}=1`]] })
  expect(written).toContain("'=1")
})

describe('a cell', () => {
  test.each([
    ['a number is plain', 1234567.5, '1234567.5'],
    ['a number below nothing is a number', -3, '-3'],
    ['what is not known is empty', null, ''],
    ['zero is not nothing', 0, '0'],
    ['a phone number is a text', '+49 30 1234', "'+49 30 1234"],
  ])('%s', (_what, cell, written) => {
    expect(readCsv(writeCsv({ columns: ['a', 'b'], rows: [[cell, 'x']] }))[1]).toEqual([written, 'x'])
  })
})

test('a file begins with the mark by which Excel knows UTF-8, and its lines end as the standard has it', () => {
  expect(writeCsv({ columns: ['a'], rows: [['ü']] })).toBe('\ufeffa\r\nü\r\n')
})
