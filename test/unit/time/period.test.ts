import { describe, expect, test } from 'vitest'
import { type AppError, hasCode } from '../../../src/errors.ts'
import { readPeriod, resolvePeriod } from '../../../src/time/period.ts'
import { days } from '../../helpers/facts.ts'

/** A Wednesday. */
const now = new Date('2026-11-25T12:00:00Z')

function ask(words: string) {
  return resolvePeriod(words, now, 'UTC')
}

function refusal(words: string): AppError | null {
  try {
    ask(words)
    return null
  } catch (error) {
    if (hasCode(error, 'bad-period', 'period-in-future', 'period-backwards', 'period-too-long')) return error
    throw error
  }
}

describe('a period that is over', () => {
  test.each<[words: string, first: string, last: string, before: [first: string, last: string]]>([
    ['yesterday', '2026-11-24', '2026-11-24', ['2026-11-23', '2026-11-23']],
    ['last week', '2026-11-16', '2026-11-22', ['2026-11-09', '2026-11-15']],
    ['previous week', '2026-11-16', '2026-11-22', ['2026-11-09', '2026-11-15']],
    ['last month', '2026-10-01', '2026-10-31', ['2026-09-01', '2026-09-30']],
    ['last quarter', '2026-07-01', '2026-09-30', ['2026-04-01', '2026-06-30']],
    ['last year', '2025-01-01', '2025-12-31', ['2024-01-01', '2024-12-31']],
    ['last 30 days', '2026-10-26', '2026-11-24', ['2026-09-26', '2026-10-25']],
    ['past 7 days', '2026-11-18', '2026-11-24', ['2026-11-11', '2026-11-17']],
    ['last 1 day', '2026-11-24', '2026-11-24', ['2026-11-23', '2026-11-23']],
    ['last 2 weeks', '2026-11-11', '2026-11-24', ['2026-10-28', '2026-11-10']],
    ['2026-09', '2026-09-01', '2026-09-30', ['2026-08-01', '2026-08-31']],
    ['2026-01', '2026-01-01', '2026-01-31', ['2025-12-01', '2025-12-31']],
    ['September', '2026-09-01', '2026-09-30', ['2026-08-01', '2026-08-31']],
    ['sept', '2026-09-01', '2026-09-30', ['2026-08-01', '2026-08-31']],
    ['Sep 2025', '2025-09-01', '2025-09-30', ['2025-08-01', '2025-08-31']],
    ['december', '2025-12-01', '2025-12-31', ['2025-11-01', '2025-11-30']],
    ['Q3', '2026-07-01', '2026-09-30', ['2026-04-01', '2026-06-30']],
    ['Q1', '2026-01-01', '2026-03-31', ['2025-10-01', '2025-12-31']],
    ['Q3 2025', '2025-07-01', '2025-09-30', ['2025-04-01', '2025-06-30']],
    ['2025 Q3', '2025-07-01', '2025-09-30', ['2025-04-01', '2025-06-30']],
    ['1 Sep to 14 Sep', '2026-09-01', '2026-09-14', ['2026-08-18', '2026-08-31']],
    ['2026-09-01..2026-09-14', '2026-09-01', '2026-09-14', ['2026-08-18', '2026-08-31']],
    ['2026-09-01 ... 2026-09-14', '2026-09-01', '2026-09-14', ['2026-08-18', '2026-08-31']],
    ['from 1 Sep until 14 Sep', '2026-09-01', '2026-09-14', ['2026-08-18', '2026-08-31']],
    ['1 Sep - 14 Sep', '2026-09-01', '2026-09-14', ['2026-08-18', '2026-08-31']],
    ['Sep 1 to Sep 14, 2026', '2026-09-01', '2026-09-14', ['2026-08-18', '2026-08-31']],
    ['1st September to 14th September 2025', '2025-09-01', '2025-09-14', ['2025-08-18', '2025-08-31']],
    ['2026-09-01 to 14 Sep', '2026-09-01', '2026-09-14', ['2026-08-18', '2026-08-31']],
    ['20 Dec to 5 Jan', '2025-12-20', '2026-01-05', ['2025-12-03', '2025-12-19']],
    ['20 Dec to 5 Jan 2026', '2025-12-20', '2026-01-05', ['2025-12-03', '2025-12-19']],
    ['20 Dec 2025 to 5 Jan', '2025-12-20', '2026-01-05', ['2025-12-03', '2025-12-19']],
    ['30 Nov to 5 Dec', '2025-11-30', '2025-12-05', ['2025-11-24', '2025-11-29']],
    ['24 Nov', '2026-11-24', '2026-11-24', ['2026-11-23', '2026-11-23']],
    ['26 Nov', '2025-11-26', '2025-11-26', ['2025-11-25', '2025-11-25']],
    ['Nov 24, 2026', '2026-11-24', '2026-11-24', ['2026-11-23', '2026-11-23']],
    ['2026-11-24', '2026-11-24', '2026-11-24', ['2026-11-23', '2026-11-23']],
    ['29 Feb 2024', '2024-02-29', '2024-02-29', ['2024-02-28', '2024-02-28']],
    ['February 2024', '2024-02-01', '2024-02-29', ['2024-01-01', '2024-01-31']],
    ['2024-01-01 to 2025-12-31', '2024-01-01', '2025-12-31', ['2021-12-31', '2023-12-31']],
  ])('“%s” is %s to %s, and has the same span before it', (words, first, last, [firstBefore, lastBefore]) => {
    expect(ask(words)).toEqual({
      period: days(first, last),
      previous: days(firstBefore, lastBefore),
      isOver: true,
      words: words.toLowerCase(),
    })
  })
})

