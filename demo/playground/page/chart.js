import { make, makeSvg } from './dom.js'

/** Told apart by the colour-blind as well, on dark and on light. */
const palette = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#b58900', '#56b4e9']

const size = { width: 520, height: 220, left: 48, bottom: 28, top: 12 }

export function isChart(type) {
  return type.startsWith('Chart.')
}

/**
 * A chart of Teams or Slack in our hand, and marked as such: their own looks are not known to any library.
 * @param language in which the numbers of its axis are written
 */
export function drawChart({ type, title = '', data = [], stacked = false }, language) {
  const series = data[0]?.values ? data : [{ legend: title, values: data }]
  const xs = [...new Set(series.flatMap(({ values }) => values.map(({ x }) => x)))].sort(byDay(type))
  const tops = xs.map(x => series.map(one => valueAt(one, x)).reduce((a, b) => (stacked ? a + b : Math.max(a, b)), 0))
  // Even, for half of it stands at the axis too, and people come in whole ones.
  const scale = { xs, most: 2 * Math.ceil(Math.max(2, ...tops) / 2), series, stacked, language }
  const shapes = isLine(type) ? drawLines(scale) : drawBars(scale)
  const named = series.length > 1 ? `: ${series.map(({ legend }) => legend).join(', ')}` : ''
  const { width, height } = size
  const picture = { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `Chart of ${title}${named}` }
  const legend = series.map(({ legend }, at) => make('li', { style: `--mark: ${colourAt(at)}` }, legend))
  return make(
    'div',
    { class: 'chart' },
    make('p', { class: 'ours' }, 'Chart: our drawing'),
    makeSvg('svg', picture, ...drawAxes(scale), ...shapes),
    ...(series.length > 1 ? [make('ul', { class: 'legend' }, ...legend)] : []),
  )
}

function isLine(type) {
  return ['Chart.Line', 'line'].includes(type)
}

/** Teams puts days in their order; all else stays in the order in which it came. */
function byDay(type) {
  return (a, b) => (type === 'Chart.Line' ? (a < b ? -1 : 1) : 0)
}

function drawAxes({ xs, most, language }) {
  const longest = Math.max(0, ...xs.map(x => x.length)) * 6.2
  const every = Math.ceil((longest + 8) / ((size.width - size.left) / Math.max(1, xs.length)))
  const within = at => Math.min(xOf(at, xs), size.width - longest / 2)
  const text = (value, attributes) => makeSvg('text', { fill: 'currentColor', 'font-size': '11', ...attributes }, value)
  const line = y => makeSvg('line', { x1: size.left, x2: size.width, y1: y, y2: y, class: 'rule' })
  const heights = [0, most / 2, most].map(value => ({ value, y: yOf(value, most) }))
  return [
    ...heights.map(({ y }) => line(y)),
    ...heights.map(({ value, y }) =>
      text(shorten(value, language), { x: size.left - 6, y: y + 4, 'text-anchor': 'end' }),
    ),
    ...xs.flatMap((x, at) =>
      at % every === 0 ? [text(x, { x: within(at), y: size.height - 8, 'text-anchor': 'middle' })] : [],
    ),
  ]
}

function drawLines({ xs, most, series }) {
  return series.map(({ values }, at) => {
    const points = values.map(({ x, y }) => `${xOf(xs.indexOf(x), xs)},${yOf(y, most)}`).join(' ')
    return makeSvg('polyline', { points, fill: 'none', stroke: colourAt(at), 'stroke-width': '2.5' })
  })
}

function drawBars({ xs, most, series, stacked }) {
  const room = ((size.width - size.left) / Math.max(1, xs.length)) * 0.7
  const width = stacked ? room : room / series.length
  return xs.flatMap((x, place) => {
    let below = 0
    return series.map((one, at) => {
      const value = valueAt(one, x)
      const left = xOf(place, xs) - room / 2 + (stacked ? 0 : at * width)
      const y = yOf(below + value, most)
      const height = yOf(below, most) - y
      if (stacked) below += value
      return makeSvg('rect', { x: left, y, width, height, fill: colourAt(at) })
    })
  })
}

function xOf(at, xs) {
  return size.left + ((size.width - size.left) / Math.max(1, xs.length)) * (at + 0.5)
}

function yOf(value, most) {
  const room = size.height - size.bottom - size.top
  return size.height - size.bottom - (Math.max(0, value) / most) * room
}

function valueAt({ values }, x) {
  return values.find(point => point.x === x)?.y ?? 0
}

function colourAt(at) {
  return palette[at % palette.length]
}

function shorten(value, language) {
  return new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 }).format(value)
}
