import { createElement as h, useState } from 'react'

/** Slack's table that can be sorted and paged: our drawing, for no library knows it. */
export function SlackTable({ block: { caption, rows, page_size: size = 5 } }) {
  const [sorted, setSorted] = useState({ column: null, isDown: false })
  const [page, setPage] = useState(0)
  const [heads = [], ...all] = rows
  const pages = Math.ceil(all.length / size)
  const shown = sort(all, sorted).slice(page * size, (page + 1) * size)
  const sortBy = column => {
    setSorted({ column, isDown: sorted.column === column && !sorted.isDown })
    setPage(0)
  }
  return h(
    'div',
    { className: 'slack-table' },
    h('p', { className: 'ours' }, 'Table: our drawing'),
    h(
      'table',
      {},
      h('caption', {}, caption),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          heads.map((head, at) => drawHead(head.text, at, sorted, sortBy, isNumeric(all, at))),
        ),
      ),
      h(
        'tbody',
        {},
        shown.map((row, key) =>
          h(
            'tr',
            { key },
            row.map((cell, at) => drawCell(cell, at, isNumeric(all, at))),
          ),
        ),
      ),
    ),
    pages > 1 && drawPager(page, pages, setPage, caption),
  )
}

function drawHead(text, at, { column, isDown }, sortBy, isNumber) {
  const isSorted = column === at
  const order = isSorted ? (isDown ? 'descending' : 'ascending') : 'none'
  const arrow = isSorted ? (isDown ? ' ▼' : ' ▲') : ''
  return h(
    'th',
    { key: at, scope: 'col', 'aria-sort': order, className: isNumber ? 'number' : '' },
    h('button', { type: 'button', onClick: () => sortBy(at) }, text, h('span', { 'aria-hidden': true }, arrow)),
  )
}

function drawCell({ text }, at, isNumber) {
  if (at === 0) return h('th', { key: at, scope: 'row' }, text)
  return h('td', { key: at, className: isNumber ? 'number' : '' }, text)
}

function drawPager(page, pages, setPage, caption) {
  const turn = (label, to) =>
    h('button', { type: 'button', disabled: to < 0 || to >= pages, onClick: () => setPage(to) }, label)
  return h(
    'p',
    { className: 'pager', role: 'group', 'aria-label': `Pages of ${caption}` },
    turn('Previous', page - 1),
    h('span', { 'aria-live': 'polite' }, `Page ${page + 1} of ${pages}`),
    turn('Next', page + 1),
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
