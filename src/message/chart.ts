import {
  type ChartPart,
  cellText,
  countCell,
  dayCell,
  type Message,
  type Part,
  plain,
  type Series,
  type TablePart,
  table,
} from './message.ts'
import type { Words } from './words.ts'

/** How a place shows charts: draws them itself, shows a picture, or describes them in words. */
export type Charts = {
  readonly native: boolean
  /** The picture of a chart, as an address or the id of a file; `null` if there is none. */
  readonly pictureOf: (chart: ChartPart) => string | null
}

export const nativeCharts: Charts = { native: true, pictureOf: () => null }
export const noCharts: Charts = { native: false, pictureOf: () => null }

/** The same message, with a table after each chart whose numbers are nowhere else. */
export function withNumbers(message: Message, words: Words): Message {
  if (!message.parts.some(part => part.kind === 'chart')) return message
  const shown = new Set(message.parts.flatMap(numbersIn))
  const isShown = (chart: ChartPart) =>
    chart.areNumbersInAltText ||
    chart.series.every(({ values }) => values.every(value => !isNumber(value) || shown.has(words.count(value))))
  const parts = message.parts.flatMap(part =>
    part.kind === 'chart' && !isShown(part) ? [part, tabulate(part, words)] : [part],
  )
  return parts.length === message.parts.length ? message : { ...message, parts }
}

/** A chart in words: its title and what it shows. Also its alternative text. */
export function describeChart({ title, altText }: ChartPart): string {
  return [title, altText].filter(part => part.trim() !== '').join(': ')
}

/** A chart as a table: a row for each category. */
function tabulate({ title, categories, days, series, whole }: ChartPart, words: Words): TablePart {
  const numbers = table(
    title,
    [
      { label: words.chart.category, align: 'left' },
      ...series.map(({ label }) => ({ label, align: 'right' as const })),
    ],
    categories.map((category, at) => {
      const day = days?.[at]
      const counts = series.map(({ values }) => numberAt(values, at))
      return [day ? dayCell(category, day) : category, ...counts.map(count => countCell(words.count(count), count))]
    }),
  )
  return whole === undefined ? numbers : { ...numbers, whole }
}

function numbersIn(part: Part): string[] {
  switch (part.kind) {
    case 'text':
      return tokens(plain(part.text))
    case 'metrics':
      return part.metrics.flatMap(({ value }) => tokens(value))
    case 'facts':
      return part.facts.flatMap(({ value }) => tokens(value))
    case 'table':
      return part.rows.flat().flatMap(cell => tokens(cellText(cell)))
    default:
      return []
  }
}

/** "1,234 (▲ +3)," → "1,234", "▲", "+3": numbers as written, without the text around them. */
function tokens(value: string): string[] {
  return value.split(/[\s()/]+/).map(token => token.replace(/[.,;:]+$/, ''))
}

/** What is drawn of a chart. */
export type DrawnChart = {
  readonly chart: ChartPart
  /** A sentence for what is not. */
  readonly leftOut: readonly string[]
  /** A line with a gap between two of its points, which only a picture can show. */
  readonly isBroken: boolean
}

/**
 * What is left to draw where a place takes only so many points and series. A line keeps its newest points.
 * `holes: false`: the place takes no gap, so what is not reported is left out and named.
 */
