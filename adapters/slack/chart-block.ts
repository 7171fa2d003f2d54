import type { ImageBlock, KnownBlock } from '@slack/types'
import {
  boundChart,
  type Charts,
  type DrawnChart,
  describeChart,
  distinguish,
  isDrawable,
  numberAt,
} from '../../src/message/chart.ts'
import { cutText } from '../../src/message/fit.ts'
import type { ChartPart } from '../../src/message/message.ts'
import type { Words } from '../../src/message/words.ts'
import { limits } from './limits.ts'

/** Slack's own chart, live since June 2026 and not yet in its types. Every series has a point for each category. */
type ChartBlock = {
  type: 'data_visualization'
  title: string
  chart: {
    type: 'bar' | 'line'
    series: { name: string; data: { label: string; value: number }[] }[]
    axis_config: { categories: string[] }
  }
}

/** A chart, and below it what is not drawn of it. */
export type SlackChart = { readonly block: KnownBlock; readonly below: readonly string[] }

export function showChart(chart: ChartPart, charts: Charts, mayDraw: boolean, words: Words): SlackChart | null {
  const file = charts.pictureOf(chart)
  const bounded = boundChart(chart, bounds, words)
  // Slack would join the points on both sides of a gap: a picture does not, and neither do bars.
  const drawn = charts.native && mayDraw && !(bounded.isBroken && file !== null) ? drawNative(bounded) : null
  if (drawn) return drawn
  return file === null ? null : { block: showPicture(chart, file), below: [] }
}

/** Slack takes no gap: a point without a number is left out of the drawing and named below it, never drawn as zero. */
const bounds = { points: limits.chartPoints, series: limits.chartSeries, holes: false }

/** Whether Slack's own chart would join two points of a line with something unknown between them. */
export function isBroken(chart: ChartPart, words: Words): boolean {
  return boundChart(chart, bounds, words).isBroken
}

function showPicture(chart: ChartPart, file: string): ImageBlock {
  // The picture bears its title itself.
  return { type: 'image', slack_file: { id: file }, alt_text: cutText(describeChart(chart), limits.alt) || '–' }
}

function drawNative({ chart, leftOut, isBroken }: DrawnChart): SlackChart | null {
  if (!isDrawable(chart)) return null
  const categories = distinguish(chart.categories, chartLabel)
  const names = distinguish(
    chart.series.map(series => series.label),
    chartLabel,
  )
  const block: ChartBlock = {
    type: 'data_visualization',
    title: label(chart.title, limits.chartTitle),
    chart: {
      type: chart.shape === 'line' && !isBroken ? 'line' : 'bar',
      series: chart.series.map(({ values }, at) => ({
        name: names[at] ?? '–',
        data: categories.map((category, point) => ({ label: category, value: numberAt(values, point) ?? 0 })),
      })),
      axis_config: { categories },
    },
  }
  // The types of Slack do not know it yet; test/clouds/slack checks it as Slack documents it.
  return { block: block as unknown as KnownBlock, below: leftOut }
}

function chartLabel(value: string, room: number): string {
  return label(value, limits.chartLabel - room)
}

function label(value: string, longest: number): string {
  return cutText(value.replace(/\s+/g, ' ').trim(), longest) || '–'
}
