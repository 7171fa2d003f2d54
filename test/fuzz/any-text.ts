/** Texts as people write them, right or wrong, of up to the longest length. */
import fc from 'fast-check'
import { commands } from '../../src/commands.ts'
import { anyText } from '../helpers/texts.ts'

/** UTF-16 units of the longest text. */
export const maxLength = 10_000

/** UTF-16 units. A long text can be refused as nested too deep where a shorter one is read. */
export const lengths = [maxLength / 8, maxLength]

export function repeat(piece: string, length: number): string {
  return piece.repeat(Math.ceil(length / piece.length)).slice(0, length)
}

/** What people write, and what they write by mistake; each may occur anywhere, any number of times. */
const vocabulary = [
  ...commands.map(({ name }) => name),
  ...['payments', 'Data Science', '"Off Shore"', 'all', 'me', 'off', 'ada@northwind.example', '<@U1>', '#7', '42', ','],
  ...['last week', 'letzte 7 Tage', '2026-09-01..2026-09-14', 'since 1 sep', 'KW 48', '2026-W47', '29 feb', 'Q3'],
  ...['every', 'monday', 'mondya', 'monthly on the 1st', 'at 9:30', '25:00', 'noon', 'jeden Montag um 9 Uhr', 'am 1.'],
  ...['Europe/Berlin', 'europe/berln', 'a/b', '/', 'UTC', 'new york', 'until', 'in 2 weeks', 'after 14 days', 'daily'],
  ...[
    '“',
    '„',
    '«',
    '"',
    '\\',
    '\u200b',
    '\u2060',
    '\u202e',
    '\u00a0',
    '\t',
    '\n',
    '\u0000',
    '👩‍👩‍👧',
    'פריק',
    '&lt;',
    '<at>x</at>',
  ],
]

/** Pieces that are slow to read when repeated. */
export const pieces = [
  ...['a', ' ', '\t', '/', '/ ', 'a/b ', '"', '" ', '“', '« ', '\\', ',', '-', '.', ':', '!', '1', '0 ', '9:'],
  ...[
    '<',
    '<at>',
    '<@U',
    '<mailto:',
    '&lt;',
    '&amp;',
    '\u200b',
    '\u0301',
    '👩‍',
    'every ',
    'on the ',
    'at 9 ',
    'until ',
  ],
  ...['last ', 'mon ', '1 sep ', 'to ', '2026-', 'europe/berln ', 'every monday at 9:00 ', 'last week ', '"a b" '],
]

/** Up to the length of the longest, some of them short, as most are. */
export function joined(parts: fc.Arbitrary<string>, separator: string): fc.Arbitrary<string> {
  const anyCount = fc.oneof(fc.constant(8), fc.constant(60), fc.constant(2_000))
  return anyCount
    .chain(count => fc.array(parts, { maxLength: count, size: 'max' }))
    .map(list => list.join(separator).slice(0, maxLength))
}

const anyWords = joined(fc.oneof(fc.constantFrom(...vocabulary), anyText({ maxLength: 20 })), ' ')
const anyPiece = fc.constantFrom(...pieces).map(piece => repeat(piece, maxLength))
export const anyLine = fc.oneof(anyText({ maxLength: 300 }), anyWords, anyPiece, anyText({ maxLength }))