export function boundChart(
  chart: ChartPart,
  most: { readonly points: number; readonly series: number; readonly holes: boolean },
  words: Words,
): DrawnChart {
  const leftOut: string[] = []
  const all = chart.categories.map((_, at) => at)
  const known = chart.series.filter(({ values }) => all.some(at => numberAt(values, at) !== null))
  const taken = known.slice(0, most.series)
  if (known.length > taken.length) leftOut.push(words.chart.firstOf(taken.length, known.length))
  const series = most.holes || chart.shape !== 'line' ? taken : keepFullest(taken, all)
  const isWhole = (at: number) => series.every(({ values }) => numberAt(values, at) !== null)
  const drawn = most.holes ? all : all.filter(isWhole)
  const shown = chart.shape === 'line' ? drawn.slice(-most.points) : drawn.slice(0, most.points)
  if (shown.length < drawn.length)
    leftOut.push(words.chart[chart.shape === 'line' ? 'lastOf' : 'firstOf'](shown.length, drawn.length))
  const silent = chart.series.filter(one => !known.includes(one) || (taken.includes(one) && !series.includes(one)))
  const lost = series.length === 0 ? [] : all.filter(at => !isWhole(at)).map(at => chart.categories[at] ?? '')
  const missing = [...silent.map(({ label }) => label), ...lost]
  if (missing.length > 0) leftOut.unshift(words.chart.gaps(missing))
  const { days } = chart
  return {
    chart: {
      ...chart,
      categories: shown.map(at => chart.categories[at] ?? ''),
      ...(days ? { days: shown.flatMap(at => days[at] ?? []) } : {}),
      series: series
        .map(({ label, values }) => ({ label, values: shown.map(at => numberAt(values, at)) }))
        .filter(({ values }) => values.some(value => value !== null)),
    },
    leftOut,
    isBroken: chart.shape === 'line' && series.some(({ values }) => hasGap(values, shown)),
  }
}

/** Without those that would take most of a fuller line's points away where every line needs a number at every point. */
function keepFullest(series: readonly Series[], categories: readonly number[]): readonly Series[] {
  const count = ({ values }: Series) => categories.filter(at => numberAt(values, at) !== null).length
  const whole = categories.filter(at => series.every(({ values }) => numberAt(values, at) !== null)).length
  if (series.length < 2 || whole * 2 >= Math.max(...series.map(count))) return series
  const fewest = Math.min(...series.map(count))
  const emptiest = series.findLast(one => count(one) === fewest)
  return keepFullest(
    series.filter(one => one !== emptiest),
    categories,
  )
}

/** Whether a line over these points would join two that have something unknown between them. */
function hasGap(values: Series['values'], shown: readonly number[]): boolean {
  const known = shown.filter(at => numberAt(values, at) !== null)
  return known.some((at, index) => index > 0 && at - (known[index - 1] ?? at) > 1)
}

/** Where the axis of a chart begins that does not begin at zero; `null` for every other. */
export function axisStart({ axis, shape, series, categories }: ChartPart): number | null {
  const [only] = series
  if (axis !== 'marked' || shape !== 'line' || !only || series.length > 1) return null
  const known = categories.flatMap((_, at) => numberAt(only.values, at) ?? [])
  const [low, high] = [Math.min(...known), Math.max(...known)]
  if (known.length === 0 || low <= 0) return null
  // A line that is flat still has some room below it.
  const unit = roundUnit(Math.max(high - low, 1) / 2)
  const start = Math.floor((low - unit / 2) / unit) * unit
  return start > 0 ? start : null
}

/** 1, 2 or 5 times a power of ten; people come in whole ones, so never less than 1. */
export function roundUnit(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  const unit = [1, 2, 5, 10].map(times => times * power).find(candidate => candidate >= least) ?? least
  return Math.max(1, unit)
}

/** Whether anything of it can be drawn. */
export function isDrawable({ categories, series }: ChartPart): boolean {
  return categories.some((_, at) => series.some(({ values }) => numberAt(values, at) !== null))
}

/** The value of a category; `null` also if a series is too short or its value is not a number. */
export function numberAt(values: Series['values'], at: number): number | null {
  const value = values[at]
  return isNumber(value) ? value : null
}

function isNumber(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

/** Unique labels: a repeated one gets a number, within the length that `cut` keeps. */
export function distinguish(labels: readonly string[], cut: (label: string, room: number) => string): string[] {
  const used = new Set<string>()
  return labels.map(label => {
    let own = cut(label, 0)
    for (let number = 2; used.has(own); number++) own = `${cut(label, ` ${number}`.length)} ${number}`
    used.add(own)
    return own
  })
}
