import { describe, expect, test } from 'vitest'
import { renderSlack } from '../../../../adapters/slack/blocks.ts'
import { type Charts, describeChart, noCharts } from '../../../../src/message/chart.ts'
import { type ChartPart, chart, type Message, type Part, table, withWhole } from '../../../../src/message/message.ts'
import { createWords } from '../../../../src/message/words.ts'
import { validateBlocks } from '../../../clouds/slack/blocks/validate.ts'
import { goldenCharts, hardCharts, numbersIn } from '../../../helpers/charts.ts'
import { fallbackOf, readBlocks } from '../../../helpers/slack-text.ts'

const words = createWords('en')
const message = (...parts: Part[]): Message => ({ title: 'Title', summary: 'Summary.', parts })
const blocksOf = (message: Message, charts?: Charts): { type: string }[] =>
  renderSlack(message, words, charts).blocks ?? []
const drawnIn = (message: Message, charts?: Charts) =>
  blocksOf(message, charts).filter(({ type }) => type === 'data_visualization')
const pictures: Charts = { native: false, pictureOf: () => 'F0123' }
const shapes = Object.entries(goldenCharts) as [ChartPart['shape'], ChartPart][]

describe.each([...shapes, ...hardCharts])('%s', (_what, part) => {
  test.each<[string, Charts | undefined]>([
    ['drawn by Slack', undefined],
    ['as a picture', pictures],
    ['in words', noCharts],
  ])('is what Slack accepts, and described in words: %s', (_how, charts) => {
    const { blocks, text } = renderSlack(message(part), words, charts)
    expect(validateBlocks(blocks, 'message')).toEqual([])
    expect(text).toBe(fallbackOf(message(part), blocks))
    const shown = `${readBlocks(blocks)}\n${text}`
    for (const text of [part.altText, ...numbersIn(part, words)]) expect(shown).toContain(text)
  })
})

test('bars are drawn with their numbers, and what one sees is no caption', () => {
  expect(readBlocks(blocksOf(message(goldenCharts.bar)))).not.toContain(goldenCharts.bar.altText)
  expect(drawnIn(message(goldenCharts.bar))).toEqual([
    {
      type: 'data_visualization',
      title: 'What one looks at',
      chart: {
        type: 'bar',
        series: [
          {
            name: 'Seats',
            data: [
              { label: 'Active', value: 42 },
              { label: 'Idle', value: 15 },
              { label: 'Invited', value: 6 },
              { label: 'Deactivated', value: 4 },
            ],
          },
        ],
        axis_config: { categories: ['Active', 'Idle', 'Invited', 'Deactivated'] },
      },
    },
  ])
})

test('a gap is never drawn as zero: it is left out and named', () => {
  const drawn = message(goldenCharts.line)
  expect(JSON.stringify(drawnIn(drawn))).not.toContain('Wed, 18 Nov')
  expect(readBlocks(blocksOf(drawn))).toContain(words.chart.gaps(['Wed, 18 Nov']))
})

describe('a line is never joined across a gap', () => {
  const either: Charts = { native: true, pictureOf: () => 'F0123' }
  const at = (values: (number | null)[], ...others: (number | null)[][]) =>
    message({
      ...goldenCharts.line,
      series: [values, ...others].map((list, index) => ({ label: `Series ${index}`, values: list })),
    })
  const gap = at([28, 33, null, 34, 31, 4])
  const chartOf = (part: Message, charts?: Charts) =>
    (drawnIn(part, charts) as unknown as { chart: { type: string; series: { name: string; data: object[] }[] } }[])[0]
      ?.chart

  test('it is a picture where there is one, and else bars', () => {
    expect(blocksOf(gap, either).map(({ type }) => type)).toContain('image')
    expect(drawnIn(gap, either)).toEqual([])
    expect(chartOf(gap)?.type).toBe('bar')
    expect(readBlocks(blocksOf(gap))).toContain(words.chart.gaps(['Wed, 18 Nov']))
  })

  test('one without a gap stays a line, also where it begins later or ends sooner', () => {
    for (const whole of [at([1, 2, 3, 4, 5, 6]), at([null, 2, 3, 4, 5, null])])
      expect(chartOf(whole, either)?.type).toBe('line')
  })

  test('a second line that begins a little later is drawn over the time of both', () => {
    const chart = chartOf(at([1, 2, 3, 4, 5, 6], [null, null, 3, 4, 5, 6]))
    expect([chart?.type, chart?.series.map(({ data }) => data.length)]).toEqual(['line', [4, 4]])
  })

  test('one that would take most of the other away is named instead', () => {
    const drawn = at([1, 2, 3, 4, 5, 6], [null, null, null, null, 5, 6])
    expect(chartOf(drawn)?.series.map(({ name, data }) => [name, data.length])).toEqual([['Series 0', 6]])
    expect(readBlocks(blocksOf(drawn))).toContain(words.chart.gaps(['Series 1']))
  })
})

test('two charts are drawn and a third is described in words', () => {
  const third = { ...goldenCharts.bar, title: 'The third' }
  const drawn = message(goldenCharts.bar, goldenCharts.line, third)
  expect(drawnIn(drawn)).toHaveLength(2)
  expect(readBlocks(blocksOf(drawn))).toContain(describeChart(third))
})

test('a picture has what one sees as its alternative text', () => {
  const [picture] = blocksOf(message(goldenCharts.bar), pictures).filter(({ type }) => type === 'image')
  expect(picture).toMatchObject({ slack_file: { id: 'F0123' }, alt_text: describeChart(goldenCharts.bar) })
})

test('charts are dropped before rows: where both are too much, the rows stay', () => {
  const categories = Array.from({ length: 20 }, (_, at) => `category number ${at}`)
  const large = { ...goldenCharts.bar, categories, series: [{ label: 'Seats', values: categories.map(() => 7) }] }
  const rows = Array.from({ length: 90 }, (_, at) => [`${at}${'x'.repeat(125)}`, '7'])
  const columns = ['Row', 'Number'].map(label => ({ label, align: 'left' as const }))
  expect(drawnIn(message(large, table('Rows', columns, rows.slice(0, 80))))).toHaveLength(1)
  const long = message(large, table('Rows', columns, rows))
  expect(drawnIn(long)).toEqual([])
  expect(readBlocks(blocksOf(long))).toContain('89x')
})

test('more rows than a table takes become a list, and where even that is cut it says how to have all', () => {
  const rows = (count: number, cell = 'team') => Array.from({ length: count }, (_, at) => [`${cell}-${at}`, `${at}`])
  const columns = ['Team', 'Seats'].map(label => ({ label, align: 'left' as const }))
  const list = blocksOf(message(table('Teams', columns, rows(300))))
  expect(list.map(({ type }) => type)).toEqual(['header', 'rich_text'])
  expect(readBlocks(list)).toContain('team-299 · 299')
  const cut = blocksOf(withWhole(message(table('Teams', columns, rows(300, 'x'.repeat(90)))), '/tabnine export teams'))
  expect(readBlocks(cut)).toMatch(/and \d+ more/)
  expect(readBlocks(cut)).toContain(words.whole('/tabnine export teams'))
})

test('one message is rendered once for each way of showing charts', () => {
  const drawn = message(chart({ ...goldenCharts.bar }))
  expect(renderSlack(drawn, words)).toBe(renderSlack(drawn, words))
  expect(renderSlack(drawn, words, noCharts)).not.toEqual(renderSlack(drawn, words))
})
