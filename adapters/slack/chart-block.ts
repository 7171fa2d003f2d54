import type { ImageBlock, KnownBlock } from '@slack/types'
import { boundChart, type Charts, describeChart, distinguish, isDrawable, numberAt } from '../../src/message/chart.ts'
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

/** A chart with the lines to stand below it; `null` where it can only be shown in words. */
export type SlackChart = { readonly block: KnownBlock; readonly below: readonly string[] }

export function showChart(chart: ChartPart, charts: Charts, mayDraw: boolean, words: Words): SlackChart | null {
  if (charts.native && mayDraw) {
    const drawn = drawNative(chart, words)
    if (drawn) return drawn
  }
  const file = charts.pictureOf(chart)
  return file === null ? null : { block: showPicture(chart, file), below: [chart.altText] }
}

function showPicture(chart: ChartPart, file: string): ImageBlock {
  // The picture bears its title itself.
  return { type: 'image', slack_file: { id: file }, alt_text: cutText(describeChart(chart), limits.alt) || '–' }
}

/** Slack takes no gap: a point without a number is left out of the drawing and named below it, never drawn as zero. */
function drawNative(part: ChartPart, words: Words): SlackChart | null {
  if (!isDrawable(part)) return null
  const most = { points: limits.chartPoints, series: limits.chartSeries, holes: false }
  const { chart, leftOut } = boundChart(part, most, words)
  if (!isDrawable(chart)) return null
  const categories = distinguish(chart.categories, chartLabel)
  const names = distinguish(
    chart.series.map(series => series.label),
    chartLabel,
  )
  const block: ChartBlock = {
    type: 'data_visualization',
    title: label(part.title, limits.chartTitle),
    chart: {
      type: part.shape === 'line' ? 'line' : 'bar',
      series: chart.series.map(({ values }, at) => ({
        name: names[at] ?? '–',
        data: categories.map((category, point) => ({ label: category, value: numberAt(values, point) ?? 0 })),
      })),
      axis_config: { categories },
    },
  }
  // The types of Slack do not know it yet; test/clouds/slack checks it as Slack documents it.
  return { block: block as unknown as KnownBlock, below: [part.altText, ...leftOut] }
}

function chartLabel(value: string, room: number): string {
  return label(value, limits.chartLabel - room)
}

function label(value: string, longest: number): string {
  return cutText(value.replace(/\s+/g, ' ').trim(), longest) || '–'
}
