import { describe, expect, test } from 'vitest'
import { cellText, type TablePart } from '../../../src/message/message.ts'
import { createWords } from '../../../src/message/words.ts'
import type { Usage, UsageBucket } from '../../../src/ports.ts'
import { plainCalendar } from '../../../src/time/utc-days.ts'
import { assembleTrend, chartActive, markDaysOff, renderTrend } from '../../../src/usage/trend.ts'
import { days, metrics, metricsOfAll } from '../../helpers/facts.ts'

const words = createWords('en')

/** All steps are over. */
const later = new Date('2026-12-24T00:00:00Z')

function bucket(first: string, last: string, count: number): UsageBucket {
  return { period: days(first, last), metrics: metricsOfAll(count) }
}

function usage(first: string, last: string, ...buckets: UsageBucket[]): Usage {
  const period = days(first, last)
  return { period, segments: [{ version: 'v2', period, buckets }] }
}

describe('assembleTrend', () => {
  test('days that the server left out are gaps', () => {
    const answer = usage(
      '2026-11-16',
      '2026-11-19',
      bucket('2026-11-16', '2026-11-16', 3),
      bucket('2026-11-19', '2026-11-19', 4),
    )
    expect(assembleTrend(answer, 'daily', later)).toEqual([
      { period: days('2026-11-16', '2026-11-16'), metrics: metricsOfAll(3) },
      { period: days('2026-11-17', '2026-11-17'), metrics: null },
      { period: days('2026-11-18', '2026-11-18'), metrics: null },
      { period: days('2026-11-19', '2026-11-19'), metrics: metricsOfAll(4) },
    ])
  })

  test('a question without any answer is a gap each day', () => {
    const rows = assembleTrend(usage('2026-03-28', '2026-03-30'), 'daily', later)
    expect(rows.map(row => row.period.from.toISOString().slice(0, 10))).toEqual([
      '2026-03-28',
      '2026-03-29',
      '2026-03-30',
    ])
    expect(rows.every(row => row.metrics === null)).toBe(true)
  })

  test.each(['weekly', 'monthly'] as const)('%s steps keep the dates of the server', step => {
    const week = bucket('2026-11-16', '2026-11-22', 3)
    expect(assembleTrend(usage('2026-11-18', '2026-11-30', week), step, later)).toEqual([week])
  })

  test('the steps of two versions follow each other', () => {
    const [first, second] = [bucket('2026-11-02', '2026-11-08', 3), bucket('2026-11-09', '2026-11-15', 4)]
    const period = days('2026-11-02', '2026-11-15')
    const answer: Usage = {
      period,
      segments: [
        { version: 'v1', period: first.period, buckets: [first] },
        { version: 'v2', period: second.period, buckets: [second] },
      ],
    }
    expect(assembleTrend(answer, 'weekly', later)).toEqual([first, second])
  })
})

describe('a step that is still running', () => {
  const noon = new Date('2026-11-18T12:00:00Z')
  const answer = usage(
    '2026-11-16',
    '2026-11-18',
    bucket('2026-11-16', '2026-11-16', 5),
    bucket('2026-11-17', '2026-11-17', 7),
    bucket('2026-11-18', '2026-11-18', 0),
  )
  const rows = assembleTrend(answer, 'daily', noon)

  test('is called so in the table', () => {
    const [table] = renderTrend(rows, 'daily', words)
    expect(table?.rows.map(([day]) => cellText(day))).toEqual(['Mon 16 Nov', 'Tue 17 Nov', 'Wed 18 Nov, so far'])
  })

  test('is no point of the chart, which else would fall at its end', () => {
    const [chart] = chartActive(rows, 'daily', words)
    expect(chart?.series[0]?.values).toEqual([5, 7])
    expect(chart?.categories).toHaveLength(2)
    expect(chart?.days).toEqual([days('2026-11-16', '2026-11-16').from, days('2026-11-17', '2026-11-17').from])
    expect(chart?.altText).toContain('Tue 17 Nov 7.')
  })

  test('is over with its last moment', () => {
    expect(assembleTrend(answer, 'daily', new Date('2026-11-19T00:00:00Z')).some(row => row.isRunning)).toBe(false)
    expect(assembleTrend(answer, 'daily', new Date('2026-11-18T23:59:59Z')).map(row => row.isRunning)).toEqual([
      undefined,
      undefined,
      true,
    ])
  })
})

describe('a step that is cut short', () => {
  const months = [
    bucket('2026-08-28', '2026-08-31', 63),
    bucket('2026-09-01', '2026-09-30', 81),
    bucket('2026-10-01', '2026-10-31', 85),
    bucket('2026-11-01', '2026-11-24', 83),
  ]

  test('is labelled by its days', () => {
    const [table] = renderTrend(months, 'monthly', words)
    expect(table?.rows.map(([month]) => cellText(month))).toEqual([
      '28–31 Aug 2026',
      'Sep 2026',
      'Oct 2026',
      '1–24 Nov 2026',
    ])
  })

  test('is no point of a chart', () => {
    expect(chartActive(months, 'monthly', words)[0]?.series[0]?.values).toEqual([81, 85])
    const weeks = [bucket('2026-11-01', '2026-11-01', 2), bucket('2026-11-02', '2026-11-08', 78)]
    expect(chartActive(weeks, 'weekly', words)).toEqual([])
  })
})

