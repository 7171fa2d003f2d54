import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writeCsv } from '../../../src/message/csv.ts'
import { readCsv } from '../../helpers/csv.ts'
import { anyText } from '../../helpers/texts.ts'

const formula = /^[=+\-@\t\r\n＝＋－＠]/

const harmless = (text: string) => (formula.test(text) ? `'${text}` : text)

/** Whatever people and teams are called; those that a spreadsheet would run, or a reader split, are the hard ones. */
const anyCell = fc.oneof(
  anyText({ maxLength: 40 }),
  fc
    .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '"', ',', "'"), anyText())
    .map(parts => parts.join('')),
  fc.constantFrom(
    '=HYPERLINK("https://evil.example","x")',
    "=cmd|' /C calc'!A0",
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
