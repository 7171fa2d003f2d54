import { drawChart } from './chart.js'
import { make } from './dom.js'
import { confirmPress, drawMenu } from './menu-button.js'
import { drawInput } from './slack-input.js'
import { drawDataTable, drawTable } from './slack-table.js'
import { drawMarkup, drawRichText, drawTextObject } from './slack-text.js'

/**
 * Draws a Slack payload as Slack shows it.
 * @param payloadOf what to draw now
 * @param onPress called with the line and the label of a button
 * @returns draws it
 */
export function createSlackDrawing(container, payloadOf, onPress, language) {
  return () =>
    container.replaceChildren(make('div', { class: 'slack' }, drawPayload(payloadOf(), { onPress, language })))
}

function drawPayload({ text, blocks }, context) {
  return blocks
    ? blocks.map(block => drawBlock(block, context))
    : [make('p', { class: 'slack-plain' }, drawMarkup(text))]
}

const drawers = {
  header: ({ text }) => make('h3', { class: 'slack-header' }, text.text),
  section: drawSection,
  rich_text: ({ elements }) => make('div', { class: 'slack-rich-text' }, elements.map(drawRichText)),
  context: ({ elements }) => make('div', { class: 'slack-context' }, elements.map(drawContextElement)),
  divider: () => make('hr', { class: 'slack-divider' }),
  image: drawImage,
  actions: ({ elements }, { onPress }) =>
    make(
      'div',
      { class: 'slack-actions' },
      elements.map(element => drawElement(element, onPress)),
    ),
  table: drawTable,
  data_table: drawDataTable,
  data_visualization: drawVisualization,
  input: drawInput,
}

function drawBlock(block, context) {
  const draw = drawers[block.type]
  // Better seen than missing: no test passes with a block that the page cannot draw.
  return draw ? draw(block, context) : make('p', { class: 'unknown-block' }, `Unknown block: ${block.type}`)
}

function drawSection({ text, fields = [], accessory }, { onPress }) {
  return make(
    'div',
    { class: 'slack-section' },
    make(
      'div',
      { class: 'slack-section-text' },
      text && make('p', {}, drawTextObject(text)),
      fields.length > 0 &&
        make(
          'div',
          { class: 'slack-fields' },
          fields.map(field => make('p', {}, drawTextObject(field))),
        ),
    ),
    accessory && drawElement(accessory, onPress),
  )
}

function drawContextElement(element) {
  if (element.type === 'image') return make('img', { src: element.image_url, alt: element.alt_text })
  return make('span', {}, drawTextObject(element))
}

function drawImage({ alt_text: alt, slack_file: file, image_url: address, title }) {
  return make(
    'figure',
    { class: 'slack-image' },
    title && make('figcaption', {}, title.text),
    make('img', { src: file ? `/pictures/${file.id}` : address, alt, width: 800, height: 400 }),
  )
}

/** In the shape of Teams' charts, which is what our drawing knows. */
function drawVisualization({ title, chart }, { language }) {
  const { categories = [] } = chart.axis_config ?? {}
  const data = chart.series.map(({ name, data }) => ({
    legend: name,
    values: data.map(({ label, value }) => ({ x: label, y: value })),
  }))
  const stacked = chart.type === 'stacked_bar' || chart.stacked === true
  return make(
    'div',
    { class: 'slack-chart' },
    make('p', { class: 'slack-chart-title' }, title),
    drawChart({ type: chart.type, title, data, stacked, categories }, language),
  )
}

function drawElement(element, onPress) {
  switch (element.type) {
    case 'button':
      return drawButton(element, onPress)
    case 'overflow':
      return drawOverflow(element, onPress)
    case 'image':
      return make('img', { class: 'slack-accessory', src: element.image_url, alt: element.alt_text })
    default:
      return drawInput({ element })
  }
}

function drawButton({ text, value, style, url, confirm }, onPress) {
  const named = { class: `slack-button ${style ?? ''}`.trim(), 'data-line': value }
  if (url) return make('a', { ...named, href: url, target: '_blank', rel: 'noopener noreferrer' }, text.text)
  const press = async () => {
    if (!confirm || (await confirmPress(readConfirm(confirm)))) onPress(value, text.text)
  }
  return make('button', { ...named, type: 'button', onclick: press }, text.text)
}

function drawOverflow({ options, confirm }, onPress) {
  const choices = options.map(({ text, value, url }) => ({
    label: text.text,
    line: value,
    address: url,
    press: async () => {
      if (!confirm || (await confirmPress(readConfirm(confirm)))) onPress(value, text.text)
    },
  }))
  return drawMenu(choices, 'slack-button slack-overflow')
}

function readConfirm({ title, text, confirm, deny, style }) {
  return { title: title.text, text: text.text, confirm: confirm.text, deny: deny.text, isDanger: style === 'danger' }
}