describe('a period still running ends with today in UTC, and is compared with nothing', () => {
  test.each([
    ['today', '2026-11-25'],
    ['this week', '2026-11-23'],
    ['current week', '2026-11-23'],
    ['wtd', '2026-11-23'],
    ['this month', '2026-11-01'],
    ['mtd', '2026-11-01'],
    ['this quarter', '2026-10-01'],
    ['qtd', '2026-10-01'],
    ['this year', '2026-01-01'],
    ['ytd', '2026-01-01'],
    ['Q4', '2026-10-01'],
    ['november', '2026-11-01'],
    ['2026-11', '2026-11-01'],
    ['20 Nov to 30 Nov', '2026-11-20'],
    ['20 Nov to 5 Jan', '2026-11-20'],
    ['2026-11-25', '2026-11-25'],
  ])('“%s” began on %s', (words, first) => {
    expect(ask(words)).toEqual({
      period: days(first, '2026-11-25'),
      previous: null,
      isOver: false,
      words: words.toLowerCase(),
    })
  })
})

describe('case, spaces, hyphens and dashes do not matter', () => {
  test.each([
    ['last-week', 'last week'],
    ['LAST   Week ', 'last week'],
    ['last\u2011week', 'last week'],
    ['Last–Month', 'last month'],
    ['last-30-days', 'last 30 days'],
    ['last 30-days', 'last 30 days'],
    ['q3-2026', 'Q3 2026'],
    ['2026-q3', 'Q3 2026'],
    ['MTD', 'this month'],
    ['1-Sep to 14-Sep', '1 Sep to 14 Sep'],
    ['1 Sep – 14 Sep', '1 Sep to 14 Sep'],
    ['1 Sep–14 Sep', '1 Sep to 14 Sep'],
    ['2026-09-01–2026-09-14', '2026-09-01 to 2026-09-14'],
    ['2026-9-1..2026-9-14', '2026-09-01..2026-09-14'],
  ])('“%s” is “%s”', (written, plain) => {
    expect(ask(written).period).toEqual(ask(plain).period)
  })
})

describe('what is not about a period is nobody’s period', () => {
  test.each([
    '',
    ' ',
    '-',
    'payments',
    'last',
    'week',
    'next week',
    'tomorrow',
    'last week payments',
    'the last week',
    'last weeks',
    'Q5',
    'Q0 2026',
    '2026',
    '26-09',
    '1 Sep to',
    'to 14 Sep',
    '1 Sep 14 Sep',
    'septembre',
    'last 10000 days',
    '🗓️',
    'יום',
    'q3 2026 q4',
  ])('“%s”', words => {
    expect(readPeriod(words)).toBeNull()
    expect(refusal(words)).toMatchObject({ code: 'bad-period', details: { subject: words } })
  })
})

describe('a date that no calendar has is refused', () => {
  test.each([
    '2026-13',
    '2026-00',
    '0000-01',
    '0050-09',
    'sep 1950',
    'Q3 1999',
    '30 Feb',
    '31 Apr 2026',
    '2026-02-29',
    '29 Feb 2026',
    '2026-09-31',
    '2026-9-0',
    '1 Sep to 31 Sep',
    '1999-12-31',
    '32 Jan to 3 Feb',
    'last 0 days',
  ])('“%s”', words => {
    expect(refusal(words)).toMatchObject({ code: 'bad-period', details: { subject: words } })
  })
})

describe('a period of which no day has begun is refused', () => {
  test.each(['2026-12', '2026-11-26', '26 Nov 2026 to 30 Nov', 'Q1 2027', 'dec 2026', '2030-01-01..2030-02-01'])(
    '“%s”',
    words => {
      expect(refusal(words)?.code).toBe('period-in-future')
    },
  )
})

describe('a period that ends before it begins is refused', () => {
  test.each(['14 Sep to 1 Sep', '2026-09-14..2026-09-01', '14 Sep 2026 to 1 Sep 2026', '5 Mar to 1 Mar 2026'])(
    '“%s”',
    words => {
      expect(refusal(words)?.code).toBe('period-backwards')
    },
  )
})

describe('a period of more than two years is refused', () => {
  test.each([
    '2024-01-01 to 2026-01-01',
    'last 732 days',
    'last 9999 days',
    'last 9999 weeks',
    '2000-01-01..2026-01-01',
  ])('“%s”', words => {
    expect(refusal(words)?.code).toBe('period-too-long')
  })
})
