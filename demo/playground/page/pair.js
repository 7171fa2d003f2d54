import { make } from './dom.js'
import { forget, keepDrawn, look } from './look.js'
import { createSlackDrawing } from './slack.js'
import { createTeamsDrawing } from './teams.js'

/**
 * One message as Slack and as Teams show it, side by side. `take` away what is no longer shown: it is redrawn else.
 * `onPress` hears the line of a button, and whether that opens its form.
 */
export function drawPair(shown, onPress = () => {}) {
  const { title, language, forms = [] } = shown
  const inSlack = make('div', { class: 'drawing', lang: language })
  const inTeams = make('div', { class: 'drawing teams', lang: language })
  const press = line => onPress(line, forms.includes(line))
  const draws = [
    createSlackDrawing(inSlack, () => payloadsOf(shown).slack, press),
    createTeamsDrawing(inTeams, () => payloadsOf(shown).teams, press),
  ]
  for (const draw of draws) keepDrawn(draw)
  const element = make('div', { class: 'pair' }, figure('Slack', title, inSlack), figure('Teams', title, inTeams))
  return {
    element,
    take() {
      for (const draw of draws) forget(draw)
      element.remove()
    },
  }
}

/** With its charts as they are looked at now. */
function payloadsOf(shown) {
  return shown.without?.[look.charts] ?? shown
}

function figure(platform, title, drawing) {
  const label = `${title}, in ${platform}`
  return make('figure', { class: 'shown', 'aria-label': label }, make('figcaption', {}, platform), drawing)
}
