import fc from 'fast-check'
import { type ChartPart, chart } from '../../src/message/message.ts'
import type { Words } from '../../src/message/words.ts'
import { sizeOf } from './sizes.ts'
import { anyText } from './texts.ts'

const day = (at: number) => new Date(Date.UTC(2026, 8, 1 + at))

/** Any chart, also with missing values and series of another length than the axis. */
export function anyChart(text: fc.Arbitrary<string> = anyText(), most = 24): fc.Arbitrary<ChartPart> {
  const value = fc.oneof(
    fc.integer({ min: -50, max: 2_000 }),
    fc.constantFrom(null, 0, 1_000_000, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_VALUE, 5e-324),
  )
  const series = fc.record({ label: text, values: fc.array(value, { maxLength: most }) })
  return fc
    .record({
      shape: fc.constantFrom('line' as const, 'bar' as const, 'stacked' as const),
      title: text,
      categories: fc.array(text, { maxLength: most }),
      series: fc.array(series, { maxLength: 8 }),
      altText: text,
      isInTime: fc.boolean(),
    })
    .map(({ isInTime, ...drawing }) =>
      chart({ ...drawing, ...(isInTime ? { days: drawing.categories.map((_, at) => day(at)) } : {}) }),
    )
}

const names = ['n'.repeat(500), 'فريق البيانات', '**bold** _it_ [x](https://evil.example)', '<!channel>', '', ' \n ']

const manyPoints = sizeOf(2_000, 1_000_000)

/** What charts are made to break on, with the shape that suits it. */
export const hardCharts: readonly (readonly [string, ChartPart])[] = [
  ['one point', charted({ shape: 'line', categories: ['Mon'], series: [{ label: 'Active', values: [3] }] })],
  ['no point', charted({ shape: 'line', categories: [], series: [] })],
  ['no value', charted({ shape: 'bar', categories: ['a', 'b'], series: [{ label: 'Active', values: [null, null] }] })],
  ['only zeros', charted({ shape: 'line', categories: ['a', 'b'], series: [{ label: 'Active', values: [0, 0] }] })],
  ['a million', charted({ shape: 'bar', categories: ['a', 'b'], series: [{ label: 'A', values: [1_000_000, 1] }] })],
  ['a negative change', charted({ shape: 'bar', categories: ['a', 'b'], series: [{ label: 'A', values: [-7, 3] }] })],
  ['a gap', charted({ shape: 'line', categories: ['a', 'b', 'c'], series: [{ label: 'A', values: [1, null, 3] }] })],
  [
    `${manyPoints} points`,
    charted({
      shape: 'line',
      categories: Array.from({ length: manyPoints }, (_, at) => `${at}`),
      series: [{ label: 'A', values: Array.from({ length: manyPoints }, (_, at) => at) }],
    }),
  ],
  [
    'hard names',
    charted({
      shape: 'bar',
      categories: names,
      series: names.map(label => ({ label, values: names.map((_, at) => at) })),
    }),
  ],
  [
    'names that begin alike',
    charted({
      shape: 'stacked',
      categories: ['x'.repeat(30), 'x'.repeat(31), 'x'.repeat(32)],
      series: ['A', 'A', 'A'].map(label => ({ label, values: [1, 2, 3] })),
    }),
  ],
]

function charted(drawing: Pick<ChartPart, 'shape' | 'categories' | 'series'>): ChartPart {
  const days = drawing.shape === 'line' ? { days: drawing.categories.map((_, at) => day(at)) } : {}
  return chart({ title: 'What one looks at', altText: 'What one sees.', ...drawing, ...days })
}

/** Every number of a chart as the text must show it; none of a chart that no message could hold. */
export function numbersIn({ categories, series }: ChartPart, words: Words): string[] {
  if (categories.length > 100) return []
  return series.flatMap(({ values }) => values.flatMap(value => (value === null ? [] : [words.count(value)])))
}

/** One example for each shape, as reports draw them. */
export const goldenCharts: Readonly<Record<ChartPart['shape'], ChartPart>> = {
  line: charted({
    shape: 'line',
    categories: ['Mon, 16 Nov', 'Tue, 17 Nov', 'Wed, 18 Nov', 'Thu, 19 Nov', 'Fri, 20 Nov', 'Sat, 21 Nov'],
    series: [
      { label: 'Payments', values: [28, 33, null, 34, 31, 4] },
      { label: 'فريق البيانات', values: [12, 14, 15, 15, 11, 0] },
    ],
  }),
  bar: charted({
    shape: 'bar',
    categories: ['Active', 'Idle', 'Invited', 'Deactivated'],
    series: [{ label: 'Seats', values: [42, 15, 6, 4] }],
  }),
  stacked: charted({
    shape: 'stacked',
    categories: ['Payments', 'Web', 'Mobile'],
    series: [
      { label: 'Registered', values: [57, 20, 9] },
      { label: 'Invited', values: [6, 0, 2] },
      { label: 'Deactivated', values: [4, 1, null] },
    ],
  }),
}
