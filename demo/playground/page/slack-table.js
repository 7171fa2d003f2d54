import { make } from './dom.js'
import { drawRichText } from './slack-text.js'

/** Slack's plain table: all of it, as it comes. */
export function drawTable({ rows, column_settings: settings = [] }) {
  const [head = [], ...others] = rows
  const alignOf = at => (settings[at]?.align === 'right' ? 'number' : '')
  return make(
    'div',
    { class: 'slack-table', tabindex: '0' },
    make(
      'table',
      {},
      make(
        'thead',
        {},
        make(
          'tr',
          {},
          head.map((cell, at) => make('th', { scope: 'col', class: alignOf(at) }, drawCell(cell))),
        ),
      ),
      make(
        'tbody',
        {},
        others.map(row =>
          make(
            'tr',
            {},
            row.map((cell, at) => make('td', { class: alignOf(at) }, drawCell(cell))),
          ),
        ),
      ),
    ),
  )
}

function drawCell(cell) {
  return cell.type === 'rich_text' ? cell.elements.map(drawRichText) : (cell.text ?? '')
}

/** Slack's table that can be sorted and paged. */
export function drawDataTable({ caption, rows, page_size: size = 5 }) {
  const [heads = [], ...all] = rows
  const pages = Math.ceil(all.length / size)
  let sorted = { column: null, isDown: false }
  let page = 0
  const head = make('tr')
  const body = make('tbody')
  const place = make('span', { 'aria-live': 'polite' })
  const [previous, next] = [-1, 1].map(by =>
    make('button', { type: 'button', onclick: () => turn(by) }, by < 0 ? '‹' : '›'),
  )
  previous.setAttribute('aria-label', 'Previous')
  next.setAttribute('aria-label', 'Next')

  function turn(by) {
    page += by
    drawRows()
  }

  function sortBy(column) {
    sorted = { column, isDown: sorted.column === column && !sorted.isDown }
    page = 0
    drawRows()
    head.children[column].querySelector('button').focus()
  }

  function drawRows() {
    head.replaceChildren(...heads.map((cell, at) => drawHead(cell.text, at)))
    const shown = sort(all, sorted).slice(page * size, (page + 1) * size)
    body.replaceChildren(...shown.map(row => make('tr', {}, row.map(drawBodyCell))))
    place.textContent = `${page * size + 1}–${Math.min(all.length, (page + 1) * size)} / ${all.length}`
    previous.disabled = page === 0
    next.disabled = page >= pages - 1
  }

  function drawHead(text, at) {
    const isSorted = sorted.column === at
    const order = isSorted ? (sorted.isDown ? 'descending' : 'ascending') : 'none'
    const arrow = isSorted ? (sorted.isDown ? ' ▼' : ' ▲') : ''
    return make(
      'th',
      { scope: 'col', 'aria-sort': order, class: isNumeric(all, at) ? 'number' : '' },
      make(
        'button',
        { type: 'button', onclick: () => sortBy(at) },
        text,
        make('span', { 'aria-hidden': 'true' }, arrow),
      ),
    )
  }

  function drawBodyCell({ text }, at) {
    if (at === 0) return make('th', { scope: 'row' }, text)
    return make('td', { class: isNumeric(all, at) ? 'number' : '' }, text)
  }

  drawRows()
  return make(
    'div',
    { class: 'slack-table', tabindex: '0' },
    make('table', {}, make('caption', {}, caption), make('thead', {}, head), body),
    pages > 1 && make('p', { class: 'pager', role: 'group', 'aria-label': caption }, previous, place, next),
  )
}

/** Numbers by their value and texts by their letters; what is no number comes after all that are. */
function sort(rows, { column, isDown }) {
  if (column === null) return rows
  const [numbers, texts] = [true, false].map(is => rows.filter(row => (row[column].type === 'raw_number') === is))
  const up = [
    numbers.toSorted((a, b) => a[column].value - b[column].value),
    texts.toSorted((a, b) => a[column].text.localeCompare(b[column].text)),
  ]
  return up.flatMap(part => (isDown ? part.toReversed() : part))
}

function isNumeric(rows, column) {
  return column > 0 && rows.some(row => row[column].type === 'raw_number')
}
