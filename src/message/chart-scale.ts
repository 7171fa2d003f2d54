import { axisStart, numberAt, roundUnit } from './chart.ts'
import type { ChartPart } from './message.ts'
import type { Words } from './words.ts'

export const width = 800
export const height = 400

type Frame = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }

/** The positions of categories and values in the picture. */
export type Scale = {
  readonly frame: Frame
  /** Pixels from one category to the next. */
  readonly step: number
  readonly x: (category: number) => number
  readonly y: (value: number) => number
  readonly ticks: readonly number[]
}

/** The area that title, legend and the numbers of the axis leave for the drawing. */
export function frameOf(chart: ChartPart, words: Words): Frame {
  const { ticks } = rangeOf(chart)
  const letters = ticks.reduce((longest, tick) => Math.max(longest, words.count(tick).length), 0)
  const legendRows = chart.series.length > 1 ? Math.ceil(chart.series.length / 3) : 0
  return {
    left: Math.min(220, 32 + letters * 8.5),
    right: width - 24,
    top: 76 + legendRows * 20,
    bottom: height - 44,
  }
}

export function scaleOf(chart: ChartPart, frame: Frame): Scale {
  const { low, high, ticks } = rangeOf(chart)
  const step = (frame.right - frame.left) / Math.max(1, chart.categories.length)
  return {
    frame,
    step,
    x: category => frame.left + (category + 0.5) * step,
    y: value => frame.bottom - shareOf(value, low, high) * (frame.bottom - frame.top),
    ticks,
  }
}

/** From zero, for a cut axis makes small changes look large; or from a start that the picture marks. */
function rangeOf(chart: ChartPart): { low: number; high: number; ticks: number[] } {
  const { shape, categories, series } = chart
  const start = axisStart(chart)
  const base = start ?? 0
  let [lowest, highest] = [base, base]
  for (const [at] of categories.entries()) {
    const values = series.map(({ values }) => numberAt(values, at) ?? base)
    const [negative, positive] =
      shape === 'stacked'
        ? [sum(values.filter(value => value < 0)), sum(values.filter(value => value > 0))]
        : [Math.min(base, ...values), Math.max(base, ...values)]
    lowest = Math.min(lowest, negative)
    highest = Math.max(highest, positive)
  }
  // Zeros alone still get an axis, and differences too small for a picture are drawn at its edge.
  const span = Math.min(Math.max(highest - lowest, 1), Number.MAX_VALUE / 8)
  const unit = roundUnit(span / 4)
  if (start !== null) {
    const count = Math.min(8, Math.max(1, Math.ceil((highest - start) / unit)))
    const ticks = Array.from({ length: count + 1 }, (_, at) => start + at * unit)
    return { low: start, high: start + count * unit, ticks }
  }
  const ticks: number[] = []
  const [from, to] = [Math.max(-8, Math.floor(lowest / unit)), Math.min(8, Math.max(1, Math.ceil(highest / unit)))]
  for (let tick = from; tick <= to; tick++) ticks.push(tick * unit || 0)
  return { low: from * unit, high: to * unit, ticks }
}

/** Between 0 and 1, whatever numbers a server may send. */
function shareOf(value: number, low: number, high: number): number {
  const share = (value - low) / (high - low)
  return Number.isNaN(share) ? 1 : Math.min(1, Math.max(0, share))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
