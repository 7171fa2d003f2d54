import { describe, expect, test } from 'vitest'
import { renderTeams } from '../../../../adapters/teams/card.ts'
import { type Charts, describeChart, noCharts } from '../../../../src/message/chart.ts'
import type { ChartPart, Message, Part } from '../../../../src/message/message.ts'
import { createWords } from '../../../../src/message/words.ts'
import { validateCard } from '../../../clouds/microsoft/card.ts'
import { listTexts } from '../../../helpers/card-text.ts'
import { goldenCharts, hardCharts, numbersIn } from '../../../helpers/charts.ts'

const words = createWords('en')
const message = (...parts: Part[]): Message => ({ title: 'Title', summary: 'Summary.', parts })
const bodyOf = (part: ChartPart, charts?: Charts) => renderTeams(message(part), words, charts).body
const address = 'https://bot.example/charts/x.png'
const both: Charts = { native: true, pictureOf: () => address }
const pictures: Charts = { native: false, pictureOf: () => address }
const shapes = Object.entries(goldenCharts) as [ChartPart['shape'], ChartPart][]

describe.each([...shapes, ...hardCharts])('%s', (_what, part) => {
  test.each<[string, Charts | undefined]>([
    ['drawn by Teams', undefined],
    ['drawn, or a picture where that cannot be', both],
    ['as a picture', pictures],
    ['in words', noCharts],
  ])('is what Teams accepts, and described in words: %s', (_how, charts) => {
    const card = renderTeams(message(part), words, charts)
    expect(validateCard(card)).toEqual([])
    const shown = listTexts(card).join('\n')
    for (const text of [part.altText, ...numbersIn(part, words)]) expect(shown).toContain(text)
  })
})

const [payments, data] = goldenCharts.line.series
const lineOf = (values: (number | null)[], more: Partial<ChartPart> = {}): ChartPart => ({
  ...goldenCharts.line,
  series: [{ label: 'Payments', values }, ...(data ? [data] : [])],
  ...more,
})

test('a line in time is drawn over its days, without a point where there is no number', () => {
  const late = lineOf([null, 33, 32, 34, 31, 4])
  expect(bodyOf(late)).toContainEqual({
    type: 'Chart.Line',
    title: 'What one looks at',
    colorSet: 'categorical',
    data: [
      {
        legend: 'Payments',
        values: [null, 33, 32, 34, 31, 4].flatMap((y, at) => (y === null ? [] : [{ x: `2026-09-0${at + 1}`, y }])),
      },
      {
        legend: 'فريق البيانات',
        values: [12, 14, 15, 15, 11, 0].map((y, at) => ({ x: `2026-09-0${at + 1}`, y })),
      },
    ],
    fallback: { type: 'RichTextBlock', inlines: [`${words.chart.notDrawn} What one sees.`] },
  })
})

test('a line is never joined across a gap: it is a picture where there is one, and else bars without that day', () => {
  expect(payments?.values).toContain(null)
  expect(bodyOf(goldenCharts.line, both)).toContainEqual(expect.objectContaining({ type: 'Image', url: address }))
  expect(JSON.stringify(bodyOf(goldenCharts.line, both))).not.toContain('Chart.')
  const bars = bodyOf(goldenCharts.line).find(({ type }) => type.startsWith('Chart.'))
  expect(bars).toMatchObject({ type: 'Chart.VerticalBar.Grouped', stacked: false, data: [{ legend: 'Payments' }, {}] })
  expect(JSON.stringify(bars)).not.toContain('"Wed, 18 Nov","y":null')
  expect(listTexts(bodyOf(goldenCharts.line))).toContain(words.chart.gaps(['Wed, 18 Nov']))
})

test('the description is no caption, but replaces the chart', () => {
  const shown = bodyOf(goldenCharts.bar).filter(({ type }) => !type.startsWith('Chart.'))
  expect(JSON.stringify(shown)).not.toContain('What one sees.')
})

test('an axis begins near the smallest number where the chart says so', () => {
  const series = [{ label: 'Active', values: [77, 75, 75, 78, 74, 70] }]
  expect(bodyOf(lineOf([], { series, axis: 'marked' }))).toContainEqual(expect.objectContaining({ yMin: 65 }))
  expect(JSON.stringify(bodyOf(lineOf([], { series })))).not.toContain('yMin')
})

test.each<[ChartPart['shape'], object]>([
  ['bar', { type: 'Chart.VerticalBar', showLegend: false }],
  ['stacked', { type: 'Chart.VerticalBar.Grouped', stacked: true }],
])('shape %s is one of the charts of Teams, below its title', (shape, drawn) => {
  const body = bodyOf(goldenCharts[shape])
  expect(listTexts(body)).toContain('What one looks at')
  expect(body).toContainEqual(expect.objectContaining(drawn))
})

test('a line over names is drawn as bars, for Teams would read days in them', () => {
  const { days: _, ...named } = goldenCharts.line
  expect(bodyOf(named)).toContainEqual(expect.objectContaining({ type: 'Chart.VerticalBar.Grouped', stacked: false }))
})

test('a picture has what one sees as its alternative text, alone and as what a chart falls back to', () => {
  const picture = { type: 'Image', url: address, altText: describeChart(goldenCharts.bar), size: 'Stretch' }
  expect(bodyOf(goldenCharts.bar, pictures)).toContainEqual(picture)
  expect(bodyOf(goldenCharts.bar, both)).toContainEqual(expect.objectContaining({ fallback: picture }))
})

test('without a picture the numbers are in a table', () => {
  const body = bodyOf(goldenCharts.bar, noCharts)
  expect(body.map(({ type }) => type)).toEqual(['RichTextBlock', 'RichTextBlock', 'RichTextBlock', 'Table'])
  expect(listTexts(body)).toContain('42')
})
