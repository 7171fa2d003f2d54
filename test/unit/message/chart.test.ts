import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  axisStart,
  boundChart,
  describeChart,
  distinguish,
  isDrawable,
  withNumbers,
} from '../../../src/message/chart.ts'
import { cutText } from '../../../src/message/fit.ts'
import { chart, facts, type Message, type Part, text } from '../../../src/message/message.ts'
import { renderText } from '../../../src/message/text.ts'
import { createWords } from '../../../src/message/words.ts'
import { anyChart, goldenCharts, hardCharts } from '../../helpers/charts.ts'

const words = createWords('en')
const message = (...parts: Part[]): Message => ({ title: 'Title', summary: 'Summary.', parts })
const bars = chart({
  shape: 'bar',
  title: 'Seats',
  categories: ['Active', 'Idle'],
  series: [{ label: 'Seats', values: [1_042, 15] }],
  altText: 'Active 1,042 and idle 15.',
})

describe('the numbers of a chart', () => {
  test('are listed in a table where they are shown nowhere else', () => {
    expect(withNumbers(message(bars), words).parts.at(-1)).toEqual({
      kind: 'table',
      caption: 'Seats',
      columns: [
        { label: words.chart.category, align: 'left' },
        { label: 'Seats', align: 'right' },
      ],
      rows: [
        ['Active', { text: '1,042', value: 1_042 }],
        ['Idle', { text: '15', value: 15 }],
      ],
      more: 0,
    })
  })

  test.each<[string, Part]>([
    ['facts', facts([{ label: 'Seats', value: '1,042 of 1,057 registered (99%); 15, idle' }])],
    ['text', text('There are 1,042 and ', { strong: '15' }, '.')],
  ])('are not repeated where they are in %s', (_where, part) => {
    const whole = message(bars, part)
    expect(withNumbers(whole, words)).toBe(whole)
  })

  test('are listed where only a part of each is there', () => {
    const whole = message(bars, text('1,0421 and 150 and 15'))
    expect(withNumbers(whole, words).parts).toHaveLength(3)
  })

  test('are all in the text of any message, with the chart’s description', () => {
    fc.assert(
      fc.property(fc.array(anyChart(), { maxLength: 4 }), charts => {
        const shown = renderText(message(...charts), words)
        for (const one of charts) expect(shown).toContain(describeChart(one))
        const values = charts.flatMap(({ categories, series }) =>
          series.flatMap(({ values }) => values.slice(0, categories.length)),
        )
        for (const value of values)
          if (typeof value === 'number' && Number.isFinite(value)) expect(shown).toContain(words.count(value))
      }),
    )
  })
})

describe('what is left to draw', () => {
  const most = { points: 20, series: 6, holes: false }

  test('of more points than are taken a line keeps the newest and bars the first', () => {
    const categories = Array.from({ length: 30 }, (_, at) => `${at}`)
    const long = { ...bars, categories, series: [{ label: 'A', values: categories.map(Number) }] }
    const kept = boundChart({ ...long, shape: 'line' }, most, words)
    expect([kept.chart.categories.at(0), kept.chart.categories.at(-1)]).toEqual(['10', '29'])
    expect(kept.leftOut).toEqual([words.chart.lastOf(20, 30)])
    expect(boundChart(long, most, words)).toMatchObject({ leftOut: [words.chart.firstOf(20, 30)] })
  })

  test('a gap is left out and named where a place takes none, and kept where it does', () => {
    const { chart: strict, leftOut } = boundChart(goldenCharts.line, most, words)
    expect(strict.categories).not.toContain('Wed, 18 Nov')
    expect(strict.days).toHaveLength(5)
    expect(leftOut).toEqual([words.chart.gaps(['Wed, 18 Nov'])])
    const loose = boundChart(goldenCharts.line, { ...most, holes: true }, words)
    expect(loose.chart.categories).toEqual(goldenCharts.line.categories)
    expect(loose.chart.series[0]?.values[2]).toBeNull()
  })

  test('a series without any number is named and takes no space', () => {
    const silent = { ...bars, series: [...bars.series, { label: 'Silent', values: [null, Number.NaN] }] }
    const { chart: drawn, leftOut } = boundChart(silent, most, words)
    expect(drawn.series.map(({ label }) => label)).toEqual(['Seats'])
    expect(leftOut).toEqual([words.chart.gaps(['Silent'])])
  })

  test('of any chart it is within what is taken, without a gap, and nothing is invented', () => {
    fc.assert(
      fc.property(anyChart(undefined, 40), whole => {
        const { chart: drawn, leftOut } = boundChart(whole, most, words)
        expect(drawn.categories.length).toBeLessThanOrEqual(20)
        expect(drawn.series.length).toBeLessThanOrEqual(6)
        for (const { label, values } of drawn.series) {
          expect(values).toHaveLength(drawn.categories.length)
          expect(values.every(value => Number.isFinite(value))).toBe(true)
          const own = whole.series.filter(one => one.label === label).flatMap(one => [...one.values])
          expect(values.filter(value => !own.includes(value))).toEqual([])
        }
        const isWhole =
          drawn.categories.length === whole.categories.length && drawn.series.length === whole.series.length
        if (isDrawable(drawn) && !isWhole) expect(leftOut).not.toEqual([])
      }),
    )
  })

  test.each(hardCharts)('of %s', (_what, whole) => {
    const { chart: drawn } = boundChart(whole, most, words)
    expect(drawn.categories.length).toBeLessThanOrEqual(20)
  })
})

describe('the start of an axis', () => {
  const line = (...series: (number | null)[][]) =>
    chart({
      ...{ shape: 'line', title: '', altText: '', axis: 'marked' },
      categories: ['a', 'b', 'c'],
      series: series.map((values, at) => ({ label: `${at}`, values })),
    })

  test.each<[string, (number | null)[], number | null]>([
    ['just below a narrow line', [77, 70, 78], 65],
    ['below a flat one', [97, 97, 97], 96],
    ['at zero for a line that is near it', [3, 1, 5], null],
    ['at zero for a wide one', [140, 200, 260], null],
    ['at zero for one with a negative change', [-3, 90, 95], null],
    ['at zero where nothing is known', [null, null, null], null],
  ])('is %s', (_where, values, start) => expect(axisStart(line(values))).toBe(start))

  test('is zero of several lines, of bars, and where the chart does not say otherwise', () => {
    const { axis: _, ...plain } = line([77, 70, 78])
    const others = [line([77, 70, 78], [97, 97, 97]), { ...line([77, 70, 78]), shape: 'bar' as const }, plain]
    expect(others.map(axisStart)).toEqual([null, null, null])
  })

  test('leaves every point within the picture', () => {
    const value = fc.integer({ min: 1, max: 100_000 })
    fc.assert(
      fc.property(fc.array(value, { minLength: 3, maxLength: 3 }), values => {
        expect(axisStart(line(values)) ?? 0).toBeLessThan(Math.min(...values))
      }),
    )
  })
})

test('labels are distinguishable, however alike they begin, within their length', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('', 'a', 'a 2', 'x'.repeat(30), 'x'.repeat(31)), { maxLength: 30 }),
      labels => {
        const distinct = distinguish(labels, (label, room) => cutText(label, 20 - room) || '–')
        expect(new Set(distinct).size).toBe(labels.length)
        expect(distinct.every(label => label.length > 0 && label.length <= 20)).toBe(true)
      },
    ),
  )
})
