import {
  axisStart,
  boundChart,
  type Charts,
  describeChart,
  distinguish,
  isDrawable,
  numberAt,
} from '../../src/message/chart.ts'
import { cutText } from '../../src/message/fit.ts'
import type { ChartPart } from '../../src/message/message.ts'
import type { Words } from '../../src/message/words.ts'
import { formatDay } from '../../src/time/utc-days.ts'
import { limits } from './limits.ts'

/** Teams' own charts, which Adaptive Cards elsewhere do not know: hence `fallback`. */
export type ChartElement = LineChart | BarChart | GroupedBarChart
type Common = { title: string; showLegend?: boolean; fallback: Picture | Sentence }
type LineChart = Common & {
  type: 'Chart.Line'
  colorSet: 'categorical'
  yMin?: number
  data: { legend: string; values: { x: string; y: number }[] }[]
}
type BarChart = Common & {
  type: 'Chart.VerticalBar'
  color: 'categoricalBlue'
  showBarValues: true
  data: { x: string; y: number }[]
}
type GroupedBarChart = Common & {
  type: 'Chart.VerticalBar.Grouped'
  colorSet: 'categorical'
  stacked: boolean
  showBarValues: true
  data: { legend: string; values: { x: string; y: number }[] }[]
}
export type Picture = { type: 'Image'; url: string; altText: string; size: 'Stretch' }
type Sentence = { type: 'RichTextBlock'; inlines: string[] }

/** A chart, and below it what is not drawn of it. */
export type TeamsChart = { readonly element: ChartElement | Picture; readonly below: readonly string[] }

export function showChart(part: ChartPart, charts: Charts, words: Words): TeamsChart | null {
  const url = charts.pictureOf(part)
  const picture: Picture | null =
    url === null ? null : { type: 'Image', url, altText: cutText(describeChart(part), limits.alt), size: 'Stretch' }
  if (!isDrawable(part)) return null
  const most = { points: limits.chartPoints, series: limits.chartSeries, holes: true }
  const { chart, leftOut, isBroken } = boundChart(part, most, words)
  // Teams would join the points on both sides of a gap: a picture does not, and neither do bars.
  if (!charts.native || (isBroken && picture)) return picture && { element: picture, below: [] }
  if (!isDrawable(chart)) return null
  const inWords = [words.chart.notDrawn, part.altText].filter(text => text.trim() !== '').join(' ')
  const fallback = picture ?? { type: 'RichTextBlock' as const, inlines: [cutText(inWords, limits.alt)] }
  return { element: draw(chart, isBroken, fallback), below: leftOut }
}

function draw(chart: ChartPart, isBroken: boolean, fallback: Picture | Sentence): ChartElement {
  const title = cutText(chart.title, limits.chartTitle)
  const [only] = chart.series
  // A line chart knows numbers and days only; where the categories are names, bars say the same.
  const { days } = chart
  if (chart.shape === 'line' && !isBroken && days?.length === chart.categories.length) {
    const xs = days.map(formatDay)
    const start = axisStart(chart)
    return {
      type: 'Chart.Line',
      title,
      colorSet: 'categorical',
      ...(start === null ? {} : { yMin: start }),
      data: listSeries(chart, xs),
      fallback,
    }
  }
  const xs = distinguish(chart.categories, cutLabel)
  if (only && chart.series.length === 1) {
    const [data] = listSeries(chart, xs)
    const values = data?.values ?? []
    return {
      type: 'Chart.VerticalBar',
      title,
      color: 'categoricalBlue',
      showLegend: false,
      showBarValues: true,
      data: values,
      fallback,
    }
  }
  return {
    type: 'Chart.VerticalBar.Grouped',
    title,
    colorSet: 'categorical',
    stacked: chart.shape === 'stacked',
    showBarValues: true,
    data: listSeries(chart, xs),
    fallback,
  }
}

/** A point without a number is not there: nothing is drawn where nothing is known. */
function listSeries({ series }: ChartPart, xs: readonly string[]) {
  const legends = distinguish(
    series.map(({ label }) => label),
    cutLabel,
  )
  return series.map(({ values }, at) => ({
    legend: legends[at] ?? '–',
    values: xs.flatMap((x, point) => {
      const y = numberAt(values, point)
      return y === null ? [] : [{ x, y }]
    }),
  }))
}

function cutLabel(value: string, room: number): string {
  return cutText(value.replace(/\s+/g, ' ').trim(), limits.chartLabel - room) || '–'
}
