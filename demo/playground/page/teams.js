import { drawChart, isChart } from './chart.js'

const { AdaptiveCards } = globalThis

const fonts = { fontFamily: '"Segoe UI", system-ui, sans-serif' }

/** The colours in which Teams draws cards. */
const colours = {
  light: { text: '#242424', subtle: '#5c5c5c', background: '#ffffff' },
  dark: { text: '#ffffff', subtle: '#c8c8c8', background: '#292929' },
}

/**
 * Draws an Adaptive Card. Charts are Teams' own and unknown to the library: they are drawn by us in their places.
 * @param payloadOf what to draw now
 * @returns draws it in a theme
 */
export function createTeamsDrawing(container, payloadOf, onPress) {
  return theme => {
    const payload = payloadOf()
    const card = new AdaptiveCards.AdaptiveCard()
    card.hostConfig = new AdaptiveCards.HostConfig(configFor(colours[theme]))
    card.onExecuteAction = action => {
      if (action.data?.line) onPress(action.data.line)
    }
    const context = new AdaptiveCards.SerializationContext()
    const known = new AdaptiveCards.CardObjectRegistry()
    AdaptiveCards.GlobalRegistry.populateWithDefaultElements(known)
    const ChartElement = createChartElement(container.lang)
    for (const type of chartTypes(payload)) known.register(type, ChartElement)
    context.setElementRegistry(known)
    card.parse(payload, context)
    const drawn = card.render()
    container.dataset.theme = theme
    container.replaceChildren(...(drawn ? [drawn] : []))
  }
}

function chartTypes({ body }) {
  return new Set(body.map(({ type }) => type).filter(isChart))
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

function configFor({ text, subtle, background }) {
  const colour = { default: text, subtle }
  const foregroundColors = { default: colour, accent: colour, good: colour, warning: colour, attention: colour }
  const style = { backgroundColor: background, foregroundColors }
  return {
    ...fonts,
    supportsInteractivity: true,
    fontTypes: { default: fonts, monospace: { fontFamily: 'ui-monospace, monospace' } },
    fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
    containerStyles: { default: style, emphasis: style },
    actions: { maxActions: 6, actionsOrientation: 'horizontal', actionAlignment: 'left', buttonSpacing: 8 },
  }
}
