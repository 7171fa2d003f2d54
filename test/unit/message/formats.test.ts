import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createFormats, quote, roundTo } from '../../../src/message/formats.ts'
import { createWords } from '../../../src/message/words.ts'
import { days } from '../../helpers/facts.ts'
import { anyText } from '../../helpers/texts.ts'

const f = createFormats('en-GB')
const inYear = createFormats('en-GB', 2026)

describe('numbers', () => {
  test.each([
    [90, '$90', '$90.00'],
    [322.37, '$322.37', '$322.37'],
    [1_248.5, '$1,248.50', '$1,248.50'],
  ])('$%d is %s in a sentence, and %s in a column', (amount, inSentence, inColumn) => {
    expect(f.money(amount, 'USD')).toBe(inSentence)
    expect(f.moneyInColumn(amount, 'USD')).toBe(inColumn)
  })

  test.each([
    [0, '0'],
    [999, '999'],
    [1_234_567, '1,234,567'],
  ])('%d is %s', (value, written) => {
    expect(f.number(value)).toBe(written)
  })

  test.each([
    [0, '0.0%', '0%'],
    [0.743, '74.3%', '74%'],
    [0.62, '62.0%', '62%'],
    [1, '100.0%', '100%'],
    [0.0004, '0.0%', '<1%'],
    [0.004, '0.4%', '<1%'],
    [0.996, '99.6%', '>99%'],
    [2 / 3, '66.7%', '67%'],
    [0.2875, '28.8%', '29%'],
    [0.5625, '56.3%', '56%'],
  ])('the fraction %d is %s in tables and %s in sentences', (fraction, exact, whole) => {
    expect(f.percent(fraction)).toBe(exact)
    expect(f.wholePercent(fraction)).toBe(whole)
  })

  test.each([
    [31, 50, 0.62],
    [0, 50, 0],
    [0, 0, null],
    [5, 0, null],
    [null, 50, null],
    [5, null, null],
  ])('%s of %s is the ratio %s: none without both', (part, whole, ratio) => {
    expect(f.ratio(part, whole)).toBe(ratio)
  })

  test.each([
    [0, 'people', '0 many'],
    [1, 'person', '1 one'],
    [2, 'people', '2 many'],
    [1_000, 'people', '1,000 many'],
  ])('%d %s', (count, _noun, written) => {
    expect(f.plural(count, { one: 'one', other: 'many' })).toBe(written)
  })
})

describe('changes carry a sign, and no change has none', () => {
  test.each([
    [12, '+12'],
    [0, '0'],
    [-0, '0'],
    [-3, '−3'],
    [-12_345, '−12,345'],
  ])('%d is %s', (difference, written) => {
    expect(f.change(difference)).toBe(written)
  })

  test.each([
    [12, 100, '+12%'],
    [-25, 200, '−13%'],
    [-24, 200, '−12%'],
    [0, 10, '0%'],
    [1, 100_000, '0%'],
    [1, 250, '+0.4%'],
    [5, 0, null],
    [-23, 80, '−29%'],
    [23, 80, '+29%'],
  ])('%d from %d is %s', (difference, before, written) => {
    expect(f.changeInPercent(difference, before)).toBe(written)
  })

  test.each([
    [0.1, '+10 pts'],
    [-0.054, '−5.4 pts'],
    [0.01, '+1 pts'],
    [-0.01, '−1 pts'],
    [0.0004, '0 pts'],
    [-0.0004, '0 pts'],
    [0, '0 pts'],
    [0.1445, '+14.5 pts'],
    [-0.1445, '−14.5 pts'],
  ])('of fractions, %d is %s', (difference, written) => {
    expect(f.points(difference, 'pts')).toBe(written)
  })
})

describe('ties are rounded away from zero, as a decimal', () => {
  test.each([
    [0.75, 0.8],
    [-0.75, -0.8],
    [-0.74, -0.7],
    [1.05, 1.1],
    [-0, 0],
  ])('%d is %d', (value, rounded) => {
    expect(roundTo(value, 1) + 0).toBe(rounded)
  })

  test('against an independent calculation in whole numbers, every share of up to 400', () => {
    for (let whole = 1; whole <= 400; whole++)
      for (let part = 0; part <= whole; part++) {
        // Tenths of a percent, rounded half up without any fraction.
        const tenths = Math.floor((2000 * part + whole) / (2 * whole))
        if (roundTo((part / whole) * 100, 1) !== tenths / 10) expect.fail(`${part} of ${whole}`)
      }
    expect(roundTo(100 * (1 / 80), 1)).toBe(1.3)
  })
})

