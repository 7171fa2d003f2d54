import { find, make } from './dom.js'

const dark = matchMedia('(prefers-color-scheme: dark)')
const drawings = new Set()

/** How charts can be shown, as the setting CHARTS has it. */
const chartModes = { native: 'as charts', image: 'as pictures', text: 'in words' }

/** How things are shown now. */
export const look = { theme: dark.matches ? 'dark' : 'light', width: 'wide', charts: 'native' }

/** Draws now, and again when the theme or the charts are to be others. */
export function keepDrawn(draw) {
  drawings.add(draw)
  draw(look.theme)
}

export function forget(draw) {
  drawings.delete(draw)
}

/** Two switches, and the system's own wish until one of them is pressed. */
export function addSwitches() {
  const theme = makeSwitch('Dark', () => setTheme(look.theme === 'dark' ? 'light' : 'dark'))
  const width = makeSwitch('Narrow', () => setWidth(look.width === 'narrow' ? 'wide' : 'narrow'))
  find('switches').append(theme, width)
  dark.addEventListener('change', ({ matches }) => setTheme(matches ? 'dark' : 'light'))

  function setTheme(chosen) {
    look.theme = chosen
    document.documentElement.dataset.theme = chosen
    theme.setAttribute('aria-pressed', String(chosen === 'dark'))
    redraw()
  }

  function setWidth(chosen) {
    look.width = chosen
    document.documentElement.dataset.width = chosen
    width.setAttribute('aria-pressed', String(chosen === 'narrow'))
  }

  setTheme(look.theme)
  setWidth(look.width)
}

/** How charts are shown, beside the switches. */
export function addChartModes() {
  const modes = Object.entries(chartModes).map(([value, label]) => make('option', { value }, label))
  const charts = make('select', { id: 'charts' }, ...modes)
  charts.addEventListener('change', () => {
    look.charts = charts.value
    redraw()
  })
  find('switches').append(make('label', {}, 'Charts ', charts))
}

function redraw() {
  for (const draw of drawings) draw(look.theme)
}

function makeSwitch(label, onclick) {
  return make('button', { type: 'button', 'aria-pressed': 'false', onclick }, label)
}
