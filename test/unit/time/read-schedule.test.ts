import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AppError, type ErrorDetails } from '../../../src/errors.ts'
import type { Schedule } from '../../../src/ports.ts'
import { formatSchedule, looksLikeSchedule, readSchedule } from '../../../src/time/read-schedule.ts'
import { schedules } from './arbitraries.ts'

const base: Schedule = { every: { unit: 'week', weekday: 3 }, hour: 8, minute: 15, zone: 'Asia/Tokyo' }

function refusal(words: string): ErrorDetails {
  try {
    readSchedule(words, base)
  } catch (error) {
    if (error instanceof AppError && error.code === 'bad-schedule') return error.details
    throw error
  }
  throw new Error(`“${words}” was read as ${formatSchedule(readSchedule(words, base))}`)
}

describe('what people write', () => {
  test.each<[words: string, meant: string]>([
    ['', 'every wednesday at 8:15 Asia/Tokyo'],
    ['every monday', 'every monday at 8:15 Asia/Tokyo'],
    ['Every MON', 'every monday at 8:15 Asia/Tokyo'],
    ['each Tuesday', 'every tuesday at 8:15 Asia/Tokyo'],
    ['on thursdays', 'every thursday at 8:15 Asia/Tokyo'],
    ['every week', 'every wednesday at 8:15 Asia/Tokyo'],
    ['every week on friday', 'every friday at 8:15 Asia/Tokyo'],
    ['weekly', 'every wednesday at 8:15 Asia/Tokyo'],
    ['weekly on sun', 'every sunday at 8:15 Asia/Tokyo'],
    ['weekly Thurs 9h30', 'every thursday at 9:30 Asia/Tokyo'],
    ['monday 9', 'every monday at 9:00 Asia/Tokyo'],
    ['monthly', 'monthly on the 1st at 8:15 Asia/Tokyo'],
    ['every month', 'monthly on the 1st at 8:15 Asia/Tokyo'],
    ['monthly on the 1st at 9:00 Berlin', 'monthly on the 1st at 9:00 Europe/Berlin'],
    ['on the first day of the month', 'monthly on the 1st at 8:15 Asia/Tokyo'],
    ['every 1st of the month at noon', 'monthly on the 1st at 12:00 Asia/Tokyo'],
    ['at 9', 'every wednesday at 9:00 Asia/Tokyo'],
    ['at 9:30', 'every wednesday at 9:30 Asia/Tokyo'],
    ['09:30', 'every wednesday at 9:30 Asia/Tokyo'],
    ['at 9am', 'every wednesday at 9:00 Asia/Tokyo'],
    ['9 P.M.', 'every wednesday at 21:00 Asia/Tokyo'],
    ['at 12 am', 'every wednesday at 0:00 Asia/Tokyo'],
    ['at 12pm', 'every wednesday at 12:00 Asia/Tokyo'],
    ['at 21.30', 'every wednesday at 21:30 Asia/Tokyo'],
    ['at 9 o’clock', 'every wednesday at 9:00 Asia/Tokyo'],
    ['at midnight', 'every wednesday at 0:00 Asia/Tokyo'],
    ['europe/berlin', 'every wednesday at 8:15 Europe/Berlin'],
    ['america/new york', 'every wednesday at 8:15 America/New_York'],
    ['New York', 'every wednesday at 8:15 America/New_York'],
    ['in São Paulo', 'every wednesday at 8:15 America/Sao_Paulo'],
    ['port au prince time', 'every wednesday at 8:15 America/Port-au-Prince'],
    ['Kolkata', 'every wednesday at 8:15 Asia/Kolkata'],
    ['Calcutta', 'every wednesday at 8:15 Asia/Calcutta'],
    ['buenos aires', 'every wednesday at 8:15 America/Argentina/Buenos_Aires'],
    ['US/Eastern', 'every wednesday at 8:15 America/New_York'],
    ['Japan', 'every wednesday at 8:15 Asia/Tokyo'],
    ['etc/gmt+3', 'every wednesday at 8:15 Etc/GMT+3'],
    ['utc', 'every wednesday at 8:15 UTC'],
    ['GMT', 'every wednesday at 8:15 UTC'],
    ['at 9 Z', 'every wednesday at 9:00 UTC'],
    ['every mon, at 9:00, (Europe/Berlin)', 'every monday at 9:00 Europe/Berlin'],
    ['at 9 in new york on fridays', 'every friday at 9:00 America/New_York'],
    ['monday and at 9', 'every monday at 9:00 Asia/Tokyo'],
    ['every\u00a0monday  at\t9', 'every monday at 9:00 Asia/Tokyo'],
    ['at ９：３０', 'every wednesday at 9:30 Asia/Tokyo'],
  ])('%j', (words, meant) => {
    expect(formatSchedule(readSchedule(words, base))).toBe(meant)
  })

  test('a weekly schedule without a day is on Mondays if it had no day before', () => {
    expect(readSchedule('weekly', { ...base, every: { unit: 'month' } }).every).toEqual({ unit: 'week', weekday: 1 })
  })
})

