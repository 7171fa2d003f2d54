import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AppError } from '../../../src/errors.ts'
import { readUntil } from '../../../src/time/read-until.ts'

/** A Wednesday; already Thursday in Auckland. */
const now = new Date('2026-11-25T12:00:00Z')

describe('until', () => {
  test.each([
    ['tomorrow', '2026-11-26'],
    ['until Tomorrow', '2026-11-26'],
    ['thursday', '2026-11-26'],
    ['wednesday', '2026-12-02'],
    ['next monday', '2026-11-30'],
    ['next week', '2026-11-30'],
    ['next month', '2026-12-01'],
    ['2 weeks', '2026-12-09'],
    ['in 10 days', '2026-12-05'],
    ['7d', '2026-12-02'],
    ['a week', '2026-12-02'],
    ['3 months', '2027-02-25'],
    ['2027-01-10', '2027-01-10'],
    ['24 Dec', '2026-12-24'],
    ['Dec 24, 2026', '2026-12-24'],
    ['24th december 2026', '2026-12-24'],
    ['3 January', '2027-01-03'],
    ['29 Feb 2028', '2028-02-29'],
    ['29 Feb', '2028-02-29'],
    ['1 Nov', '2027-11-01'],
    ['january', '2027-01-01'],
    ['2027-02', '2027-02-01'],
    ['morgen', '2026-11-26'],
    ['bis nächsten Montag', '2026-11-30'],
    ['bis zum 24. Dezember', '2026-12-24'],
    ['2 Wochen', '2026-12-09'],
    ['in 10 Tagen', '2026-12-05'],
    ['nächste Woche', '2026-11-30'],
    ['Mittwoch', '2026-12-02'],
    ['10.1.2027', '2027-01-10'],
  ])('%s', (words, expected) => {
    expect(readUntil(words, now, 'UTC')).toEqual(new Date(`${expected}T00:00:00Z`))
  })

  test.each([
    ['tomorrow', 'Europe/Berlin', '2026-11-25T23:00:00Z'],
    ['tomorrow', 'Pacific/Auckland', '2026-11-26T11:00:00Z'],
    ['2027-03-29', 'Europe/Berlin', '2027-03-28T22:00:00Z'],
    ['2027-04-30', 'Africa/Cairo', '2027-04-29T22:00:00Z'],
  ])('%s begins when it begins in %s', (words, zone, expected) => {
    expect(readUntil(words, now, zone)).toEqual(new Date(expected))
  })

  test('the end of a shorter month', () => {
    expect(readUntil('1 month', new Date('2027-01-31T12:00Z'), 'UTC')).toEqual(new Date('2027-02-28T00:00Z'))
  })

  test.each([
    ...['today', '2026-11-25', '25 Nov', '2020-01-01', '0 days', '1 Nov 2026'].map(words => [words, 'past']),
    ...['', 'soon', '31 Feb', '2026-13-01', '1 Dec to 5 Dec', 'last week', '30 Feb 2027'].map(words => [words, 'date']),
  ])('%j is refused: %s', (words, problem) => {
    const read = () => readUntil(words, now, 'UTC')
    expect(read).toThrow(expect.objectContaining({ code: 'bad-schedule', details: { subject: words, problem } }))
  })

  test('any words are a moment to come, or refused', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[\d]{1,4}[ -][a-z\d]{1,5}[ -]\d{1,4}$/)),
        words => {
          try {
            expect(+readUntil(words, now, 'Europe/Berlin')).toBeGreaterThan(+now)
          } catch (error) {
            if (!(error instanceof AppError)) throw error
            expect(error.code).toBe('bad-schedule')
          }
        },
      ),
    )
  })
})
