import { createElement as h } from 'react'
import ReactDom from 'react-dom/client'
import { Message } from 'slack-blocks-to-jsx'

/**
 * Draws a Slack payload. The library reads bold, mentions and emoji also in plain text, which Slack does not: titles and
 * small print are drawn by us, and the cells of tables are given to it as rich text, where it reads nothing.
 * @returns draws it in a theme
 */
export function createSlackDrawing(container, payload, onPress) {
  const root = ReactDom.createRoot(container)
  const blocks = payload.blocks ?? []
  container.addEventListener('click', ({ target }) => {
    const button = target.closest('button[id]')
    const line = button && lineOf(blocks, button.id)
    if (line) onPress(line)
  })
  return theme => root.render(h('div', { className: 'slack', 'data-theme': theme }, drawParts(payload, theme)))
}

function drawParts({ text, blocks }, theme) {
  if (!blocks) return h('pre', { className: 'slack-text' }, text)
  return blocks.map((block, key) => {
    if (block.type === 'header') return h('h3', { key, className: 'slack-title' }, block.text.text)
    if (block.type === 'context')
      return h(
        'p',
        { key, className: 'slack-small' },
        block.elements.map(({ text }) => text),
      )
    const shown = block.type === 'table' ? withRichCells(block) : block
    return h(Message, { key, theme, withoutWrapper: true, name: '', logo: '', blocks: [shown] })
  })
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

/** What a button asks; the library gives it its action's id. */
function lineOf(blocks, id) {
  const buttons = blocks.flatMap(({ type, elements }) => (type === 'actions' ? elements : []))
  return buttons.find(({ action_id }) => action_id === id)?.value
}
