import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createFormats, quote, roundTo } from '../../../src/message/formats.ts'
import { days } from '../../helpers/facts.ts'
import { anyText } from '../../helpers/texts.ts'

const f = createFormats('en-GB')
const spaced = (text: string | null) => text?.replaceAll('\u00a0', ' ') ?? null

describe('numbers', () => {
  test.each([
    [0, '0'],
    [999, '999'],
    [1_234_567, '1,234,567'],
  ])('%d is %s', (value, written) => {
    expect(f.number(value)).toBe(written)
  })

  test.each([
    [0, '0 %'],
    [0.743, '74.3 %'],
    [0.62, '62 %'],
    [1, '100 %'],
    [0.0004, '0 %'],
    [2 / 3, '66.7 %'],
    [0.2875, '28.8 %'],
    [0.5625, '56.3 %'],
  ])('the fraction %d is %s, in one piece', (fraction, written) => {
    expect(spaced(f.percent(fraction))).toBe(written)
    expect(f.percent(fraction)).not.toContain(' ')
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

describe('changes carry an arrow and a sign', () => {
  test.each([
    [12, '▲ +12'],
    [0, '±0'],
    [-0, '±0'],
    [-3, '▼ −3'],
    [-12_345, '▼ −12,345'],
  ])('%d is %s', (difference, written) => {
    expect(f.change(difference)).toBe(written)
  })

  test.each([
    [12, 100, '▲ +12 %'],
    [-25, 200, '▼ −12.5 %'],
    [0, 10, '±0 %'],
    [1, 100_000, '±0 %'],
    [5, 0, null],
    [-23, 80, '▼ −28.8 %'],
    [23, 80, '▲ +28.8 %'],
  ])('%d from %d is %s', (difference, before, written) => {
    expect(spaced(f.changeInPercent(difference, before))).toBe(written)
  })

  test.each([
    [0.1, '▲ +10 points'],
    [-0.054, '▼ −5.4 points'],
    [0.01, '▲ +1 point'],
    [-0.01, '▼ −1 point'],
    [0.0004, '±0 points'],
    [-0.0004, '±0 points'],
    [0, '±0 points'],
    [0.1445, '▲ +14.5 points'],
    [-0.1445, '▼ −14.5 points'],
  ])('of fractions, %d is %s', (difference, written) => {
    expect(f.points(difference, { one: 'point', other: 'points' })).toBe(written)
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
    ['2026-11-16', '2026-11-16', '16 Nov 2026'],
    ['2026-11-16', '2026-11-22', '16 Nov to 22 Nov 2026'],
    ['2026-10-28', '2026-11-03', '28 Oct to 3 Nov 2026'],
    ['2025-12-29', '2026-01-04', '29 Dec 2025 to 4 Jan 2026'],
    ['2026-01-01', '2026-12-31', '1 Jan to 31 Dec 2026'],
    ['2028-02-29', '2028-02-29', '29 Feb 2028'],
  ])('%s to %s is “%s”', (first, last, written) => {
    expect(f.span(days(first, last), 'to')).toBe(written)
  })

  test('a day, a weekday and a month', () => {
    const late = new Date('2026-11-16T23:59:59Z')
    expect([f.day(late), f.weekday(late), f.month(late)]).toEqual(['16 Nov 2026', 'Mon 16 Nov', 'Nov 2026'])
  })

  test.each([
    ['UTC', '23 Nov 2026, 00:25 UTC'],
    ['Europe/Berlin', '23 Nov 2026, 01:25 CET'],
    ['America/Los_Angeles', '22 Nov 2026, 16:25 GMT-8'],
  ])('a moment is told in the reader’s zone, %s', (zone, written) => {
    expect(f.moment(new Date('2026-11-23T00:25:00Z'), zone)).toBe(written)
  })
})

test('lists read as sentences do', () => {
  expect(f.list(['a', 'b', 'c'])).toBe('a, b and c')
  expect(f.alternatives(['a', 'b', 'c'])).toBe('a, b or c')
})

describe('what somebody wrote is said back', () => {
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
  ])('%s', (_how, written, said) => {
    expect(inside(quote(written))).toBe(said)
  })

  test('in quotes and set apart, so that right-to-left text keeps its place, whatever it holds', () => {
    fc.assert(
      fc.property(anyText({ maxLength: 400 }), written => {
        const said = quote(written)
        expect(said).toMatch(/^“\u2068.*\u2069”$/s)
        expect(inside(said)).not.toMatch(/\p{Bidi_Control}|\p{Cc}/u)
        expect([...new Intl.Segmenter().segment(inside(said))].length).toBeLessThanOrEqual(61)
      }),
    )
  })
})
