import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readRetryAfter } from '../../../src/usage-api/http.ts'

const now = new Date('2026-09-28T12:00:00Z')

test.each<[string | null, number | null]>([
  [null, null],
  ['', null],
  ['0', 0],
  ['7', 7],
  [' 120 ', 120],
  ['Mon, 28 Sep 2026 12:00:30 GMT', 30],
  ['Monday, 28-Sep-26 12:01:00 GMT', 60],
  ['Mon Sep 28 12:02:00 2026 GMT', 120],
  ['2026-09-28T12:00:05Z', 5],
  ['Mon, 28 Sep 2026 12:00:00 GMT', 0],
  ['Mon, 28 Sep 2026 11:00:00 GMT', 0],
  ['-1', null],
  ['1.5', null],
  ['1e3', null],
  ['soon', null],
  ['NaN', null],
  ['Infinity', null],
  ['99999999999999999999', null],
])('reads “%s”', (header, seconds) => {
  expect(readRetryAfter(header, now)).toBe(seconds)
})

test('a number of seconds is that number', () => {
  fc.assert(
    fc.property(fc.nat({ max: 999_999_999 }), seconds => {
      expect(readRetryAfter(String(seconds), now)).toBe(seconds)
    }),
  )
})

test('a date is the seconds until then, and no less', () => {
  fc.assert(
    fc.property(fc.integer({ min: -500_000, max: 500_000 }), fc.nat({ max: 999 }), (seconds, milliseconds) => {
      const date = new Date(now.getTime() + seconds * 1000)
      const asked = new Date(now.getTime() + milliseconds)
      const wait = readRetryAfter(date.toUTCString(), asked)
      expect(wait).toBe(Math.max(0, Math.ceil(seconds - milliseconds / 1000)))
    }),
  )
})

test('whatever the header holds, the result is a finite wait or none', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.date().map(String), fc.double().map(String)), header => {
      const wait = readRetryAfter(header, now)
      expect(wait === null || (Number.isSafeInteger(wait) && wait >= 0)).toBe(true)
    }),
  )
})
