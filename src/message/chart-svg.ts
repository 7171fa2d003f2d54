/**
 * A chart as an SVG document: pure, so that one chart is one picture on every machine. It brings a white card of its own,
 * which holds on a dark and on a light background alike. Series differ by colour, by the shape of their marks and
 * by dashes, never by colour alone.
 */
import { axisStart, boundChart, isDrawable, numberAt } from './chart.ts'
import { frameOf, height, type Scale, scaleOf, width } from './chart-scale.ts'
import { cutText } from './fit.ts'
import type { ChartPart } from './message.ts'
import type { Words } from './words.ts'

/** The typeface the picture is to be drawn with, on machines that have none of their own. */
export const typeface = 'DejaVu Sans'

/** Distinguishable without red or without green, and each 3:1 on white: see chart-svg.test.ts. @internal */
export const colours = ['#066cff', '#f7651d', '#4f037f', '#044100', '#b75ea6', '#8c8c6c'] as const
const dashes = ['', '9 4', '3 3', '12 4 3 4', '6 6', '2 5'] as const
const ink = '#1f2328'
const faint = '#59636e'
const grid = '#d9dee3'

/** More points would be unreadable in a picture. */
const bounds = { points: 62, series: colours.length, holes: true }

export function drawChart(part: ChartPart, words: Words): string {
  const { chart } = boundChart(part, bounds, words)
  const body = isDrawable(chart) ? drawAxes(chart, words) : drawNothing(words)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${typeface}">`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="#ffffff" stroke="${grid}"/>`,
    write(cutText(clean(part.title), 70), 24, 36, { size: 20, weight: 'bold' }),
    body,
    '</svg>',
  ].join('\n')
}

function drawNothing(words: Words): string {
  return write(words.chart.nothing, width / 2, height / 2, { size: 18, fill: faint, anchor: 'middle' })
}

function drawAxes(chart: ChartPart, words: Words): string {
  const frame = frameOf(chart, words)
  const scale = scaleOf(chart, frame)
  const lines = scale.ticks.flatMap(tick => [
    `<line x1="${frame.left}" x2="${frame.right}" y1="${at(scale.y(tick))}" y2="${at(scale.y(tick))}" stroke="${tick === 0 ? faint : grid}"/>`,
    write(words.count(tick), frame.left - 8, scale.y(tick) + 5, { fill: faint, anchor: 'end' }),
  ])
  return [
    ...(chart.series.length > 1 ? drawLegend(chart) : []),
    ...lines,
    ...(axisStart(chart) === null ? [] : [drawCutAxis(scale)]),
    ...drawCategories(chart, scale),
    ...(chart.shape === 'line' ? drawLines(chart, scale, words) : drawBars(chart, scale, words)),
  ].join('\n')
}

/** Two short strokes across the foot of the axis: it does not begin at zero. */
function drawCutAxis({ frame }: Scale): string {
  const stroke = (y: number) =>
    `<line x1="${at(frame.left - 7)}" x2="${at(frame.left + 7)}" y1="${at(y + 3)}" y2="${at(y - 3)}" stroke="${ink}" stroke-width="2"/>`
  return [stroke(frame.bottom - 10), stroke(frame.bottom - 16)].join('\n')
}

function drawLegend({ series, shape }: ChartPart): string[] {
  const room = (width - 48) / Math.min(series.length, 3)
  return series.flatMap(({ label }, index) => {
    const [x, y] = [24 + (index % 3) * room, 62 + Math.floor(index / 3) * 20]
    const sign =
      shape === 'line'
        ? [
            `<line x1="${at(x)}" x2="${at(x + 24)}" y1="${y - 4}" y2="${y - 4}" ${stroke(index)}/>`,
            mark(index, x + 12, y - 4),
          ]
        : [`<rect x="${at(x + 6)}" y="${y - 11}" width="14" height="14" fill="${colourOf(index)}"/>`]
    return [...sign, write(cutText(clean(label), Math.floor((room - 40) / 8)), x + 30, y + 1, {})]
  })
}

/** As many labels as fit next to each other; the newest of a line always. */
function drawCategories({ categories, shape }: ChartPart, { x, step, frame }: Scale): string[] {
  const letters = Math.max(4, Math.min(20, Math.floor(step / 7.5)))
  const longest = Math.min(
    categories.reduce((max, label) => Math.max(max, label.length), 0),
    20,
  )
  const every = shape === 'line' || categories.length > 12 ? Math.max(1, Math.ceil(((longest + 1) * 7.5) / step)) : 1
  const last = categories.length - 1
  return categories.flatMap((label, index) => {
    if ((last - index) % every !== 0) return []
    const shownLabel = cutText(clean(label), every > 1 ? longest : letters)
    const isAtEdge = x(index) + shownLabel.length * 4 > frame.right
    return [
      isAtEdge
        ? write(shownLabel, frame.right, frame.bottom + 22, { fill: faint, anchor: 'end' })
        : write(shownLabel, x(index), frame.bottom + 22, { fill: faint, anchor: 'middle' }),
    ]
  })
}

