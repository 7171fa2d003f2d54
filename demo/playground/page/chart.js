import { make, makeSvg } from './dom.js'

const size = { width: 560, height: 220, left: 44, right: 40, bottom: 26, top: 14 }

export function isChart(type) {
  return typeof type === 'string' && type.startsWith('Chart.')
}

/**
 * A chart of Teams or Slack, about as they draw it.
 * @param language in which the numbers of its axis are written
 */
export function drawChart({ type, title = '', data = [], stacked = false, categories = [] }, language) {
  const series = data[0]?.values
    ? data
    : [{ legend: title, values: data.map(({ x, legend, y, value }) => ({ x: x ?? legend, y: y ?? value })) }]
  const named = series.flatMap(({ values }) => values.map(({ x }) => x))
  const xs = [...new Set(categories.length > 0 ? categories : named.sort(byDay(type)))]
  const isLine = ['Chart.Line', 'line'].includes(type)
  const scale = { xs, series, stacked, language, isLine, ...boundsOf(xs, series, stacked, isLine) }
  const legend = series.map(({ legend }, at) => make('li', { style: `--mark: var(--series-${at % 6})` }, legend))
  const label = [title, series.length > 1 ? series.map(({ legend }) => legend).join(', ') : '']
    .filter(Boolean)
    .join(': ')
  return make(
    'div',
    { class: 'chart' },
    makeSvg(
      'svg',
      { viewBox: `0 0 ${size.width} ${size.height}`, role: 'img', 'aria-label': label || 'Chart' },
      drawAxes(scale),
      isLine ? drawLines(scale) : drawBars(scale),
    ),
    series.length > 1 && make('ul', { class: 'legend' }, legend),
  )
}

/** Even, for half of it stands at the axis too, and people come in whole ones. */
function boundsOf(xs, series, stacked) {
  const tops = xs.map(x =>
    series.map(one => valueAt(one, x) ?? 0).reduce((a, b) => (stacked ? a + b : Math.max(a, b)), 0),
  )
  const top = Math.max(2, ...tops)
  const step = 10 ** Math.floor(Math.log10(top))
  return { most: top <= 10 ? 2 * Math.ceil(top / 2) : Math.ceil(top / step) * step }
}

/** Teams puts days in their order; all else stays in the order in which it came. */
function byDay(type) {
  return (a, b) => (type === 'Chart.Line' ? (a < b ? -1 : 1) : 0)
}

function drawAxes({ xs, most, language }) {
  const longest = Math.max(0, ...xs.map(x => shortLabel(x, language).length)) * 6.4
  const every = Math.ceil((longest + 10) / (plotWidth() / Math.max(1, xs.length)))
  const text = (value, attributes) => makeSvg('text', attributes, value)
  const heights = [0, most / 2, most].map(value => ({ value, y: yOf(value, most) }))
  return [
    ...heights.map(({ y }) =>
      makeSvg('line', { x1: size.left, x2: size.width - size.right, y1: y, y2: y, class: 'rule' }),
    ),
    ...heights.map(({ value, y }) =>
      text(shorten(value, language), { x: size.left - 8, y: y + 4, 'text-anchor': 'end' }),
    ),
    // Counted from the newest, which is always named.
    ...xs.flatMap((x, at) =>
      (xs.length - 1 - at) % every === 0
        ? [text(shortLabel(x, language), { x: xOf(at, xs), y: size.height - 8, 'text-anchor': 'middle' })]
        : [],
    ),
  ]
}

/** Never joined across a value that is missing; the newest point bears its number. */
function drawLines({ xs, most, series, language }) {
  return series.flatMap((one, at) => {
    const points = xs.map((x, place) => ({ value: valueAt(one, x), x: xOf(place, xs) }))
    const runs = [[]]
    for (const point of points) {
      if (point.value === null) runs.push([])
      else runs.at(-1).push(point)
    }
    const colour = `stroke: var(--series-${at % 6})`
    const fill = `fill: var(--series-${at % 6})`
    const last = points.findLast(({ value }) => value !== null)
    return [
      ...runs.map(run =>
        makeSvg('polyline', {
          points: run.map(({ x, value }) => `${x},${yOf(value, most)}`).join(' '),
          style: colour,
          class: 'line',
        }),
      ),
      ...runs.flat().map(({ x, value }) => makeSvg('circle', { cx: x, cy: yOf(value, most), r: 3, style: fill })),
      ...(last
        ? [
            makeSvg(
              'text',
              { x: last.x + 8, y: yOf(last.value, most) + 4, class: 'last' },
              shorten(last.value, language),
            ),
          ]
        : []),
    ]
  })
}

function drawBars({ xs, most, series, stacked }) {
  const room = (plotWidth() / Math.max(1, xs.length)) * 0.62
  const width = Math.min(56, stacked ? room : room / series.length)
  return xs.flatMap((x, place) => {
    let below = 0
    return series.map((one, at) => {
      const value = valueAt(one, x) ?? 0
      const left = xOf(place, xs) - (stacked ? width : width * series.length) / 2 + (stacked ? 0 : at * width)
      const y = yOf(below + value, most)
      const height = yOf(below, most) - y
      if (stacked) below += value
      return makeSvg('rect', { x: left, y, width, height, rx: 2, style: `fill: var(--series-${at % 6})` })
    })
  })
}

function plotWidth() {
  return size.width - size.left - size.right
}

function xOf(at, xs) {
  return size.left + (plotWidth() / Math.max(1, xs.length)) * (at + 0.5)
}

function yOf(value, most) {
  const room = size.height - size.bottom - size.top
  return size.height - size.bottom - (Math.max(0, value) / most) * room
}

function valueAt({ values }, x) {
  return values.find(point => point.x === x)?.y ?? null
}

/** Teams is given days as `2026-12-07`, and writes them as its reader does. */
function shortLabel(x, language) {
  if (!/^\d{4}-\d\d-\d\d$/.test(x)) return String(x)
  const shown = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  })
  return shown.format(new Date(x)).replace('Sept', 'Sep')
}

function shorten(value, language) {
  return new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 }).format(value)
}
