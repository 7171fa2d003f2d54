import { createElement as h } from 'react'
import { flushSync } from 'react-dom'
import ReactDom from 'react-dom/client'
import { Message } from 'slack-blocks-to-jsx'
import { drawChart } from './chart.js'
import { SlackTable } from './slack-table.js'

/**
 * Draws a Slack payload. The library reads bold, mentions and emoji also in plain text, which Slack does not: titles and
 * small print are drawn by us, and the cells of tables are given to it as rich text, where it reads nothing. What it does
 * not know (tables that can be sorted, charts, pictures that are files) is drawn by us too, and marked where Slack's own
 * looks are not known.
 * @param payloadOf what to draw now
 * @returns draws it in a theme
 */
export function createSlackDrawing(container, payloadOf, onPress) {
  const root = ReactDom.createRoot(container)
  container.addEventListener('click', ({ target }) => {
    const button = target.closest('button[id]')
    const row = target.closest('[data-row]')
    const line = button && row && lineOf(payloadOf().blocks[row.dataset.row], button.id)
    if (line) onPress(line)
  })
  // At once, so that whoever asked for it is told that it is done when it is there.
  return theme =>
    flushSync(() => root.render(h('div', { className: 'slack', 'data-theme': theme }, drawParts(payloadOf(), theme))))
}

function drawParts({ text, blocks }, theme) {
  if (!blocks) return h('pre', { className: 'slack-text' }, text)
  return blocks.map((block, key) => {
    if (block.type === 'header') return h('h3', { key, className: 'slack-title' }, block.text.text)
    if (block.type === 'data_table') return h(SlackTable, { key, block })
    if (block.type === 'data_visualization') return h(SlackChart, { key, block })
    if (block.type === 'image') return h(SlackPicture, { key, block })
    if (block.type === 'context')
      return h(
        'p',
        { key, className: 'slack-small' },
        block.elements.map(({ text }) => text),
      )
    if (block.type === 'image') return h(SlackPicture, { key, block })
    const drawn = h(Message, {
      key,
      theme,
      withoutWrapper: true,
      name: '',
      logo: '',
      blocks: [block.type === 'table' ? withRichCells(block) : block],
    })
    return block.type === 'actions' ? h('div', { key, 'data-row': key }, drawn) : drawn
  })
}

/** In the shape of Teams' charts, which is what our drawing knows. */
function SlackChart({ block: { title, chart } }) {
  const series = chart.series.map(({ name, data }) => ({
    legend: name,
    values: data.map(({ label, value }) => ({ x: label, y: value })),
  }))
  const drawing = { type: chart.type, title, data: series }
  const draw = node => node?.replaceChildren(drawChart(drawing, node.closest('[lang]').lang))
  return h('div', {}, h('p', { className: 'slack-caption' }, title), h('div', { ref: draw }))
}

function SlackPicture({ block: { alt_text: alt, slack_file: file } }) {
  return h(
    'figure',
    { className: 'slack-picture' },
    h('img', { src: `/pictures/${file.id}`, alt, width: 800, height: 400 }),
  )
}

function withRichCells(table) {
  const rich = ({ text }, isHead) => ({
    type: 'rich_text',
    elements: [
      { type: 'rich_text_section', elements: [{ type: 'text', text, ...(isHead ? { style: { bold: true } } : {}) }] },
    ],
  })
  const rows = table.rows.map((row, at) => row.map(cell => (cell.type === 'raw_text' ? rich(cell, at === 0) : cell)))
  return { ...table, rows }
}

/** What a button asks. The library gives it its action's id, which is the only one of its name in its own row. */
function lineOf({ elements }, id) {
  return elements.find(({ action_id }) => action_id === id)?.value
}