describe('renderTrend', () => {
  function tableOf(...trend: Parameters<typeof renderTrend>) {
    const [table, ...others] = renderTrend(...trend)
    expect(others).toEqual([])
    return table ?? expect.fail('there is no table')
  }

  const shownIn = ({ rows }: TablePart) => rows.map(row => row.map(cellText))

  test('where nothing is reported there is no table', () => {
    const gap = { period: days('2026-11-17', '2026-11-17'), metrics: null }
    expect(renderTrend([gap], 'daily', words)).toEqual([])
    expect(renderTrend([], 'weekly', words)).toEqual([])
  })

  const rows = [bucket('2026-11-16', '2026-11-16', 1_234), { period: days('2026-11-17', '2026-11-17'), metrics: null }]

  test('a gap is “not reported” and never 0', () => {
    expect(shownIn(tableOf(rows, 'daily', words))).toEqual([
      ['Mon 16 Nov', '1,234', '1,234', '1,234', '1,234'],
      ['Tue 17 Nov', ...Array(4).fill('not reported')],
    ])
  })

  test('a count that no step reports has no column', () => {
    const only = [{ period: days('2026-11-16', '2026-11-16'), metrics: metrics({ activeUsers: 0 }) }]
    const table = tableOf(only, 'daily', words)
    expect(table.columns.map(({ label }) => label)).toEqual(['Day', 'Active'])
    expect(shownIn(table)).toEqual([['Mon 16 Nov', '0']])
  })

  test.each([
    ['daily', 'Mon 16 Nov', 'Usage by day'],
    ['weekly', '16–22 Nov 2026', 'Usage by week'],
    ['monthly', '16–22 Nov 2026', 'Usage by month'],
  ] as const)('%s steps are called by their days', (step, called, caption) => {
    const table = tableOf([bucket('2026-11-16', step === 'daily' ? '2026-11-16' : '2026-11-22', 1)], step, words)
    expect(shownIn(table)[0]?.[0]).toBe(called)
    expect(table.caption).toBe(caption)
    expect(table.more).toBe(0)
  })

  test('a weekend is one row: uses are added, people are at least those of the busier day', () => {
    const week = ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'].map((day, at) => bucket(day, day, at + 2))
    const [table] = renderTrend(markDaysOff(week, plainCalendar), 'daily', words)
    expect(table?.rows.map(row => row.map(cellText))).toEqual([
      ['Fri 20 Nov', '2', '2', '2', '2'],
      ['Sat–Sun 21–22 Nov', 'at least 4', '7', '7', '7'],
      ['Mon 23 Nov', '5', '5', '5', '5'],
    ])
  })

  test('a weekend of which one day is quiet has the people of the other', () => {
    const week = [bucket('2026-11-21', '2026-11-21', 3), bucket('2026-11-22', '2026-11-22', 0)]
    const [table] = renderTrend(markDaysOff(week, plainCalendar), 'daily', words)
    expect(table?.rows.map(row => row.map(cellText))).toEqual([['Sat–Sun 21–22 Nov', '3', '3', '3', '3']])
  })

  test('a weekend of which one day is missing is not reported', () => {
    const week = [bucket('2026-11-21', '2026-11-21', 3), { period: days('2026-11-22', '2026-11-22'), metrics: null }]
    const [table] = renderTrend(
      markDaysOff([bucket('2026-11-20', '2026-11-20', 3), ...week], plainCalendar),
      'daily',
      words,
    )
    expect(table?.rows.map(row => row.map(cellText))[1]?.slice(1)).toEqual(Array(4).fill('not reported'))
  })

  test('the days off are those of the installation: other weekends, and holidays next to them', () => {
    const week = ['2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'].map((day, at) =>
      bucket(day, day, at + 2),
    )
    const calendar = { weekend: [5, 6], holidays: ['2026-11-22'] }
    const [table] = renderTrend(markDaysOff(week, calendar), 'daily', words)
    expect(table?.rows.map(row => row.map(cellText))).toEqual([
      ['Thu 19 Nov', '2', '2', '2', '2'],
      ['Fri–Sun 20–22 Nov', 'at least 5', '12', '12', '12'],
      ['Mon 23 Nov', '6', '6', '6', '6'],
    ])
    const [chart] = chartActive(markDaysOff(week, calendar), 'daily', words)
    expect(chart?.series[0]?.values).toEqual([2, 6])
  })

  test('of one person it does not show how many people there are', () => {
    const [table] = renderTrend(rows, 'daily', words, { isOfOne: true })
    expect(table?.columns.map(({ label }) => label)).toEqual(['Day', 'Completions', 'Chat', 'Agent'])
  })

  test('steps are sorted by their days and counts by their number; a gap has none', () => {
    expect(tableOf(rows, 'daily', words).rows.map(([day, active]) => [day, active])).toEqual([
      [
        { text: 'Mon 16 Nov', value: 20261116 },
        { text: '1,234', value: 1_234 },
      ],
      [{ text: 'Tue 17 Nov', value: 20261117 }, 'not reported'],
    ])
  })

  test('text is on the left, numbers on the right', () => {
    expect(tableOf(rows, 'daily', words).columns.map(({ align }) => align)).toEqual([
      'left',
      'right',
      'right',
      'right',
      'right',
    ])
  })
})