/** A line ends where a number is missing, and goes on after it. */
function drawLines(chart: ChartPart, { x, y }: Scale, words: Words): string[] {
  const { categories, series } = chart
  const lines = series.flatMap(({ values }, index) => {
    const runs: { point: number; value: number }[][] = [[]]
    for (const [point] of categories.entries()) {
      const value = numberAt(values, point)
      if (value === null) runs.push([])
      else runs.at(-1)?.push({ point, value })
    }
    const place = ({ point, value }: { point: number; value: number }) => `${at(x(point))},${at(y(value))}`
    // A point with nothing known on either side is seen by its mark alone.
    const marked = categories.length <= 31 ? runs.flat() : runs.filter(run => run.length === 1).flat()
    return [
      ...runs
        .filter(run => run.length > 1)
        .map(
          run =>
            `<polyline points="${run.map(place).join(' ')}" fill="none" stroke-linejoin="round" ${stroke(index)}/>`,
        ),
      ...marked.map(({ point, value }) => mark(index, x(point), y(value))),
    ]
  })
  return [...lines, ...labelEnds(chart, { x, y }, words)]
}

/** The numbers at the lines' last points, moved apart if they would overlap. */
function labelEnds({ categories, series }: ChartPart, { x, y }: Pick<Scale, 'x' | 'y'>, words: Words): string[] {
  if (series.length > 3) return []
  const ends = series
    .flatMap(({ values }) => {
      const point = categories.findLastIndex((_, at) => numberAt(values, at) !== null)
      const value = numberAt(values, point)
      return value === null ? [] : [{ point, value, top: y(value) - 10 }]
    })
    .toSorted((a, b) => b.top - a.top)
  let lowest = Number.POSITIVE_INFINITY
  return ends.map(({ point, value, top }) => {
    lowest = Math.min(top, lowest - 15)
    return write(words.count(value), x(point), Math.max(12, lowest), { anchor: 'middle', weight: 'bold' })
  })
}

function drawBars({ categories, series, shape }: ChartPart, { x, y, step }: Scale, words: Words): string[] {
  const isStacked = shape === 'stacked'
  const group = Math.min(step * 0.7, 160)
  const bar = isStacked ? group : group / series.length
  return categories.flatMap((_, point) => {
    let [above, below] = [0, 0]
    return series.flatMap(({ values }, index) => {
      const value = numberAt(values, point)
      if (value === null || (value === 0 && isStacked)) return []
      const from = isStacked ? (value < 0 ? below : above) : 0
      if (value < 0) below = from + value
      else above = from + value
      const [top, bottom] = [y(Math.max(from, from + value)), y(Math.min(from, from + value))]
      const left = x(point) - group / 2 + (isStacked ? 0 : bar * index)
      const gap = bar > 6 ? 1 : 0
      const shownLabel = words.count(value)
      // White between two bars of a stack: they stay distinct without their colours.
      const rect = `<rect x="${at(left + gap)}" y="${at(top)}" width="${at(bar - 2 * gap)}" height="${at(value === 0 ? 0 : Math.max(2, bottom - top))}" fill="${colourOf(index)}" stroke="#ffffff"/>`
      const hasRoom = shownLabel.length * 8 < bar + 16 && !isStacked
      return hasRoom
        ? [rect, write(shownLabel, left + bar / 2, value < 0 ? bottom + 16 : top - 6, { anchor: 'middle' })]
        : [rect]
    })
  })
}

/** A different shape for each series. */
function mark(index: number, x: number, y: number): string {
  const fill = `fill="${colourOf(index)}"`
  const points = (...list: readonly (readonly [number, number])[]) =>
    `<polygon points="${list.map(([dx, dy]) => `${at(x + dx)},${at(y + dy)}`).join(' ')}" ${fill}/>`
  switch (index % 4) {
    case 0:
      return `<circle cx="${at(x)}" cy="${at(y)}" r="4.5" ${fill}/>`
    case 1:
      return points([-4, -4], [4, -4], [4, 4], [-4, 4])
    case 2:
      return points([0, -6], [6, 5], [-6, 5])
    default:
      return points([0, -6], [6, 0], [0, 6], [-6, 0])
  }
}

function stroke(index: number): string {
  const dash = dashes[index % dashes.length]
  return `stroke="${colourOf(index)}" stroke-width="2.5"${dash ? ` stroke-dasharray="${dash}"` : ''}`
}

function colourOf(index: number): string {
  return colours[index % colours.length] ?? ink
}

type Style = {
  readonly size?: number
  readonly weight?: string
  readonly fill?: string
  readonly anchor?: 'middle' | 'end'
}

function write(text: string, x: number, y: number, { size = 13, weight, fill = ink, anchor }: Style): string {
  const attributes = [
    `x="${at(x)}" y="${at(y)}" font-size="${size}" fill="${fill}"`,
    ...(weight ? [`font-weight="${weight}"`] : []),
    ...(anchor ? [`text-anchor="${anchor}"`] : []),
  ]
  return `<text ${attributes.join(' ')}>${escapeXml(clean(text))}</text>`
}

/** One line of characters that XML may hold. */
function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\ufffe\uffff]/gu, '\ufffd')
    .trim()
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`)
}

/** Tenths of a pixel are enough, and always written alike. */
function at(value: number): string {
  return String(Math.round(value * 10) / 10)
}