describe('days are UTC days', () => {
  test.each([
    ['2026-11-16', '2026-11-16', '16 Nov 2026', '16 Nov'],
    ['2026-09-28', '2026-10-04', '28 Sep – 4 Oct 2026', '28 Sep – 4 Oct'],
    ['2026-11-16', '2026-11-22', '16–22 Nov 2026', '16–22 Nov'],
    ['2026-10-28', '2026-11-03', '28 Oct – 3 Nov 2026', '28 Oct – 3 Nov'],
    ['2025-12-29', '2026-01-04', '29 Dec 2025 – 4 Jan 2026', '29 Dec 2025 – 4 Jan 2026'],
    ['2026-01-01', '2026-12-31', '1 Jan – 31 Dec 2026', '1 Jan – 31 Dec'],
    ['2028-02-29', '2028-02-29', '29 Feb 2028', '29 Feb 2028'],
  ])('%s to %s is “%s”, and “%s” in 2026', (first, last, written, current) => {
    expect(f.span(days(first, last))).toBe(written)
    expect(inYear.span(days(first, last))).toBe(current)
  })

  test('a day, a weekday and a month', () => {
    const late = new Date('2026-11-16T23:59:59Z')
    expect([f.day(late), f.weekday(late), f.month(late)]).toEqual(['16 Nov 2026', 'Mon 16 Nov', 'Nov 2026'])
    expect([inYear.day(late), inYear.weekday(late), inYear.month(late)]).toEqual(['16 Nov', 'Mon 16 Nov', 'Nov'])
    const september = new Date('2026-09-07T00:00:00Z')
    expect([f.day(september), f.weekday(september), f.month(september), f.dayOfYear(september)]).toEqual([
      '7 Sep 2026',
      'Mon 7 Sep',
      'Sep 2026',
      '7 Sep',
    ])
  })

  test.each([
    ['UTC', '23 Nov 2026, 12:25 AM UTC'],
    ['Europe/Berlin', '23 Nov 2026, 1:25 AM CET'],
    ['America/Los_Angeles', '22 Nov 2026, 4:25 PM GMT-8'],
  ])('a moment is written in the reader’s zone, %s', (zone, written) => {
    const moment = new Date('2026-11-23T00:25:00Z')
    expect(f.momentInZone(moment, zone)).toBe(written)
    expect(f.moment(moment, zone)).toBe(written.replace(/ \S+$/, ''))
    expect(inYear.moment(moment, zone)).toBe(written.replace(/ \S+$/, '').replace(' 2026', ''))
  })
})

test.each([
  [0, 0, '12:00 AM', '0:00'],
  [9, 5, '9:05 AM', '9:05'],
  [12, 30, '12:30 PM', '12:30'],
  [23, 59, '11:59 PM', '23:59'],
])('%d:%d is %s in English and %s in German', (hour, minute, english, german) => {
  expect(f.timeOfDay({ hour, minute })).toBe(english)
  expect(createFormats('de-DE').timeOfDay({ hour, minute })).toBe(german)
})

test('the year of a moment is that of the reader’s zone', () => {
  const newYear = new Date('2026-12-31T23:30:00Z')
  expect(inYear.moment(newYear, 'UTC')).toBe('31 Dec, 11:30 PM')
  expect(inYear.moment(newYear, 'Europe/Berlin')).toBe('1 Jan 2027, 12:30 AM')
})

test.each([
  [0, '0 days'],
  [1, '1 day'],
  [13, '13 days'],
  [14, '2 weeks'],
  [60, '8 weeks'],
  [61, '2 months'],
  [132, '4 months'],
  [730, '23 months'],
  [731, '2 years'],
])('%d days are an age of %s', (days, age) => {
  expect(createWords('en').age(days)).toBe(age)
})

test('lists read as sentences do', () => {
  expect(f.list(['a', 'b', 'c'])).toBe('a, b and c')
  expect(f.alternatives(['a', 'b', 'c'])).toBe('a, b or c')
})

describe('what a person wrote is quoted', () => {
  const inside = (quoted: string) => quoted.slice(2, -2)

  const family = '👩‍👩‍👧‍👦'

  test.each([
    ['as it is', 'payments', 'payments'],
    ['in one line', '  a \n\t b  ', 'a b'],
    ['also nothing', '', ''],
    ['also right to left', 'فريق', 'فريق'],
    ['whole up to 60 characters', 'a'.repeat(60), 'a'.repeat(60)],
    ['cut from 61 on', 'a'.repeat(61), `${'a'.repeat(60)}…`],
    ['counted in characters that people see', family.repeat(70), `${family.repeat(60)}…`],
    ['cut after many long characters', family.repeat(50) + 'a'.repeat(500), `${family.repeat(50)}${'a'.repeat(10)}…`],
    ['without power over a terminal', 'red\u001b[31m', 'red [31m'],
    ['without power over the direction of text', 'abc\u202edef\u2069ghi', 'abcdefghi'],
  ])('%s', (_how, written, expected) => {
    expect(inside(quote(written))).toBe(expected)
  })

  test('in quotes and set apart, so that right-to-left text keeps its place, whatever it holds', () => {
    fc.assert(
      fc.property(anyText({ maxLength: 400 }), written => {
        const quoted = quote(written)
        expect(quoted).toMatch(/^“\u2068.*\u2069”$/s)
        expect(inside(quoted)).not.toMatch(/\p{Bidi_Control}|\p{Cc}/u)
        expect([...new Intl.Segmenter().segment(inside(quoted))].length).toBeLessThanOrEqual(61)
      }),
    )
  })
})
