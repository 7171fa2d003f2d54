import { drawChart, isChart } from './chart.js'
import { formatMoment } from './moments.js'

const { AdaptiveCards } = globalThis

// The bot writes nothing into a text block that Markdown would change, so its texts are shown as they are.
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  const shown = document.createElement('p')
  shown.textContent = text
  result.outputHtml = shown.outerHTML
  result.didProcess = true
}

const fonts = { fontFamily: '"Segoe UI", system-ui, -apple-system, sans-serif' }

/** The colours in which Teams draws cards. */
const colours = {
  light: {
    ...{ text: '#242424', subtle: '#616161', background: '#ffffff', emphasis: '#f5f5f5' },
    ...{ accent: '#4f52b2', good: '#0e700e', warning: '#8a3b00', attention: '#b10e1c', line: '#e0e0e0' },
  },
  dark: {
    ...{ text: '#ffffff', subtle: '#adadad', background: '#292929', emphasis: '#333333' },
    ...{ accent: '#9299f7', good: '#92c353', warning: '#f8d22a', attention: '#ff8a94', line: '#525252' },
  },
}

/**
 * Draws an Adaptive Card. Charts are Teams' own and unknown to the library: they are drawn by us in their places.
 * @param payloadOf what to draw now
 * @param onPress called with the line and the label of a button
 * @returns draws it in a theme
 */
export function createTeamsDrawing(container, payloadOf, onPress, language) {
  return theme => {
    const payload = withDates(payloadOf())
    const card = new AdaptiveCards.AdaptiveCard()
    card.hostConfig = new AdaptiveCards.HostConfig(configFor(colours[theme]))
    card.onExecuteAction = action => {
      if (action.url) window.open(action.url, '_blank', 'noopener')
      else if (action.data?.line) onPress(action.data.line, action.title)
    }
    const context = new AdaptiveCards.SerializationContext()
    const known = new AdaptiveCards.CardObjectRegistry()
    AdaptiveCards.GlobalRegistry.populateWithDefaultElements(known)
    const ChartElement = createChartElement(language)
    for (const type of chartTypes(payload)) known.register(type, ChartElement)
    context.setElementRegistry(known)
    card.parse(payload, context)
    const drawn = card.render()
    container.replaceChildren(...(drawn ? [drawn] : []))
    markLines(container, payload)
  }
}

/** By their lines, so that a button can be pointed at: the library gives them no names of their own. */
function markLines(container, payload) {
  const lines = new Map(findAll(payload, item => item.data?.line).map(({ title, data }) => [title, data.line]))
  for (const button of container.querySelectorAll('.ac-pushButton')) {
    const line = lines.get(button.innerText.trim()) ?? lines.get(button.getAttribute('aria-label'))
    if (line) button.dataset.line = line
  }
}

function chartTypes(payload) {
  return new Set(findAll(payload, ({ type }) => isChart(type)).map(({ type }) => type))
}

/** Every object in a card that is looked for, however deep. */
function findAll(value, isWanted) {
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.values(value).flatMap(item => findAll(item, isWanted))
  return !Array.isArray(value) && isWanted(value) ? [value, ...inside] : inside
}

/** Teams writes `{{DATE(…)}}` and `{{TIME(…)}}` as each reader does; the demo's readers are where its clock is. */
function withDates(value) {
  if (typeof value === 'string') {
    return value
      .replace(/\{\{DATE\(([^,)]+)(?:,\s*(\w+))?\)\}\}/g, (_, moment, form) =>
        formatMoment(new Date(moment), form === 'COMPACT' ? 'date_num' : form === 'LONG' ? 'date_long' : 'day'),
      )
      .replace(/\{\{TIME\(([^)]+)\)\}\}/g, (_, moment) => formatMoment(new Date(moment), 'time'))
  }
  if (Array.isArray(value)) return value.map(withDates)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withDates(item)]))
}

/** The library makes each element itself, so its language is in its class. */
function createChartElement(language) {
  return class extends AdaptiveCards.CardElement {
    #source = {}

    getJsonTypeName() {
      return 'Chart'
    }

    internalParse(source, context) {
      super.internalParse(source, context)
      this.#source = source
    }

    internalRender() {
      return drawChart(this.#source, language)
    }
  }
}

function configFor({ text, subtle, background, emphasis, accent, good, warning, attention, line }) {
  const colour = shade => ({ default: shade, subtle: shade })
  const foregroundColors = {
    default: { default: text, subtle },
    dark: { default: text, subtle },
    light: { default: subtle, subtle },
    ...{ accent: colour(accent), good: colour(good), warning: colour(warning), attention: colour(attention) },
  }
  const style = { backgroundColor: background, foregroundColors }
  return {
    ...fonts,
    supportsInteractivity: true,
    fontTypes: { default: fonts, monospace: { fontFamily: 'ui-monospace, monospace' } },
    fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 300, default: 400, bolder: 600 },
    spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: line },
    containerStyles: {
      default: style,
      emphasis: { ...style, backgroundColor: emphasis },
      ...{ accent: style, good: style, warning: style, attention: style },
    },
    table: { cellSpacing: 8 },
    actions: { maxActions: 6, actionsOrientation: 'horizontal', actionAlignment: 'left', buttonSpacing: 8 },
  }
}