describe('what people mistype', () => {
  test.each<[words: string, problem: ErrorDetails['problem'], subject: string, corrected: string[]]>([
    ['every blursday at 9', 'weekday', 'blursday', ['every thursday at 9']],
    ['Mondey at 9', 'weekday', 'Mondey', ['monday at 9']],
    [
      'every tusday Berlin',
      'weekday',
      'tusday',
      ['every tuesday Berlin', 'every thursday Berlin', 'every sunday Berlin'],
    ],
    ['every', 'weekday', 'every', []],
    ['every day', 'weekday', 'day', []],
    ['daily at 9', 'weekday', 'daily', []],
    ['every at 9', 'weekday', 'every', []],
    ['every 2 weeks', 'weekday', '2 weeks', []],
    ['every other monday', 'weekday', 'other monday', []],
    ['monthly on the 15th', 'month-day', '15th', ['monthly on the 1st']],
    ['at 25:00', 'time', '25:00', []],
    ['at 24:00', 'time', '24:00', ['at 0:00']],
    ['24:30', 'time', '24:30', []],
    ['every monday at 9:60 UTC', 'time', '9:60', ['every monday at 10:00 UTC']],
    ['at 23:60', 'time', '23:60', ['at 0:00']],
    ['every monday 9:75', 'time', '9:75', []],
    ['at 13 pm', 'time', '13 pm', ['at 13:00']],
    ['at 13:30pm', 'time', '13:30pm', ['at 13:30']],
    ['at 9:60 pm', 'time', '9:60 pm', []],
    ['every funday', 'weekday', 'funday', ['every sunday', 'every monday', 'every friday']],
    ['monthly on the 31st', 'month-day', '31st', ['monthly on the 1st']],
    ['at 0am', 'time', '0am', []],
    ['at nine', 'time', 'nine', []],
    ['at 9:3o', 'time', '9:3o', []],
    ['every monday at', 'time', 'at', []],
    ['every monday at 9:00 Berln', 'zone', 'Berln', ['every monday at 9:00 Europe/Berlin']],
    ['new yrok at 9', 'zone', 'new yrok', ['America/New_York at 9']],
    ['at 9 CET', 'zone', 'CET', ['at 9 Europe/Berlin', 'at 9 Europe/Paris']],
    ['at 9 EST', 'zone', 'EST', ['at 9 America/New_York']],
    ['at 9 UTC+2', 'zone', 'UTC+2', []],
    ['at 9 +02:00', 'zone', '+02:00', []],
    ['on mars', 'weekday', 'mars', []],
    ['monday and thursday', 'second', 'thursday', []],
    ['at 9 at 10', 'second', 'at 10', []],
    ['UTC Europe/Berlin', 'second', 'Europe/Berlin', []],
    ['constructor', 'zone', 'constructor', []],
    ['at 9 __proto__', 'zone', '__proto__', []],
  ])('%j', (words, problem, subject, corrected) => {
    const details = refusal(words)
    expect([details.problem, details.subject]).toEqual([problem, subject])
    expect(details.suggestions?.map(({ line }) => line)).toEqual(corrected)
  })

  test('is offered in the line of a command', () => {
    const read = () => readSchedule('at 9 Berln', base, when => `edit 7 ${when}`)
    expect(read).toThrow(
      expect.objectContaining({
        details: expect.objectContaining({
          suggestions: [{ label: 'Europe/Berlin', line: 'edit 7 at 9 Europe/Berlin' }],
        }),
      }),
    )
  })
})

describe('at the end of a line', () => {
  test.each([
    ...['every monday', 'every blursday', 'every', 'weekly', 'monthly on the 15th', 'daily', 'on fridays', 'on mondey'],
    ...['on the 1st', 'at 9', 'at 25:00', 'at nine', 'at 9 Nowhere', 'Mondays at 9', 'tuseday 9:00'],
    ...['Europe/Berlin', 'europe/berln', 'america/new york at 9', 'US/Pacific', 'utc'],
  ])('%j is a schedule', words => {
    expect(looksLikeSchedule(words)).toBe(true)
  })

  test.each([
    ...[
      '',
      'payments',
      'on call',
      'at large',
      'on the road',
      'Platform Berlin',
      'Berlin',
      'Everyday Heroes',
      'z',
      'at',
      'on',
    ],
    ...['monday', 'CI/CD', 'R&D', '42', 'payments every monday', 'Atlas', 'Zulu'],
  ])('%j is a name', words => {
    expect(looksLikeSchedule(words)).toBe(false)
  })
})

test('the canonical words of any schedule read back to it, whatever was set before', () => {
  fc.assert(
    fc.property(schedules, schedules, (schedule, before) => {
      const words = formatSchedule(schedule)
      expect(readSchedule(words, before)).toEqual(schedule)
      expect(readSchedule(words.toLowerCase().replaceAll('_', ' '), before)).toEqual(schedule)
      expect(looksLikeSchedule(words)).toBe(true)
    }),
  )
})

const scraps = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'every',
        'on',
        'the',
        'at',
        'in',
        'weekly',
        'monthly',
        'monday',
        'mondey',
        '1st',
        '15th',
        '9',
        '9:00',
      ),
      fc.constantFrom(
        '25:00',
        'am',
        'pm',
        'time',
        'zone',
        'Berlin',
        'Berln',
        'new',
        'york',
        'UTC',
        'Etc/',
        '/',
        ' ',
        'and',
      ),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    ),
    { maxLength: 9 },
  )
  .map(words => words.join(' '))

test('any other words are read, or refused by what is wrong with them', () => {
  fc.assert(
    fc.property(fc.oneof(scraps, fc.string({ unit: 'binary', maxLength: 300 })), words => {
      expect(typeof looksLikeSchedule(words)).toBe('boolean')
      try {
        const read = readSchedule(words, base)
        expect(readSchedule(formatSchedule(read), base)).toEqual(read)
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        expect(error.code).toBe('bad-schedule')
        expect(error.details.subject).not.toBe('')
      }
    }),
  )
})
